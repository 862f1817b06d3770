//! Sends many actions of different kinds in few requests, and takes each answer with its own type.
//!
//! ```text
//! cargo run --example batches
//! ```
//!
//! runs against an embedded Graph: no account, no network. With another credential and without `base_url` the same code
//! calls the real service.

use std::error::Error;

use graph_action::auth::StaticToken;
use graph_action::{Batch, Client, graph_action, graph_type};
use graph_action_sim::{Failure, Graph};

/// Reads a call.
#[graph_action(GET "/communications/calls/<id>" -> Call)]
struct GetCall {
    id: String,
}

/// A call.
#[graph_type("microsoft.graph.call")]
struct Call {
    state: Option<String>,
}

/// Cancels what a call is playing and recording.
#[graph_action(POST "/communications/calls/<id>/cancelMediaProcessing" -> CommsOperation)]
struct CancelMediaProcessing {
    id: String,
    client_context: Option<String>,
}

/// Something that a call has been told to do.
#[graph_type("microsoft.graph.commsOperation")]
struct CommsOperation {
    status: Option<String>,
    client_context: Option<String>,
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let graph = Graph::start().await?;
    let client = Client::builder(StaticToken::new(graph.issue_token())).base_url(graph.base_url()).build()?;
    let calls: Vec<String> = (0..12).map(|_| graph.create_call(None)).collect();

    let mut batch = Batch::new();
    let mut tickets = Vec::new();
    for (number, id) in calls.iter().enumerate() {
        let read = batch.add(&GetCall { id: id.clone() })?;
        // Cancelled only once it could be read.
        let context = Some(format!("call {number}"));
        let cancel = batch.add_after(&CancelMediaProcessing { id: id.clone(), client_context: context }, &[&read])?;
        tickets.push((read, cancel));
    }
    let unknown = batch.add(&GetCall { id: "no-such-call".to_owned() })?;
    println!("actions      {}", batch.len());

    // The service is busy for the first one; it alone is sent again, when the service said.
    graph.fail_next_item(Failure::new(429).header("Retry-After", "0.2"));
    let mut answers = batch.send(&client).await?;

    for (read, cancel) in tickets {
        let (call, operation) = (answers.take(read)?, answers.take(cancel)?);
        let text = |text: Option<String>| text.unwrap_or_default();
        println!("{:<12} {}, then {}", text(operation.client_context), text(call.state), text(operation.status));
    }
    match answers.take(unknown) {
        Ok(_) => println!("unknown      found"),
        Err(error) => println!("unknown      {error}"),
    }

    println!();
    for request in graph.requests() {
        let items = request.json().and_then(|batch| batch["requests"].as_array().map(Vec::len));
        println!("request      {} {} with {} items", request.method(), request.path(), items.unwrap_or_default());
    }
    Ok(())
}

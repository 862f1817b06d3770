//! What an operator sees of the calls: spans, counters, and ids that lead to the service's own logs.
//!
//! ```text
//! cargo run --example seen_from_outside
//! ```
//!
//! Each try is a `tracing` span with OpenTelemetry's names for an HTTP client. Templates stand for paths: no id, query, body or
//! token is ever recorded.

use std::error::Error;
use std::sync::Arc;

use graph_action::auth::ClientSecret;
use graph_action::metrics::Counters;
use graph_action::{Client, graph_action};
use graph_action_sim::{Failure, Graph};
use serde_json::Value;
use tracing_subscriber::fmt::format::FmtSpan;

/// A call.
#[graph_action(GET "/communications/calls/<id>" -> Value)]
pub struct GetCall {
    /// The call.
    pub id: String,
    /// An id of the caller's own, by which the request is found in Graph's logs; a new one where there is none.
    #[graph(header = "client-request-id")]
    pub request_id: Option<String>,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    tracing_subscriber::fmt()
        .with_span_events(FmtSpan::CLOSE)
        .with_max_level(tracing::Level::INFO)
        .with_target(false)
        .without_time()
        .with_ansi(false)
        .init();

    let graph = Graph::start().await?;
    let credential =
        ClientSecret::new(graph.tenant_id(), graph.client_id(), graph.client_secret()).authority(graph.authority());
    let counters = Arc::new(Counters::default());
    let client = Client::builder(credential)
        .base_url(graph.base_url())
        .user_agent("contoso-bot/2.1")
        .metrics(Arc::clone(&counters))
        .build()?;

    graph.fail_next(Failure::new(429).header("Retry-After", "0.2"));
    let request_id = Some("8d1b0e0c-6c1c-4c0e-9d8b-3c2a1b0f9e8d".to_owned());
    get_call(&client, &GetCall { id: graph.create_call(None), request_id }).await?;
    let error = get_call(&client, &GetCall { id: "unknown".to_owned(), request_id: None }).await.err();

    println!("\n{:#?}", counters.totals());
    if let Some(error) = error {
        println!(
            "\nfor support: request-id {:?}, client-request-id {:?}",
            error.request_id(),
            error.client_request_id()
        );
    }
    for request in graph.requests() {
        println!("as the service saw it: {:?} {:?}", request.header("user-agent"), request.header("client-request-id"));
    }
    Ok(())
}

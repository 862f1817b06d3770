//! What goes wrong, what is repeated, and what an error knows.
//!
//! ```text
//! cargo run --example errors_and_retries
//! ```
//!
//! The embedded Graph fails on demand here; the client is the one that calls the real one.

use std::error::Error;
use std::time::{Duration, Instant};

use graph_action::auth::ClientSecret;
use graph_action::{Attempt, Client, RetryPolicy, graph_action};
use graph_action_sim::{Failure, Graph};
use serde_json::Value;

/// A call.
#[graph_action(
    GET "/communications/calls/<id>" -> Value,
    permissions(application = ["Calls.Read.All"], delegated = unsupported)
)]
pub struct GetCall {
    /// The call.
    pub id: String,
}

/// Cancels the media operations of a call.
#[graph_action(POST "/communications/calls/<id>/cancelMediaProcessing")]
pub struct CancelMediaProcessing {
    /// The call.
    pub id: String,
    /// Comes back in the notification.
    #[graph(max_chars = 256)]
    pub client_context: Option<String>,
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let graph = Graph::start().await?;
    let credential =
        ClientSecret::new(graph.tenant_id(), graph.client_id(), graph.client_secret()).authority(graph.authority());
    let client = Client::builder(credential).base_url(graph.base_url()).build()?;
    let call = GetCall { id: graph.create_call(None) };
    let cancel = CancelMediaProcessing { id: call.id.clone(), client_context: None };

    // Throttled: the wait that the service asks for is kept to the fraction, and the call goes on by itself.
    graph.fail_next(Failure::graph(429, "TooManyRequests", "slow down").header("Retry-After", "0.35"));
    let started = Instant::now();
    get_call(&client, &call).await?;
    println!("429, Retry-After: 0.35   answered after {:?}", started.elapsed());

    // A gateway that gave up: a GET does no harm and is repeated, a POST may have happened and is not.
    graph.fail_next(Failure::new(504));
    get_call(&client, &call).await?;
    graph.fail_next(Failure::new(504));
    let error = cancel_media_processing(&client, &cancel).await.err().ok_or("a POST was repeated")?;
    println!("504                      GET repeated; {error}");

    // Another policy for one call: none at all.
    graph.fail_next(Failure::new(429).header("Retry-After", "30"));
    let error = get_call(&client, &call).retry(RetryPolicy::never()).await.err().ok_or("no error")?;
    println!("429, no retries          asked to wait {:?}", error.retry_after());

    // A policy of your own, about what can do no harm: three more tries of anything, at once.
    for status in [500, 502] {
        graph.fail_next(Failure::new(status));
    }
    let stubborn = |attempt: &Attempt| (attempt.retries() < 3).then_some(Duration::from_millis(10));
    get_call(&client, &call).retry(stubborn).await?;
    println!("500, 502                 answered by a policy of one's own");

    // What the service says about an error, whatever it looks like: codes to act on, ids for support, and the whole body.
    let error = get_call(&client, &GetCall { id: "unknown".to_owned() }).await.err().ok_or("no error")?;
    println!("\n{error}");
    println!("  status {:?}, code {:?}, not found: {}", error.status(), error.code(), error.is_not_found());
    println!("  request-id {:?}, body {}", error.request_id(), String::from_utf8_lossy(error.body()));

    // A proxy's page is no JSON, and not lost.
    graph.fail_next(
        Failure::new(403).header("Content-Type", "text/html").body("<title>Blocked by proxy</title>").bare(),
    );
    println!("\n{}", get_call(&client, &call).await.err().ok_or("no error")?);

    // What Graph cannot take is refused before a byte is sent, by the field's name.
    let too_long = CancelMediaProcessing { client_context: Some("x".repeat(257)), ..cancel };
    let error = cancel_media_processing(&client, &too_long).await.err().ok_or("no error")?;
    println!("\n{error}\n  field {:?}, {} requests so far", error.field(), graph.requests().len());
    Ok(())
}

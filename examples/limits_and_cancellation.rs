//! Nothing that a server does takes for ever, and a call that nobody wants any more is gone.
//!
//! ```text
//! cargo run --example limits_and_cancellation
//! ```

use std::error::Error;
use std::time::{Duration, Instant};

use graph_action::auth::ClientSecret;
use graph_action::{Client, RetryPolicy, graph_action};
use graph_action_sim::{Failure, Graph};
use serde_json::Value;

/// A call.
#[graph_action(GET "/communications/calls/<id>" -> Value)]
pub struct GetCall {
    /// The call.
    pub id: String,
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let graph = Graph::start().await?;
    let credential =
        ClientSecret::new(graph.tenant_id(), graph.client_id(), graph.client_secret()).authority(graph.authority());
    let client = Client::builder(credential)
        .base_url(graph.base_url())
        .connect_timeout(Duration::from_secs(5))
        .timeout(Duration::from_millis(300))
        .max_response_bytes(1 << 20)
        .build()?;
    let call = GetCall { id: graph.create_call(None) };

    // A server that thinks for too long.
    graph.fail_next(Failure::new(200).body("{}").after(Duration::from_mins(1)));
    let started = Instant::now();
    let error = get_call(&client, &call).retry(RetryPolicy::never()).await.err().ok_or("no error")?;
    println!("slow        {error}\n            after {:?}, time ran out: {}", started.elapsed(), error.is_timeout());

    // A server that says too much: for all calls by the builder, for one call here.
    graph.fail_next(Failure::new(200).body("x".repeat(5000)));
    let error = get_call(&client, &call).max_response_bytes(4096).await.err().ok_or("no error")?;
    println!("endless     {error}");

    // A call is a future: dropped, it ends, its connection is closed, and it is not repeated later.
    graph.fail_next(Failure::new(429).header("Retry-After", "30"));
    let raced = tokio::time::timeout(Duration::from_millis(100), get_call(&client, &call)).await;
    println!("dropped     {}", if raced.is_err() { "after 100 ms, while it waited" } else { "too late" });

    // And an ordinary one, on the same client.
    let answer = get_call(&client, &call).await?;
    println!("ordinary    state {}", answer["state"]);
    println!("\n{} requests reached the service", graph.requests().len());
    Ok(())
}

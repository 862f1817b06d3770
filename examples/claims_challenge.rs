//! Keeps calling Graph while a session is revoked, a policy asks for more, and the login service is down.
//!
//! ```text
//! cargo run --example claims_challenge
//! ```
//!
//! runs against an embedded Graph in this process. Against the real service, the credential and `base_url` go.

use graph_action::auth::ClientSecret;
use graph_action::{Client, graph_action};
use graph_action_sim::{Failure, Graph};
use serde_json::json;

/// Reads a call.
#[graph_action(GET "/communications/calls/<id>" -> serde_json::Value)]
pub struct GetCall {
    /// The call.
    pub id: String,
}

/// Cancels the media operations of a call.
#[graph_action(POST "/communications/calls/<id>/cancelMediaProcessing" -> serde_json::Value)]
pub struct CancelMediaProcessing {
    /// The call.
    pub id: String,
    /// Comes back in the operation.
    pub client_context: Option<String>,
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let graph = Graph::start().await?;
    let credential = ClientSecret::new(graph.tenant_id(), graph.client_id(), graph.client_secret());
    let client = Client::builder(credential.authority(graph.authority()))
        .base_url(graph.base_url())
        // Tells the login service that challenges are answered here: tokens live longer, and can be revoked at once.
        .continuous_access(true)
        .build()?;
    let id = graph.create_call(None);

    get_call(&client, &GetCall { id: id.clone() }).await?;
    println!("first call         {}", seen(&graph));

    // An administrator revokes the session: Graph asks for a token that was given out later.
    graph.challenge(Some(json!({"access_token": {"nbf": {"essential": true, "value": "1604106651"}}})));
    cancel_media_processing(&client, &CancelMediaProcessing { id: id.clone(), client_context: None }).await?;
    println!("session revoked    {}", seen(&graph));
    println!(
        "                   asked for {}",
        graph.claims_asked_for().into_iter().flatten().last().unwrap_or_default()
    );

    // The new token serves from now on.
    get_call(&client, &GetCall { id: id.clone() }).await?;
    println!("next call          {}", seen(&graph));

    // A policy asks for what no app on its own can give: the error says what to ask a user for.
    graph.challenge(Some(json!({"access_token": {"acrs": {"essential": true, "value": "c1"}}})));
    let refusal = r#"{"error": "interaction_required", "error_description": "AADSTS50076: …", "error_codes": [50076]}"#;
    graph.fail_next_token(Failure::new(400).body(refusal));
    if let Err(error) = get_call(&client, &GetCall { id: id.clone() }).await {
        println!("policy             {error}");
        println!("                   ask a user: {}", error.is_interaction_required());
        println!("                   for claims {}", error.claims().unwrap_or_default());
    }

    // The login service wants a rest: whoever calls is told how long, and it is left alone.
    graph.challenge(None);
    graph.expire_tokens();
    graph.fail_next_token(Failure::new(429).header("Retry-After", "30"));
    for _ in 0..3 {
        if let Err(error) = get_call(&client, &GetCall { id: id.clone() }).await {
            println!("busy login         {error}");
        }
    }
    println!("                   {}", seen(&graph));
    Ok(())
}

/// What the service and the login service have seen so far.
fn seen(graph: &Graph) -> String {
    format!("{} requests, {} for a token", graph.requests().len(), graph.token_requests())
}

//! A workload for which somebody else vouches: a cluster's file, or a pipeline's own token. The app keeps no secret.
//!
//! ```text
//! cargo run --example workload_identity
//! ```
//!
//! The embedded Graph stands for Kubernetes and the pipeline here, whose tokens its login service trusts.

use std::error::Error;
use std::sync::Arc;
use std::time::Duration;

use graph_action::auth::{ClientAssertion, Environment, TokenProvider};
use graph_action::{Client, graph_action};
use graph_action_sim::Graph;
use serde_json::Value;

/// A call.
#[graph_action(GET "/communications/calls/<id>" -> Value)]
pub struct GetCall {
    /// The call.
    pub id: String,
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let graph = Arc::new(Graph::start().await?);
    let call = GetCall { id: graph.create_call(None) };

    // In Kubernetes: the cluster writes a token to a file, and writes another one before that ends.
    let file = std::env::temp_dir().join(format!("workload-identity-{}", std::process::id()));
    std::fs::write(&file, graph.issue_federated_token(Duration::from_hours(1)))?;
    let credential = ClientAssertion::from_file(graph.tenant_id(), graph.client_id(), &file);
    read(&graph, credential.authority(graph.authority()), "a file", &call).await?;

    // The same from the variables that the cluster sets, and the settings of Microsoft's own libraries.
    let variables = [
        ("AZURE_TENANT_ID", graph.tenant_id().to_owned()),
        ("AZURE_CLIENT_ID", graph.client_id().to_owned()),
        ("AZURE_FEDERATED_TOKEN_FILE", file.display().to_string()),
        ("AZURE_AUTHORITY_HOST", graph.authority().to_owned()),
    ];
    let variable = |name: &str| variables.iter().find(|(known, _)| *known == name).map(|(_, value)| value.clone());
    // In your program: `Environment::new()`.
    read(&graph, Environment::from_variables(variable), "variables", &call).await?;
    std::fs::remove_file(&file)?;

    // In a pipeline: its own service is asked for a token, whenever one is needed.
    let pipeline = Arc::clone(&graph);
    let credential = ClientAssertion::new(graph.tenant_id(), graph.client_id(), move || {
        let token = pipeline.issue_federated_token(Duration::from_mins(10));
        async move { Ok(token) }
    });
    read(&graph, credential.authority(graph.authority()), "a pipeline", &call).await?;

    println!("\nthe login service was asked {} times, and saw no secret", graph.token_requests());
    Ok(())
}

/// Reads the call with a credential.
async fn read(
    graph: &Graph,
    credential: impl TokenProvider,
    vouched_by: &str,
    call: &GetCall,
) -> Result<(), Box<dyn Error>> {
    let client = Client::builder(credential).base_url(graph.base_url()).build()?;
    println!("{vouched_by:<12} the call is {}", get_call(&client, call).await?["state"]);
    Ok(())
}

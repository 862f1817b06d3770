//! One program for every machine that it runs on: the first credential that is there is taken, and no other.
//!
//! ```text
//! cargo run --example credential_chain
//! ```
//!
//! The machines are made up here, and so is the login service. A program says `Environment::new()` for its own variables, and
//! behind it, with the feature `azure`, `Azure::new(…)` for the managed identity and the Azure CLI.

use std::error::Error;
use std::time::Duration;

use graph_action::auth::{AccessToken, Chain, Environment, OwnedTokenRequest, from_fn};
use graph_action::{Client, graph_action};
use graph_action_sim::Graph;

/// A call.
#[graph_action(GET "/communications/calls/<id>" -> serde_json::Value)]
pub struct GetCall {
    /// The call.
    pub id: String,
}

/// What a machine has to offer.
struct Machine<'a> {
    /// Its name.
    name: &'a str,
    /// Its environment.
    variables: Vec<(&'a str, &'a str)>,
    /// What a sidecar on it gives out.
    token: Option<String>,
}

/// The credential of the program, the same everywhere.
fn credential(machine: &Machine<'_>) -> Chain {
    let variable =
        |name: &str| machine.variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned());
    let token = machine.token.clone();
    let sidecar = from_fn(move |request: OwnedTokenRequest| {
        let told = match &token {
            Some(token) => Ok(AccessToken::new(token.as_str(), Some(Duration::from_hours(1)))),
            // Only this lets a chain go on; any other error ends it.
            None => Err(graph_action::Error::credential_unavailable(format!("no sidecar for {}", request.scope))),
        };
        async move { told }
    });
    Chain::new(Environment::from_variables(variable)).then(sidecar)
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let graph = Graph::start().await?;
    let call = GetCall { id: graph.create_call(None) };
    let app = |secret| {
        vec![
            ("AZURE_TENANT_ID", graph.tenant_id()),
            ("AZURE_CLIENT_ID", graph.client_id()),
            ("AZURE_CLIENT_SECRET", secret),
            ("AZURE_AUTHORITY_HOST", graph.authority()),
        ]
    };
    let machines = [
        Machine { name: "a pipeline, with variables", variables: app(graph.client_secret()), token: None },
        Machine { name: "a cluster, with a sidecar", variables: Vec::new(), token: Some(graph.issue_token()) },
        // Refused is not missing: the sidecar may be another identity, and is not asked.
        Machine {
            name: "both, and the secret is wrong",
            variables: app("last year's"),
            token: Some(graph.issue_token()),
        },
        Machine { name: "half of the variables", variables: app("a secret").split_off(2), token: None },
        Machine { name: "nothing at all", variables: Vec::new(), token: None },
    ];
    for machine in &machines {
        let chain = credential(machine);
        println!("\n{}", machine.name);
        // A mistake in the variables is told when the client is built.
        let client = match Client::builder(chain.clone()).base_url(graph.base_url()).build() {
            Ok(client) => client,
            Err(error) => {
                println!("  no client: {error}");
                continue;
            }
        };
        match get_call(&client, &call).await {
            Ok(call) => println!("  the call is {}; {chain:?}", call["state"]),
            Err(error) => println!("  {error}"),
        }
    }
    Ok(())
}

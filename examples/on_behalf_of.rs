//! A web API that calls Graph for the users who call it, each with the user's own rights.
//!
//! ```text
//! cargo run --example on_behalf_of
//! ```
//!
//! runs against an embedded Graph, which plays the users too: no account, no network. With the real one nothing changes but
//! the app's credential, and where the users' tokens come from: `Authorization: Bearer …` of the requests to the API.

use std::error::Error;
use std::time::Duration;

use graph_action::auth::{ClientSecret, ConfidentialApp, OnBehalfOf};
use graph_action::transport::HyperTransport;
use graph_action::{Client, Page, graph_action, graph_type};
use graph_action_sim::Graph;

/// Lists the colleagues of whoever asks.
#[graph_action(GET "/users?$top=10" -> Page<User>)]
pub struct ListColleagues {}

/// A user.
#[graph_type("microsoft.graph.user")]
pub struct User {
    /// The name that people see.
    pub display_name: Option<String>,
}

/// What the API keeps between requests: one app, with which the tokens of its users are kept, and one pool of connections.
struct Api {
    /// The app that the users' clients call.
    app: ConfidentialApp,
    /// The connections.
    transport: HyperTransport,
    /// Where Graph is; with the real one there is nothing to say.
    graph: String,
}

impl Api {
    /// One request of a user's client: the status and the text of the answer.
    ///
    /// Whoever serves it has checked the token: its signature, its issuer, and that it is for this API.
    async fn colleagues(&self, token: &str) -> (u16, String) {
        match self.list(token).await {
            Ok(count) => (200, format!("{count} colleagues")),
            // What the tenant wants of the user is for the user's client to ask for.
            Err(error) => match error.claims() {
                Some(claims) => (401, format!("sign in again, with the claims {claims}")),
                None if error.code() == Some("invalid_grant") => (401, "sign in again".to_owned()),
                None => (502, error.to_string()),
            },
        }
    }

    /// How many colleagues the user may see.
    async fn list(&self, token: &str) -> graph_action::Result<usize> {
        let credential = OnBehalfOf::new(self.app.clone(), token);
        let client = Client::builder(credential).base_url(&self.graph).transport(self.transport.clone()).build()?;
        Ok(list_colleagues(&client, &ListColleagues {}).await?.items().len())
    }
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let graph = Graph::start().await?;
    let _id = graph.create_user("Adele Vance");
    let app = ClientSecret::new(graph.tenant_id(), graph.client_id(), graph.client_secret());
    let api = Api {
        app: app.authority(graph.authority()).into(),
        transport: HyperTransport::new(Duration::from_secs(30), Duration::from_secs(100))?,
        graph: graph.base_url().to_owned(),
    };
    let show = |who: &str, (status, text): (u16, String)| println!("{who:<16}{status} {text}");

    // Two users; the token of each is exchanged once.
    let (adele, alex) = (graph.issue_user_assertion(), graph.issue_user_assertion());
    show("Adele", api.colleagues(&adele).await);
    show("Alex", api.colleagues(&alex).await);
    show("Adele again", api.colleagues(&adele).await);
    println!("{:<16}{}", "exchanged", graph.grants().len());

    // The tenant wants a second factor of whoever comes now.
    let lee = graph.issue_user_assertion();
    graph.require_interaction(r#"{"access_token":{"acrs":{"essential":true,"value":"c1"}}}"#);
    show("Lee", api.colleagues(&lee).await);
    show("Lee, signed in", api.colleagues(&graph.issue_user_assertion()).await);

    // A token that has expired, or that is for somebody else.
    let late = graph.issue_user_assertion();
    graph.expire_user_assertions();
    show("too late", api.colleagues(&late).await);
    Ok(())
}

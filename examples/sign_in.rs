//! Signs a person in with the browser of this machine: the authorization code grant with PKCE.
//!
//! ```text
//! cargo run --example sign_in
//! ```
//!
//! runs against an embedded Graph, with a browser that is a few lines of this file. For your own account set
//! `GRAPH_TENANT_ID` and `GRAPH_CLIENT_ID` (an app registration with the platform "Mobile and desktop applications" and the
//! redirect URI `http://localhost`): the system's browser opens, and the code that calls Graph stays the same.

use graph_action::auth::{AuthorizationCode, Prompt};
use graph_action::{Client, Url, graph_action};
use graph_action_sim::Graph;
use serde_json::Value;

/// Users of the tenant.
#[graph_action(GET "/users?$select=displayName&$top=3" -> Value, permissions(delegated = ["User.ReadBasic.All"]))]
struct ListUsers;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let own = std::env::var("GRAPH_TENANT_ID").ok().zip(std::env::var("GRAPH_CLIENT_ID").ok());
    let (client, embedded) = if let Some((tenant, client_id)) = own {
        let credential =
            AuthorizationCode::new(tenant, client_id).scopes(["User.ReadBasic.All"]).prompt(Prompt::SelectAccount);
        (Client::new(credential)?, None)
    } else {
        let graph = Graph::builder().public_client().start().await?;
        for name in ["Adele Vance", "Alex Wilber"] {
            let _id = graph.create_user(name);
        }
        let credential = AuthorizationCode::new(graph.tenant_id(), graph.client_id())
            .scopes(["User.ReadBasic.All"])
            .authority(graph.authority())
            .open_with(scripted_browser);
        (Client::builder(credential).base_url(graph.base_url()).build()?, Some(graph))
    };

    // The first call opens the browser and waits for the person.
    let users = ListUsers.send(&client).await?;
    println!("\nsigned in, and the first call is through:\n{}", serde_json::to_string_pretty(&users["value"])?);

    // From now on nobody is asked: the token is kept, and a refresh token gets the next one.
    if let Some(graph) = &embedded {
        graph.expire_tokens();
        ListUsers.send(&client).await?;
        println!("\nwhat the login service was asked for: {}", graph.grants().join(", "));
    }
    Ok(())
}

/// A browser for the embedded Graph, whose person signs in at once: it follows the redirect, and shows the last page.
#[allow(clippy::unnecessary_wraps, reason = "a browser may fail to open")]
fn scripted_browser(url: &Url) -> std::io::Result<()> {
    let url = url.clone();
    println!("the browser opens\n  {}", url.as_str().replace('&', "\n    &"));
    tokio::spawn(async move {
        match reqwest::get(url).await {
            Ok(page) => println!("the browser ends at {}", page.url().host_str().unwrap_or_default()),
            Err(error) => eprintln!("the browser shows an error: {error}"),
        }
    });
    Ok(())
}

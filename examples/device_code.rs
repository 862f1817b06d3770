//! Signs a person in who has no browser on this machine: they enter a code on another device.
//!
//! ```text
//! cargo run --example device_code
//! ```
//!
//! runs against an embedded Graph, whose person enters the code by itself. For your own account set `GRAPH_TENANT_ID` and
//! `GRAPH_CLIENT_ID` (an app registration that allows public client flows): the code that calls Graph stays the same.

use std::time::Duration;

use graph_action::auth::{DeviceCode, DevicePrompt};
use graph_action::{Client, graph_action};
use graph_action_sim::Graph;
use serde_json::Value;

/// Users of the tenant.
#[graph_action(GET "/users?$select=displayName&$top=3" -> Value, permissions(delegated = ["User.ReadBasic.All"]))]
struct ListUsers;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    // What the person sees. `Display` is the whole message; for a page or a QR code there are fields.
    let show = |prompt: DevicePrompt| {
        println!("{prompt}");
        println!("The code is good for {} minutes.\n", prompt.expires_in.as_secs() / 60);
    };
    let own = std::env::var("GRAPH_TENANT_ID").ok().zip(std::env::var("GRAPH_CLIENT_ID").ok());
    let (client, embedded) = if let Some((tenant, client_id)) = own {
        let credential = DeviceCode::new(tenant, client_id, show).scopes(["User.ReadBasic.All"]);
        (Client::new(credential)?, None)
    } else {
        let graph = Graph::builder().public_client().start().await?;
        for name in ["Adele Vance", "Alex Wilber"] {
            let _id = graph.create_user(name);
        }
        let credential = DeviceCode::new(graph.tenant_id(), graph.client_id(), show)
            .scopes(["User.ReadBasic.All"])
            .authority(graph.authority());
        (Client::builder(credential).base_url(graph.base_url()).build()?, Some(graph))
    };

    // The first call shows the prompt and waits; this is the person, who needs a moment.
    let person = async {
        let Some(graph) = &embedded else { return };
        while graph.device_codes().is_empty() {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        graph.device_codes().iter().for_each(|code| {
            println!("(the embedded person enters {code}: {})", graph.approve_device(code));
        });
    };
    let (users, ()) = tokio::join!(ListUsers.send(&client), person);
    println!("\nsigned in, and the first call is through:\n{}", serde_json::to_string_pretty(&users?["value"])?);

    // From now on nobody is asked: the token is kept, and a refresh token gets the next one.
    ListUsers.send(&client).await?;
    if let Some(graph) = &embedded {
        graph.expire_tokens();
        ListUsers.send(&client).await?;
        println!("\nwhat the login service was asked for: {}", graph.grants().join(", "));
    }
    Ok(())
}

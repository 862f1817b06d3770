//! A program as somebody would write it: it reads a call, with the credential that its argument names. The tests run it in
//! environments of their own.

use std::error::Error;

use azure_identity::{AzureCliCredential, ManagedIdentityCredential};
use graph_action::auth::{Azure, Chain, Environment, TokenProvider};
use graph_action::{Client, graph_action};

/// A call.
#[graph_action(GET "/communications/calls/<id>" -> serde_json::Value)]
struct GetCall {
    /// The call.
    id: String,
}

/// The credential of this name.
fn credential(name: &str) -> Result<Box<dyn TokenProvider>, Box<dyn Error>> {
    let managed_identity = || ManagedIdentityCredential::new(None).map(|credential| Azure::new(credential));
    let cli = || AzureCliCredential::new(None).map(|credential| Azure::new(credential));
    Ok(match name {
        "managed-identity" => Box::new(managed_identity()?),
        "azure-cli" => Box::new(cli()?),
        "chain" => Box::new(Chain::new(Environment::new()).then(cli()?.optional()).then(managed_identity()?)),
        other => return Err(format!("there is no credential `{other}`").into()),
    })
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [name, url, call] = &*arguments else { return Err("usage: CREDENTIAL URL CALL".into()) };
    let client = Client::builder(credential(name)?).base_url(url).build()?;
    for _ in 0..2 {
        match get_call(&client, &GetCall { id: call.clone() }).await {
            Ok(call) => println!("the call is {}", call["state"]),
            Err(error) => println!("{error}"),
        }
    }
    Ok(())
}

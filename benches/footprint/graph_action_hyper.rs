//! One call with this crate over its hyper transport, without reqwest.

mod declaration;

use std::time::Duration;

use declaration::CancelMediaProcessing;
use graph_action::transport::HyperTransport;
use graph_action::{Client, auth::StaticToken};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let transport = HyperTransport::new(Duration::from_secs(30), Duration::from_secs(100))?;
    let client = Client::builder(StaticToken::new(std::env::var("GRAPH_TOKEN")?)).transport(transport).build()?;
    let action = CancelMediaProcessing { id: std::env::var("GRAPH_CALL_ID")?, client_context: Some("a".to_owned()) };
    println!("{:?}", action.send(&client).await?.body());
    Ok(())
}

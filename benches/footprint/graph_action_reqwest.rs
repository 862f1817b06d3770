//! One call with this crate over reqwest.

mod declaration;

use declaration::CancelMediaProcessing;
use graph_action::{Client, auth::StaticToken};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = Client::new(StaticToken::new(std::env::var("GRAPH_TOKEN")?))?;
    let action = CancelMediaProcessing { id: std::env::var("GRAPH_CALL_ID")?, client_context: Some("a".to_owned()) };
    println!("{:?}", action.send(&client).await?.body());
    Ok(())
}

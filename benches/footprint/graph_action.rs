//! One call with this crate.

use graph_action::{Client, Operation, auth::StaticToken, graph_action, graph_type};

/// Cancels the media operations of a call.
#[graph_action(POST "/communications/calls/<id>/cancelMediaProcessing" -> Operation<CommsOperation>)]
pub struct CancelMediaProcessing {
    pub id: String,
    pub client_context: Option<String>,
}

#[graph_type("microsoft.graph.commsOperation")]
#[derive(Debug)]
pub struct CommsOperation {
    pub id: Option<String>,
    pub status: Option<String>,
    pub client_context: Option<String>,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = Client::new(StaticToken::new(std::env::var("GRAPH_TOKEN")?))?;
    let action = CancelMediaProcessing { id: std::env::var("GRAPH_CALL_ID")?, client_context: Some("a".to_owned()) };
    println!("{:?}", action.send(&client).await?.body());
    Ok(())
}

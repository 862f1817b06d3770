//! One call with graph-rs-sdk.

mod wire;

use graph_rs_sdk::GraphClient;
use graph_rs_sdk::header::{HeaderName, HeaderValue};
use wire::{CancelMediaProcessing, CommsOperation};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let response = GraphClient::new(std::env::var("GRAPH_TOKEN")?)
        .communications()
        .call(std::env::var("GRAPH_CALL_ID")?)
        .cancel_media_processing(&CancelMediaProcessing { client_context: "a" })
        .header(HeaderName::from_static("client-request-id"), HeaderValue::try_from(uuid::Uuid::new_v4().to_string())?)
        .send()
        .await?;
    if !response.status().is_success() {
        return Err(format!("{}: {}", response.status(), response.text().await?).into());
    }
    println!("{:?}", response.json::<CommsOperation>().await?);
    Ok(())
}

//! One call with reqwest and serde.

mod wire;
use wire::{CancelMediaProcessing, CommsOperation};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let id = std::env::var("GRAPH_CALL_ID")?;
    let response = reqwest::Client::new()
        .post(format!("https://graph.microsoft.com/v1.0/communications/calls/{id}/cancelMediaProcessing"))
        .bearer_auth(std::env::var("GRAPH_TOKEN")?)
        .header("client-request-id", uuid::Uuid::new_v4().to_string())
        .json(&CancelMediaProcessing { client_context: "a" })
        .send()
        .await?;
    if !response.status().is_success() {
        return Err(format!("{}: {}", response.status(), response.text().await?).into());
    }
    println!("{:?}", response.json::<CommsOperation>().await?);
    Ok(())
}

//! One call with reqwest and serde.

use serde::{Deserialize, Serialize};

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct CancelMediaProcessing<'a> {
    client_context: &'a str,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
#[allow(dead_code)]
struct CommsOperation {
    id: Option<String>,
    status: Option<String>,
    client_context: Option<String>,
}

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

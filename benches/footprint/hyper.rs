//! One call with hyper-util's client and serde, without TLS: the floor, which Graph itself would not answer.

mod wire;

use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper_util::client::legacy::Client;
use hyper_util::rt::TokioExecutor;
use wire::{CancelMediaProcessing, CommsOperation};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let id = std::env::var("GRAPH_CALL_ID")?;
    let body = serde_json::to_vec(&CancelMediaProcessing { client_context: "a" })?;
    let request = http::Request::post(format!("http://localhost/v1.0/communications/calls/{id}/cancelMediaProcessing"))
        .header("authorization", format!("Bearer {}", std::env::var("GRAPH_TOKEN")?))
        .header("content-type", "application/json")
        .header("client-request-id", uuid::Uuid::new_v4().to_string())
        .body(Full::new(Bytes::from(body)))?;
    let response = Client::builder(TokioExecutor::new()).build_http().request(request).await?;
    let status = response.status();
    let body = response.into_body().collect().await?.to_bytes();
    if !status.is_success() {
        return Err(format!("{status}: {}", String::from_utf8_lossy(&body)).into());
    }
    println!("{:?}", serde_json::from_slice::<CommsOperation>(&body)?);
    Ok(())
}

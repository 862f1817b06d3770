//! The call as one writes it by hand, with reqwest and serde.

use reqwest::Client;
use uuid::Uuid;

use super::wire::{CancelMediaProcessing, Cancelled, CommsOperation, location, refused};
use crate::Failure;
use crate::call::{Arguments, TOKEN};
use crate::load::Peer;

/// A client, and where and as whom it calls.
pub(super) struct Reqwest {
    /// The client.
    client: Client,
    /// The service.
    root: String,
    /// The token.
    token: String,
}

impl Reqwest {
    /// A client of the service at `root`.
    pub(super) fn new(root: &str) -> Self {
        Self { client: Client::new(), root: root.to_owned(), token: TOKEN.to_owned() }
    }

    /// Cancels the media operations of a call.
    async fn cancel_media_processing(&self, id: &str, client_context: &str) -> Result<Cancelled, Failure> {
        let url = format!("{}/v1.0/communications/calls/{id}/cancelMediaProcessing", self.root);
        let response = self
            .client
            .post(url)
            .bearer_auth(&self.token)
            .header("client-request-id", Uuid::new_v4().to_string())
            .json(&CancelMediaProcessing { client_context })
            .send()
            .await?;
        let status = response.status();
        if !status.is_success() {
            return Err(refused(status, &response.bytes().await?));
        }
        let location = location(response.headers());
        let operation: CommsOperation = response.json().await?;
        Ok(Cancelled { location, operation })
    }
}

impl Peer for Reqwest {
    async fn call(&self, arguments: &Arguments) -> Result<Option<String>, Failure> {
        let cancelled = self.cancel_media_processing(&arguments.id, &arguments.client_context).await?;
        Ok(cancelled.operation.client_context)
    }
}

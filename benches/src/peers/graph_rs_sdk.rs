//! graph-rs-sdk, as its README shows it. Its answers are reqwest's, which the user reads.
//!
//! Its feature `test-util` lets it call a service without TLS; it changes nothing else of a call.

use graph_rs_sdk::header::{HeaderName, HeaderValue};
use graph_rs_sdk::http::Url;
use graph_rs_sdk::{GraphClient, GraphClientConfiguration};
use uuid::Uuid;

use super::wire::{CancelMediaProcessing, Cancelled, CommsOperation, location, refused};
use crate::Failure;
use crate::call::{Arguments, TOKEN};
use crate::load::Peer;

/// The id by which a caller finds a request in Graph's logs.
const CLIENT_REQUEST_ID: HeaderName = HeaderName::from_static("client-request-id");

/// A client.
pub(super) struct GraphRsSdk {
    /// The client.
    client: GraphClient,
}

impl GraphRsSdk {
    /// A client of the service at `root`.
    pub(super) fn new(root: &str) -> Result<Self, Failure> {
        let configuration = GraphClientConfiguration::new().access_token(TOKEN).https_only(false);
        let mut client = GraphClient::from(configuration);
        client.use_test_endpoint(&Url::parse(&format!("{root}/v1.0"))?);
        Ok(Self { client })
    }

    /// Cancels the media operations of a call.
    async fn cancel_media_processing(&self, id: &str, client_context: &str) -> Result<Cancelled, Failure> {
        let response = self
            .client
            .communications()
            .call(id)
            .cancel_media_processing(&CancelMediaProcessing { client_context })
            .header(CLIENT_REQUEST_ID, HeaderValue::try_from(Uuid::new_v4().to_string())?)
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

impl Peer for GraphRsSdk {
    async fn call(&self, arguments: &Arguments) -> Result<Option<String>, Failure> {
        let cancelled = self.cancel_media_processing(&arguments.id, &arguments.client_context).await?;
        Ok(cancelled.operation.client_context)
    }
}

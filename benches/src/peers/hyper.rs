//! The floor: hyper-util's pooled client, with no TLS, no redirects and no proxies, and all made beforehand that can be.

use bytes::Bytes;
use http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use http::{Method, Request, Uri};
use http_body_util::{BodyExt, Full};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use uuid::Uuid;

use super::wire::{CancelMediaProcessing, Cancelled, location, refused};
use crate::Failure;
use crate::call::{Arguments, PATH, TOKEN};
use crate::load::Peer;

/// The id by which a caller finds a request in Graph's logs.
const CLIENT_REQUEST_ID: HeaderName = HeaderName::from_static("client-request-id");

/// A client, and what its requests have in common.
pub(super) struct Hyper {
    /// The client.
    client: Client<HttpConnector, Full<Bytes>>,
    /// The address of the one call.
    uri: Uri,
    /// The headers of each request.
    headers: HeaderMap,
}

impl Hyper {
    /// A client of the service at `root`.
    pub(super) fn new(root: &str) -> Result<Self, Failure> {
        let mut connector = HttpConnector::new();
        connector.set_nodelay(true);
        let mut token = HeaderValue::from_str(&format!("Bearer {TOKEN}"))?;
        token.set_sensitive(true);
        let mut headers = HeaderMap::with_capacity(8);
        headers.insert(AUTHORIZATION, token);
        headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        let client = Client::builder(TokioExecutor::new()).build(connector);
        Ok(Self { client, uri: format!("{root}{PATH}").parse()?, headers })
    }

    /// Cancels the media operations of the one call.
    async fn cancel_media_processing(&self, client_context: &str) -> Result<Cancelled, Failure> {
        let body = serde_json::to_vec(&CancelMediaProcessing { client_context })?;
        let mut request = Request::new(Full::new(Bytes::from(body)));
        *request.method_mut() = Method::POST;
        *request.uri_mut() = self.uri.clone();
        let mut headers = self.headers.clone();
        let mut id = Uuid::encode_buffer();
        let id = Uuid::new_v4().hyphenated().encode_lower(&mut id);
        headers.insert(CLIENT_REQUEST_ID, HeaderValue::from_str(id)?);
        *request.headers_mut() = headers;
        let response = self.client.request(request).await?;
        let status = response.status();
        let location = location(response.headers());
        let body = response.into_body().collect().await?.to_bytes();
        if !status.is_success() {
            return Err(refused(status, &body));
        }
        Ok(Cancelled { location, operation: serde_json::from_slice(&body)? })
    }
}

impl Peer for Hyper {
    async fn call(&self, arguments: &Arguments) -> Result<Option<String>, Failure> {
        Ok(self.cancel_media_processing(&arguments.client_context).await?.operation.client_context)
    }
}

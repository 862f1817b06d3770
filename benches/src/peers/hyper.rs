//! The floor: hyper-util's pooled client, with no TLS, no redirects and no proxies, and all made beforehand that can be.

use bytes::Bytes;
use http::{HeaderMap, Method, Request, Uri};
use http_body_util::{BodyExt, Full};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;

use super::beforehand::{body, headers, headers_of_one};
use super::wire::{self, Cancelled, location};
use crate::Failure;
use crate::call::{Arguments, PATH};
use crate::load::Peer;

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
        let client = Client::builder(TokioExecutor::new()).build(connector);
        Ok(Self { client, uri: format!("{root}{PATH}").parse()?, headers: headers()? })
    }

    /// Cancels the media operations of the one call.
    async fn cancel_media_processing(&self, client_context: &str) -> Result<Cancelled, Failure> {
        let mut request = Request::new(Full::new(body(client_context)?));
        *request.method_mut() = Method::POST;
        *request.uri_mut() = self.uri.clone();
        *request.headers_mut() = headers_of_one(&self.headers)?;
        let response = self.client.request(request).await?;
        let status = response.status();
        let location = location(response.headers());
        let body = response.into_body().collect().await?.to_bytes();
        wire::read(status, location, &body)
    }
}

impl Peer for Hyper {
    async fn call(&self, arguments: &Arguments) -> Result<Option<String>, Failure> {
        Ok(self.cancel_media_processing(&arguments.client_context).await?.operation.client_context)
    }
}

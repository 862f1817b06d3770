//! The call by hand with reqwest, with all that does not change from call to call made beforehand: the most that one gets
//! out of reqwest. It is no longer code that anybody can read at a glance.

use bytes::Bytes;
use http::Method;
use http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use reqwest::{Client, Request, Url, redirect};
use uuid::Uuid;

use super::wire::{CancelMediaProcessing, Cancelled, location, refused};
use crate::Failure;
use crate::call::{Arguments, PATH, TOKEN};
use crate::load::Peer;

/// The id by which a caller finds a request in Graph's logs.
const CLIENT_REQUEST_ID: HeaderName = HeaderName::from_static("client-request-id");

/// A client, and what its requests have in common.
pub(super) struct ReqwestTuned {
    /// The client.
    client: Client,
    /// The address of the one call.
    url: Url,
    /// The headers of each request.
    headers: HeaderMap,
}

impl ReqwestTuned {
    /// A client of the service at `root`.
    pub(super) fn new(root: &str) -> Result<Self, Failure> {
        let mut token = HeaderValue::from_str(&format!("Bearer {TOKEN}"))?;
        token.set_sensitive(true);
        let mut headers = HeaderMap::with_capacity(8);
        headers.insert(AUTHORIZATION, token);
        headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        let client = Client::builder().redirect(redirect::Policy::none()).build()?;
        Ok(Self { client, url: Url::parse(&format!("{root}{PATH}"))?, headers })
    }

    /// Cancels the media operations of the one call.
    async fn cancel_media_processing(&self, client_context: &str) -> Result<Cancelled, Failure> {
        let mut request = Request::new(Method::POST, self.url.clone());
        let mut headers = self.headers.clone();
        let mut id = Uuid::encode_buffer();
        let id = Uuid::new_v4().hyphenated().encode_lower(&mut id);
        headers.insert(CLIENT_REQUEST_ID, HeaderValue::from_str(id)?);
        *request.headers_mut() = headers;
        *request.body_mut() = Some(Bytes::from(serde_json::to_vec(&CancelMediaProcessing { client_context })?).into());
        let response = self.client.execute(request).await?;
        let status = response.status();
        let location = location(response.headers());
        let body = response.bytes().await?;
        if !status.is_success() {
            return Err(refused(status, &body));
        }
        Ok(Cancelled { location, operation: serde_json::from_slice(&body)? })
    }
}

impl Peer for ReqwestTuned {
    async fn call(&self, arguments: &Arguments) -> Result<Option<String>, Failure> {
        Ok(self.cancel_media_processing(&arguments.client_context).await?.operation.client_context)
    }
}

//! The call by hand with reqwest, with all that does not change from call to call made beforehand: the most that one gets
//! out of reqwest. It is no longer code that anybody can read at a glance.

use http::{HeaderMap, Method};
use reqwest::{Client, Request, Url, redirect};

use super::beforehand::{body, headers, headers_of_one};
use super::wire::{self, Cancelled, location};
use crate::Failure;
use crate::call::{Arguments, PATH};
use crate::load::Peer;

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
        let client = Client::builder().redirect(redirect::Policy::none()).build()?;
        Ok(Self { client, url: Url::parse(&format!("{root}{PATH}"))?, headers: headers()? })
    }

    /// Cancels the media operations of the one call.
    async fn cancel_media_processing(&self, client_context: &str) -> Result<Cancelled, Failure> {
        let mut request = Request::new(Method::POST, self.url.clone());
        *request.headers_mut() = headers_of_one(&self.headers)?;
        *request.body_mut() = Some(body(client_context)?.into());
        let response = self.client.execute(request).await?;
        let status = response.status();
        let location = location(response.headers());
        let body = response.bytes().await?;
        wire::read(status, location, &body)
    }
}

impl Peer for ReqwestTuned {
    async fn call(&self, arguments: &Arguments) -> Result<Option<String>, Failure> {
        Ok(self.cancel_media_processing(&arguments.client_context).await?.operation.client_context)
    }
}

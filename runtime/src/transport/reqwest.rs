//! The transport that most programs want: reqwest, with what belongs to the pipeline switched off.

use std::time::Duration;

use bytes::Bytes;
use http_body_util::BodyExt;

use super::{Body, BoxFuture, Transport, TransportError, TransportErrorKind};

/// A pooled HTTP client: HTTP/1.1 and HTTP/2, rustls, the system's proxies.
///
/// It neither follows redirects nor repeats requests: both are the pipeline's, which knows where a token may go and what
/// may be repeated.
#[derive(Debug, Clone)]
pub struct ReqwestTransport {
    /// The pool.
    client: reqwest::Client,
}

impl ReqwestTransport {
    /// A transport with a limit for making a connection and one for the whole exchange, body included.
    pub fn new(connect_timeout: Duration, timeout: Duration) -> Result<Self, TransportError> {
        Self::of(reqwest::Client::builder().connect_timeout(connect_timeout).timeout(timeout))
    }

    /// A transport from a builder of your own, for certificates, proxies or name resolution of your own. Redirects and
    /// reqwest's own retries are switched off whatever the builder says.
    pub fn of(builder: reqwest::ClientBuilder) -> Result<Self, TransportError> {
        let builder = builder.redirect(reqwest::redirect::Policy::none()).retry(reqwest::retry::never());
        let client = builder.build().map_err(|error| TransportError::new(TransportErrorKind::Other, error))?;
        Ok(Self { client })
    }
}

impl Transport for ReqwestTransport {
    fn send(&self, request: http::Request<Bytes>) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        Box::pin(async move {
            let request = reqwest::Request::try_from(request).map_err(failure)?;
            let response: http::Response<reqwest::Body> = self.client.execute(request).await.map_err(failure)?.into();
            Ok(response.map(|body| Body::new(body.map_err(failure))))
        })
    }
}

/// How far reqwest got. Its text would name the URL and so ids: the pipeline knows what may be shown.
fn failure(error: reqwest::Error) -> TransportError {
    let kind = if error.is_connect() {
        TransportErrorKind::Connect
    } else if error.is_timeout() {
        TransportErrorKind::Timeout
    } else {
        TransportErrorKind::Other
    };
    TransportError::new(kind, error.without_url())
}

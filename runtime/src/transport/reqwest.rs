//! The transport that most programs want: reqwest, with what belongs to the pipeline switched off.

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use bytes::Bytes;
use http_body_util::BodyExt;
use tokio::time::{Instant, timeout_at};

use super::timed::{Limit, Timed};
use super::{Body, BoxFuture, Streamed, Transport, TransportError, TransportErrorKind};

/// A pooled HTTP client: HTTP/1.1 and HTTP/2, rustls, the system's proxies.
///
/// It neither follows redirects nor repeats requests: both are the pipeline's, which knows where a token may go and what
/// may be repeated. What goes over plain http, and so to this machine, passes by the system's proxies: they would read it.
#[derive(Debug, Clone)]
pub struct ReqwestTransport {
    /// The pool.
    client: reqwest::Client,
    /// The pool for plain http, where it is another one.
    local: Option<Arc<Local>>,
    /// The limit for an exchange, where it is known.
    timeout: Option<Duration>,
}

/// A pool that knows no proxy, made when it is first needed: few programs need one.
#[derive(Debug)]
struct Local {
    /// The limit for making a connection.
    connect_timeout: Duration,
    /// The limit for an exchange.
    timeout: Duration,
    /// The pool.
    client: OnceLock<reqwest::Client>,
}

impl ReqwestTransport {
    /// A transport with a limit for making a connection and one for the whole exchange, body included.
    ///
    /// Where the body is [handed on as it arrives](Streamed), the second limit holds for the exchange up to the headers, and
    /// then for each wait for the next piece of the body: a download may take longer than any limit.
    pub fn new(connect_timeout: Duration, timeout: Duration) -> Result<Self, TransportError> {
        let local = Some(Arc::new(Local { connect_timeout, timeout, client: OnceLock::new() }));
        Ok(Self { local, timeout: Some(timeout), ..Self::of(limited(connect_timeout, timeout))? })
    }

    /// A transport from a builder of your own, for certificates, proxies or name resolution of your own: its proxies are
    /// used for every address, this machine's too. Redirects and reqwest's own retries are switched off whatever it says.
    ///
    /// Its limits hold as they are: one for the whole exchange cuts long downloads off, where `read_timeout` does not.
    pub fn of(builder: reqwest::ClientBuilder) -> Result<Self, TransportError> {
        Ok(Self { client: build(builder)?, local: None, timeout: None })
    }

    /// The pool for an address.
    fn client(&self, address: &http::Uri) -> Result<&reqwest::Client, TransportError> {
        match &self.local {
            Some(local) if address.scheme() == Some(&http::uri::Scheme::HTTP) => local.client(),
            _ => Ok(&self.client),
        }
    }
}

impl Local {
    /// The pool.
    fn client(&self) -> Result<&reqwest::Client, TransportError> {
        if let Some(client) = self.client.get() {
            return Ok(client);
        }
        // Reading the system's certificates is most of the work, and plain http asks for none.
        let builder = limited(self.connect_timeout, self.timeout).no_proxy().tls_certs_only([]);
        let client = build(builder)?;
        Ok(self.client.get_or_init(|| client))
    }
}

/// A builder with both limits.
fn limited(connect_timeout: Duration, timeout: Duration) -> reqwest::ClientBuilder {
    reqwest::Client::builder().connect_timeout(connect_timeout).timeout(timeout)
}

/// A pool that neither follows redirects nor repeats requests.
fn build(builder: reqwest::ClientBuilder) -> Result<reqwest::Client, TransportError> {
    let builder = builder.redirect(reqwest::redirect::Policy::none()).retry(reqwest::retry::never());
    builder.build().map_err(|error| TransportError::new(TransportErrorKind::Other, error))
}

impl Transport for ReqwestTransport {
    fn send(&self, request: http::Request<Bytes>) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        Box::pin(async move {
            let client = self.client(request.uri())?;
            let is_streamed = request.extensions().get::<Streamed>().is_some();
            let request = reqwest::Request::try_from(request).map_err(failure)?;
            match self.timeout {
                Some(timeout) if is_streamed => stream(client, request, timeout).await,
                _ => {
                    let response: http::Response<reqwest::Body> =
                        client.execute(request).await.map_err(failure)?.into();
                    Ok(response.map(|body| Body::new(body.map_err(failure))))
                }
            }
        })
    }
}

/// An exchange in which the time counts up to the headers, and then for each piece of a success anew.
async fn stream(
    client: &reqwest::Client,
    mut request: reqwest::Request,
    timeout: Duration,
) -> Result<http::Response<Body>, TransportError> {
    // The pool's own limit is for whole exchanges, and a request can only lengthen it.
    *request.timeout_mut() = Some(Duration::MAX);
    let deadline = Instant::now().checked_add(timeout);
    let response = match deadline {
        Some(deadline) => timeout_at(deadline, client.execute(request))
            .await
            .map_err(|late| TransportError::new(TransportErrorKind::Timeout, late))?,
        None => client.execute(request).await,
    };
    let response: http::Response<reqwest::Body> = response.map_err(failure)?.into();
    // An error is read whole, and so has to end in time.
    let limit = if response.status().is_success() { Limit::Piece(timeout) } else { Limit::Whole(deadline) };
    Ok(response.map(|body| Body::new(Timed::new(body.map_err(failure), limit))))
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

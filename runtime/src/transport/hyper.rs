//! The transport that a client has unless it is given another: hyper's pooled client, and little between a request and its
//! connection.
//!
//! It has the TLS of reqwest (rustls with aws-lc, the certificates that the platform trusts) and proxies of plain http, but
//! not what makes a call cost half as much again and more there: three parsings of each URL, and copies of the headers for
//! redirects that the pipeline follows itself.

mod connector;
mod tcp;

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use bytes::Bytes;
use http_body_util::Full;
use hyper_util::client::legacy;
use hyper_util::rt::{TokioExecutor, TokioTimer};
use tokio::time::{Instant, timeout_at};

use self::connector::Connector;
use super::timed::{Limit, Timed};
use super::{Body, BoxFuture, FreshConnection, Inner, Streamed, Transport, TransportError, TransportErrorKind};

/// hyper's client and its pool.
type Pool = legacy::Client<Connector, Full<Bytes>>;

/// How long a connection that nobody uses is kept: as long as reqwest keeps it, and a changed address of the host is found.
const IDLE: Duration = Duration::from_secs(90);

/// A pooled HTTP client: HTTP/1.1 and HTTP/2, rustls with the certificates that the platform trusts, the system's proxies.
///
/// It neither follows redirects nor repeats requests: both are the pipeline's. What goes over plain http, and so to this machine,
/// passes by the system's proxies: they would read it. A proxy is one of plain http (`HTTPS_PROXY=http://…`), through which
/// everything goes encrypted.
///
/// A client has it by default. One with other limits, or with certificates of your own, is given to the builder:
///
/// ```
/// use std::time::Duration;
/// use graph_action::transport::HyperTransport;
/// use graph_action::{Client, auth::StaticToken};
///
/// let transport = HyperTransport::new(Duration::from_secs(5), Duration::from_secs(20))?;
/// let client = Client::builder(StaticToken::new("token")).transport(transport).build()?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct HyperTransport {
    /// What makes connections.
    connector: Connector,
    /// Keeps its connections.
    kept: Pool,
    /// Makes a connection for each request; few programs need it.
    fresh: Arc<OnceLock<Pool>>,
    /// The limit for an exchange.
    timeout: Duration,
}

impl HyperTransport {
    /// A transport with a limit for making a connection, TLS included, and one for the whole exchange, body included.
    ///
    /// Where the body is [handed on as it arrives](Streamed), the second limit holds for the exchange up to the headers, and
    /// then for each wait for the next piece of the body: a download may take longer than any limit.
    pub fn new(connect_timeout: Duration, timeout: Duration) -> Result<Self, TransportError> {
        Ok(Self::of(Connector::new(connect_timeout)?, timeout))
    }

    /// The same with TLS of your own: certificates that the platform does not know, or a certificate of the client's. The
    /// protocols of ALPN are set whatever the configuration says.
    #[must_use]
    pub fn with_tls(mut tls: rustls::ClientConfig, connect_timeout: Duration, timeout: Duration) -> Self {
        tls.alpn_protocols.clear();
        Self::of(Connector::of_tls(tls, connect_timeout), timeout)
    }

    /// A transport over these connections.
    fn of(connector: Connector, timeout: Duration) -> Self {
        Self { kept: pool(&connector, usize::MAX), connector, fresh: Arc::default(), timeout }
    }

    /// The pool for a request.
    fn pool(&self, request: &http::Request<Bytes>) -> &Pool {
        match request.extensions().get::<FreshConnection>() {
            None => &self.kept,
            Some(_) => self.fresh.get_or_init(|| pool(&self.connector, 0)),
        }
    }
}

/// A pool that keeps so many connections to each host.
fn pool(connector: &Connector, most_idle: usize) -> Pool {
    legacy::Client::builder(TokioExecutor::new())
        .pool_timer(TokioTimer::new())
        .pool_idle_timeout(IDLE)
        .pool_max_idle_per_host(most_idle)
        .build(connector.clone())
}

impl Transport for HyperTransport {
    fn send(&self, request: http::Request<Bytes>) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        let deadline = Instant::now().checked_add(self.timeout);
        let is_streamed = request.extensions().get::<Streamed>().is_some();
        let answer = self.pool(&request).request(request.map(Full::new));
        Box::pin(async move {
            let response = match deadline {
                Some(deadline) => timeout_at(deadline, answer)
                    .await
                    .map_err(|late| TransportError::new(TransportErrorKind::Timeout, late))?,
                None => answer.await,
            };
            let response = response.map_err(failure)?;
            // An error is read whole, and so has to end in time.
            let limit = if is_streamed && response.status().is_success() {
                Limit::Piece(self.timeout)
            } else {
                Limit::Whole(deadline)
            };
            Ok(response.map(|body| Body { inner: Inner::Hyper(Timed::new(body, limit)) }))
        })
    }
}

/// The pieces of a body.
pub(super) type Pieces = Timed<hyper::body::Incoming>;

impl From<hyper::Error> for TransportError {
    fn from(error: hyper::Error) -> Self {
        Self::new(TransportErrorKind::Other, error)
    }
}

/// How far hyper got.
fn failure(error: legacy::Error) -> TransportError {
    let kind = if error.is_connect() { TransportErrorKind::Connect } else { TransportErrorKind::Other };
    TransportError::new(kind, error)
}

//! A transport over reqwest, with what belongs to the pipeline switched off: for programs that have reqwest anyway, or need a
//! proxy, resolver or certificates that only its builder knows.

mod addresses;

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use bytes::Bytes;
use tokio::time::{Instant, timeout_at};

use self::addresses::Addresses;
use super::timed::{Limit, Timed};
use super::{Body, BoxFuture, FreshConnection, Inner, Streamed, Transport, TransportError, TransportErrorKind};

/// A pooled HTTP client: HTTP/1.1 and HTTP/2, rustls, the system's proxies.
///
/// It neither follows redirects nor repeats requests: both are the pipeline's, which knows where a token may go and what
/// may be repeated. What goes over plain http, and so to this machine, passes by the system's proxies: they would read it.
#[derive(Debug, Clone)]
pub struct ReqwestTransport {
    /// The pool.
    pool: Arc<Pool>,
    /// The pool for plain http, which knows no proxy, where it is another one.
    local: Option<Arc<Pool>>,
    /// The limit for an exchange, where it is known.
    timeout: Option<Duration>,
    /// Where requests go.
    addresses: Arc<Addresses>,
}

/// Makes the builder of a pool's clients.
type Make = Box<dyn Fn() -> reqwest::ClientBuilder + Send + Sync>;

/// Connections that are kept, and those that are not. Either is made when it is first needed: reading the system's
/// certificates takes a while, and few programs need all.
struct Pool {
    /// Makes a builder, where that is known.
    make: Option<Make>,
    /// Keeps its connections.
    kept: OnceLock<reqwest::Client>,
    /// Makes a connection for each request.
    fresh: OnceLock<reqwest::Client>,
}

impl ReqwestTransport {
    /// A transport with a limit for making a connection and one for the whole exchange, body included.
    ///
    /// Where the body is [handed on as it arrives](Streamed), the second limit holds for the exchange up to the headers, and
    /// then for each wait for the next piece of the body: a download may take longer than any limit.
    pub fn new(connect_timeout: Duration, timeout: Duration) -> Result<Self, TransportError> {
        let limited = move || reqwest::Client::builder().connect_timeout(connect_timeout).timeout(timeout);
        // Plain http asks for no certificates.
        let local = Pool::new(move || limited().no_proxy().tls_certs_only([]));
        let transport = Self::of_each(limited)?;
        Ok(Self { local: Some(Arc::new(local)), timeout: Some(timeout), ..transport })
    }

    /// A transport from a builder of your own, for certificates, proxies or name resolution of your own: its proxies are
    /// used for every address, this machine's too. Redirects and reqwest's own retries are switched off whatever it says.
    ///
    /// Its limits hold as they are: one for the whole exchange cuts long downloads off, where `read_timeout` does not. One
    /// builder makes one pool, so a [`FreshConnection`] cannot be asked of it: [`of_each`](Self::of_each) can give one.
    pub fn of(builder: reqwest::ClientBuilder) -> Result<Self, TransportError> {
        let pool = Pool { make: None, kept: OnceLock::from(build(builder)?), fresh: OnceLock::new() };
        Ok(Self { pool: Arc::new(pool), local: None, timeout: None, addresses: Arc::default() })
    }

    /// The same from a function that makes such a builder, called again for the pool that [`FreshConnection`] needs.
    ///
    /// ```
    /// use graph_action::transport::ReqwestTransport;
    ///
    /// let transport = ReqwestTransport::of_each(|| reqwest::Client::builder().https_only(true))?;
    /// # Ok::<(), graph_action::transport::TransportError>(())
    /// ```
    pub fn of_each(make: impl Fn() -> reqwest::ClientBuilder + Send + Sync + 'static) -> Result<Self, TransportError> {
        let pool = Pool::new(make);
        // What is wrong with it is told now, and not to the first call.
        pool.client(false)?;
        Ok(Self { pool: Arc::new(pool), local: None, timeout: None, addresses: Arc::default() })
    }

    /// The same request in reqwest's terms.
    fn convert(&self, request: http::Request<Bytes>) -> Result<reqwest::Request, TransportError> {
        let (parts, body) = request.into_parts();
        let mut request = reqwest::Request::new(parts.method, self.addresses.url(&parts.uri)?);
        *request.headers_mut() = parts.headers;
        *request.body_mut() = Some(body.into());
        Ok(request)
    }

    /// The client for a request.
    fn client(&self, request: &http::Request<Bytes>) -> Result<&reqwest::Client, TransportError> {
        let is_fresh = request.extensions().get::<FreshConnection>().is_some();
        match &self.local {
            Some(local) if request.uri().scheme() == Some(&http::uri::Scheme::HTTP) => local.client(is_fresh),
            _ => self.pool.client(is_fresh),
        }
    }
}

impl Pool {
    /// A pool of what such builders build.
    fn new(make: impl Fn() -> reqwest::ClientBuilder + Send + Sync + 'static) -> Self {
        Self { make: Some(Box::new(make)), kept: OnceLock::new(), fresh: OnceLock::new() }
    }

    /// The client that keeps its connections, or the one that does not.
    fn client(&self, is_fresh: bool) -> Result<&reqwest::Client, TransportError> {
        let cell = if is_fresh && self.make.is_some() { &self.fresh } else { &self.kept };
        match (cell.get(), &self.make) {
            (Some(client), _) => Ok(client),
            (None, Some(make)) => {
                let builder = if is_fresh { make().pool_max_idle_per_host(0) } else { make() };
                let client = build(builder)?;
                Ok(cell.get_or_init(|| client))
            }
            (None, None) => Err(TransportError::new(TransportErrorKind::Other, "there is no pool")),
        }
    }
}

impl std::fmt::Debug for Pool {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Pool").finish_non_exhaustive()
    }
}

/// A pool that neither follows redirects nor repeats requests.
fn build(builder: reqwest::ClientBuilder) -> Result<reqwest::Client, TransportError> {
    let builder = builder.redirect(reqwest::redirect::Policy::none()).retry(reqwest::retry::never());
    builder.build().map_err(|error| TransportError::new(TransportErrorKind::Other, error))
}

impl Transport for ReqwestTransport {
    fn send(&self, request: http::Request<Bytes>) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        Box::pin(async move {
            let client = self.client(&request)?;
            let is_streamed = request.extensions().get::<Streamed>().is_some();
            let request = self.convert(request)?;
            match self.timeout {
                Some(timeout) if is_streamed => stream(client, request, timeout).await,
                _ => {
                    let response: http::Response<reqwest::Body> =
                        client.execute(request).await.map_err(failure)?.into();
                    Ok(response.map(|body| Body { inner: Inner::Reqwest(Timed::new(body, Limit::None)) }))
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
    Ok(response.map(|body| Body { inner: Inner::Reqwest(Timed::new(body, limit)) }))
}

/// The pieces of a body.
pub(super) type Pieces = Timed<reqwest::Body>;

impl From<reqwest::Error> for TransportError {
    fn from(error: reqwest::Error) -> Self {
        failure(error)
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

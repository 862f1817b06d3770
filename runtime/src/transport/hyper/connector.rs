//! Makes connections: TCP, then TLS where the address asks for it, both within one limit of time.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use http::Uri;
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder, MaybeHttpsStream};
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioIo;
use rustls::crypto::{CryptoProvider, aws_lc_rs};
use tokio::net::TcpStream;
use tower_service::Service;

use crate::transport::{TransportError, TransportErrorKind};

/// How often a quiet connection is asked whether it is still there, as reqwest does.
const KEEP_ALIVE: Duration = Duration::from_secs(15);

/// Makes connections. Cheap to clone.
#[derive(Debug, Clone)]
pub(super) struct Connector {
    /// Makes them without a limit.
    inner: HttpsConnector<HttpConnector>,
    /// The limit.
    timeout: Duration,
}

/// A connection on its way.
type Connecting = Pin<Box<dyn Future<Output = Result<MaybeHttpsStream<TokioIo<TcpStream>>, BoxError>> + Send>>;

/// What a connector fails with.
type BoxError = Box<dyn std::error::Error + Send + Sync>;

impl Connector {
    /// A connector with a limit.
    pub(super) fn new(timeout: Duration) -> Result<Self, TransportError> {
        let mut tcp = HttpConnector::new();
        tcp.enforce_http(false);
        tcp.set_nodelay(true);
        tcp.set_keepalive(Some(KEEP_ALIVE));
        tcp.set_keepalive_interval(Some(KEEP_ALIVE));
        // The program's own choice of cryptography, where it has made one.
        let provider = CryptoProvider::get_default().cloned();
        let provider = provider.unwrap_or_else(|| Arc::new(aws_lc_rs::default_provider()));
        let inner = HttpsConnectorBuilder::new()
            .with_provider_and_platform_verifier(provider)
            .map_err(|error| TransportError::new(TransportErrorKind::Other, error))?
            .https_or_http()
            .enable_all_versions()
            .wrap_connector(tcp);
        Ok(Self { inner, timeout })
    }
}

impl Service<Uri> for Connector {
    type Response = MaybeHttpsStream<TokioIo<TcpStream>>;
    type Error = BoxError;
    type Future = Connecting;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, address: Uri) -> Connecting {
        let connecting = self.inner.call(address);
        let timeout = self.timeout;
        Box::pin(async move {
            tokio::time::timeout(timeout, connecting)
                .await
                .map_err(|late| io::Error::new(io::ErrorKind::TimedOut, late))?
        })
    }
}

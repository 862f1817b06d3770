//! Makes connections: [TCP](super::tcp), then TLS where the address asks for it, both within one limit of time.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use http::Uri;
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder, MaybeHttpsStream};
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioIo;
use rustls::ClientConfig;
use rustls::crypto::{CryptoProvider, aws_lc_rs};
use rustls_platform_verifier::BuilderVerifierExt;
use tokio::net::TcpStream;
use tower_service::Service;

use super::tcp::Tcp;
use crate::transport::{TransportError, TransportErrorKind};

/// How often a quiet connection is asked whether it is still there, as reqwest does.
const KEEP_ALIVE: Duration = Duration::from_secs(15);

/// Makes connections. Cheap to clone.
#[derive(Debug, Clone)]
pub(super) struct Connector {
    /// Makes them without a limit.
    inner: HttpsConnector<Tcp>,
    /// The limit.
    timeout: Duration,
}

/// A connection on its way.
type Connecting = Pin<Box<dyn Future<Output = Result<MaybeHttpsStream<TokioIo<TcpStream>>, BoxError>> + Send>>;

/// What a connector fails with.
pub(super) type BoxError = Box<dyn std::error::Error + Send + Sync>;

impl Connector {
    /// A connector with a limit, and the certificates that the platform trusts.
    pub(super) fn new(timeout: Duration) -> Result<Self, TransportError> {
        // The program's own choice of cryptography, where it has made one.
        let provider = CryptoProvider::get_default().cloned();
        let provider = provider.unwrap_or_else(|| Arc::new(aws_lc_rs::default_provider()));
        let tls = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .and_then(BuilderVerifierExt::with_platform_verifier)
            .map_err(|error| TransportError::new(TransportErrorKind::Other, error))?;
        Ok(Self::of_tls(tls.with_no_client_auth(), timeout))
    }

    /// A connector with a limit and TLS of this configuration.
    pub(super) fn of_tls(tls: ClientConfig, timeout: Duration) -> Self {
        let mut direct = HttpConnector::new();
        direct.enforce_http(false);
        direct.set_nodelay(true);
        direct.set_keepalive(Some(KEEP_ALIVE));
        direct.set_keepalive_interval(Some(KEEP_ALIVE));
        let https = HttpsConnectorBuilder::new().with_tls_config(tls).https_or_http().enable_all_versions();
        Self { inner: https.wrap_connector(Tcp::new(direct)), timeout }
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

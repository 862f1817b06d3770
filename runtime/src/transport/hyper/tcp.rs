//! TCP to a host, or through the proxy that the system names for it.
//!
//! Only what is encrypted goes through a proxy: it sees a host's name and nothing else. What goes over plain http, and so to
//! this machine, passes by: a proxy would read the token.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use http::Uri;
use http::uri::Scheme;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::client::legacy::connect::proxy::Tunnel;
use hyper_util::client::proxy::matcher::{Intercept, Matcher};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use tower_service::Service;

use super::connector::BoxError;

/// Makes TCP connections. Cheap to clone.
#[derive(Debug, Clone)]
pub(super) struct Tcp {
    /// Makes them to a host itself.
    direct: HttpConnector,
    /// Which proxy is for which host: `HTTPS_PROXY`, `ALL_PROXY` and `NO_PROXY`, or the settings of the system.
    proxies: Arc<Matcher>,
}

/// A connection on its way.
type Connecting = Pin<Box<dyn Future<Output = Result<TokioIo<TcpStream>, BoxError>> + Send>>;

impl Tcp {
    /// Connections as this connector makes them, and as the system wants them.
    pub(super) fn new(direct: HttpConnector) -> Self {
        Self { direct, proxies: Arc::new(Matcher::from_system()) }
    }

    /// The proxy for an address.
    fn proxy(&self, address: &Uri) -> Option<Intercept> {
        if address.scheme() == Some(&Scheme::HTTPS) { self.proxies.intercept(address) } else { None }
    }
}

impl Service<Uri> for Tcp {
    type Response = TokioIo<TcpStream>;
    type Error = BoxError;
    type Future = Connecting;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        self.direct.poll_ready(context).map_err(Into::into)
    }

    fn call(&mut self, address: Uri) -> Connecting {
        let Some(proxy) = self.proxy(&address) else {
            let connecting = self.direct.call(address);
            return Box::pin(async move { connecting.await.map_err(Into::into) });
        };
        if proxy.uri().scheme() != Some(&Scheme::HTTP) {
            // The address of a proxy may hold a password, and is not shown.
            let scheme = proxy.uri().scheme_str().unwrap_or_default().to_owned();
            let why = format!(
                "the system's proxy is one of the kind `{scheme}`, which this transport does not speak; `ReqwestTransport` \
                 may, and `NO_PROXY` passes by it"
            );
            return Box::pin(async move { Err(why.into()) });
        }
        let mut tunnel = Tunnel::new(proxy.uri().clone(), self.direct.clone());
        if let Some(password) = proxy.basic_auth() {
            tunnel = tunnel.with_auth(password.clone());
        }
        let connecting = tunnel.call(address);
        Box::pin(async move { connecting.await.map_err(Into::into) })
    }
}

//! What a client is made of, and what it refuses to be made of.

use std::borrow::Cow;
use std::sync::Arc;
use std::time::Duration;

use http::HeaderValue;

use super::{Client, Retry, RetryPolicy, ServiceRoot, Shared, require_safe_url};
use crate::auth::TokenProvider;
use crate::error::ErrorKind;
use crate::metrics::Metrics;
use crate::throttle::{MemoryGate, ThrottleGate};
use crate::transport::Transport;
use crate::{Cloud, Error, Result};

/// Configures a [`Client`]; every setting has a default.
#[must_use = "a builder does nothing until it is built"]
pub struct ClientBuilder {
    /// The credential.
    credential: Box<dyn TokenProvider>,
    /// The service root, where it is not the cloud's.
    base_url: Option<String>,
    /// The cloud, where one was named.
    cloud: Option<Cloud>,
    /// The scope of tokens, where it is not the cloud's.
    scope: Option<String>,
    /// The login host, where it is not the cloud's.
    authority: Option<String>,
    /// The version of actions that declare none.
    version: Cow<'static, str>,
    /// How long a connection may take.
    connect_timeout: Duration,
    /// How long one try may take, body included.
    timeout: Duration,
    /// What goes in front of this crate's own product in `User-Agent`.
    user_agent: Option<String>,
    /// The transport, where it is not the default one.
    transport: Option<Arc<dyn Transport>>,
    /// What is repeated.
    retry: Box<dyn Retry>,
    /// What hears of requests.
    metrics: Option<Box<dyn Metrics>>,
    /// What stands in front of every try.
    gate: Box<dyn ThrottleGate>,
    /// The most bytes of a response.
    max_response_bytes: usize,
    /// Whether claims challenges are expected at any time.
    continuous_access: bool,
}

/// This crate, as `User-Agent` names it.
const PRODUCT: &str = concat!("graph-action/", env!("CARGO_PKG_VERSION"));

impl ClientBuilder {
    /// The defaults, with a credential.
    pub(super) fn new(credential: Box<dyn TokenProvider>) -> Self {
        Self {
            credential,
            base_url: None,
            cloud: None,
            scope: None,
            authority: None,
            version: Cow::Borrowed("v1.0"),
            connect_timeout: Duration::from_secs(30),
            timeout: Duration::from_secs(100),
            user_agent: None,
            transport: None,
            retry: Box::new(RetryPolicy::default()),
            metrics: None,
            gate: Box::new(MemoryGate::new()),
            max_response_bytes: 64 << 20,
            continuous_access: false,
        }
    }

    /// The cloud: where the service is, where its tokens come from and what they are for. Default: the global one.
    pub fn cloud(mut self, cloud: Cloud) -> Self {
        self.cloud = Some(cloud);
        self
    }

    /// What tokens are for, where it is not the cloud's own scope: in a cloud that [`Cloud`] does not know, the service root
    /// with `/.default` behind it. The service root itself is [`base_url`](Self::base_url).
    ///
    /// ```
    /// # use graph_action::{Client, auth::ClientSecret};
    /// let client = Client::builder(ClientSecret::new("contoso.example", "11111111-2222-…", "the secret"))
    ///     .base_url("https://graph.sovereign.example")
    ///     .scope("https://graph.sovereign.example/.default")
    ///     .authority("https://login.sovereign.example")
    ///     .build()?;
    /// # Ok::<(), graph_action::Error>(())
    /// ```
    pub fn scope(mut self, scope: impl Into<String>) -> Self {
        self.scope = Some(scope.into());
        self
    }

    /// The login host without the tenant, where it is not the cloud's own. A credential's own `authority` goes before it.
    pub fn authority(mut self, url: impl Into<String>) -> Self {
        self.authority = Some(url.into());
        self
    }

    /// The service root without the version, where it is not the cloud's own: a gateway, or a test's
    /// `http://127.0.0.1:8080`. The root of another cloud chooses that cloud.
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.base_url = Some(url.into());
        self
    }

    /// The version of actions whose declaration names none. Default: `v1.0`.
    pub fn version(mut self, version: impl Into<Cow<'static, str>>) -> Self {
        self.version = version.into();
        self
    }

    /// How long making a connection may take. Default: 30 seconds. Not for a transport of your own.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = timeout;
        self
    }

    /// How long one try may take, from sending to the last byte of the body; where the body is handed on as it arrives
    /// ([`Content`](crate::Content)), to its headers, and then to each piece of it. Default: 100 seconds. Not for a
    /// transport of your own, which knows best when to give up.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// Your product, in front of this crate's in `User-Agent`: `contoso-bot/2.1`.
    pub fn user_agent(mut self, product: impl Into<String>) -> Self {
        self.user_agent = Some(product.into());
        self
    }

    /// Another transport than the default one.
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.transport = Some(Arc::new(transport));
        self
    }

    /// What is repeated, and when: a [`RetryPolicy`], or something of your own. Default: [`RetryPolicy::default`].
    /// [`Call::retry`](crate::Call::retry) is for one call.
    pub fn retry(mut self, policy: impl Retry) -> Self {
        self.retry = Box::new(policy);
        self
    }

    /// What hears of each request and repetition. Default: nothing, and nothing is measured.
    pub fn metrics(mut self, metrics: impl Metrics) -> Self {
        self.metrics = Some(Box::new(metrics));
        self
    }

    /// What keeps the limits that are known, in front of every try. Default: a [`MemoryGate`] of this client's own;
    /// [`NoGate`](crate::throttle::NoGate) for none.
    pub fn throttle(mut self, gate: impl ThrottleGate) -> Self {
        self.gate = Box::new(gate);
        self
    }

    /// The most bytes that a response may have; a longer one is an error. Default: 64 MiB. A
    /// [stream](crate::Content::into_stream) has no limit.
    pub fn max_response_bytes(mut self, most: usize) -> Self {
        self.max_response_bytes = most;
        self
    }

    /// Whether to tell the login service that this client answers claims challenges at any time (continuous access
    /// evaluation). Default: no.
    ///
    /// Tokens are good for up to 28 hours then, and Graph revokes them within minutes when a user or an app is disabled, a
    /// password changes or a network is left: with a challenge, which is answered once with a new token and the same request,
    /// whatever its method. Without it, tokens are good for about an hour, and a revoked one may serve until then. Challenges
    /// that come all the same are answered either way. A gateway in front of Graph has to hand `WWW-Authenticate` on.
    ///
    /// Source: [continuous access evaluation](https://learn.microsoft.com/entra/identity-platform/app-resilience-continuous-access-evaluation).
    ///
    /// ```
    /// use graph_action::{Client, auth::ClientSecret};
    ///
    /// let credential = ClientSecret::new("contoso.onmicrosoft.com", "11111111-2222-…", "the secret");
    /// let client = Client::builder(credential).continuous_access(true).build()?;
    /// # Ok::<(), graph_action::Error>(())
    /// ```
    pub fn continuous_access(mut self, is_wanted: bool) -> Self {
        self.continuous_access = is_wanted;
        self
    }

    /// The client, or what is wrong with its settings.
    pub fn build(self) -> Result<Client> {
        self.credential.validate()?;
        let of_root = self.base_url.as_deref().and_then(Cloud::of);
        let cloud = self.cloud.or(of_root).unwrap_or_default();
        let root = match &self.base_url {
            Some(url) => ServiceRoot::new(url)?,
            None => ServiceRoot::of_cloud(cloud),
        };
        if let (Some(named), Some(of_root)) = (self.cloud, of_root)
            && named != of_root
        {
            let message =
                format!("base_url is the service of {of_root:?}, but the cloud is {named:?}; name one of them");
            return Err(Error::new(ErrorKind::Configuration, message));
        }
        if self.scope.as_ref().is_some_and(|scope| scope.trim().is_empty()) {
            return Err(Error::new(ErrorKind::Configuration, "the scope is empty"));
        }
        if let Some(authority) = &self.authority {
            require_safe_url("authority", authority)?;
        }
        // `.` and `..` would lead to another path.
        let is_version = self.version.starts_with(|first: char| first.is_ascii_alphanumeric())
            && self.version.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'.');
        if !is_version {
            let message = format!("`{}` is no version; there are \"v1.0\" and \"beta\"", self.version);
            return Err(Error::new(ErrorKind::Configuration, message));
        }
        let product = match &self.user_agent {
            Some(product) => format!("{product} {PRODUCT}"),
            None => PRODUCT.to_owned(),
        };
        let user_agent = if product.is_ascii() { HeaderValue::from_str(&product).ok() } else { None };
        let user_agent = user_agent.ok_or_else(|| {
            Error::new(ErrorKind::Configuration, "user_agent has characters that no header can carry")
        })?;
        let transport = match self.transport {
            Some(transport) => transport,
            None => default_transport(self.connect_timeout, self.timeout)?,
        };
        Ok(Client {
            shared: Arc::new(Shared {
                root,
                cloud,
                scope: self.scope.map_or(Cow::Borrowed(cloud.default_scope()), Cow::Owned),
                authority: self.authority.map_or(Cow::Borrowed(cloud.authority()), Cow::Owned),
                version: self.version,
                credential: self.credential,
                transport,
                retry: self.retry,
                metrics: self.metrics,
                gate: self.gate,
                user_agent,
                max_response_bytes: self.max_response_bytes,
                continuous_access: self.continuous_access,
            }),
        })
    }
}

/// The transport of a client that was given none.
#[cfg(feature = "hyper")]
fn default_transport(connect_timeout: Duration, timeout: Duration) -> Result<Arc<dyn Transport>> {
    crate::transport::HyperTransport::new(connect_timeout, timeout).map(shared).map_err(not_set_up)
}

/// The transport of a client that was given none.
#[cfg(all(feature = "reqwest", not(feature = "hyper")))]
fn default_transport(connect_timeout: Duration, timeout: Duration) -> Result<Arc<dyn Transport>> {
    crate::transport::ReqwestTransport::new(connect_timeout, timeout).map(shared).map_err(not_set_up)
}

/// The transport of a client that was given none, in a build without one.
#[cfg(not(any(feature = "hyper", feature = "reqwest")))]
fn default_transport(_: Duration, _: Duration) -> Result<Arc<dyn Transport>> {
    let message = "there is no transport: give one to the builder, or switch the feature `hyper` on";
    Err(Error::new(ErrorKind::Configuration, message))
}

/// A transport as clients keep it.
#[cfg(any(feature = "hyper", feature = "reqwest"))]
fn shared(transport: impl Transport) -> Arc<dyn Transport> {
    Arc::new(transport)
}

/// The error of a transport that cannot be had.
#[cfg(any(feature = "hyper", feature = "reqwest"))]
fn not_set_up(error: crate::transport::TransportError) -> Error {
    Error::new(ErrorKind::Configuration, "the HTTP client could not be set up").with_source(error)
}

impl std::fmt::Debug for ClientBuilder {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { base_url, cloud, version, .. } = self;
        formatter
            .debug_struct("ClientBuilder")
            .field("has_base_url", &base_url.is_some())
            .field("cloud", cloud)
            .field("version", version)
            .finish_non_exhaustive()
    }
}

//! The client: what is configured once, and the pipeline that every call goes through.
//!
//! [`builder`] configures, [`root`] says which addresses are safe, [`call`] is the future of one call, [`next_link`] the
//! request for one more page, [`prepared`] a request that is ready to go, [`pipeline`] sends it (redirect → retry →
//! throttle gate → auth → trace → transport), [`gate`] asks the throttle gate, [`exchange`] is one try, [`redirect`] says
//! where a redirect may lead, [`retry`] decides what is repeated and when, [`trace`] names what is seen outside,
//! [`unauthorized`] looks after a token that the service does not take.

mod builder;
mod call;
mod exchange;
mod gate;
mod next_link;
mod pipeline;
mod prepared;
mod random;
pub(crate) mod redirect;
mod retry;
mod retry_after;
mod root;
mod trace;
mod unauthorized;

use std::borrow::Cow;
use std::sync::Arc;
use std::time::Duration;

pub use builder::ClientBuilder;
pub use call::Call;
pub use retry::{Attempt, Retry, RetryPolicy};

pub(crate) use prepared::{PreAuthorised, RequestId};
pub(crate) use random::chance;
pub(crate) use retry::{Outcome, wait as wait_before_repeating};
pub(crate) use retry_after::retry_after;
pub(crate) use root::{ServiceRoot, require_safe_url, unsafe_because};

use crate::auth::TokenProvider;
use crate::metrics::Metrics;
use crate::request::Encoder;
use crate::response::Origin;
use crate::throttle::ThrottleGate;
use crate::transport::Transport;
use crate::{Action, Cloud, Result};

/// Calls Graph. Cheap to clone, and shared by any number of tasks.
///
/// ```no_run
/// # use graph_action::{Operation, graph_action};
/// use graph_action::{Client, auth::ClientSecret};
///
/// # #[graph_action(POST "/communications/calls/<id>/keepAlive")]
/// # struct KeepAlive { id: String }
/// # async fn f() -> graph_action::Result<()> {
/// let client = Client::new(ClientSecret::new("contoso.onmicrosoft.com", "client id", "secret"))?;
/// keep_alive(&client, &KeepAlive { id: "57dab8b1".into() }).await?;
/// # Ok(()) }
/// ```
#[derive(Clone)]
pub struct Client {
    /// What all clones share.
    shared: Arc<Shared>,
}

/// What the clones of a client share.
struct Shared {
    /// The service.
    root: ServiceRoot,
    /// The cloud.
    cloud: Cloud,
    /// What tokens are for.
    scope: Cow<'static, str>,
    /// Where tokens come from.
    authority: Cow<'static, str>,
    /// The version of actions that declare none.
    version: Cow<'static, str>,
    /// The credential.
    credential: Box<dyn TokenProvider>,
    /// Whether claims challenges are expected at any time.
    continuous_access: bool,
    /// The transport.
    transport: Arc<dyn Transport>,
    /// What is repeated, and when.
    retry: Box<dyn Retry>,
    /// What hears of requests.
    metrics: Option<Box<dyn Metrics>>,
    /// What stands in front of every try.
    gate: Box<dyn ThrottleGate>,
    /// The `User-Agent`.
    user_agent: http::HeaderValue,
    /// The most bytes that a response may have.
    max_response_bytes: usize,
}

impl Client {
    /// A client of the global cloud that calls v1.0 unless a declaration says otherwise.
    pub fn new(credential: impl TokenProvider) -> Result<Self> {
        Self::builder(credential).build()
    }

    /// A client that is configured first.
    pub fn builder(credential: impl TokenProvider) -> ClientBuilder {
        ClientBuilder::new(Box::new(credential))
    }

    /// The service that it calls.
    pub(crate) fn root(&self) -> &ServiceRoot {
        &self.shared.root
    }

    /// The cloud that the service is in.
    #[cfg(feature = "rich-notifications")]
    pub(crate) fn cloud(&self) -> Cloud {
        self.shared.cloud
    }

    /// The login host, without a tenant.
    #[cfg(feature = "rich-notifications")]
    pub(crate) fn authority(&self) -> &str {
        &self.shared.authority
    }

    /// What sends its requests.
    #[cfg(feature = "rich-notifications")]
    pub(crate) fn transport(&self) -> &Arc<dyn Transport> {
        &self.shared.transport
    }

    /// What its requests say of their sender.
    #[cfg(feature = "rich-notifications")]
    pub(crate) fn user_agent(&self) -> &http::HeaderValue {
        &self.shared.user_agent
    }

    /// Calls an action: the same as its `send`, for code that is generic over actions.
    pub fn send<A: Action>(&self, action: &A) -> Call<A::Response> {
        Call::new(self, action)
    }

    /// The version of actions that declare none.
    pub(crate) fn version(&self) -> &Cow<'static, str> {
        &self.shared.version
    }

    /// How long to wait before something that the service answered so is asked for again, if it is to be. For what the
    /// pipeline does not see: an answer inside another one.
    pub(crate) fn wait_before_repeating(
        &self,
        (status, headers): (http::StatusCode, &http::HeaderMap),
        is_repeatable: bool,
        (retries, elapsed): (u32, Duration),
    ) -> Option<Duration> {
        let asked = retry_after(headers, std::time::SystemTime::now());
        let attempt = Attempt::new(Outcome::Answered(status, asked), retries, elapsed);
        retry::wait(&*self.shared.retry, &attempt, is_repeatable)
    }

    /// The version that an action is called in.
    fn version_of<A: Action>(&self) -> Cow<'static, str> {
        if A::VERSION_IS_DECLARED { A::VERSION.into() } else { self.shared.version.clone() }
    }

    /// What a response to an action answers.
    pub(crate) fn origin_of<A: Action>(&self) -> Origin {
        Origin::of::<A>(self.shared.root.clone(), self.version_of::<A>())
    }

    /// The request of an action.
    pub(crate) fn request_of<A: Action>(&self, action: &A) -> Result<http::Request<bytes::Bytes>> {
        Encoder::request(action, self.shared.root.as_str(), &self.version_of::<A>())
    }

    /// What a request of the runtime's own answers, or one whose action is not at hand; `path` is what errors and traces call
    /// it.
    pub(crate) fn origin(&self, method: http::Method, path: &'static str) -> Origin {
        let Shared { root, version, .. } = &*self.shared;
        Origin {
            root: root.clone(),
            version: version.clone(),
            method,
            path,
            permissions: crate::Permissions::UNDECLARED,
            page_headers: http::HeaderMap::new(),
        }
    }

    /// The most bytes that a response may have in memory.
    pub(crate) fn max_response_bytes(&self) -> usize {
        self.shared.max_response_bytes
    }

    /// How long to wait before something that has failed so often in a row is taken up again, if it is to be. `asked` is
    /// what the service asks to wait.
    pub(crate) fn wait_before_resuming(
        &self,
        failures: u32,
        asked: Option<Duration>,
        elapsed: Duration,
    ) -> Option<Duration> {
        let outcome = Outcome::Answered(http::StatusCode::SERVICE_UNAVAILABLE, asked);
        retry::wait(&*self.shared.retry, &Attempt::new(outcome, failures, elapsed), true)
    }
}

impl std::fmt::Debug for Client {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Shared { root, cloud, version, max_response_bytes, .. } = &*self.shared;
        formatter
            .debug_struct("Client")
            .field("base_url", &root.as_str())
            .field("cloud", cloud)
            .field("version", version)
            .field("max_response_bytes", max_response_bytes)
            .finish_non_exhaustive()
    }
}

//! In front of every try: the limits that are known are kept before the service has to say so.
//!
//! A [`ThrottleGate`] lets a request in, or makes it wait, and hears of each answer. [`MemoryGate`] is the one that a client has
//! unless it is given another: 4 requests at once for each mailbox, and after a 429 a pause for what was throttled, and for
//! nothing else. [`request`] and [`service`] say what a request is counted under, [`report`] what an answer says; [`memory`]
//! is the way through the gate of one process, which has its [`state`] in [`line`]s and [`pace`]s, and [`waiting`] waits there.
//! Nothing here may hold back a request whose scope is not known to be short of something, and no id of a path may reach a
//! log or an error.
//!
//! Source: [throttling](https://learn.microsoft.com/graph/throttling) and the
//! [limits of each service](https://learn.microsoft.com/graph/throttling-limits).

mod line;
mod memory;
mod pace;
mod report;
mod request;
mod service;
mod state;
mod waiting;

use std::fmt;
use std::sync::Arc;

pub use memory::MemoryGate;
pub use report::{Report, ThrottleScope};
pub use request::{GateRequest, Scope};

use crate::Result;
use crate::transport::BoxFuture;

/// What stands in front of every try of a request to the service, and hears of every answer.
///
/// Graph counts the requests of an app together, however many processes it runs. A gate of your own can share what it knows,
/// in Redis, say: keys are [text](Scope::as_str), and a [`Report`] says [which scope rests how long](Report::hold). Requests to
/// other addresses, such as storages, pass no gate.
///
/// ```
/// use std::collections::HashMap;
/// use std::sync::Mutex;
/// use std::time::Instant;
/// use graph_action::throttle::{GateRequest, Permit, Report, Scope, ThrottleGate};
/// use graph_action::transport::BoxFuture;
/// use graph_action::{Error, Result};
///
/// /// Refuses what the service asked to rest, and lets nothing wait.
/// #[derive(Default)]
/// struct Strict { rests: Mutex<HashMap<Scope, Instant>> }
///
/// impl ThrottleGate for Strict {
///     fn enter<'a>(&'a self, request: GateRequest<'a>) -> BoxFuture<'a, Result<Permit>> {
///         Box::pin(async move {
///             let rests = self.rests.lock().unwrap();
///             let rest = request.scopes().iter().filter_map(|scope| rests.get(scope)).max();
///             match rest.map(|end| end.saturating_duration_since(Instant::now())).filter(|rest| !rest.is_zero()) {
///                 Some(rest) => Err(Error::throttled("the service asked for a rest", Some(rest))),
///                 None => Ok(Permit::free()),
///             }
///         })
///     }
///
///     fn report(&self, request: &GateRequest<'_>, report: &Report<'_>) {
///         if let Some((scope, rest)) = report.hold(request) {
///             self.rests.lock().unwrap().insert(scope, Instant::now() + rest);
///         }
///     }
/// }
/// # let client = graph_action::Client::builder(graph_action::auth::StaticToken::new("token"));
/// let client = client.throttle(Strict::default()).build()?;
/// # Ok::<(), Error>(())
/// ```
pub trait ThrottleGate: Send + Sync + 'static {
    /// Lets a request in that need not wait, without a future being made for it; asked before [`enter`](Self::enter). `None`,
    /// the default, says that `enter` has to decide.
    fn try_enter(&self, request: &GateRequest<'_>) -> Option<Permit> {
        let _ = request;
        None
    }

    /// Lets a request in, as soon as it may be sent. The permit is dropped when the try is over: when the answer has arrived
    /// whole, or its headers where its body is handed on as it arrives.
    ///
    /// An error ends the call, and should be one of [`Error::throttled`](crate::Error::throttled): the queue is full, or the
    /// request would have to wait longer than [it may](GateRequest::longest_wait). The future may be dropped at any time, and
    /// must leave nothing behind then.
    fn enter<'a>(&'a self, request: GateRequest<'a>) -> BoxFuture<'a, Result<Permit>>;

    /// Hears how a try that was let in was answered, just before its permit is dropped. Not called where no answer came.
    fn report(&self, request: &GateRequest<'_>, report: &Report<'_>) {
        let _ = (request, report);
    }
}

impl<G: ThrottleGate + ?Sized> ThrottleGate for Arc<G> {
    fn try_enter(&self, request: &GateRequest<'_>) -> Option<Permit> {
        (**self).try_enter(request)
    }

    fn enter<'a>(&'a self, request: GateRequest<'a>) -> BoxFuture<'a, Result<Permit>> {
        (**self).enter(request)
    }

    fn report(&self, request: &GateRequest<'_>, report: &Report<'_>) {
        (**self).report(request, report);
    }
}

/// Leave to send one try. What it holds is given back when it is dropped.
///
/// ```
/// use std::sync::Arc;
/// use graph_action::throttle::Permit;
///
/// let seats = Arc::new(());
/// let permit = Permit::holding(Arc::clone(&seats));
/// assert_eq!(Arc::strong_count(&seats), 2);
/// drop(permit);
/// assert_eq!(Arc::strong_count(&seats), 1);
/// ```
#[must_use = "what a permit holds is given back when it is dropped"]
pub struct Permit {
    /// What is given back; nothing where there is no limit.
    _held: Option<Box<dyn Send + Sync>>,
}

impl Permit {
    /// Leave that holds nothing.
    pub fn free() -> Self {
        Self { _held: None }
    }

    /// Leave that holds something whose `Drop` gives it back.
    pub fn holding(held: impl Send + Sync + 'static) -> Self {
        Self { _held: Some(Box::new(held)) }
    }
}

impl fmt::Debug for Permit {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Permit").finish_non_exhaustive()
    }
}

/// No gate: every request is sent at once, and only the retry policy knows of a 429.
///
/// ```
/// use graph_action::{Client, auth::StaticToken, throttle::NoGate};
///
/// let client = Client::builder(StaticToken::new("token")).throttle(NoGate).build()?;
/// # Ok::<(), graph_action::Error>(())
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct NoGate;

impl ThrottleGate for NoGate {
    fn try_enter(&self, _: &GateRequest<'_>) -> Option<Permit> {
        Some(Permit::free())
    }

    fn enter<'a>(&'a self, _: GateRequest<'a>) -> BoxFuture<'a, Result<Permit>> {
        Box::pin(std::future::ready(Ok(Permit::free())))
    }
}

//! Counters and durations of what a client does, for whatever collects them.
//!
//! [`Metrics`] is the seam, two small events without ids or secrets in them; [`Counters`] adds them up in memory. A facade
//! such as OpenTelemetry's or `metrics` is a few lines behind the trait. A client without it measures nothing.

mod counters;

use std::time::Duration;

use http::{Method, StatusCode};

pub use counters::{Counters, Totals};

use crate::client::{Attempt, Outcome};
use crate::response::Origin;
use crate::transport::TransportErrorKind;

/// Hears of every request and every repetition of a client. It is called on the task of the call, so it should be quick.
///
/// ```
/// use graph_action::metrics::{Metrics, Try};
/// use graph_action::{Client, auth::StaticToken};
///
/// /// Prints what takes long.
/// struct Slow;
///
/// impl Metrics for Slow {
///     fn request(&self, request: &Try) {
///         if request.duration().as_secs() > 5 {
///             eprintln!("{} {} took {:?}", request.method(), request.template(), request.duration());
///         }
///     }
/// }
///
/// let client = Client::builder(StaticToken::new("token")).metrics(Slow).build()?;
/// # Ok::<(), graph_action::Error>(())
/// ```
pub trait Metrics: Send + Sync + 'static {
    /// A try has ended: with an answer, whatever its status, or without one. What OpenTelemetry calls
    /// `http.client.request.duration`.
    fn request(&self, request: &Try);

    /// A call is going to be repeated.
    fn repetition(&self, _repetition: &Repetition) {}
}

impl<T: Metrics + ?Sized> Metrics for std::sync::Arc<T> {
    fn request(&self, request: &Try) {
        (**self).request(request);
    }

    fn repetition(&self, repetition: &Repetition) {
        (**self).repetition(repetition);
    }
}

/// What a call is: the same for all calls of one action.
#[derive(Debug, Clone)]
struct Action {
    /// The method.
    method: Method,
    /// The path template.
    template: &'static str,
}

impl Action {
    /// What is called.
    fn of(origin: &Origin) -> Self {
        Self { method: origin.method.clone(), template: origin.path }
    }
}

/// A try that has ended.
#[derive(Debug, Clone)]
pub struct Try {
    /// What was called.
    action: Action,
    /// How it ended.
    outcome: Outcome,
    /// How many tries were before it.
    retries: u32,
    /// How long it took.
    duration: Duration,
}

impl Try {
    /// A try of a call.
    pub(crate) fn new(origin: &Origin, outcome: Outcome, retries: u32, duration: Duration) -> Self {
        Self { action: Action::of(origin), outcome, retries, duration }
    }

    /// The method of the action.
    #[must_use]
    pub fn method(&self) -> &Method {
        &self.action.method
    }

    /// The path template of the action, with placeholders in place of the ids.
    #[must_use]
    pub fn template(&self) -> &'static str {
        self.action.template
    }

    /// The status of the answer, if there was one.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        self.outcome.status()
    }

    /// How far it got, if there was no answer.
    #[must_use]
    pub fn failure(&self) -> Option<TransportErrorKind> {
        self.outcome.failure()
    }

    /// How many tries of the same call were before this one.
    #[must_use]
    pub fn retries(&self) -> u32 {
        self.retries
    }

    /// How long it took, to the last byte of the answer, or to its headers where its body is handed on as it arrives.
    #[must_use]
    pub fn duration(&self) -> Duration {
        self.duration
    }
}

/// A call that is going to be repeated.
#[derive(Debug, Clone)]
pub struct Repetition {
    /// What was called.
    action: Action,
    /// The try that was not good enough.
    attempt: Attempt,
    /// The wait before the next one.
    wait: Duration,
}

impl Repetition {
    /// A repetition of a call.
    pub(crate) fn new(origin: &Origin, attempt: &Attempt, wait: Duration) -> Self {
        Self { action: Action::of(origin), attempt: *attempt, wait }
    }

    /// The method of the action.
    #[must_use]
    pub fn method(&self) -> &Method {
        &self.action.method
    }

    /// The path template of the action, with placeholders in place of the ids.
    #[must_use]
    pub fn template(&self) -> &'static str {
        self.action.template
    }

    /// The try that was not good enough.
    #[must_use]
    pub fn attempt(&self) -> &Attempt {
        &self.attempt
    }

    /// How long the call waits before it is repeated.
    #[must_use]
    pub fn wait(&self) -> Duration {
        self.wait
    }
}

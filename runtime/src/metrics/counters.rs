//! What a client did, added up in memory.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use super::{Metrics, Repetition, Try};

/// Adds up what a client does: for a health page, a test, or a log line every minute.
///
/// ```
/// use std::sync::Arc;
/// use graph_action::metrics::Counters;
/// use graph_action::{Client, auth::StaticToken};
///
/// let counters = Arc::new(Counters::default());
/// let client = Client::builder(StaticToken::new("token")).metrics(Arc::clone(&counters)).build()?;
/// assert_eq!(counters.totals().requests, 0);
/// # Ok::<(), graph_action::Error>(())
/// ```
#[derive(Debug, Default)]
pub struct Counters {
    /// See [`Totals::requests`].
    requests: AtomicU64,
    /// See [`Totals::client_errors`].
    client_errors: AtomicU64,
    /// See [`Totals::server_errors`].
    server_errors: AtomicU64,
    /// See [`Totals::throttled`].
    throttled: AtomicU64,
    /// See [`Totals::unanswered`].
    unanswered: AtomicU64,
    /// See [`Totals::repetitions`].
    repetitions: AtomicU64,
    /// See [`Totals::waited`], in microseconds.
    waited: AtomicU64,
    /// See [`Totals::in_requests`], in microseconds.
    in_requests: AtomicU64,
}

/// What [`Counters`] have added up.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Totals {
    /// Requests sent, repetitions included; requests for tokens are not among them.
    pub requests: u64,
    /// Answers with a 4xx status.
    pub client_errors: u64,
    /// Answers with a 5xx status.
    pub server_errors: u64,
    /// Answers 429 and 509, which are among the errors too.
    pub throttled: u64,
    /// Requests without a whole answer.
    pub unanswered: u64,
    /// Repetitions.
    pub repetitions: u64,
    /// The time that calls waited before they were repeated, in all.
    pub waited: Duration,
    /// The time that requests took, in all: divided by their number, the mean.
    pub in_requests: Duration,
}

impl Counters {
    /// What has been added up so far.
    #[must_use]
    pub fn totals(&self) -> Totals {
        let read = |counter: &AtomicU64| counter.load(Ordering::Relaxed);
        Totals {
            requests: read(&self.requests),
            client_errors: read(&self.client_errors),
            server_errors: read(&self.server_errors),
            throttled: read(&self.throttled),
            unanswered: read(&self.unanswered),
            repetitions: read(&self.repetitions),
            waited: Duration::from_micros(read(&self.waited)),
            in_requests: Duration::from_micros(read(&self.in_requests)),
        }
    }
}

/// One more.
fn count(counter: &AtomicU64) {
    counter.fetch_add(1, Ordering::Relaxed);
}

/// So much longer.
fn add(counter: &AtomicU64, time: Duration) {
    counter.fetch_add(u64::try_from(time.as_micros()).unwrap_or(u64::MAX), Ordering::Relaxed);
}

impl Metrics for Counters {
    fn request(&self, request: &Try) {
        count(&self.requests);
        add(&self.in_requests, request.duration());
        let Some(status) = request.status() else { return count(&self.unanswered) };
        if status.is_client_error() {
            count(&self.client_errors);
        }
        if status.is_server_error() {
            count(&self.server_errors);
        }
        if matches!(status.as_u16(), 429 | 509) {
            count(&self.throttled);
        }
    }

    fn repetition(&self, repetition: &Repetition) {
        count(&self.repetitions);
        add(&self.waited, repetition.wait());
    }
}

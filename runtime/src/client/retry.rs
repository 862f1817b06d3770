//! What is repeated, and when. Pure but for the dice: a policy and a failed try in, a wait out.
//!
//! Two questions, kept apart. Whether a repetition can do harm is the service's and the declaration's to say, and no policy
//! can overrule it. Whether and when a harmless one is made is the policy's.

use std::time::Duration;

use http::StatusCode;

use super::random::chance;
use crate::transport::TransportErrorKind;

/// Decides whether and when a call is repeated: a [`RetryPolicy`], a closure, or something of your own.
///
/// It is asked only about tries whose repetition can do no harm: any failed try of a method that may be repeated (`GET`,
/// `PUT`, `DELETE`, or what its declaration calls `idempotent`); for the others only where the service said that it did not
/// take the request (429, 509, or 503 with `Retry-After`), or no connection was made.
///
/// ```
/// use std::time::Duration;
/// use graph_action::{Attempt, Client, auth::StaticToken};
///
/// // Once more, after what the service asks for, or a second.
/// let once_more = |attempt: &Attempt| {
///     (attempt.retries() == 0 && attempt.is_transient()).then(|| attempt.retry_after().unwrap_or(Duration::from_secs(1)))
/// };
/// let client = Client::builder(StaticToken::new("token")).retry(once_more).build()?;
/// # Ok::<(), graph_action::Error>(())
/// ```
pub trait Retry: Send + Sync + 'static {
    /// How long to wait before the next try; nothing, if there is to be none. Less than [`Attempt::retry_after`] counts
    /// against the caller.
    fn wait(&self, attempt: &Attempt) -> Option<Duration>;

    /// Whether this repeats nothing at all: then a token that was not accepted is not replaced for a second try either.
    fn is_never(&self) -> bool {
        false
    }

    /// The longest that a call may be held back before it is sent, because of what the service asked of the calls before it.
    /// Default: 3 minutes.
    fn longest_wait(&self) -> Duration {
        LONGEST_WAIT
    }
}

/// The longest wait of a policy that says nothing else.
const LONGEST_WAIT: Duration = Duration::from_mins(3);

impl<F: Fn(&Attempt) -> Option<Duration> + Send + Sync + 'static> Retry for F {
    fn wait(&self, attempt: &Attempt) -> Option<Duration> {
        self(attempt)
    }
}

/// A try that ended without success, as a retry policy sees it.
#[derive(Debug, Clone, Copy)]
pub struct Attempt {
    /// How it ended.
    outcome: Outcome,
    /// How many repetitions there have been.
    retries: u32,
    /// How long it is since the first try began.
    elapsed: Duration,
}

impl Attempt {
    /// A try.
    pub(crate) fn new(outcome: Outcome, retries: u32, elapsed: Duration) -> Self {
        Self { outcome, retries, elapsed }
    }

    /// The status, if the service answered.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        self.outcome.status()
    }

    /// How far the exchange got, if the service did not answer.
    #[must_use]
    pub fn failure(&self) -> Option<TransportErrorKind> {
        self.outcome.failure()
    }

    /// How long the service asks to wait.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        match self.outcome {
            Outcome::Answered(_, asked) => asked,
            Outcome::Failed(_) => None,
        }
    }

    /// How many repetitions there have been: 0 after the first try.
    #[must_use]
    pub fn retries(&self) -> u32 {
        self.retries
    }

    /// How long it is since the first try began, waits included.
    #[must_use]
    pub fn elapsed(&self) -> Duration {
        self.elapsed
    }

    /// Whether the same request may well succeed later: 429, 503, 504, 509, or no answer.
    #[must_use]
    pub fn is_transient(&self) -> bool {
        self.status().is_none_or(|status| matches!(status.as_u16(), 429 | 503 | 504 | 509))
    }
}

/// How long to wait before the next try of a request that may or may not be repeated, if there is to be one.
pub(crate) fn wait(policy: &dyn Retry, attempt: &Attempt, is_repeatable: bool) -> Option<Duration> {
    if attempt.status().is_some_and(|status| status.is_success()) || !may_repeat(attempt.outcome, is_repeatable) {
        return None;
    }
    policy.wait(attempt)
}

/// How often and how long a call is repeated.
///
/// Whatever the policy, a request that may have had an effect is not sent twice: a `POST` or `PATCH` is repeated only when
/// the service said that it did not take it (429, 509, or 503 with `Retry-After`), when no connection was made, or when its
/// declaration says `idempotent`; and once with another token, where the service challenged the one that it got for claims.
/// The other methods are repeated on 503, 504 and broken connections too. A `Retry-After` is never cut short: a longer one than
/// [`longest_wait`](Self::longest_wait) ends the call with the service's error, which
/// [says how long](crate::Error::retry_after).
///
/// ```
/// use std::time::Duration;
/// use graph_action::{Client, RetryPolicy, auth::StaticToken};
///
/// let client = Client::builder(StaticToken::new("token"))
///     .retry(RetryPolicy { most_retries: 5, longest_wait: Duration::from_secs(10), ..RetryPolicy::default() })
///     .build()?;
/// # Ok::<(), graph_action::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RetryPolicy {
    /// The most repetitions of one call. Default: 3.
    pub most_retries: u32,
    /// The longest wait before one repetition. Default: 3 minutes.
    pub longest_wait: Duration,
    /// The longest time from the first try to the start of the last one. Default: 5 minutes.
    pub longest_total: Duration,
    /// The first step of the exponential waits where the service does not say how long. Default: 500 milliseconds.
    pub first_step: Duration,
}

impl Default for RetryPolicy {
    fn default() -> Self {
        Self {
            most_retries: 3,
            longest_wait: LONGEST_WAIT,
            longest_total: Duration::from_mins(5),
            first_step: Duration::from_millis(500),
        }
    }
}

/// The longest wait of our own choice, whatever the policy allows: what a fraction can be taken of without an overflow.
const LONGEST_STEP: Duration = Duration::from_hours(24);

/// What a try ended with.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Outcome {
    /// A response, and what it says about waiting.
    Answered(StatusCode, Option<Duration>),
    /// No response.
    Failed(TransportErrorKind),
}

impl Outcome {
    /// The status, if there was an answer.
    pub(crate) fn status(self) -> Option<StatusCode> {
        match self {
            Self::Answered(status, _) => Some(status),
            Self::Failed(_) => None,
        }
    }

    /// How far it got, if there was no answer.
    pub(crate) fn failure(self) -> Option<TransportErrorKind> {
        match self {
            Self::Answered(..) => None,
            Self::Failed(kind) => Some(kind),
        }
    }
}

impl RetryPolicy {
    /// A policy that repeats nothing.
    #[must_use]
    pub fn never() -> Self {
        Self { most_retries: 0, ..Self::default() }
    }

    /// The wait before the next try. `chance` is between 0 and 1.
    fn wait_with(&self, attempt: &Attempt, chance: f64) -> Option<Duration> {
        if attempt.retries >= self.most_retries || !attempt.is_transient() {
            return None;
        }
        let wait = match attempt.retry_after() {
            // Jitter comes behind the service's own deadline, never before it.
            Some(asked) if asked > self.longest_wait => return None,
            Some(asked) => asked.saturating_add((asked / 10).min(Duration::from_secs(1)).mul_f64(chance)),
            None => {
                let step = self.first_step.saturating_mul(1 << attempt.retries.min(16)).min(self.longest_wait);
                step.min(LONGEST_STEP).mul_f64(chance)
            }
        };
        (attempt.elapsed.saturating_add(wait) <= self.longest_total).then_some(wait)
    }
}

impl Retry for RetryPolicy {
    fn wait(&self, attempt: &Attempt) -> Option<Duration> {
        self.wait_with(attempt, chance())
    }

    fn is_never(&self) -> bool {
        self.most_retries == 0
    }

    fn longest_wait(&self) -> Duration {
        self.longest_wait
    }
}

/// Whether a repetition can do no harm: the method's own nature, or the service's word that nothing has happened.
fn may_repeat(outcome: Outcome, is_repeatable: bool) -> bool {
    match outcome {
        _ if is_repeatable => true,
        Outcome::Answered(status, asked) => match status.as_u16() {
            429 | 509 => true,
            503 => asked.is_some(),
            _ => false,
        },
        Outcome::Failed(kind) => kind == TransportErrorKind::Connect,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answered(status: u16, asked: Option<f64>) -> Outcome {
        Outcome::Answered(StatusCode::from_u16(status).unwrap(), asked.map(Duration::from_secs_f64))
    }

    /// A throttled try.
    fn attempt(asked: Option<f64>, retries: u32, elapsed: Duration) -> Attempt {
        Attempt::new(answered(429, asked), retries, elapsed)
    }

    #[test]
    fn a_policy_of_ones_own_decides_about_what_can_do_no_harm() {
        let always = |_: &Attempt| Some(Duration::ZERO);
        for (outcome, post, get) in [
            (answered(500, None), false, true),
            (answered(404, None), false, true),
            (answered(503, None), false, true),
            (answered(429, None), true, true),
            (answered(200, None), false, false),
            (Outcome::Failed(TransportErrorKind::Other), false, true),
            (Outcome::Failed(TransportErrorKind::Connect), true, true),
        ] {
            let attempt = Attempt::new(outcome, 9, Duration::MAX);
            assert_eq!(wait(&always, &attempt, false).is_some(), post, "{outcome:?}");
            assert_eq!(wait(&always, &attempt, true).is_some(), get, "{outcome:?}");
        }
    }

    #[test]
    fn a_request_that_may_have_had_an_effect_is_not_sent_twice() {
        for (outcome, post, get) in [
            (answered(429, None), true, true),
            (answered(429, Some(1.0)), true, true),
            (answered(509, None), true, true),
            (answered(503, Some(1.0)), true, true),
            (answered(503, None), false, true),
            (answered(504, None), false, true),
            (answered(504, Some(1.0)), false, true),
            (answered(500, Some(1.0)), false, false),
            (answered(502, None), false, false),
            (answered(408, None), false, false),
            (answered(200, Some(1.0)), false, false),
            (answered(400, None), false, false),
            (answered(401, None), false, false),
            (Outcome::Failed(TransportErrorKind::Connect), true, true),
            (Outcome::Failed(TransportErrorKind::Timeout), false, true),
            (Outcome::Failed(TransportErrorKind::Other), false, true),
        ] {
            let attempt = Attempt::new(outcome, 0, Duration::ZERO);
            let policy = RetryPolicy::default();
            assert_eq!(wait(&policy, &attempt, false).is_some(), post, "{outcome:?}");
            assert_eq!(wait(&policy, &attempt, true).is_some(), get, "{outcome:?}");
        }
    }

    #[test]
    fn the_services_wait_is_never_cut_short() {
        let policy = RetryPolicy::default();
        for chance in [0.0, 0.5, 1.0] {
            let wait = policy.wait_with(&attempt(Some(2.9), 0, Duration::ZERO), chance).unwrap();
            assert!(wait >= Duration::from_secs_f64(2.9) && wait <= Duration::from_secs_f64(3.2), "{wait:?}");
        }
        assert_eq!(policy.wait_with(&attempt(Some(181.0), 0, Duration::ZERO), 0.0), None);
    }

    #[test]
    fn waits_grow_and_end() {
        let policy = RetryPolicy { most_retries: 40, ..RetryPolicy::default() };
        let wait = |retries| policy.wait_with(&attempt(None, retries, Duration::ZERO), 1.0);
        assert_eq!(wait(0), Some(Duration::from_millis(500)));
        assert_eq!(wait(3), Some(Duration::from_secs(4)));
        assert_eq!(wait(39), Some(Duration::from_mins(3)));
        assert_eq!(wait(40), None);
        assert_eq!(policy.wait_with(&attempt(Some(9.0), 0, Duration::from_secs(292)), 0.0), None);
        assert_eq!(RetryPolicy::never().wait_with(&attempt(Some(0.0), 0, Duration::ZERO), 0.0), None);
    }
}

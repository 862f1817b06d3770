//! What is repeated, and when. Pure: a policy and an outcome in, a wait out.

use std::time::Duration;

use http::StatusCode;

use crate::transport::TransportErrorKind;

/// How often and how long a call is repeated.
///
/// Whatever the policy, a request that may have had an effect is not sent twice: a `POST` or `PATCH` is repeated only when
/// the service said that it did not take it (429, 509, or 503 with `Retry-After`), when no connection was made, or when its
/// declaration says `idempotent`. The other methods are repeated on 503, 504 and broken connections too. A `Retry-After` is
/// never cut short: a longer one than [`longest_wait`](Self::longest_wait) ends the call with the service's error, which
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
            longest_wait: Duration::from_mins(3),
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

impl RetryPolicy {
    /// A policy that repeats nothing.
    #[must_use]
    pub fn never() -> Self {
        Self { most_retries: 0, ..Self::default() }
    }

    /// How long to wait before the next try, if there is to be one. `chance` is between 0 and 1.
    pub(crate) fn wait(
        &self,
        outcome: Outcome,
        is_repeatable: bool,
        retries: u32,
        elapsed: Duration,
        chance: f64,
    ) -> Option<Duration> {
        if retries >= self.most_retries || !may_repeat(outcome, is_repeatable) {
            return None;
        }
        let wait = match outcome {
            // Jitter comes behind the service's own deadline, never before it.
            Outcome::Answered(_, Some(asked)) if asked > self.longest_wait => return None,
            Outcome::Answered(_, Some(asked)) => {
                asked.saturating_add((asked / 10).min(Duration::from_secs(1)).mul_f64(chance))
            }
            _ => {
                let step = self.first_step.saturating_mul(1 << retries.min(16)).min(self.longest_wait);
                step.min(LONGEST_STEP).mul_f64(chance)
            }
        };
        (elapsed.saturating_add(wait) <= self.longest_total).then_some(wait)
    }
}

/// Whether a repetition can do no harm.
fn may_repeat(outcome: Outcome, is_repeatable: bool) -> bool {
    match outcome {
        Outcome::Answered(status, asked) => match status.as_u16() {
            429 | 509 => true,
            503 => asked.is_some() || is_repeatable,
            504 => is_repeatable,
            _ => false,
        },
        Outcome::Failed(TransportErrorKind::Connect) => true,
        Outcome::Failed(_) => is_repeatable,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answered(status: u16, asked: Option<f64>) -> Outcome {
        Outcome::Answered(StatusCode::from_u16(status).unwrap(), asked.map(Duration::from_secs_f64))
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
            assert_eq!(may_repeat(outcome, false), post, "{outcome:?}");
            assert_eq!(may_repeat(outcome, true), get, "{outcome:?}");
        }
    }

    #[test]
    fn the_services_wait_is_never_cut_short() {
        let policy = RetryPolicy::default();
        for chance in [0.0, 0.5, 1.0] {
            let wait = policy.wait(answered(429, Some(2.9)), false, 0, Duration::ZERO, chance).unwrap();
            assert!(wait >= Duration::from_secs_f64(2.9) && wait <= Duration::from_secs_f64(3.2), "{wait:?}");
        }
        assert_eq!(policy.wait(answered(429, Some(181.0)), false, 0, Duration::ZERO, 0.0), None);
    }

    #[test]
    fn waits_grow_and_end() {
        let policy = RetryPolicy { most_retries: 40, ..RetryPolicy::default() };
        let wait = |retries| policy.wait(answered(429, None), false, retries, Duration::ZERO, 1.0);
        assert_eq!(wait(0), Some(Duration::from_millis(500)));
        assert_eq!(wait(3), Some(Duration::from_secs(4)));
        assert_eq!(wait(39), Some(Duration::from_mins(3)));
        assert_eq!(wait(40), None);
        assert_eq!(policy.wait(answered(429, Some(9.0)), false, 0, Duration::from_secs(292), 0.0), None);
        assert_eq!(RetryPolicy::never().wait(answered(429, Some(0.0)), true, 0, Duration::ZERO, 0.0), None);
    }
}

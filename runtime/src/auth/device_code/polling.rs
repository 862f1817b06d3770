//! How often to ask whether a person has answered: RFC 8628, section 3.5.
//!
//! Only the pace is decided here, and what ends the asking. Nothing is sent, and nobody waits.

use std::time::Duration;

use http::StatusCode;

use crate::transport::TransportError;
use crate::{Error, Result};

/// The pace where the service names none.
const INTERVAL: Duration = Duration::from_secs(5);

/// What `slow_down` adds for good.
const SLOWER: Duration = Duration::from_secs(5);

/// The longest pause that a failure causes, unless the service asks for more.
const LONGEST_PAUSE: Duration = Duration::from_mins(1);

/// How often to ask.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Pace {
    /// The pause between two questions.
    interval: Duration,
    /// The next pause, where a failure made it a longer one.
    after_failure: Option<Duration>,
}

impl Pace {
    /// The pace that the service named, in seconds; no pause at all is not one.
    pub(super) fn new(interval: Option<u64>) -> Self {
        let interval = interval.map_or(INTERVAL, |seconds| Duration::from_secs(seconds.clamp(1, 3600)));
        Self { interval, after_failure: None }
    }

    /// How long to wait before the next question.
    pub(super) fn wait(&self) -> Duration {
        self.after_failure.unwrap_or(self.interval)
    }

    /// Whether to go on behind this answer, and at which pace; else the error that says why not.
    pub(super) fn go_on_after(&mut self, error: Error) -> Result<()> {
        let last = self.wait();
        self.after_failure = None;
        match error.code() {
            Some("authorization_pending") => Ok(()),
            Some("slow_down") => {
                self.interval += SLOWER;
                Ok(())
            }
            Some("authorization_declined" | "access_denied") => {
                Err(error.with_words("the person who was to sign in has declined".to_owned()))
            }
            Some("expired_token" | "code_expired") => Err(expired_by(error)),
            _ if is_passing(&error) => {
                let pause = last.saturating_mul(2).min(LONGEST_PAUSE).max(self.interval);
                self.after_failure = Some(error.retry_after().map_or(pause, |asked| asked.max(pause)));
                Ok(())
            }
            _ => Err(error),
        }
    }
}

/// Nobody has answered in time, by our own clock.
pub(super) fn expired() -> Error {
    expired_by(Error::token(""))
}

/// The same, by the service's clock.
fn expired_by(error: Error) -> Error {
    error.with_words("nobody has entered the code in time; the next call shows another one".to_owned())
}

/// Whether the same question may be answered later: the service was not reached, is not well, or wants to be asked less.
fn is_passing(error: &Error) -> bool {
    match error.status() {
        Some(status) => status.is_server_error() || status == StatusCode::TOO_MANY_REQUESTS,
        None => std::error::Error::source(error).is_some_and(<dyn std::error::Error>::is::<TransportError>),
    }
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;
    use http::HeaderMap;

    use super::*;
    use crate::auth::entra;
    use crate::transport::TransportErrorKind;

    /// What the token endpoint answers with.
    fn refused(status: u16, retry_after: Option<&str>, code: &str) -> Error {
        let mut headers = HeaderMap::new();
        if let Some(seconds) = retry_after {
            headers.insert("retry-after", seconds.parse().unwrap());
        }
        let body = Bytes::from(format!(r#"{{"error": "{code}", "error_description": "…"}}"#));
        entra::error(StatusCode::from_u16(status).unwrap(), headers, body)
    }

    /// What a failed connection becomes.
    fn unreachable() -> Error {
        Error::token("down").with_source(TransportError::new(TransportErrorKind::Connect, "refused"))
    }

    #[test]
    fn the_pace_follows_the_answers() {
        let mut pace = Pace::new(None);
        assert_eq!(pace.wait(), Duration::from_secs(5));
        for (answer, seconds) in [
            (refused(400, None, "authorization_pending"), 5),
            (refused(400, None, "slow_down"), 10),
            (refused(400, None, "authorization_pending"), 10),
            (unreachable(), 20),
            (refused(503, None, "temporarily_unavailable"), 40),
            (unreachable(), 60),
            (unreachable(), 60),
            (refused(429, Some("90"), "temporarily_unavailable"), 90),
            (refused(429, Some("3"), "temporarily_unavailable"), 60),
            (refused(400, None, "slow_down"), 15),
            (refused(500, Some("1"), "server_error"), 30),
            (refused(400, None, "authorization_pending"), 15),
        ] {
            let shown = answer.to_string();
            pace.go_on_after(answer).unwrap();
            assert_eq!(pace.wait(), Duration::from_secs(seconds), "{shown}");
        }
    }

    #[test]
    fn the_service_names_the_pace_but_never_none_at_all() {
        for (interval, seconds) in [(None, 5), (Some(0), 1), (Some(1), 1), (Some(30), 30), (Some(u64::MAX), 3600)] {
            assert_eq!(Pace::new(interval).wait(), Duration::from_secs(seconds));
        }
    }

    #[test]
    fn an_answer_that_is_final_ends_the_asking() {
        for (code, words) in [
            ("authorization_declined", "has declined"),
            ("access_denied", "has declined"),
            ("expired_token", "in time"),
            ("code_expired", "in time"),
            ("bad_verification_code", "no token"),
            ("invalid_client", "no token"),
        ] {
            let error = Pace::new(None).go_on_after(refused(400, None, code)).unwrap_err();
            assert!(error.to_string().contains(words), "{error}");
            assert_eq!(error.code(), Some(code));
        }
        let mistaken = Pace::new(None).go_on_after(Error::token("the tenant is no tenant id or domain"));
        assert!(mistaken.is_err());
    }
}

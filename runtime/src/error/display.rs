//! How an error reads: one line for people and logs, and what to do about it.

use std::fmt;
use std::time::Duration;

use http::StatusCode;

use super::{Error, ErrorKind, Inner};
use crate::action::Grant;

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Inner { kind, message, action, .. } = &*self.inner;
        if let Some((method, path)) = action {
            write!(formatter, "{method} {path} ")?;
            formatter.write_str(match kind {
                ErrorKind::InvalidRequest | ErrorKind::Throttled => "was not sent",
                ErrorKind::Response => "succeeded, but its response does not fit",
                ErrorKind::Operation => "did not succeed",
                _ => "failed",
            })?;
            formatter.write_str(": ")?;
        }
        let advice = self.advice();
        formatter.write_str(message)?;
        self.write_service(formatter, advice.is_some())?;
        if *kind == ErrorKind::Token && message.is_empty() && self.status().is_none() {
            formatter.write_str("no token")?;
        }
        if let Some(advice) = advice {
            write!(formatter, "; {advice}")?;
        }
        self.write_ids(formatter)
    }
}

impl Error {
    /// Status, code and message of the service, and whether more is said behind them.
    fn write_service(&self, formatter: &mut fmt::Formatter<'_>, goes_on: bool) -> fmt::Result {
        let (Some(status), Some(service)) = (self.status(), self.service()) else { return Ok(()) };
        // What came of a success that broke off is data, and may hold an address that is as good as a token.
        let broke_off = matches!(self.kind(), ErrorKind::Transport | ErrorKind::Timeout) && status.is_success();
        if self.kind() == ErrorKind::Response || broke_off {
            return write!(formatter, " (status {})", status.as_u16());
        }
        if !self.inner.message.is_empty() {
            formatter.write_str(": ")?;
        }
        let mut parts = Vec::new();
        // That an operation failed is told with success.
        if self.kind() != ErrorKind::Operation {
            parts.push(match status.canonical_reason() {
                Some(reason) => format!("{} {reason}", status.as_u16()),
                None => status.as_u16().to_string(),
            });
        }
        if !service.codes().is_empty() {
            parts.push(one_line(&service.codes().join("/")));
        }
        formatter.write_str(&parts.join(", "))?;
        if let Some(message) = service.message() {
            let message = one_line(message);
            // A sentence that is not the last one has no full stop.
            let message =
                if goes_on || !service.details().is_empty() { message.trim_end_matches('.') } else { &message };
            write!(formatter, "{}{message}", if parts.is_empty() { "" } else { ": " })?;
        } else if parts.is_empty() {
            formatter.write_str("the service does not say why")?;
        }
        for detail in service.details().iter().take(MOST_DETAILS) {
            let parts = [&detail.target, &detail.code, &detail.message].into_iter().flatten();
            write!(formatter, "; {}", one_line(&parts.map(String::as_str).collect::<Vec<_>>().join(": ")))?;
        }
        match service.details().len().saturating_sub(MOST_DETAILS) {
            0 => Ok(()),
            more => write!(formatter, "; and {more} more"),
        }
    }

    /// The ids under which the request is found in logs.
    fn write_ids(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.request_id(), self.client_request_id()) {
            (None, None) => Ok(()),
            (Some(id), None) => write!(formatter, " [request-id {id}]"),
            (None, Some(id)) => write!(formatter, " [client-request-id {id}]"),
            (Some(id), Some(client)) => write!(formatter, " [request-id {id}, client-request-id {client}]"),
        }
    }

    /// What to do about it, where that is known.
    fn advice(&self) -> Option<String> {
        if self.kind() == ErrorKind::Connect {
            return Some("the service was not reached: check the address, the network and the proxy".to_owned());
        }
        if self.kind() == ErrorKind::Throttled {
            return self.retry_after().map(|wait| format!("send it again in {:.1} s", wait.as_secs_f64()));
        }
        if self.kind() == ErrorKind::Operation {
            return Some("it has ended: mend the cause, and begin it anew".to_owned());
        }
        if self.kind() == ErrorKind::Token {
            let wait = |wait: Duration| {
                format!("the login service asks to wait {:.1} s before the next try", wait.as_secs_f64())
            };
            return self.retry_after().map(wait);
        }
        if self.kind() != ErrorKind::Service {
            return None;
        }
        if self.claims().is_some() {
            return Some("the service asks for a token with the claims that `Error::claims` holds".to_owned());
        }
        match self.status()? {
            StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN if self.inner.had_no_token => {
                Some("its address is its own permission, which was not accepted; it may have expired".to_owned())
            }
            StatusCode::UNAUTHORIZED => {
                Some("the token was not accepted: check the credential and its cloud".to_owned())
            }
            StatusCode::FORBIDDEN => self.permission_advice(),
            status if matches!(status.as_u16(), 429 | 503 | 509) => self
                .retry_after()
                .map(|wait| format!("the service asks to wait {:.1} s before the next try", wait.as_secs_f64())),
            _ => None,
        }
    }

    /// What the declaration says is needed.
    fn permission_advice(&self) -> Option<String> {
        let permissions = self.inner.permissions;
        let words: Vec<String> = [("application", permissions.application), ("delegated", permissions.delegated)]
            .into_iter()
            .filter(|(_, grant)| *grant != Grant::Undeclared)
            .map(|(kind, grant)| format!("{kind} permissions: {grant}"))
            .collect();
        if words.is_empty() {
            return None;
        }
        let needed = words.join("; ");
        let Some(held) = &self.inner.held else {
            return Some(format!("the declaration names what is needed ({needed}): {GRANT_IT}"));
        };
        Some(match held.is_enough_for(&permissions) {
            Some(true) => format!(
                "the token has {held}, which is what the declaration names: the cause is another one, such as a policy, a \
                 licence or what the user may do"
            ),
            Some(false) => {
                format!("the token has {held}, but the declaration names what is needed ({needed}): {GRANT_IT}")
            }
            None => format!("the token has {held}; the declaration names what is needed ({needed}): {GRANT_IT}"),
        })
    }
}

/// What to do about a permission that is missing.
const GRANT_IT: &str = "grant it to the app registration and have an administrator consent";

/// The most details of an error that are shown.
const MOST_DETAILS: usize = 3;
/// The most characters of one text of the service's that are shown.
const LONGEST: usize = 2000;

/// A text of the service's on one line, so that it cannot look like another line of a log, and no longer than a line may be.
pub(crate) fn one_line(text: &str) -> String {
    let (shown, more) = match text.char_indices().nth(LONGEST).and_then(|(end, _)| text.get(..end)) {
        Some(short) => (short, "…"),
        None => (text, ""),
    };
    let words = shown.split(|character: char| character.is_whitespace() || character.is_control());
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ") + more
}

impl fmt::Debug for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let inner = &*self.inner;
        let mut debug = formatter.debug_struct("Error");
        debug.field("kind", &inner.kind).field("display", &format_args!("{self}"));
        if let Some(field) = inner.field {
            debug.field("field", &field);
        }
        if let Some(response) = &inner.response {
            if response.status.is_success() {
                debug.field("body", &format_args!("({} bytes, not shown; see `Error::body`)", response.body.len()));
            } else {
                debug.field("body", &String::from_utf8_lossy(response.body.get(..2048).unwrap_or(&response.body)));
            }
        }
        if let Some(operation) = &inner.operation {
            debug.field("operation", operation);
        }
        if let Some(source) = &inner.source {
            debug.field("source", source);
        }
        debug.finish_non_exhaustive()
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.inner.source.as_deref().map(|source| source as &(dyn std::error::Error + 'static))
    }
}

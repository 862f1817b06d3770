//! What one look at an operation brought, bound to the declared type.

use std::fmt;
use std::time::Duration;

use serde::de::DeserializeOwned;

use super::poll::{Asked, Look, fetch};
use super::state::{OperationState, Reading};
use crate::client::retry_after;
use crate::response::json::{self, Misfit};
use crate::response::{Origin, Received};
use crate::{Client, Error, Result, Url};

/// How far a long-running operation is, as one [look](crate::Operation::poll_once) found it.
#[derive(Clone)]
pub struct Progress<T> {
    /// What the service says.
    reading: Reading,
    /// See [`Self::retry_after`].
    retry_after: Option<Duration>,
    /// See [`Self::resource_location`].
    resource_location: Option<Url>,
    /// See [`Self::body`].
    body: Option<T>,
    /// See [`Self::error`].
    error: Option<Error>,
}

impl<T> Progress<T> {
    /// How far the operation is.
    #[must_use]
    pub fn state(&self) -> OperationState {
        self.reading.state
    }

    /// The service's own word for the state, as sent; none where only the status of HTTP says it.
    #[must_use]
    pub fn status_text(&self) -> Option<&str> {
        self.reading.word.as_deref()
    }

    /// How much of it is done, in percent, where the service says so.
    #[must_use]
    pub fn percent(&self) -> Option<f64> {
        self.reading.percent
    }

    /// How long the service asks to wait before the next look.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        self.retry_after
    }

    /// Whether it has ended, well or not.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.state().is_final()
    }

    /// The state of an operation that is under way, as far as it fits; at the end what the operation is for. See the
    /// [table](crate::Operation).
    #[must_use]
    pub fn body(&self) -> Option<&T> {
        self.body.as_ref()
    }

    /// The [body](Self::body), alone.
    #[must_use]
    pub fn into_body(self) -> Option<T> {
        self.body
    }

    /// The id of what the operation makes or changes: `resourceId` or `targetResourceId`.
    #[must_use]
    pub fn resource_id(&self) -> Option<&str> {
        self.reading.resource_id.as_deref()
    }

    /// Where that can be read: `resourceLocation`, `targetResourceLocation`, or where the operation redirected to. Where it
    /// is not Graph's, the address may be its own permission, and so is a secret.
    #[must_use]
    pub fn resource_location(&self) -> Option<&Url> {
        self.resource_location.as_ref()
    }

    /// Why it ended without success; none of an operation that is under way or succeeded.
    #[must_use]
    pub fn error(&self) -> Option<&Error> {
        self.error.as_ref()
    }

    /// What has come of an operation that is done.
    pub(super) fn into_result(self) -> Result<Option<T>> {
        match self.error {
            Some(error) => Err(error),
            None => Ok(self.body),
        }
    }
}

impl<T: DeserializeOwned> Progress<T> {
    /// Binds what a look has brought; a result that is elsewhere is fetched first.
    pub(super) async fn of(look: Look, client: Client, origin: Origin) -> Result<Self> {
        let Look { asked, received, reading, result, resource } = look;
        let retry_after = retry_after(received.headers(), std::time::SystemTime::now());
        let error = failure(&reading, &received).map(|error| asked.explain(error));
        let body = match result.filter(|_| reading.state == OperationState::Succeeded) {
            Some(result) => bind_result(fetch(client, result, origin).await?)?,
            None if reading.state == OperationState::Succeeded => {
                bind(received).map_err(|error| asked.explain(error.in_words("the last state of its operation")))?
            }
            None => bind(received).unwrap_or_default(),
        };
        Ok(Self { reading, retry_after, resource_location: resource, body, error })
    }
}

/// The result of an operation as the declared type.
pub(super) fn bind_result<T: DeserializeOwned>((asked, received): (Asked, Received)) -> Result<Option<T>> {
    bind(received).map_err(|error| asked.explain(error.in_words("the result of its operation")))
}

/// A response as the declared type, none where it says nothing. Unlike an `Option`, it may be declared as `()`.
pub(super) fn bind<T: DeserializeOwned>(received: Received) -> Result<Option<T>> {
    read(&received).map_err(|misfit| misfit.of(received))
}

/// The same of a response that stays whole.
pub(super) fn read<T: DeserializeOwned>(received: &Received) -> std::result::Result<Option<T>, Misfit> {
    match received.body().trim_ascii() {
        b"" | b"null" => Ok(None),
        _ => json::read(received).map(Some),
    }
}

/// The error of an operation that has ended without success, as a response tells.
pub(super) fn failure(reading: &Reading, received: &Received) -> Option<Error> {
    let ended = match (reading.state.is_failure(), &reading.word) {
        (false, _) => return None,
        (true, Some(word)) => format!("its operation ended as `{}`", word.escape_debug()),
        (true, None) => "its operation ended with an error".to_owned(),
    };
    let (headers, body) = (received.headers().clone(), received.body().clone());
    Some(Error::of_operation(ended, received.status(), headers, body).of(received.origin()))
}

impl<T: fmt::Debug> fmt::Debug for Progress<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Progress")
            .field("state", &self.state())
            .field("status_text", &self.status_text())
            .field("percent", &self.percent())
            .field("retry_after", &self.retry_after)
            .field("resource_id", &self.resource_id())
            .field("body", &self.body)
            .field("error", &self.error)
            .finish_non_exhaustive()
    }
}

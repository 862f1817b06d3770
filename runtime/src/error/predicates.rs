//! Questions to an error, by what a caller can do about the answer.

use http::StatusCode;

use super::{Error, ErrorKind};

impl Error {
    /// Whether the status is this one.
    fn has_status(&self, status: StatusCode) -> bool {
        self.status() == Some(status)
    }

    /// 404: what the path names does not exist.
    #[must_use]
    pub fn is_not_found(&self) -> bool {
        self.has_status(StatusCode::NOT_FOUND)
    }

    /// 429 or 509: too many requests; or one that was not sent so as not to be one too many. See
    /// [`retry_after`](Self::retry_after).
    #[must_use]
    pub fn is_throttled(&self) -> bool {
        self.kind() == ErrorKind::Throttled || self.status().is_some_and(|status| matches!(status.as_u16(), 429 | 509))
    }

    /// 401: the token is missing, wrong or expired.
    #[must_use]
    pub fn is_unauthorized(&self) -> bool {
        self.has_status(StatusCode::UNAUTHORIZED)
    }

    /// 403: the token is good, but not for this.
    #[must_use]
    pub fn is_forbidden(&self) -> bool {
        self.has_status(StatusCode::FORBIDDEN)
    }

    /// 409: the resource is in a state that does not allow this.
    #[must_use]
    pub fn is_conflict(&self) -> bool {
        self.has_status(StatusCode::CONFLICT)
    }

    /// 412: the resource has changed since its `ETag` was read.
    #[must_use]
    pub fn is_precondition_failed(&self) -> bool {
        self.has_status(StatusCode::PRECONDITION_FAILED)
    }

    /// 410: the resource, or the delta token, is gone.
    #[must_use]
    pub fn is_gone(&self) -> bool {
        self.has_status(StatusCode::GONE)
    }

    /// What was being transferred has changed meanwhile: begin again.
    #[must_use]
    pub fn is_changed(&self) -> bool {
        self.kind() == ErrorKind::Changed
    }

    /// No answer came in time, or the service said so with 408 or 504.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        self.kind() == ErrorKind::Timeout || self.status().is_some_and(|status| matches!(status.as_u16(), 408 | 504))
    }

    /// No connection could be made: the service has not seen the request.
    #[must_use]
    pub fn is_connect(&self) -> bool {
        self.kind() == ErrorKind::Connect
    }

    /// The request was refused before a byte was sent; see [`field`](Self::field).
    #[must_use]
    pub fn is_invalid_request(&self) -> bool {
        self.kind() == ErrorKind::InvalidRequest
    }
}

//! What went wrong, with everything that is known about it.
//!
//! One error type for the whole crate. [`service`] reads the shapes that Graph and the token endpoint give their errors,
//! [`cut_off`] those that broke off, [`text`] what is no JSON, [`challenge`] what is asked for in a header; [`codes`] is what
//! of it programs ask for, [`display`] words it; [`operation`] is about those of long-running operations, [`credential`] about
//! credentials that are not there. Nothing is dropped because it did not parse, and no secret is ever
//! put in.

mod challenge;
mod codes;
mod credential;
mod cut_off;
mod display;
mod operation;
mod service;
mod text;

use std::borrow::Cow;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, Method, StatusCode};

#[cfg(feature = "azure")]
pub(crate) use display::one_line;
pub use service::{ErrorDetail, ServiceError};

pub(crate) use challenge::insufficient_claims;
pub(crate) use service::{member, text_of};

use crate::OperationHandle;
use crate::action::Permissions;
use crate::auth::Held;
use crate::response::Origin;

/// The result of everything in this crate.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// An error: what happened, where, and what the service said.
///
/// Its `Display` is one line for a log, with the action, the path template (never the ids), the status, Graph's code and
/// message, the request ids that Microsoft's support asks for, and what to do about it where that is known.
///
/// ```
/// # use graph_action::{Action, graph_action};
/// #[graph_action(GET "/communications/calls/<id>" -> serde_json::Value)]
/// struct GetCall { id: String }
///
/// let response = http::Response::builder().status(404).header("request-id", "7b8c")
///     .body(r#"{"error": {"code": "8522", "message": "Call not found."}}"#.into()).unwrap();
/// let error = GetCall::response(response).unwrap_err();
/// assert!(error.is_not_found());
/// assert_eq!(error.code(), Some("8522"));
/// assert_eq!(error.request_id(), Some("7b8c"));
/// assert!(error.to_string().starts_with("GET /communications/calls/<id> failed: 404 Not Found, 8522: Call not found."));
/// ```
#[derive(Clone)]
pub struct Error {
    /// Boxed, so that a `Result` stays small.
    inner: Box<Inner>,
}

/// What an [`Error`] holds.
#[derive(Clone)]
struct Inner {
    /// What happened.
    kind: ErrorKind,
    /// Our own words, where there are any.
    message: Cow<'static, str>,
    /// The action's method and path template.
    action: Option<(Method, &'static str)>,
    /// The headers of the request that hold for every page behind it.
    page_headers: HeaderMap,
    /// The field that was wrong.
    field: Option<&'static str>,
    /// What the declaration says about permissions.
    permissions: Permissions,
    /// What the token says that it allows, where that may be why.
    held: Option<Arc<Held>>,
    /// How long to wait, where no response says so.
    rest: Option<Duration>,
    /// The response, where one came.
    response: Option<ResponseDetails>,
    /// The `client-request-id` that was sent.
    client_request_id: Option<String>,
    /// The operation that was waited for.
    operation: Option<Box<OperationHandle>>,
    /// Whether the request went to another host than the service.
    had_no_token: bool,
    /// Whether a credential was asked that is not there.
    has_no_credential: bool,
    /// The underlying error.
    source: Option<Arc<dyn std::error::Error + Send + Sync>>,
}

/// The response that an error was made of.
#[derive(Clone)]
struct ResponseDetails {
    /// Its status.
    status: StatusCode,
    /// Its headers.
    headers: HeaderMap,
    /// Its body as received, empty where it could hold a token.
    body: Bytes,
    /// What could be read of the body.
    service: ServiceError,
}

/// The kinds of error, by what a caller can do about them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The request was refused before a byte was sent: a field's value is wrong.
    InvalidRequest,
    /// The client cannot be built from what it was given.
    Configuration,
    /// No token could be had: the login service refused, or could not be reached.
    Token,
    /// No connection could be made, so the service has not seen the request.
    Connect,
    /// The connection failed later: the service may have seen the request.
    Transport,
    /// No answer came in time, and the service may have seen the request; or a
    /// [wait for an operation](crate::Waiting::at_most) was not long enough.
    Timeout,
    /// The request was not sent, so as not to be throttled: see [`Error::retry_after`].
    Throttled,
    /// The service answered with an error.
    Service,
    /// The service answered with success, but the answer does not fit the declared response.
    Response,
    /// A long-running operation ended without success; the request that began it had succeeded.
    Operation,
    /// What was being transferred has changed meanwhile: begin again.
    Changed,
    /// A notification cannot be read.
    Notification,
}

/// What a step found wrong with a value; becomes an [`Error`] where the action is known.
#[derive(Debug)]
pub(crate) struct Problem {
    /// The field, where it is one field's.
    field: Option<&'static str>,
    /// What is wrong with it, as the end of a sentence that begins with the field.
    what: String,
}

impl Problem {
    /// A problem of one field.
    pub(crate) fn field(field: &'static str, what: String) -> Self {
        Self { field: Some(field), what }
    }

    /// The same problem, of a value inside this field.
    pub(crate) fn within(self, field: &'static str) -> Self {
        let what = match self.field {
            Some(inner) => format!("is a path whose `{inner}` {}", self.what),
            None => self.what,
        };
        Self { field: Some(field), what }
    }

    /// A problem of a resource that the service handed over, but not this one.
    pub(crate) fn other_host() -> Self {
        Self::general("is a resource of another host than the client's service, which is not asked".to_owned())
    }

    /// A problem of the request as a whole.
    pub(crate) fn general(what: String) -> Self {
        Self { field: None, what }
    }
}

impl Error {
    /// An error with nothing but a kind and words.
    pub(crate) fn new(kind: ErrorKind, message: impl Into<Cow<'static, str>>) -> Self {
        Self {
            inner: Box::new(Inner {
                kind,
                message: message.into(),
                action: None,
                page_headers: HeaderMap::new(),
                field: None,
                permissions: Permissions::UNDECLARED,
                held: None,
                rest: None,
                response: None,
                client_request_id: None,
                operation: None,
                had_no_token: false,
                has_no_credential: false,
                source: None,
            }),
        }
    }

    /// For implementors of [`TokenProvider`](crate::auth::TokenProvider): no token could be had.
    #[must_use]
    pub fn token(message: impl Into<Cow<'static, str>>) -> Self {
        Self::new(ErrorKind::Token, message)
    }

    /// For implementors of [`ThrottleGate`](crate::throttle::ThrottleGate): the request may not be sent now, and should be
    /// tried again after this time, where that is known.
    #[must_use]
    pub fn throttled(message: impl Into<Cow<'static, str>>, retry_after: Option<Duration>) -> Self {
        let error = Self::new(ErrorKind::Throttled, message);
        match retry_after {
            Some(wait) => error.resting_for(wait),
            None => error,
        }
    }

    /// A request that was refused before sending.
    pub(crate) fn refused(problem: Problem, method: Method, path: &'static str) -> Self {
        let message = match problem.field {
            Some(field) => format!("`{field}` {}", problem.what),
            None => problem.what,
        };
        let mut error = Self::new(ErrorKind::InvalidRequest, message);
        error.inner.field = problem.field;
        error.inner.action = Some((method, path));
        error
    }

    /// A response that is an error, or that does not bind.
    pub(crate) fn of_response(
        kind: ErrorKind,
        message: impl Into<Cow<'static, str>>,
        response: (StatusCode, HeaderMap, Bytes),
    ) -> Self {
        Self::new(kind, message).answered_by(response)
    }

    /// The same error, with as much of a response as came.
    pub(crate) fn answered_by(mut self, (status, headers, body): (StatusCode, HeaderMap, Bytes)) -> Self {
        let service = ServiceError::read(&headers, &body);
        self.inner.response = Some(ResponseDetails { status, headers, body, service });
        self
    }

    /// The same error, of this action.
    pub(crate) fn of(mut self, origin: &Origin) -> Self {
        self.inner.action = Some((origin.method.clone(), origin.path));
        self.inner.permissions = origin.permissions;
        self.inner.page_headers.clone_from(&origin.page_headers);
        self
    }

    /// The same error, of something that was part of what it happened to; `what` says of what.
    pub(crate) fn within(mut self, what: &str) -> Self {
        if self.inner.kind == ErrorKind::Response {
            // What succeeded is the whole, whose response does not fit; of the part nothing is known.
            self.inner.kind = ErrorKind::Service;
        }
        self.in_words(what)
    }

    /// The same error, of a request with this id.
    pub(crate) fn with_client_request_id(mut self, id: &str) -> Self {
        self.inner.client_request_id = Some(id.to_owned());
        self
    }

    /// The same error, with these words in front of its own.
    pub(crate) fn in_words(mut self, words: &str) -> Self {
        let message = &self.inner.message;
        self.inner.message =
            if message.is_empty() { words.to_owned().into() } else { format!("{words}: {message}").into() };
        self
    }

    /// The same error, of a request to an address that is its own permission, or another host's: no token went there.
    pub(crate) fn sent_without_token(mut self) -> Self {
        self.inner.had_no_token = true;
        self
    }

    /// The same error, of a request with a token that says that it allows this.
    pub(crate) fn with_held(mut self, held: Option<Arc<Held>>) -> Self {
        self.inner.held = held;
        self
    }

    /// The same error, with these words in place of its own.
    pub(crate) fn with_words(mut self, words: String) -> Self {
        self.inner.message = words.into();
        self
    }

    /// The same error, told to somebody who has to wait this long.
    pub(crate) fn resting_for(mut self, wait: Duration) -> Self {
        self.inner.rest = Some(wait);
        self
    }

    /// The same error, for this reason.
    #[must_use]
    pub fn with_source(mut self, source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        self.inner.source = Some(Arc::from(source.into()));
        self
    }

    /// The headers of the request that hold for every page behind it.
    pub(crate) fn page_headers(&self) -> &HeaderMap {
        &self.inner.page_headers
    }

    /// What happened.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.inner.kind
    }

    /// The action's path template, with placeholders in place of the ids.
    #[must_use]
    pub fn path(&self) -> Option<&'static str> {
        self.inner.action.as_ref().map(|(_, path)| *path)
    }

    /// The action's HTTP method.
    #[must_use]
    pub fn method(&self) -> Option<&Method> {
        self.inner.action.as_ref().map(|(method, _)| method)
    }

    /// The field of the action that was refused.
    #[must_use]
    pub fn field(&self) -> Option<&'static str> {
        self.inner.field
    }

    /// The status of the response, where one came.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        self.inner.response.as_ref().map(|response| response.status)
    }

    /// The headers of the response, where one came.
    #[must_use]
    pub fn headers(&self) -> Option<&HeaderMap> {
        self.inner.response.as_ref().map(|response| &response.headers)
    }

    /// The body of the response as received: its beginning where it broke off or is too long, empty where there was none.
    #[must_use]
    pub fn body(&self) -> &[u8] {
        self.inner.response.as_ref().map_or(&[], |response| &response.body)
    }

    /// What the service said, as far as it could be read.
    #[must_use]
    pub fn service(&self) -> Option<&ServiceError> {
        self.inner.response.as_ref().map(|response| &response.service)
    }

    /// The service's code, the outermost one: `"NotFound"`, `"invalid_client"`.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.service().and_then(|service| service.codes().first()).map(String::as_str)
    }

    /// The `request-id` that the service gave the request, which Microsoft's support asks for.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.service().and_then(ServiceError::request_id)
    }

    /// The `client-request-id` that the client gave the request.
    #[must_use]
    pub fn client_request_id(&self) -> Option<&str> {
        let sent = self.inner.client_request_id.as_deref();
        sent.or_else(|| self.service().and_then(ServiceError::client_request_id))
    }

    /// How long the service asked to wait before the next try.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        self.inner.rest.or_else(|| crate::client::retry_after(self.headers()?, std::time::SystemTime::now()))
    }

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

//! What went wrong, with everything that is known about it.
//!
//! One error type for the whole crate. [`service`] reads the shapes that Graph and the token endpoint give their errors,
//! [`cut_off`] those that broke off, [`text`] what is no JSON, [`challenge`] what is asked for in a header; [`codes`] is what
//! of it programs ask for, [`predicates`] are questions with a yes or no, [`display`] words it all; [`context`] is what is added
//! on the way up, [`problem`] what is wrong before anything is sent; [`operation`] is about errors of long-running operations,
//! [`credential`] about credentials that are not there. Nothing is dropped because it did not parse, and no secret is ever put
//! in.

mod challenge;
mod codes;
mod context;
mod credential;
mod cut_off;
mod display;
mod operation;
mod predicates;
mod problem;
mod service;
mod text;

use std::borrow::Cow;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, Method, StatusCode, Uri};

#[cfg(feature = "azure")]
pub(crate) use display::one_line;
pub(crate) use problem::Problem;
pub use service::{ErrorDetail, ServiceError};

pub(crate) use challenge::insufficient_claims;
pub(crate) use service::{member, text_of};

use crate::OperationHandle;
use crate::action::Permissions;
use crate::auth::Held;

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
    /// Where the request went, if that was the service.
    address: Option<Uri>,
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

impl Error {
    /// An error with nothing but a kind and words.
    pub(crate) fn new(kind: ErrorKind, message: impl Into<Cow<'static, str>>) -> Self {
        Self {
            inner: Box::new(Inner {
                kind,
                message: message.into(),
                action: None,
                page_headers: HeaderMap::new(),
                address: None,
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

    /// The whole address of the request, ids and query included, where it went to the service: for those who ask. Neither
    /// `Display` nor `Debug` show it, and addresses of other hosts, which may be permissions, are never kept.
    #[must_use]
    pub fn address(&self) -> Option<&Uri> {
        self.inner.address.as_ref()
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
}

//! From an HTTP response to the type that a declaration names behind `->`.
//!
//! [`FromResponse`] is the one trait: every `Deserialize` type has it ([`json`]), and so have the wrappers that say more
//! than JSON can ([`Reply`], [`Operation`](crate::Operation)). Pure: nothing here waits.

mod json;
pub(crate) mod location;
mod reply;

use std::borrow::Cow;

use bytes::Bytes;
use http::{HeaderMap, Method, StatusCode};

pub use reply::Reply;

use crate::action::{Action, Permissions};
use crate::client::ServiceRoot;
use crate::error::{Error, ErrorKind};
use crate::{Result, Url};

/// A type that a response can be bound to.
///
/// | behind `->` | binds |
/// | --- | --- |
/// | nothing or `()` | any success, body ignored |
/// | `T: Deserialize` | the JSON body |
/// | `Option<T>` | the JSON body; none where it is empty or null |
/// | [`Value<T>`](crate::Value) | what OData's `{"value": …}` holds |
/// | [`Page<T>`](crate::Page) | a page of a collection: items, next link, delta link, count |
/// | [`Reply<R>`] | status, headers and request ids around any other binding |
/// | [`Operation<T>`](crate::Operation) | a long-running operation: its `Location`, and the body if there is one |
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the response of an action",
    label = "a response is read from JSON, and this type is not",
    note = "put `#[graph_type]` (or `#[derive(serde::Deserialize)]`) on your type, or leave `->` out for a response without a body"
)]
pub trait FromResponse: Sized {
    /// Whether a redirection is followed.
    const FOLLOWS_REDIRECTS: bool = false;

    /// Whether a response with this status is bound; any other is an error.
    #[must_use]
    fn accepts(status: StatusCode) -> bool {
        status.is_success()
    }

    /// Whether the body of a response with this status is handed on as it arrives.
    #[must_use]
    fn streams(status: StatusCode) -> bool {
        let _ = status;
        false
    }

    /// Binds a response whose status was accepted.
    fn from_response(received: Received) -> Result<Self>;
}

/// A response that arrived whole, and what it is the response to.
#[derive(Debug)]
pub struct Received {
    /// The status.
    status: StatusCode,
    /// The headers.
    headers: HeaderMap,
    /// The body.
    body: Bytes,
    /// The request it answers.
    origin: Origin,
    /// The `client-request-id` of that request, where it was really sent.
    client_request_id: Option<String>,
}

/// What a response answers: enough to resolve its links and to word its errors.
#[derive(Debug, Clone)]
pub(crate) struct Origin {
    /// The service that was called.
    pub(crate) root: ServiceRoot,
    /// The API version that was called.
    pub(crate) version: Cow<'static, str>,
    /// The action's method.
    pub(crate) method: Method,
    /// The action's path template.
    pub(crate) path: &'static str,
    /// What the declaration says about permissions.
    pub(crate) permissions: Permissions,
}

impl Origin {
    /// A call of this action.
    pub(crate) fn of<A: Action>(root: ServiceRoot, version: Cow<'static, str>) -> Self {
        Self { root, version, method: A::METHOD, path: A::PATH, permissions: A::PERMISSIONS }
    }
}

impl Received {
    /// A response and what it answers.
    pub(crate) fn new(response: http::Response<Bytes>, origin: Origin) -> Self {
        let (parts, body) = response.into_parts();
        Self { status: parts.status, headers: parts.headers, body, origin, client_request_id: None }
    }

    /// The same response, to a request that was sent with this id.
    pub(crate) fn sent_as(self, client_request_id: &str) -> Self {
        Self { client_request_id: Some(client_request_id.to_owned()), ..self }
    }

    /// Binds the response, or makes the service's error of it.
    pub(crate) fn bind<R: FromResponse>(self) -> Result<R> {
        if R::accepts(self.status) {
            R::from_response(self)
        } else if self.status.is_success() {
            let status = self.status;
            Err(self.does_not_fit(format!("the declared response has no variant for {status}")))
        } else {
            Err(self.into_error(ErrorKind::Service, ""))
        }
    }

    /// The status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The headers.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The body, as it arrived.
    #[must_use]
    pub fn body(&self) -> &Bytes {
        &self.body
    }

    /// A header that holds a URL, resolved against the service root and version where it is relative.
    #[must_use]
    pub fn link(&self, header: &str) -> Option<Url> {
        let value = self.headers.get(header)?.to_str().ok()?;
        location::resolve(value, self.origin.root.as_str(), &self.origin.version)
    }

    /// An error for a response that was accepted but does not fit.
    #[must_use]
    pub fn does_not_fit(self, why: impl Into<Cow<'static, str>>) -> Error {
        self.into_error(ErrorKind::Response, why)
    }

    /// An error that keeps the whole response.
    fn into_error(self, kind: ErrorKind, message: impl Into<Cow<'static, str>>) -> Error {
        let error = Error::of_response(kind, message, (self.status, self.headers, self.body)).of(&self.origin);
        match self.client_request_id {
            Some(id) => error.with_client_request_id(&id),
            None => error,
        }
    }
}

//! From an HTTP response to the type that a declaration names behind `->`.
//!
//! [`FromResponse`] is the one trait: every `Deserialize` type has it ([`json`]), and so have the wrappers that say more
//! than JSON can ([`Reply`], [`Operation`](crate::Operation)) and the raw body ([`Content`]). Binding is pure: it waits for
//! nothing; only the content of a download does, later.

mod content;
pub(crate) mod json;
mod link;
pub(crate) mod location;
mod reply;

use std::borrow::Cow;
use std::sync::{Arc, Mutex};

use bytes::Bytes;
use http::{HeaderMap, HeaderName, Method, StatusCode, Uri};

pub use content::Content;
pub use reply::Reply;

pub(crate) use link::Link;

use crate::action::{Action, Permissions};
use crate::auth::{AccessToken, Held};
use crate::client::{RequestId, ServiceRoot};
use crate::error::{Error, ErrorKind};
use crate::transport::Body;
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
/// | [`Content`] | the raw body, whatever it is, as a stream |
/// | [`UploadSession`](crate::transfer::UploadSession) | where large content is uploaded to, range by range |
/// | an enum with [`#[graph_response]`](macro@crate::graph_response) | one variant for each status |
/// | [`Operation<T>`](crate::Operation) | a long-running operation: its `Location`, and the body if there is one |
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the response of an action",
    label = "a response is read from JSON, and this type is not",
    note = "put `#[graph_type]` (or `#[derive(serde::Deserialize)]`) on your type, or leave `->` out for a response without a body"
)]
pub trait FromResponse: Sized {
    /// Whether a redirect is followed, where its status is not accepted: only what a download is redirected to is wanted in
    /// place of the redirect. Followed are redirects of a `GET`, and 303 of any method, with a `GET`; another host than the
    /// service's own gets no token.
    const FOLLOWS_REDIRECTS: bool = false;

    /// Whether there is a status whose body is [handed on](Self::streams) as it arrives.
    const MAY_STREAM: bool = false;

    /// Whether a response with this status is bound; any other is an error.
    #[must_use]
    fn accepts(status: StatusCode) -> bool {
        status.is_success()
    }

    /// Whether the body of a response with this status, which was accepted, is handed on as it arrives. Any other body is
    /// collected first. Asked only where [`MAY_STREAM`](Self::MAY_STREAM) says so.
    #[must_use]
    fn streams(_status: StatusCode) -> bool {
        false
    }

    /// Binds a response whose status was accepted.
    fn from_response(received: Received) -> Result<Self>;
}

/// A response that arrived, whole or up to its body, and what it is the response to.
#[derive(Debug)]
pub struct Received {
    /// The status.
    status: StatusCode,
    /// The headers.
    headers: HeaderMap,
    /// The body.
    body: Payload,
    /// The request it answers.
    origin: Arc<Origin>,
    /// The `client-request-id` of that request, where it was really sent.
    client_request_id: Option<RequestId>,
    /// The address that the request went to, where it was really sent.
    address: Option<Uri>,
    /// What the token says that it allows, where the answer is that this was not allowed.
    held: Option<Arc<Held>>,
    /// Why there was no other token, where the answer is that the one that was sent is not enough.
    no_other_token: Option<Error>,
}

/// A body, as far as it has arrived.
#[derive(Debug)]
pub(crate) enum Payload {
    /// All of it.
    Whole(Bytes),
    /// Some of it, or none.
    Arriving {
        /// What is still to come; nobody waits for the lock, it is there so that a response can be shared.
        body: Mutex<Body>,
        /// The most bytes that may be collected of it.
        most: usize,
    },
}

impl From<Bytes> for Payload {
    fn from(bytes: Bytes) -> Self {
        Self::Whole(bytes)
    }
}

/// No bytes, for those who ask a body for them that has not arrived.
static NO_BYTES: Bytes = Bytes::new();

impl Payload {
    /// All of it; nothing as long as it is arriving.
    fn bytes(&self) -> &Bytes {
        match self {
            Self::Whole(bytes) => bytes,
            Self::Arriving { .. } => &NO_BYTES,
        }
    }

    /// All of it; nothing as long as it is arriving.
    pub(crate) fn into_bytes(self) -> Bytes {
        match self {
            Self::Whole(bytes) => bytes,
            Self::Arriving { .. } => Bytes::new(),
        }
    }
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
    /// The headers of the request that say how the pages behind this one are to be asked for.
    pub(crate) page_headers: HeaderMap,
}

/// The headers that hold for every page of a collection: the size that is wanted, and how the query is understood.
pub(crate) const PAGE_HEADERS: [HeaderName; 2] =
    [HeaderName::from_static("prefer"), HeaderName::from_static("consistencylevel")];

impl Origin {
    /// A call of this action.
    pub(crate) fn of<A: Action>(root: ServiceRoot, version: Cow<'static, str>) -> Self {
        let page_headers = HeaderMap::new();
        Self { root, version, method: A::METHOD, path: A::PATH, permissions: A::PERMISSIONS, page_headers }
    }

    /// The same call, which was sent with these headers.
    pub(crate) fn sent_with(mut self, headers: &HeaderMap) -> Self {
        for (name, value) in headers.iter().filter(|(name, _)| PAGE_HEADERS.contains(name)) {
            self.page_headers.append(name, value.clone());
        }
        self
    }
}

impl Received {
    /// A response and what it answers.
    pub(crate) fn new(response: http::Response<impl Into<Payload>>, origin: impl Into<Arc<Origin>>) -> Self {
        let (parts, body) = response.into_parts();
        let (status, headers, body) = (parts.status, parts.headers, body.into());
        Self {
            status,
            headers,
            body,
            origin: origin.into(),
            client_request_id: None,
            address: None,
            held: None,
            no_other_token: None,
        }
    }

    /// The same response, to a request that was sent with this id.
    pub(crate) fn sent_as(self, client_request_id: RequestId) -> Self {
        Self { client_request_id: Some(client_request_id), ..self }
    }

    /// The same response, to a request that went to this address.
    pub(crate) fn sent_to(self, address: Uri) -> Self {
        Self { address: Some(address), ..self }
    }

    /// The same response, to a request that was sent with this token, and why with no other one.
    pub(crate) fn sent_with(mut self, token: Option<&AccessToken>, no_other: Option<Error>) -> Self {
        if self.status == StatusCode::FORBIDDEN {
            self.held = token.and_then(AccessToken::held).cloned();
        }
        self.no_other_token = no_other;
        self
    }

    /// The id that the request was sent with.
    pub(crate) fn client_request_id(&self) -> Option<&RequestId> {
        self.client_request_id.as_ref()
    }

    /// Binds the response, or makes the service's error of it.
    pub(crate) fn bind<R: FromResponse>(self) -> Result<R> {
        if R::accepts(self.status) {
            R::from_response(self)
        } else if self.status.is_success() {
            Err(self.without_variant())
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

    /// The body, as it arrived; empty where it is [handed on](FromResponse::streams) as it arrives.
    #[must_use]
    pub fn body(&self) -> &Bytes {
        self.body.bytes()
    }

    /// The body as a stream, whether it has arrived or not.
    #[must_use]
    pub fn into_content(self) -> Content {
        Content::new(self)
    }

    /// What it answers.
    pub(crate) fn origin(&self) -> &Arc<Origin> {
        &self.origin
    }

    /// The path that the request went to, where it was really sent.
    pub(crate) fn request_path(&self) -> Option<&str> {
        self.address.as_ref().map(Uri::path)
    }

    /// A header that holds a URL, resolved against the service root and version where it is relative.
    #[must_use]
    pub fn link(&self, header: &str) -> Option<Url> {
        let value = self.headers.get(header)?.to_str().ok()?;
        location::resolve(value, self.origin.root.as_str(), &self.origin.version)
    }

    /// An error for a success that the declared response has no variant for.
    pub(crate) fn without_variant(self) -> Error {
        let status = self.status;
        self.does_not_fit(format!("the declared response has no variant for {status}"))
    }

    /// An error for a response that was accepted but does not fit.
    #[must_use]
    pub fn does_not_fit(self, why: impl Into<Cow<'static, str>>) -> Error {
        self.into_error(ErrorKind::Response, why)
    }

    /// An error that keeps the whole response.
    pub(crate) fn into_error(self, kind: ErrorKind, message: impl Into<Cow<'static, str>>) -> Error {
        let is_elsewhere = self.address.as_ref().is_some_and(|address| !self.origin.root.is_origin_of(address));
        let error =
            Error::of_response(kind, message, (self.status, self.headers, self.body.into_bytes())).of(&self.origin);
        let error = if is_elsewhere { error.sent_without_token() } else { error.with_held(self.held) };
        let error = match self.address {
            Some(address) => error.sent_to(address, &self.origin),
            None => error,
        };
        let error = match self.no_other_token {
            Some(why) => error.with_source(why),
            None => error,
        };
        match self.client_request_id {
            Some(id) => error.with_client_request_id(id.as_str()),
            None => error,
        }
    }
}

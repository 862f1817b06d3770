//! A request that is ready but for its token, and how its answer is to be treated.

use std::sync::Arc;

use bytes::Bytes;
use http::header::{ACCEPT, HeaderName, USER_AGENT};
use http::{HeaderMap, HeaderValue, StatusCode};
use uuid::fmt::Hyphenated;

use super::retry::Retry;
use super::{Shared, random, redirect};
use crate::Action;
use crate::response::{FromResponse, Origin};
use crate::transport::Streamed;

/// The id by which a caller finds a request in Graph's logs.
const CLIENT_REQUEST_ID: HeaderName = HeaderName::from_static("client-request-id");

/// A mark in a request's extensions: its address is its own permission, as that of an upload session is. It gets neither token
/// nor id, even where it is the service's own.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PreAuthorised;

/// A request that is ready but for its token.
pub(super) struct Prepared {
    /// The request.
    pub(super) request: http::Request<Bytes>,
    /// Whether a repetition does no harm.
    pub(super) is_repeatable: bool,
    /// What the response will answer.
    pub(super) origin: Arc<Origin>,
    /// How the answer is treated.
    pub(super) wanted: Wanted,
    /// What this call sets for itself.
    pub(super) options: Options,
}

/// What a call sets for itself; what it leaves out is the client's.
#[derive(Default)]
pub(super) struct Options {
    /// What is repeated, and when.
    pub(super) retry: Option<Box<dyn Retry>>,
    /// The most bytes that the response may have.
    pub(super) max_response_bytes: Option<usize>,
}

/// What the declared response says about answers before one is there.
#[derive(Clone, Copy)]
pub(super) struct Wanted {
    /// Whether a response with this status is what the caller wants.
    accepts: fn(StatusCode) -> bool,
    /// Whether the body of such a response is handed on as it arrives.
    streams: fn(StatusCode) -> bool,
    /// Whether there is a status for which it is.
    may_stream: bool,
    /// Whether a redirect is followed.
    follows_redirects: bool,
}

impl Wanted {
    /// What an `R` says.
    fn by<R: FromResponse>() -> Self {
        Self {
            accepts: R::accepts,
            streams: R::streams,
            may_stream: R::MAY_STREAM,
            follows_redirects: R::FOLLOWS_REDIRECTS,
        }
    }

    /// Whether a response with this status is what the caller wants.
    pub(super) fn accepts(&self, status: StatusCode) -> bool {
        (self.accepts)(status)
    }

    /// Whether the body of a response with this status is handed on as it arrives.
    pub(super) fn hands_on(&self, status: StatusCode) -> bool {
        self.may_stream && (self.accepts)(status) && (self.streams)(status)
    }
}

impl Prepared {
    /// The request of an action.
    pub(super) fn of<A: Action>(request: http::Request<Bytes>, origin: Origin) -> Self {
        Self::new::<A::Response>(request, A::IDEMPOTENT || A::METHOD.is_idempotent(), Arc::new(origin))
    }

    /// A request whose response will be bound to an `R`.
    pub(super) fn new<R: FromResponse>(
        request: http::Request<Bytes>,
        is_repeatable: bool,
        origin: Arc<Origin>,
    ) -> Self {
        Self { request, is_repeatable, origin, wanted: Wanted::by::<R>(), options: Options::default() }
    }

    /// The retry policy of this call.
    pub(super) fn retry<'a>(&'a self, shared: &'a Shared) -> &'a dyn Retry {
        self.options.retry.as_deref().unwrap_or(&*shared.retry)
    }

    /// Whether a response with this status sends the request on to another address.
    pub(super) fn is_redirected_by(&self, status: StatusCode) -> bool {
        self.wanted.follows_redirects && redirect::is_for(self.request.method(), status) && !self.wanted.accepts(status)
    }

    /// Adds what every request carries, and returns its id: the caller's own, or a new one. Another host than the service is
    /// told neither the id nor who asks what.
    pub(super) fn complete(&mut self, user_agent: &HeaderValue) -> RequestId {
        let is_pre_authorised = self.request.extensions().get::<PreAuthorised>().is_some();
        let is_own = !is_pre_authorised && self.origin.root.is_origin_of(self.request.uri());
        if self.wanted.may_stream {
            self.request.extensions_mut().insert(Streamed);
        }
        let headers = self.request.headers_mut();
        let accept = if self.wanted.may_stream { "*/*" } else { "application/json" };
        headers.entry(ACCEPT).or_insert(HeaderValue::from_static(accept));
        headers.insert(USER_AGENT, user_agent.clone());
        let id = RequestId::of(headers);
        match &id {
            RequestId::New(..) if is_own => {
                headers.insert(CLIENT_REQUEST_ID, id.header());
            }
            RequestId::Given(_) if !is_own => {
                headers.remove(CLIENT_REQUEST_ID);
            }
            _ => {}
        }
        id
    }
}

/// The `client-request-id` of a call.
#[derive(Debug, Clone)]
pub(crate) enum RequestId {
    /// The caller's own.
    Given(HeaderValue),
    /// A new one, as text.
    New([u8; Hyphenated::LENGTH]),
}

impl RequestId {
    /// The caller's own id, if it can be read.
    pub(crate) fn given_in(headers: &HeaderMap) -> Option<Self> {
        headers.get(CLIENT_REQUEST_ID).filter(|id| id.to_str().is_ok()).cloned().map(Self::Given)
    }

    /// The caller's own id, or a new one.
    fn of(headers: &HeaderMap) -> Self {
        Self::given_in(headers).unwrap_or_else(|| {
            let mut text = [0; Hyphenated::LENGTH];
            random::id().hyphenated().encode_lower(&mut text);
            Self::New(text)
        })
    }

    /// The id as a header.
    fn header(&self) -> HeaderValue {
        match self {
            Self::Given(id) => id.clone(),
            Self::New(text) => HeaderValue::from_bytes(text).unwrap_or(HeaderValue::from_static("")),
        }
    }

    /// The id as text.
    pub(crate) fn as_str(&self) -> &str {
        match self {
            Self::Given(id) => id.to_str().unwrap_or_default(),
            Self::New(text) => std::str::from_utf8(text).unwrap_or_default(),
        }
    }
}

impl std::fmt::Display for RequestId {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(self.as_str())
    }
}

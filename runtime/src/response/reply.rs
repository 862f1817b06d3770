//! A response with what HTTP says around it.

use http::{HeaderMap, StatusCode};

use super::{FromResponse, Link, Received};
use crate::{Result, Url};

/// Any other binding `R`, with the status, the headers, the request ids and the locations around it.
///
/// ```
/// # use graph_action::{Action, Reply, graph_action};
/// #[graph_action(POST "/groups/<id>/team" -> Reply<Option<serde_json::Value>>)]
/// struct CreateTeam { id: String }
///
/// let response = http::Response::builder().status(202).header("Location", "/teams('a')/operations('b')")
///     .header("Content-Location", "/teams('a')").header("request-id", "7b8c").body("".into()).unwrap();
/// let reply = CreateTeam::response(response)?;
/// assert_eq!(reply.status(), 202);
/// assert_eq!(reply.request_id(), Some("7b8c"));
/// // Relative links of Graph lack the version; it is put back.
/// assert_eq!(reply.location().unwrap().as_str(), "https://graph.microsoft.com/v1.0/teams('a')/operations('b')");
/// assert_eq!(reply.content_location().unwrap().path(), "/v1.0/teams('a')");
/// assert_eq!(reply.operation_location(), None);
/// assert!(reply.body().is_none());
/// # Ok::<(), graph_action::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Reply<R> {
    /// What is around it; boxed, so that a reply is no larger than what it holds.
    head: Box<Head>,
    /// What the rest was bound to.
    body: R,
}

/// What HTTP says around a body.
#[derive(Debug, Clone)]
struct Head {
    /// The status.
    status: StatusCode,
    /// The headers.
    headers: HeaderMap,
    /// The `Location`, read when asked for.
    location: Link,
    /// The `Content-Location`, read when asked for.
    content_location: Link,
    /// The `Operation-Location`, read when asked for.
    operation_location: Link,
}

impl<R> Reply<R> {
    /// The status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.head.status
    }

    /// The headers, as sent.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.head.headers
    }

    /// The `Location`, resolved against the service root and version where it is relative.
    #[must_use]
    pub fn location(&self) -> Option<&Url> {
        self.head.location.url()
    }

    /// The `Content-Location`, resolved like the [`location`](Self::location): where what the body shows can be read again.
    #[must_use]
    pub fn content_location(&self) -> Option<&Url> {
        self.head.content_location.url()
    }

    /// The `Operation-Location`, resolved like the [`location`](Self::location): where the operation that was begun can be
    /// looked at.
    #[must_use]
    pub fn operation_location(&self) -> Option<&Url> {
        self.head.operation_location.url()
    }

    /// The `request-id` that the service gave the request, which Microsoft's support asks for.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.header("request-id")
    }

    /// The `client-request-id` of the request, as the service repeats it.
    #[must_use]
    pub fn client_request_id(&self) -> Option<&str> {
        self.header("client-request-id")
    }

    /// A header as text.
    fn header(&self, name: &str) -> Option<&str> {
        self.head.headers.get(name).and_then(|value| value.to_str().ok())
    }

    /// What the rest was bound to.
    pub fn body(&self) -> &R {
        &self.body
    }

    /// What the rest was bound to, alone.
    pub fn into_body(self) -> R {
        self.body
    }
}

#[diagnostic::do_not_recommend]
impl<R: FromResponse> FromResponse for Reply<R> {
    const FOLLOWS_REDIRECTS: bool = R::FOLLOWS_REDIRECTS;
    const MAY_STREAM: bool = R::MAY_STREAM;

    fn accepts(status: StatusCode) -> bool {
        R::accepts(status)
    }

    fn streams(status: StatusCode) -> bool {
        R::streams(status)
    }

    fn from_response(received: Received) -> Result<Self> {
        let link = |name| Link::of(received.headers(), &[name], received.origin());
        let head = Head {
            status: received.status(),
            headers: received.headers().clone(),
            location: link("location"),
            content_location: link("content-location"),
            operation_location: link("operation-location"),
        };
        Ok(Self { head: Box::new(head), body: R::from_response(received)? })
    }
}

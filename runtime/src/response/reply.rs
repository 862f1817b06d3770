//! A response with what HTTP says around it.

use http::{HeaderMap, StatusCode};

use super::{FromResponse, Received};
use crate::{Result, Url};

/// Any other binding `R`, with the status, the headers, the request ids and the `Location` around it.
///
/// ```
/// # use graph_action::{Action, Reply, graph_action};
/// #[graph_action(POST "/groups/<id>/team" -> Reply<Option<serde_json::Value>>)]
/// struct CreateTeam { id: String }
///
/// let response = http::Response::builder().status(202).header("Location", "/teams('a')/operations('b')")
///     .header("request-id", "7b8c").body("".into()).unwrap();
/// let reply = CreateTeam::response(response)?;
/// assert_eq!(reply.status(), 202);
/// assert_eq!(reply.request_id(), Some("7b8c"));
/// // Relative links of Graph lack the version; it is put back.
/// assert_eq!(reply.location().unwrap().as_str(), "https://graph.microsoft.com/v1.0/teams('a')/operations('b')");
/// assert!(reply.body().is_none());
/// # Ok::<(), graph_action::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Reply<R> {
    /// The status.
    status: StatusCode,
    /// The headers.
    headers: HeaderMap,
    /// The `Location`, resolved.
    location: Option<Url>,
    /// What the rest was bound to.
    body: R,
}

impl<R> Reply<R> {
    /// The status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The headers, as sent.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The `Location`, resolved against the service root and version where it is relative.
    #[must_use]
    pub fn location(&self) -> Option<&Url> {
        self.location.as_ref()
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
        self.headers.get(name).and_then(|value| value.to_str().ok())
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
    fn accepts(status: StatusCode) -> bool {
        R::accepts(status)
    }

    fn from_response(received: Received) -> Result<Self> {
        let (status, headers, location) = (received.status(), received.headers().clone(), received.link("location"));
        Ok(Self { status, headers, location, body: R::from_response(received)? })
    }
}

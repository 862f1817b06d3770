//! A request as the mock saw it: for matching, for answers that depend on it, and for a test to look at afterwards.
//!
//! The token is taken off when the request arrives, so that nothing here, and nothing that is printed of it, can show it.

use std::fmt;

use bytes::Bytes;
use http::header::{AUTHORIZATION, CONTENT_TYPE};
use http::{HeaderMap, Method, Uri};
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::template::{Values, decoded};

/// A request that a [`Mock`](super::Mock) was sent, without its token.
///
/// ```
/// use graph_action::{graph_action, mock::{Answer, Mock}};
///
/// #[graph_action(POST "/users/<id>/revokeSignInSessions")]
/// struct RevokeSignInSessions { id: String }
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let mock = Mock::new();
/// mock.expect::<RevokeSignInSessions>();
/// RevokeSignInSessions { id: "o'neil/a".into() }.send(&mock.client()?).await?;
///
/// let requests = mock.requests();
/// assert_eq!(requests[0].path_value("id"), Some("o'neil/a"));
/// assert_eq!(requests[0].uri().path(), "/v1.0/users/o%27neil%2Fa/revokeSignInSessions");
/// assert_eq!(requests[0].header("authorization"), None);
/// # Ok(()) }
/// ```
#[derive(Clone)]
pub struct MockRequest {
    /// See [`Self::method`].
    method: Method,
    /// See [`Self::uri`].
    uri: Uri,
    /// See [`Self::headers`].
    headers: HeaderMap,
    /// See [`Self::body`].
    body: Bytes,
    /// The query options, decoded, in order.
    query: Vec<(String, String)>,
    /// The values of the template's fields, as far as the template is known.
    values: Values,
}

impl MockRequest {
    /// A request as it was sent, less its token.
    pub(super) fn new(request: http::Request<Bytes>) -> Self {
        let (mut parts, body) = request.into_parts();
        parts.headers.remove(AUTHORIZATION);
        let options = parts.uri.query().unwrap_or_default().split('&').filter(|option| !option.is_empty());
        let query = options.map(|option| {
            let (name, value) = option.split_once('=').unwrap_or((option, ""));
            (decoded(name), decoded(value))
        });
        let query = query.collect();
        Self { method: parts.method, uri: parts.uri, headers: parts.headers, body, query, values: Values::new() }
    }

    /// The same request, read by a template that it fits.
    pub(super) fn read_as(&self, values: Values) -> Self {
        Self { values, ..self.clone() }
    }

    /// The method.
    #[must_use]
    pub fn method(&self) -> &Method {
        &self.method
    }

    /// The whole address, as sent.
    #[must_use]
    pub fn uri(&self) -> &Uri {
        &self.uri
    }

    /// The headers, those that the client adds included; without the token.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// A header as text.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }

    /// What stands in the place of the template's field of this name, decoded: a key, a path, an argument or a query option.
    ///
    /// Of an argument this is what its literal says: the text in the quotes, the member of an enum, the JSON behind an
    /// alias. There are values only where the request fits an expectation of its action.
    #[must_use]
    pub fn path_value(&self, field: &str) -> Option<&str> {
        find(&self.values, field)
    }

    /// A query option, decoded, whether the template names it or not.
    #[must_use]
    pub fn query(&self, name: &str) -> Option<&str> {
        find(&self.query, name)
    }

    /// The body, as sent.
    #[must_use]
    pub fn body(&self) -> &Bytes {
        &self.body
    }

    /// The body, read as JSON.
    pub fn json<T: DeserializeOwned>(&self) -> serde_json::Result<T> {
        serde_json::from_slice(&self.body)
    }

    /// The query options, decoded, in order.
    pub(super) fn options(&self) -> &[(String, String)] {
        &self.query
    }

    /// What the body is, where it is no JSON: its length and type, but nothing of it, since a form may hold a secret.
    pub(super) fn body_kind(&self) -> String {
        match (self.body.len(), self.header(CONTENT_TYPE.as_str())) {
            (0, _) => "nothing".to_owned(),
            (length, None) => format!("{length} bytes of no named type"),
            (length, Some(kind)) => format!("{length} bytes of {kind}"),
        }
    }
}

/// The value of this name.
fn find<'a>(pairs: &'a [(String, String)], name: &str) -> Option<&'a str> {
    pairs.iter().find(|(pair, _)| pair == name).map(|(_, value)| value.as_str())
}

impl fmt::Display for MockRequest {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} {}", self.method, self.uri)
    }
}

impl fmt::Debug for MockRequest {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { method, uri, headers, values, .. } = self;
        let mut debug = formatter.debug_struct("MockRequest");
        debug.field("method", method).field("uri", uri).field("headers", headers).field("path_values", values);
        match self.json::<Value>() {
            Ok(json) => debug.field("body", &format_args!("{json}")),
            Err(_) => debug.field("body", &format_args!("{}", self.body_kind())),
        };
        debug.finish()
    }
}

//! What the mock answers with: any response that Graph gives, or none.
//!
//! An answer that cannot be given (a value that is no JSON, a status that is none) keeps the reason, which the mock tells
//! whoever was to get it, and [`verify`](super::Mock::verify).

use std::time::Duration;

use bytes::Bytes;
use http::header::{CONTENT_TYPE, LOCATION};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use serde::Serialize;
use serde_json::{Value, json};

use crate::transport::{Body, TransportError, TransportErrorKind};

/// A response, or a failed exchange, for an [expectation](super::Expectation) to answer with.
///
/// A reference to anything `Serialize` is one by itself: 200 and its JSON.
///
/// ```
/// use std::time::Duration;
/// use graph_action::mock::Answer;
/// use graph_action::transport::TransportErrorKind;
/// use serde_json::json;
///
/// let user: Answer = (&json!({"displayName": "Adele"})).into();
/// let created = Answer::json(&json!({"id": "a"})).with_status(201);
/// let throttled = Answer::status(429).header("Retry-After", "0.1");
/// let refused = Answer::error(404, "Request_ResourceNotFound", "Resource 'a' does not exist.");
/// let page = Answer::page(["a", "b"]).next_link("https://graph.microsoft.com/v1.0/users?$skiptoken=c");
/// let begun = Answer::accepted("/teams('a')/operations('b')");
/// let photo = Answer::content("image/jpeg", &b"\xff\xd8"[..]);
/// let late = Answer::status(204).after(Duration::from_millis(20));
/// let cut_off = Answer::fail(TransportErrorKind::Timeout);
/// # let _ = (user, created, throttled, refused, page, begun, photo, late, cut_off);
/// ```
#[derive(Debug, Clone)]
#[must_use = "an answer does nothing before an expectation has it"]
pub struct Answer {
    /// The status.
    status: StatusCode,
    /// The headers.
    headers: HeaderMap,
    /// The body.
    body: Bytes,
    /// How the exchange fails instead, where it does.
    failure: Option<TransportErrorKind>,
    /// How long it takes to come.
    delay: Duration,
    /// Why it cannot be given.
    mistake: Option<String>,
}

impl Answer {
    /// A status, with no body until it is given one.
    pub fn status(status: u16) -> Self {
        Self::new(StatusCode::OK).with_status(status)
    }

    /// 200 and this value as JSON.
    pub fn json(value: impl Serialize) -> Self {
        let answer = Self::new(StatusCode::OK).typed("application/json");
        match serde_json::to_vec(&value) {
            Ok(body) => Self { body: body.into(), ..answer },
            Err(error) => answer.mistaken(format!("cannot be written as JSON: {error}")),
        }
    }

    /// An error of Graph's own shape.
    ///
    /// Source: [error responses](https://learn.microsoft.com/graph/errors).
    pub fn error(status: u16, code: &str, message: &str) -> Self {
        Self::json(json!({"error": {"code": code, "message": message}})).with_status(status)
    }

    /// A page of a collection, the last one unless it gets a [next link](Self::next_link).
    pub fn page<T: Serialize>(items: impl IntoIterator<Item = T>) -> Self {
        Self::value(items.into_iter().collect::<Vec<T>>())
    }

    /// `{"value": …}`, as an action answers that returns a primitive, a complex value or a collection of them.
    pub fn value(value: impl Serialize) -> Self {
        match serde_json::to_value(value) {
            Ok(value) => Self::json(json!({ "value": value })),
            Err(error) => Self::new(StatusCode::OK).mistaken(format!("cannot be written as JSON: {error}")),
        }
    }

    /// 202 and where the operation that was begun can be looked at.
    pub fn accepted(location: &str) -> Self {
        Self::new(StatusCode::ACCEPTED).header(LOCATION.as_str(), location)
    }

    /// 200 and these bytes of this media type.
    pub fn content(kind: &str, bytes: impl Into<Bytes>) -> Self {
        Self { body: bytes.into(), ..Self::new(StatusCode::OK).header(CONTENT_TYPE.as_str(), kind) }
    }

    /// No response: the exchange fails in this way.
    pub fn fail(kind: TransportErrorKind) -> Self {
        Self { failure: Some(kind), ..Self::new(StatusCode::OK) }
    }

    /// The same with this status.
    pub fn with_status(self, status: u16) -> Self {
        match StatusCode::from_u16(status) {
            Ok(status) => Self { status, ..self },
            Err(_) => self.mistaken(format!("has the status {status}, which is none")),
        }
    }

    /// The same with a header, beside those of its name.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        match (HeaderName::try_from(name), HeaderValue::from_str(value)) {
            (Ok(name), Ok(value)) => {
                self.headers.append(name, value);
                self
            }
            _ => self.mistaken(format!(
                "has the header `{}: {}`, which is none",
                name.escape_debug(),
                value.escape_debug()
            )),
        }
    }

    /// The same with another member of its JSON object: `@odata.count`, for one.
    pub fn member(mut self, name: &str, value: impl Serialize) -> Self {
        match (serde_json::from_slice(&self.body), serde_json::to_value(value)) {
            (Ok(Value::Object(mut object)), Ok(value)) => {
                object.insert(name.to_owned(), value);
                self.body = Value::Object(object).to_string().into();
                self
            }
            (_, Err(error)) => self.mistaken(format!("cannot have the member `{name}`: {error}")),
            _ => self.mistaken(format!("cannot have the member `{name}`: its body is no JSON object")),
        }
    }

    /// The same with a link to the page behind it, which the mock is to [expect](super::Mock::expect_request) as well.
    pub fn next_link(self, link: &str) -> Self {
        self.member("@odata.nextLink", link)
    }

    /// The same with a link to the changes since.
    pub fn delta_link(self, link: &str) -> Self {
        self.member("@odata.deltaLink", link)
    }

    /// The same so much later: by tokio's clock, which a test may pause.
    pub fn after(self, delay: Duration) -> Self {
        Self { delay, ..self }
    }

    /// Nothing but a status.
    pub(super) fn new(status: StatusCode) -> Self {
        let (headers, body) = (HeaderMap::new(), Bytes::new());
        Self { status, headers, body, failure: None, delay: Duration::ZERO, mistake: None }
    }

    /// The same with this content type.
    fn typed(mut self, kind: &'static str) -> Self {
        self.headers.insert(CONTENT_TYPE, HeaderValue::from_static(kind));
        self
    }

    /// The same, which cannot be given for this reason; the first one stays.
    fn mistaken(mut self, why: String) -> Self {
        self.mistake.get_or_insert(why);
        self
    }

    /// Why it cannot be given, as the end of a sentence.
    pub(super) fn mistake(&self) -> Option<&str> {
        self.mistake.as_deref()
    }

    /// How long it takes to come.
    pub(super) fn delay(&self) -> Duration {
        self.delay
    }

    /// Whether it is none.
    pub(super) fn fails(&self) -> bool {
        self.failure.is_some()
    }

    /// Status, headers and body.
    pub(super) fn parts(&self) -> (StatusCode, &HeaderMap, &Bytes) {
        (self.status, &self.headers, &self.body)
    }

    /// Waits, and gives the answer.
    pub(super) async fn give(self) -> Result<http::Response<Body>, TransportError> {
        if !self.delay.is_zero() {
            tokio::time::sleep(self.delay).await;
        }
        if let Some(kind) = self.failure {
            return Err(TransportError::new(kind, "the mock was told to fail"));
        }
        let mut response = http::Response::new(Body::from(self.body));
        *response.status_mut() = self.status;
        *response.headers_mut() = self.headers;
        Ok(response)
    }
}

impl<T: Serialize + ?Sized> From<&T> for Answer {
    fn from(value: &T) -> Self {
        Self::json(value)
    }
}

impl<B: Into<Bytes>> From<http::Response<B>> for Answer {
    fn from(response: http::Response<B>) -> Self {
        let (parts, body) = response.into_parts();
        Self { headers: parts.headers, body: body.into(), ..Self::new(parts.status) }
    }
}

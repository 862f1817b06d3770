//! A `$batch` request taken apart: each of its items is a request like any other, and its answer a part of the batch's.
//!
//! The service's own rules of batches are not judged here: a mock has no opinion on what Graph takes.

use std::time::Duration;

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderName, HeaderValue, Method, Request, StatusCode, Uri};
use serde::Deserialize;
use serde_json::value::RawValue;
use serde_json::{Map, Value, json};

use super::answer::Answer;
use super::book::Book;
use super::request::MockRequest;
use crate::base64_text;
use crate::transport::{Body, TransportError};

/// A batch, as far as a mock looks at it.
#[derive(Deserialize)]
struct Wire<'a> {
    /// The items.
    #[serde(borrow)]
    requests: Vec<WireItem<'a>>,
}

/// An item as it is sent.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct WireItem<'a> {
    /// Its id, which its answer repeats.
    id: String,
    /// Its method.
    method: String,
    /// Path and query below the version.
    url: String,
    /// Its headers.
    #[serde(default)]
    headers: Map<String, Value>,
    /// Its body: JSON as it is, everything else as a text in base64.
    #[serde(borrow)]
    body: Option<&'a RawValue>,
    /// The items that must be answered well before it.
    #[serde(default)]
    depends_on: Vec<String>,
}

/// An item of a batch.
pub(super) struct Item {
    /// Its id.
    id: String,
    /// The request that it stands for.
    request: MockRequest,
    /// The items that must be answered well before it.
    after: Vec<String>,
}

/// The items of a request that is a batch.
pub(super) fn items(request: &MockRequest) -> Option<Vec<Item>> {
    let root = request.uri().to_string();
    let root = root.strip_suffix("/$batch").filter(|_| request.method() == Method::POST)?;
    let Wire { requests } = serde_json::from_slice(request.body()).ok()?;
    requests.into_iter().map(|item| item.read(root)).collect()
}

impl WireItem<'_> {
    /// The item, if it is a request.
    fn read(self, root: &str) -> Option<Item> {
        let mut headers = HeaderMap::new();
        for (name, value) in &self.headers {
            headers.append(HeaderName::try_from(name).ok()?, HeaderValue::from_str(value.as_str()?).ok()?);
        }
        let body = match self.body {
            None => Bytes::new(),
            Some(body) if is_json(&headers) => Bytes::copy_from_slice(body.get().as_bytes()),
            Some(body) => base64_text::decode(&serde_json::from_str::<String>(body.get()).ok()?).ok()?.into(),
        };
        let mut request = Request::new(body);
        *request.method_mut() = self.method.parse().ok()?;
        *request.uri_mut() = Uri::try_from(format!("{root}/{}", self.url.trim_start_matches('/'))).ok()?;
        *request.headers_mut() = headers;
        Some(Item { id: self.id, request: MockRequest::new(request), after: self.depends_on })
    }
}

/// Answers each item, and puts the answers together. The whole takes as long as the slowest, and fails if one fails: within
/// a batch, no item has a connection of its own.
pub(super) async fn answer(book: &Book, items: Vec<Item>) -> Result<http::Response<Body>, TransportError> {
    let (mut responses, mut failed) = (Vec::new(), Vec::new());
    let mut delay = Duration::ZERO;
    for Item { id, request, after } in items {
        let answer = if after.iter().any(|id| failed.contains(id)) {
            Answer::error(StatusCode::FAILED_DEPENDENCY.as_u16(), "FailedDependency", "An item before it has failed.")
        } else {
            book.answer(&request)
        };
        delay = delay.max(answer.delay());
        if answer.fails() {
            return answer.give().await;
        }
        let (status, headers, body) = answer.parts();
        if status.is_client_error() || status.is_server_error() {
            failed.push(id.clone());
        }
        responses.push(json!({
            "id": id, "status": status.as_u16(), "headers": headers_json(headers), "body": body_json(headers, body)
        }));
    }
    Answer::json(json!({ "responses": responses })).after(delay).give().await
}

/// Whether a body with these headers stands in a batch as it is.
fn is_json(headers: &HeaderMap) -> bool {
    headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).is_some_and(|kind| kind.contains("json"))
}

/// Headers as an object; of several of one name, all in one.
fn headers_json(headers: &HeaderMap) -> Value {
    let joined = |name: &HeaderName| {
        headers.get_all(name).iter().filter_map(|value| value.to_str().ok()).collect::<Vec<_>>().join(",")
    };
    headers.keys().map(|name| (name.as_str().to_owned(), joined(name).into())).collect::<Map<_, _>>().into()
}

/// A body as it stands in a batch.
fn body_json(headers: &HeaderMap, body: &Bytes) -> Value {
    if body.is_empty() {
        return Value::Null;
    }
    let json = if is_json(headers) { serde_json::from_slice(body).ok() } else { None };
    json.unwrap_or_else(|| base64_text::encode(body).into())
}

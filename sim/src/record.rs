//! What a test can see of the requests that the service got.

use std::fmt;

use bytes::Bytes;
use http::{
    HeaderMap, Method,
    header::{AUTHORIZATION, COOKIE, PROXY_AUTHORIZATION},
    request::Parts,
};
use percent_encoding::percent_decode_str;
use serde_json::Value;

/// One request to the service, as it was sent.
///
/// `Debug` shows neither the credentials in its headers nor its body, only the body's length.
#[derive(Clone)]
pub struct RecordedRequest {
    /// The method.
    method: Method,
    /// Path and query, nothing decoded.
    path: String,
    /// The headers; those with credentials are marked sensitive.
    headers: HeaderMap,
    /// The whole body.
    body: Bytes,
}

impl RecordedRequest {
    /// The record of one request.
    pub(crate) fn new(parts: &Parts, body: &Bytes) -> Self {
        let mut headers = parts.headers.clone();
        for (name, value) in &mut headers {
            if [AUTHORIZATION, COOKIE, PROXY_AUTHORIZATION].contains(name) {
                value.set_sensitive(true);
            }
        }
        let path = parts.uri.path_and_query().map_or_else(|| parts.uri.path().to_owned(), ToString::to_string);
        Self { method: parts.method.clone(), path, headers, body: body.clone() }
    }

    /// The method.
    #[must_use]
    pub fn method(&self) -> &Method {
        &self.method
    }

    /// Path and query as they were sent, nothing decoded: `/v1.0/communications/calls/a%2Fb`.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The segments of the path as the service reads them: each by itself, decoded once.
    #[must_use]
    pub fn segments(&self) -> Vec<String> {
        let path = self.path.split('?').next().unwrap_or_default();
        let segments =
            path.split('/').skip(1).map(|segment| percent_decode_str(segment).decode_utf8_lossy().into_owned());
        segments.collect()
    }

    /// The query options as the service reads them, decoded once: a bare `+` is a space.
    #[must_use]
    pub fn options(&self) -> Vec<(String, String)> {
        let query = self.path.split_once('?').map_or("", |(_, query)| query);
        url::form_urlencoded::parse(query.as_bytes()).into_owned().collect()
    }

    /// All headers.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The first header of this name, if it is text.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// The body; empty where there was none.
    #[must_use]
    pub fn body(&self) -> &Bytes {
        &self.body
    }

    /// The body as JSON; `None` where it is not.
    #[must_use]
    pub fn json(&self) -> Option<Value> {
        serde_json::from_slice(&self.body).ok()
    }
}

impl fmt::Debug for RecordedRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RecordedRequest")
            .field("method", &self.method)
            .field("path", &self.path)
            .field("headers", &self.headers)
            .field("body", &format_args!("{} bytes", self.body.len()))
            .finish()
    }
}

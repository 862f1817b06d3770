//! A reply before it goes to the socket, and the few ways to make one.

use bytes::Bytes;
use http::{
    HeaderMap, HeaderValue, Response, StatusCode,
    header::{CONTENT_TYPE, IntoHeaderName},
};
use serde_json::Value;

/// Status, headers and the whole body.
pub(crate) type Reply = Response<Bytes>;

/// A reply without a body.
pub(crate) fn empty(status: StatusCode) -> Reply {
    with_body(status, Bytes::new())
}

/// A reply with a JSON body under the given content type.
pub(crate) fn json(status: StatusCode, content_type: &'static str, body: &Value) -> Reply {
    let mut reply = with_body(status, Bytes::from(body.to_string()));
    reply.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
    reply
}

/// A reply with this body and no header.
pub(crate) fn with_body(status: StatusCode, body: Bytes) -> Reply {
    let mut reply = Response::new(body);
    *reply.status_mut() = status;
    reply
}

/// Sets a header. What cannot stand in a header is left out: the values set with it are ids, addresses and echoes of
/// headers, all of which can.
pub(crate) fn set_header(headers: &mut HeaderMap, name: impl IntoHeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        headers.insert(name, value);
    }
}

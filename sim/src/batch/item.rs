//! One item of a batch as a request of its own, and its reply as it stands in the batch's: JSON as it is, everything else in
//! base64, and header names in a case of the service's own.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use http::{HeaderMap, Request, StatusCode, header::CONTENT_TYPE, request::Parts};
use serde_json::{Value, json, value::RawValue};

use super::envelope::Item;
use crate::{
    correlation::Correlation,
    error::GRAPH_JSON,
    reply::{self, Reply},
};

/// The item as a request; none where its URL is no URL. It is decoded once, as a direct one is, by whoever reads it.
pub(super) fn parts(version: &str, item: &Item) -> Option<Parts> {
    let address = format!("/{version}/{}", item.url.trim_start_matches('/'));
    let request = Request::builder().method(item.method.clone()).uri(address).body(()).ok()?;
    let (mut parts, ()) = request.into_parts();
    parts.headers = item.headers.clone();
    Some(parts)
}

/// The reply to an item that comes after one that failed.
pub(super) fn not_carried_out(item: &Item) -> Reply {
    let correlation = Correlation::of(&item.headers);
    let body = json!({ "error": {
        "code": "FailedDependency",
        "message": "The step was not carried out, since one that it depends on failed.",
        "innerError": correlation.inner_error(),
    } });
    reply::json(StatusCode::FAILED_DEPENDENCY, GRAPH_JSON, &body)
}

/// A reply as it stands in the batch's.
pub(super) fn written(id: &str, reply: &Reply) -> String {
    // The body is put in as it is: a map would change its numbers.
    let (status, headers, body) = (reply.status().as_u16(), headers(reply.headers()), body(reply));
    format!(r#"{{"id":{},"status":{status},"headers":{headers},"body":{body}}}"#, json!(id))
}

/// The headers, by names of various cases.
fn headers(headers: &HeaderMap) -> Value {
    let written = headers.iter().map(|(name, value)| {
        let name = match name.as_str() {
            "content-type" => "Content-Type",
            "retry-after" => "Retry-After",
            other => other,
        };
        (name.to_owned(), json!(String::from_utf8_lossy(value.as_bytes())))
    });
    Value::Object(written.collect())
}

/// The body: JSON as it is, everything else as a text in base64.
fn body(reply: &Reply) -> String {
    if reply.body().is_empty() {
        return "null".to_owned();
    }
    let kind = reply.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or("application/json");
    match serde_json::from_slice::<&RawValue>(reply.body()) {
        Ok(json) if kind.contains("json") => json.get().to_owned(),
        _ => json!(STANDARD.encode(reply.body())).to_string(),
    }
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;

    use super::*;
    use crate::reply::set_header;

    #[test]
    fn a_body_is_json_or_base64_or_null() {
        for (kind, body, written_as) in [
            ("", "", "null"),
            ("application/json", r#"{"a":1.10}"#, r#"{"a":1.10}"#),
            ("", "[]", "[]"),
            ("", "text", r#""dGV4dA==""#),
            ("text/plain", "42", r#""NDI=""#),
            ("image/png", "{}", r#""e30=""#),
        ] {
            let mut reply = reply::with_body(StatusCode::OK, Bytes::from(body));
            if !kind.is_empty() {
                set_header(reply.headers_mut(), CONTENT_TYPE, kind);
            }
            let written = written("1", &reply);
            assert!(written.ends_with(&format!(r#","body":{written_as}}}"#)), "{written}");
            let read: Value = serde_json::from_str(&written).unwrap();
            assert_eq!((&read["id"], &read["status"], read.as_object().unwrap().len()), (&json!("1"), &json!(200), 4));
            assert_eq!(read["headers"].get("Content-Type").is_some(), !kind.is_empty());
        }
    }
}

//! One theme a file: constructs of the language, each on documented operations that need it.

mod bodies;
mod downloads;
mod objects;
mod paths;
mod queries;
mod statuses;
mod unions;
mod values;

use bytes::Bytes;
use graph_action::Action;
use serde_json::Value;

use crate::harness::pages;

/// An example as it is on its page, with what is no JSON and with its further responses.
#[track_caller]
fn raw(name: &str, index: usize) -> Option<&'static Value> {
    let example = pages().map(|pages| &pages[name]["examples"][index]);
    assert!(example.is_none_or(|example| example["request"]["url"].is_string()), "`{name}` has no example {index}");
    example
}

/// A documented response as it would arrive, whatever its body is.
fn arriving(documented: &Value) -> http::Response<Bytes> {
    let status = documented["status"].as_u64().and_then(|status| u16::try_from(status).ok()).expect("a status");
    let mut response = http::Response::builder().status(status);
    for header in documented["headers"].as_array().into_iter().flatten() {
        response = response.header(header[0].as_str().expect("a name"), header[1].as_str().expect("a value"));
    }
    let body = match (&documented["body"], &documented["body_raw"]) {
        (Value::Null, Value::String(text)) => text.clone(),
        (Value::Null, _) => String::new(),
        (json, _) => json.to_string(),
    };
    response.body(body.into()).expect("a response")
}

/// What a declaration makes of a documented response.
fn bound<A: Action>(_: &A, documented: &Value) -> graph_action::Result<A::Response> {
    A::response(arriving(documented))
}

//! What goes over the wire: a `$batch` request written, and its answer read. Pure; an answer is read as leniently as the
//! services write it, and what cannot be read is left out, never made up.

use bytes::Bytes;
use http::header::{AUTHORIZATION, CONTENT_TYPE};
use http::{HeaderMap, HeaderName, HeaderValue, Response, StatusCode};
use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;

use super::body;
use super::item::Item;

/// Writes one item of a request: its place in the batch is its id, and `after` the one that it depends on.
pub(super) fn write(request: &mut Vec<u8>, (index, after): (usize, Option<usize>), url: &str, item: &Item) {
    request.extend_from_slice(if request.is_empty() { br#"{"requests":["# } else { b"," });
    // Plain decimals: services have answered other ids with JSON that was none.
    request.extend_from_slice(format!(r#"{{"id":"{index}","method":"{}","url":"#, item.declared.method).as_bytes());
    push_text(request, url);
    if !item.headers().is_empty() {
        request.extend_from_slice(br#","headers":"#);
        push_headers(request, item.headers());
    }
    if let Some(after) = after {
        request.extend_from_slice(format!(r#","dependsOn":["{after}"]"#).as_bytes());
    }
    if let Some(body) = item.body() {
        request.extend_from_slice(br#","body":"#);
        request.extend_from_slice(body);
    }
    request.push(b'}');
}

/// Ends a request to which at least one item was written.
pub(super) fn finish(mut request: Vec<u8>) -> Bytes {
    request.extend_from_slice(b"]}");
    request.into()
}

/// Writes headers as an object.
fn push_headers(request: &mut Vec<u8>, headers: &HeaderMap) {
    request.push(b'{');
    let mut is_first = true;
    // The token is the batch's, and no item's; a direct call would replace this one as well.
    for (name, value) in headers.iter().filter(|(name, _)| *name != AUTHORIZATION) {
        // The encoder writes ASCII only, and no name twice.
        let Ok(value) = value.to_str() else { continue };
        if !std::mem::replace(&mut is_first, false) {
            request.push(b',');
        }
        // As Graph's documentation writes the one header that a batch itself reads.
        push_text(request, if *name == CONTENT_TYPE { "Content-Type" } else { name.as_str() });
        request.push(b':');
        push_text(request, value);
    }
    request.push(b'}');
}

/// Writes a text as JSON.
fn push_text(request: &mut Vec<u8>, text: &str) {
    // A text can always be written, and a vector takes everything.
    let _ = serde_json::to_writer(request, text);
}

/// An answer on the wire.
#[derive(Deserialize)]
struct Wire<'a> {
    /// The answers to the items, in any order.
    #[serde(borrow)]
    responses: Vec<&'a RawValue>,
}

/// The answer to one item on the wire.
#[derive(Deserialize)]
struct WireItem<'a> {
    /// The item's id.
    id: Value,
    /// The status; a number, or a text.
    status: Value,
    /// The headers.
    #[serde(default)]
    headers: Value,
    /// The body; absent or null where there is none.
    #[serde(borrow)]
    body: Option<&'a RawValue>,
}

/// The answers to the items, each with the item's place; those that name no item, or have no status, are left out. Bodies
/// share the memory of the whole.
pub(super) fn read(answer: &Bytes) -> serde_json::Result<Vec<(usize, Response<Bytes>)>> {
    let Wire { responses } = serde_json::from_slice(answer)?;
    Ok(responses.into_iter().filter_map(|response| one(answer, response)).collect())
}

/// The answer to one item, and the item's place.
fn one(answer: &Bytes, response: &RawValue) -> Option<(usize, Response<Bytes>)> {
    let WireItem { id, status, headers, body } = serde_json::from_str(response.get()).ok()?;
    let index = text(&id)?.trim().parse().ok()?;
    let status = StatusCode::from_bytes(text(&status)?.trim().as_bytes()).ok()?;
    let headers = read_headers(&headers);
    let body = body.map(|body| match body::from_json(&headers, body) {
        Some(bytes) => bytes.into(),
        None => answer.slice_ref(body.get().as_bytes()),
    });
    let mut response = Response::new(body.unwrap_or_default());
    *response.status_mut() = status;
    *response.headers_mut() = headers;
    Some((index, response))
}

/// Headers, whatever the case of their names and the type of their values; what can be none is left out.
fn read_headers(headers: &Value) -> HeaderMap {
    let mut read = HeaderMap::new();
    for (name, value) in headers.as_object().into_iter().flatten() {
        let Ok(name) = HeaderName::try_from(name) else { continue };
        let values = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
        for value in values.iter().filter_map(|value| HeaderValue::try_from(text(value)?).ok()) {
            read.append(&name, value);
        }
    }
    read
}

/// A text, a number or a Boolean as text.
fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(_) | Value::Bool(_) => Some(value.to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use http::Method;

    use super::*;
    use crate::Action;
    use crate::request::Encoder;

    /// An action that says more than it may.
    struct Talkative;

    impl Action for Talkative {
        const METHOD: Method = Method::PATCH;
        const PATH: &'static str = "/things/<id>";
        type Response = ();

        fn encode(&self, request: &mut Encoder) {
            request.text("/things");
            request.text("/");
            request.key("id", "a\"b+c");
            request.query_text("$select", "a,b");
            request.header_text("authorization", "Bearer hunter2");
            request.header_text("if-match", "\"etag\"");
            request.object();
            request.member("n", "n", &1.5);
        }
    }

    #[test]
    fn an_item_is_written_as_it_is_and_without_a_token() {
        let item = |after| Item::new::<Talkative>(Encoder::relative(&Talkative).unwrap(), after).unwrap();
        let mut request = Vec::new();
        for (index, after) in [(7, None), (12, Some(7))] {
            let item = item(after.into_iter().collect());
            let before = request.len();
            write(&mut request, (index, after), &item.url("https://graph.microsoft.com").unwrap(), &item);
            assert!(request.len() - before <= item.len());
        }
        let request: Value = serde_json::from_slice(&finish(request)).unwrap();
        let first = serde_json::json!({
            "id": "7", "method": "PATCH", "url": "/things/a%22b%2Bc?$select=a,b",
            "headers": { "if-match": "\"etag\"", "Content-Type": "application/json" }, "body": { "n": 1.5 }
        });
        let mut second = first.clone();
        second["id"] = "12".into();
        second["dependsOn"] = serde_json::json!(["7"]);
        assert_eq!(request, serde_json::json!({ "requests": [first, second] }));
    }

    #[test]
    fn an_answer_is_read_in_any_order_and_form() {
        let answer = r#"{"responses": [
            {"id": "2", "status": 204, "body": null},
            {"id": 1, "status": "200", "headers": {"content-TYPE": "application/json", "Retry-After": 3,
                "Set-Cookie": ["a", "b"], "bad name": "x", "nested": {}}, "body": {"a": 1.10}, "new": true},
            {"id": "7", "status": 200, "headers": null, "body": "text"},
            {"id": "3", "status": 200, "headers": {"Content-Type": "image/png"}, "body": "Zg=="},
            {"id": "x", "status": 200}, {"id": "4", "status": 99}, {"id": "5"}, {"status": 200}, 1, null
        ], "@odata.context": "x"}"#;
        let read = read(&Bytes::from(answer)).unwrap();
        let seen: Vec<_> = read.iter().map(|(id, item)| (*id, item.status().as_u16(), &item.body()[..])).collect();
        let bodies = [(2, 204, &b""[..]), (1, 200, br#"{"a": 1.10}"#), (7, 200, b"\"text\""), (3, 200, b"f")];
        assert_eq!(seen, bodies);
        let headers = read[1].1.headers();
        assert_eq!(headers["content-type"], "application/json");
        assert_eq!(headers["retry-after"], "3");
        assert_eq!(headers.get_all("set-cookie").iter().count(), 2);
        assert_eq!(headers.len(), 4);
    }

    #[test]
    fn what_is_no_answer_is_an_error() {
        for answer in ["", "{", "[]", "{}", r#"{"responses": null}"#, "<html>", r#"{"responses": []} x"#] {
            assert!(read(&Bytes::from(answer)).is_err(), "{answer}");
        }
        assert!(read(&Bytes::from(r#"{"responses": []}"#)).unwrap().is_empty());
    }
}

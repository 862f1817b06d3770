//! The envelope of a batch, read strictly: whatever is wrong with it is a `400` for the whole, and nothing is carried out.

use base64::{
    Engine as _,
    engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD},
};
use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, Method, header::CONTENT_TYPE};
use serde::Deserialize;
use serde_json::{Map, Value, value::RawValue};

use super::same_id;
use crate::{
    body::{expect_json, unreadable},
    error::Fault,
};

/// The most items of one batch.
const MOST_ITEMS: usize = 20;

/// One item, as it asks to be carried out.
#[derive(Debug)]
pub(super) struct Item {
    /// What its answer is known by.
    pub(super) id: String,
    /// The method.
    pub(super) method: Method,
    /// Path and query below the version, as sent.
    pub(super) url: String,
    /// The headers.
    pub(super) headers: HeaderMap,
    /// The body; empty where there is none.
    pub(super) body: Bytes,
    /// The ids of the items that come before it.
    pub(super) depends_on: Vec<String>,
}

/// The envelope on the wire.
#[derive(Deserialize)]
struct Wire<'a> {
    /// The items.
    #[serde(borrow)]
    requests: Vec<WireItem<'a>>,
}

/// An item on the wire.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct WireItem<'a> {
    /// See [`Item::id`].
    id: String,
    /// See [`Item::method`].
    method: String,
    /// See [`Item::url`].
    url: String,
    /// See [`Item::headers`].
    #[serde(default)]
    headers: Map<String, Value>,
    /// See [`Item::body`]: JSON as it is, everything else as a text in base64.
    #[serde(borrow)]
    body: Option<&'a RawValue>,
    /// See [`Item::depends_on`].
    #[serde(default)]
    depends_on: Vec<String>,
}

/// The items of a batch.
pub(super) fn read(headers: &HeaderMap, body: &Bytes) -> Result<Vec<Item>, Fault> {
    expect_json(headers)?;
    serde_json::from_slice::<Value>(body).map_err(|_| unreadable())?;
    let Wire { requests } = serde_json::from_slice(body)
        .map_err(|error| Fault::bad_request(format!("Invalid batch payload format: {error}.")))?;
    if requests.is_empty() {
        return Err(Fault::bad_request("Invalid batch payload format: there are no requests."));
    }
    if requests.len() > MOST_ITEMS {
        let message = format!("Number of batch request steps exceeds the maximum value of {MOST_ITEMS}.");
        return Err(Fault::bad_request(message));
    }
    let items = requests.into_iter().map(one).collect::<Result<Vec<_>, _>>()?;
    for (index, item) in items.iter().enumerate() {
        if item.id.is_empty() || items.iter().take(index).any(|earlier| same_id(&earlier.id, &item.id)) {
            return Err(Fault::bad_request("Request Id has to be unique in a batch."));
        }
    }
    Ok(items)
}

/// One item.
fn one(wire: WireItem<'_>) -> Result<Item, Fault> {
    let WireItem { id, method, url, headers, body, depends_on } = wire;
    let wrong = |what: &str| Err(Fault::bad_request(format!("Invalid batch step '{id}': {what}.")));
    let Some(method) = [Method::GET, Method::POST, Method::PUT, Method::PATCH, Method::DELETE]
        .into_iter()
        .find(|known| known.as_str() == method)
    else {
        return wrong("the method is none that a step can have");
    };
    let path = url.split(['?', '#']).next().unwrap_or_default();
    if url.is_empty() || url.starts_with("//") || path.contains("://") {
        return wrong("the URL is not relative");
    }
    if path.trim_start_matches('/') == "$batch" {
        return wrong("a batch cannot be a step of a batch");
    }
    let Some(headers) = read_headers(&headers) else { return wrong("the headers are not texts") };
    let body = match body {
        None => Bytes::new(),
        Some(_) if !headers.contains_key(CONTENT_TYPE) => return wrong("a body needs a Content-Type header"),
        Some(body) => match read_body(&headers, body) {
            Some(body) => body,
            None => return wrong("the body is neither JSON nor a text in base64"),
        },
    };
    Ok(Item { id, method, url, headers, body, depends_on })
}

/// The headers of an item; none where one is no text, or no header.
fn read_headers(headers: &Map<String, Value>) -> Option<HeaderMap> {
    let pairs = headers.iter().map(|(name, value)| {
        Some((HeaderName::from_bytes(name.as_bytes()).ok()?, HeaderValue::from_str(value.as_str()?).ok()?))
    });
    pairs.collect()
}

/// The body of an item: what a request of its own would have had.
fn read_body(headers: &HeaderMap, body: &RawValue) -> Option<Bytes> {
    let kind = headers.get(CONTENT_TYPE)?.to_str().ok()?;
    let essence = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    if essence == "application/json" || essence.ends_with("+json") {
        return Some(Bytes::copy_from_slice(body.get().as_bytes()));
    }
    let text: String = serde_json::from_str(body.get()).ok()?;
    STANDARD.decode(&text).or_else(|_| URL_SAFE_NO_PAD.decode(&text)).ok().map(Bytes::from)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::reply::set_header;

    /// The items of a batch of JSON.
    fn items(body: &Value) -> Result<Vec<Item>, Fault> {
        let mut headers = HeaderMap::new();
        set_header(&mut headers, CONTENT_TYPE, "application/json");
        read(&headers, &Bytes::from(body.to_string()))
    }

    /// The items of a batch with one item that also says this.
    fn with(more: &Value) -> Result<Vec<Item>, Fault> {
        let mut item = json!({ "id": "1", "method": "POST", "url": "/a" });
        for (name, value) in more.as_object().unwrap() {
            item[name] = value.clone();
        }
        items(&json!({ "requests": [item] }))
    }

    #[test]
    fn an_item_is_the_request_that_it_stands_for() {
        let json = &with(&json!({ "headers": { "content-type": "application/json" }, "body": { "a": 1 } })).unwrap()[0];
        assert_eq!((json.method.as_str(), json.url.as_str(), &json.body[..]), ("POST", "/a", &br#"{"a":1}"#[..]));
        for text in ["+/8=", "-_8"] {
            let bytes = with(&json!({ "headers": { "Content-Type": "image/png" }, "body": text })).unwrap();
            assert_eq!(&bytes[0].body[..], b"\xfb\xff");
        }
        assert!(with(&json!({ "url": "users?$top=1", "body": null })).unwrap()[0].body.is_empty());
    }

    #[test]
    fn whatever_is_wrong_is_wrong_with_the_whole() {
        let item = |id: usize| json!({ "id": id.to_string(), "method": "GET", "url": "/a" });
        let many = |count| items(&json!({ "requests": (0..count).map(item).collect::<Vec<_>>() }));
        assert_eq!(many(20).unwrap().len(), 20);
        for (refused, words) in [
            (many(21), "maximum value of 20"),
            (many(0), "no requests"),
            (items(&json!([])), "Invalid batch payload"),
            (items(&json!({ "requests": [item(1), item(1)] })), "unique"),
            (with(&json!({ "id": "" })), "unique"),
            (with(&json!({ "id": 1 })), "Invalid batch payload"),
            (with(&json!({ "method": "FETCH" })), "method"),
            (with(&json!({ "method": "get" })), "method"),
            (with(&json!({ "url": "https://graph.microsoft.com/v1.0/me" })), "not relative"),
            (with(&json!({ "url": "//graph.microsoft.com/me" })), "not relative"),
            (with(&json!({ "url": "/$batch" })), "cannot be a step"),
            (with(&json!({ "headers": { "a": 1 } })), "not texts"),
            (with(&json!({ "body": {} })), "Content-Type"),
            (with(&json!({ "headers": { "Content-Type": "text/plain" }, "body": "not base64" })), "base64"),
            (with(&json!({ "headers": { "Content-Type": "text/plain" }, "body": {} })), "base64"),
        ] {
            let fault = refused.unwrap_err();
            assert_eq!(fault.status, 400, "{words}");
            assert!(fault.message.contains(words), "{words}: {}", fault.message);
        }
        let untyped = read(&HeaderMap::new(), &Bytes::from_static(br#"{"requests":[]}"#)).unwrap_err();
        assert_eq!(untyped.status, 415);
    }
}

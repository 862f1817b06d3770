//! What differs between what is documented and what is built or kept.

use std::collections::BTreeMap;

use bytes::Bytes;
use http::Request;
use serde_json::Value;

use super::corpus;

/// Headers that are of the connection, not of the operation.
const ELSEWHERE: [&str; 5] = ["authorization", "host", "content-length", "accept", "user-agent"];

/// The member that names a type.
const TYPE: &str = "@odata.type";

/// How a built request differs from a documented one.
pub(super) fn request(documented: &Value, built: &Request<Bytes>, untyped: bool) -> Vec<String> {
    let mut found = Vec::new();
    let mut differ = |what: &str, documented: String, built: String| {
        if documented != built {
            found.push(format!("{what}: the page has {documented}, the declaration {built}"));
        }
    };
    let url = documented["url"].as_str().unwrap_or_default();
    differ("method", documented["method"].as_str().unwrap_or_default().to_owned(), built.method().to_string());
    differ("path", format!("{:?}", path_of(url)), format!("{:?}", path_of(&built.uri().to_string())));
    differ("query", format!("{:?}", query_of(url)), format!("{:?}", query_of(&built.uri().to_string())));

    let own = built.headers().iter();
    let own: Vec<_> = own.map(|(name, value)| (name.to_string(), value.to_str().unwrap_or("?").to_owned())).collect();
    let headers = |all: &mut dyn Iterator<Item = (String, String)>| {
        let kept = all.filter(|(name, value)| !ELSEWHERE.contains(&name.as_str()) && !is_json(name, value));
        format!("{:?}", kept.collect::<BTreeMap<_, _>>())
    };
    differ("headers", headers(&mut corpus::headers(documented)), headers(&mut own.iter().cloned()));
    if !built.body().is_empty() && !own.iter().any(|(name, _)| name == "content-type") {
        found.push("a body without a media type".to_owned());
    }

    match (&documented["body"], built.body().is_empty()) {
        (Value::Null, true) => {}
        (Value::Null, false) => found.push(format!("the page has no body, the declaration {:?}", built.body())),
        (_, true) => found.push("the page has a body, the declaration has none".to_owned()),
        (body, false) => match serde_json::from_slice(built.body()) {
            Ok(own) => values("the body", body, &own, untyped, &mut found),
            Err(error) => found.push(format!("the body is not JSON: {error}")),
        },
    }
    found
}

/// What a documented response has lost or gained when it was read and written again.
pub(super) fn rewritten(documented: &Value, written: &Value) -> Vec<String> {
    let mut documented = documented.clone();
    if let Some(members) = documented.as_object_mut() {
        members.remove("@odata.context");
    }
    let mut written = written.clone();
    if let Some(members) = written.as_object_mut() {
        members.remove("@odata.context");
    }
    without_nulls(&mut documented);
    without_nulls(&mut written);
    let mut found = Vec::new();
    values("the response", &documented, &written, true, &mut found);
    found
}

/// The segments of a URL's path, decoded, behind host and version.
pub(super) fn path_of(url: &str) -> Vec<String> {
    let url = url.trim();
    let path = url.split('?').next().unwrap_or(url);
    let path = path.strip_prefix("https://graph.microsoft.com").unwrap_or(path);
    let path = path.strip_prefix("/v1.0").unwrap_or(path);
    path.split('/').skip_while(|segment| segment.is_empty()).map(decoded).collect()
}

/// The options of a URL's query, decoded, in order of their names.
fn query_of(url: &str) -> Vec<String> {
    let query = url.trim().split_once('?').map_or("", |(_, query)| query);
    let mut options: Vec<_> = query.split('&').filter(|option| !option.is_empty()).map(decoded).collect();
    options.sort();
    options
}

/// Percent-decoded text.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((first, behind)) = rest.split_first() {
        let hex = (*first == b'%').then(|| behind.get(..2)).flatten().and_then(|hex| std::str::from_utf8(hex).ok());
        if let Some(byte) = hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            bytes.push(byte);
            rest = &behind[2..];
        } else {
            bytes.push(*first);
            rest = behind;
        }
    }
    String::from_utf8(bytes).expect("UTF-8")
}

/// Whether a header says JSON, as it does without saying.
fn is_json(name: &str, value: &str) -> bool {
    name == "content-type" && value.to_ascii_lowercase().starts_with("application/json")
}

/// How a value differs; a type's name that is written in addition may be overlooked.
fn values(place: &str, documented: &Value, own: &Value, untyped: bool, found: &mut Vec<String>) {
    match (documented, own) {
        (Value::Object(documented), Value::Object(own)) => {
            for (name, value) in documented {
                match own.get(name) {
                    Some(own) => values(&format!("{place}/{name}"), value, own, untyped, found),
                    None => found.push(format!("{place}/{name} is lost: {value}")),
                }
            }
            for (name, value) in own {
                if !(documented.contains_key(name) || untyped && name == TYPE) {
                    found.push(format!("{place}/{name} is not on the page: {value}"));
                }
            }
        }
        (Value::Array(documented), Value::Array(own)) if documented.len() == own.len() => {
            for (index, (documented, own)) in documented.iter().zip(own).enumerate() {
                values(&format!("{place}/{index}"), documented, own, untyped, found);
            }
        }
        (Value::Number(documented), Value::Number(own)) if documented.as_f64() == own.as_f64() => {}
        _ if documented == own => {}
        _ => found.push(format!("{place}: the page has {documented}, the declaration {own}")),
    }
}

/// Takes out all members that are null.
fn without_nulls(value: &mut Value) {
    match value {
        Value::Object(members) => {
            members.retain(|_, value| !value.is_null());
            members.values_mut().for_each(without_nulls);
        }
        Value::Array(items) => items.iter_mut().for_each(without_nulls),
        _ => {}
    }
}

//! Bodies inside a batch: JSON stands there as it is, everything else as a text in base64. A body that is JSON is never
//! read and written again: it would lose the digits of its numbers.

use http::HeaderMap;
use http::header::CONTENT_TYPE;
use serde::de::IgnoredAny;
use serde_json::value::RawValue;

use crate::base64_text;

/// A body with these headers as it stands in a batch, or why it cannot, as the end of a sentence.
pub(super) fn to_json(headers: &HeaderMap, body: &[u8]) -> Result<Vec<u8>, String> {
    if !is_json(headers) {
        return Ok(format!("\"{}\"", base64_text::encode(body)).into_bytes());
    }
    let is_readable = std::str::from_utf8(body).is_ok_and(|text| serde_json::from_str::<IgnoredAny>(text).is_ok());
    if !is_readable {
        return Err("its body is said to be JSON and is not, which a batch cannot hold".to_owned());
    }
    Ok(body.to_vec())
}

/// The bytes of an answer's body, where they are not those that stand in the batch: what is not JSON stands there as a text
/// in base64.
///
/// Some services send a plain text or a number in place of the base64; it is taken as it is. So is a text of digits alone,
/// such as a `$count`, and one that would not be text if it were base64.
pub(super) fn from_json(headers: &HeaderMap, body: &RawValue) -> Option<Vec<u8>> {
    if !headers.contains_key(CONTENT_TYPE) || is_json(headers) {
        return None;
    }
    let text: String = serde_json::from_str(body.get()).ok()?;
    let is_count = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    match base64_text::decode(&text) {
        Ok(_) if is_text(headers) && is_count => Some(text.into_bytes()),
        Ok(bytes) if !is_text(headers) || std::str::from_utf8(&bytes).is_ok() => Some(bytes),
        _ => Some(text.into_bytes()),
    }
}

/// The media type, without its parameters and in lower case.
fn essence(headers: &HeaderMap) -> String {
    let kind = headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// Whether a body with these headers is JSON.
fn is_json(headers: &HeaderMap) -> bool {
    let kind = essence(headers);
    kind.ends_with("/json") || kind.ends_with("+json")
}

/// Whether a body with these headers is text.
fn is_text(headers: &HeaderMap) -> bool {
    essence(headers).starts_with("text/")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(kind: &str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        if !kind.is_empty() {
            headers.insert(CONTENT_TYPE, kind.parse().unwrap());
        }
        headers
    }

    #[test]
    fn json_stays_as_it_is_and_the_rest_is_base64() {
        for (kind, body, expected) in [
            ("application/json", &br#"{"a": 1.10}"#[..], Ok(r#"{"a": 1.10}"#)),
            ("application/json; charset=utf-8", b"\"a\\\"\"", Ok("\"a\\\"\"")),
            ("Application/Merge-Patch+JSON", b"null", Ok("null")),
            ("application/json", b"12345678901234567890.10", Ok("12345678901234567890.10")),
            ("application/json", b"{", Err("said to be JSON and is not")),
            ("application/json", b"{} {}", Err("said to be JSON and is not")),
            ("application/json", b"\"\xff\"", Err("said to be JSON and is not")),
            ("application/x-ndjson", b"{}\n{}", Ok("\"e30Ke30=\"")),
            ("text/plain", b"a\"b", Ok("\"YSJi\"")),
            ("image/png", b"\xfb\xff", Ok("\"+/8=\"")),
            ("", b"a", Ok("\"YQ==\"")),
        ] {
            match (to_json(&headers(kind), body), expected) {
                (Ok(found), Ok(expected)) => assert_eq!(found, expected.as_bytes(), "{kind}"),
                (Err(why), Err(words)) => assert!(why.contains(words), "{why}"),
                (found, _) => panic!("{kind}: {found:?}"),
            }
        }
    }

    #[test]
    fn an_answer_is_the_bytes_that_a_direct_one_has() {
        for (kind, body, expected) in [
            ("image/jpeg", r#""/9j/4AAQ""#, Some(&b"\xff\xd8\xff\xe0\x00\x10"[..])),
            ("image/jpeg", r#""_9j_4AAQ""#, Some(b"\xff\xd8\xff\xe0\x00\x10")),
            ("image/jpeg", r#""Zg""#, Some(b"f")),
            ("text/csv; charset=utf-8", r#""YSxi""#, Some(b"a,b")),
            ("text/plain", r#""NDI=""#, Some(b"42")),
            ("text/plain", r#""1400""#, Some(b"1400")),
            ("text/plain", r#""1234""#, Some(b"1234")),
            ("text/html", r#""<p>a\n</p>""#, Some(b"<p>a\n</p>")),
            ("application/xml", r#""<a/>""#, Some(b"<a/>")),
            ("text/plain", "42", None),
            ("text/html", r#"{"error": {}}"#, None),
            ("application/json", r#""YSxi""#, None),
            ("", r#""YSxi""#, None),
        ] {
            let raw: &RawValue = serde_json::from_str(body).unwrap();
            assert_eq!(from_json(&headers(kind), raw).as_deref(), expected, "{kind} {body}");
        }
    }
}

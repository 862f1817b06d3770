//! A field that is the whole body: JSON, text or bytes, by what the value is and what the declaration calls it.

use bytes::Bytes;
use serde::Serialize;

use super::probe::{Found, probe};

/// A value that can be the whole body of a request, `#[graph(body)]`: whatever is `Serialize`, and [`Media`].
///
/// | the value | without a content type | `#[graph(body = "…")]` |
/// | --- | --- | --- |
/// | a `#[graph_type]`, a `serde_json::Value`, anything else | JSON | JSON, under a type that says `json` |
/// | `Bytes`, or what else serialises as bytes | as it is, `application/octet-stream` | as it is |
/// | a text | JSON | as it is; JSON, if the type says `json` |
/// | `None` | no body | no body |
///
/// A header field `Content-Type` goes before all of these.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the body of a request",
    label = "neither JSON nor bytes",
    note = "put `#[graph_type]` (or `#[derive(serde::Serialize)]`) on your type, or use `graph_action::Bytes` or \
            `graph_action::request::Media`"
)]
pub trait RequestBody {
    /// The body, if there is one, or why it cannot be sent, as the end of a sentence. `declared` is the content type that
    /// the declaration names.
    fn encode_body(&self, declared: Option<&'static str>) -> Result<Option<EncodedBody>, String>;
}

/// A body as it is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EncodedBody {
    /// The bytes.
    pub bytes: Vec<u8>,
    /// The content type.
    pub kind: String,
}

/// Bytes with a content type that is known at run time only.
///
/// ```
/// # use graph_action::{Action, Bytes, graph_action};
/// use graph_action::request::Media;
///
/// #[graph_action(PUT "/me/photo/$value")]
/// struct SetPhoto { #[graph(body)] photo: Media }
///
/// let request = SetPhoto { photo: Media::new("image/png", Bytes::from_static(b"\x89PNG")) }.request("https://graph.microsoft.com")?;
/// assert_eq!(request.headers()["content-type"], "image/png");
/// assert_eq!(request.body(), &Bytes::from_static(b"\x89PNG"));
/// # Ok::<(), graph_action::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Media {
    /// The content type.
    kind: String,
    /// The bytes.
    bytes: Bytes,
}

impl Media {
    /// Bytes of this content type.
    pub fn new(content_type: impl Into<String>, bytes: impl Into<Bytes>) -> Self {
        Self { kind: content_type.into(), bytes: bytes.into() }
    }

    /// The content type.
    #[must_use]
    pub fn content_type(&self) -> &str {
        &self.kind
    }

    /// The bytes.
    #[must_use]
    pub fn bytes(&self) -> &Bytes {
        &self.bytes
    }
}

#[diagnostic::do_not_recommend]
impl RequestBody for Media {
    fn encode_body(&self, _: Option<&'static str>) -> Result<Option<EncodedBody>, String> {
        Ok(Some(EncodedBody { bytes: self.bytes.to_vec(), kind: self.kind.clone() }))
    }
}

#[diagnostic::do_not_recommend]
impl<T: Serialize + ?Sized> RequestBody for T {
    fn encode_body(&self, declared: Option<&'static str>) -> Result<Option<EncodedBody>, String> {
        let is_json = |kind: &str| kind.to_ascii_lowercase().contains("json");
        let bytes = match (probe(self), declared) {
            (Found::None, _) => return Ok(None),
            (Found::Bytes(bytes), None) => {
                return Ok(Some(EncodedBody { bytes, kind: "application/octet-stream".to_owned() }));
            }
            (Found::Bytes(bytes), Some(_)) => bytes,
            (Found::Text(text), Some(kind)) if !is_json(kind) => text.into_bytes(),
            (Found::Other, Some(kind)) if !is_json(kind) => {
                return Err(format!("cannot be sent as {kind}, which takes a text or bytes"));
            }
            (Found::Text(_) | Found::Other, _) => {
                serde_json::to_vec(self).map_err(|error| format!("cannot be written as JSON: {error}"))?
            }
        };
        Ok(Some(EncodedBody { bytes, kind: declared.unwrap_or("application/json").to_owned() }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The body and its type as text, or why there is none.
    fn encoded(value: &impl RequestBody, declared: Option<&'static str>) -> String {
        match value.encode_body(declared) {
            Ok(None) => "nothing".to_owned(),
            Ok(Some(EncodedBody { bytes, kind })) => format!("{kind}: {}", String::from_utf8_lossy(&bytes)),
            Err(why) => why,
        }
    }

    #[test]
    fn a_body_is_what_its_value_and_its_declaration_say() {
        let json = serde_json::json!({"a": 1});
        assert_eq!(encoded(&json, None), r#"application/json: {"a":1}"#);
        assert_eq!(encoded(&json, Some("application/merge-patch+json")), r#"application/merge-patch+json: {"a":1}"#);
        assert!(encoded(&json, Some("text/plain")).contains("cannot be sent as text/plain"));
        let bytes = Bytes::from_static(b"\x00\x01");
        assert_eq!(encoded(&bytes, None), "application/octet-stream: \0\u{1}");
        assert_eq!(encoded(&Some(bytes), Some("image/png")), "image/png: \0\u{1}");
        assert_eq!(encoded(&"a\"b", None), r#"application/json: "a\"b""#);
        assert_eq!(encoded(&"a\"b", Some("text/plain")), "text/plain: a\"b");
        assert_eq!(encoded(&None::<String>, Some("text/plain")), "nothing");
        assert_eq!(encoded(&Media::new("a/b", "c"), Some("text/plain")), "a/b: c");
    }
}

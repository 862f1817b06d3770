//! The shapes of error bodies: Graph's at any nesting and casing, the token endpoint's flat one, and everything else.
//!
//! Sources: Graph's [error responses](https://learn.microsoft.com/graph/errors) and Entra ID's
//! [error codes](https://learn.microsoft.com/entra/identity-platform/reference-error-codes).

use http::HeaderMap;
use serde_json::{Map, Value};

/// What a service said about an error, as far as its body could be read; the raw body stays with the error.
#[derive(Debug, Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct ServiceError {
    /// See [`Self::codes`].
    codes: Vec<String>,
    /// See [`Self::message`].
    message: Option<String>,
    /// See [`Self::target`].
    target: Option<String>,
    /// See [`Self::request_id`].
    request_id: Option<String>,
    /// See [`Self::client_request_id`].
    client_request_id: Option<String>,
    /// See [`Self::json`].
    json: Option<Map<String, Value>>,
}

impl ServiceError {
    /// Reads headers and body; what cannot be read is left out.
    pub(crate) fn read(headers: &HeaderMap, body: &[u8]) -> Self {
        let mut error = Self::default();
        match serde_json::from_slice::<Value>(body) {
            Ok(Value::Object(json)) => {
                error.object(&json);
                error.json = Some(json);
            }
            Ok(Value::String(text)) => error.message = Some(text),
            Ok(_) => {}
            Err(_) => error.message = text(body),
        }
        let header = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
        // The header is the service's own word; an inner error may repeat a backend's.
        error.request_id = header("request-id").or(header("x-ms-request-id")).or(error.request_id.take());
        error.client_request_id = header("client-request-id").or(error.client_request_id.take());
        error
    }

    /// Reads the last state of an operation that did not succeed: Graph's error object, and else what each kind of operation
    /// has in its place.
    ///
    /// Sources: [resultInfo](https://learn.microsoft.com/graph/api/resources/resultinfo),
    /// [printOperationStatus](https://learn.microsoft.com/graph/api/resources/printoperationstatus),
    /// [longRunningOperation](https://learn.microsoft.com/graph/api/resources/longrunningoperation); `errorCode` and
    /// `statusDescription` are a drive's.
    pub(crate) fn of_operation(headers: &HeaderMap, body: &[u8]) -> Self {
        let mut error = Self::read(headers, body);
        let Some(json) = &error.json else { return error };
        let objects = ["resultInfo", "statusDetail", "status"];
        let objects: Vec<_> = objects.iter().filter_map(|name| member(json, name)?.as_object()).collect();
        let said = |text: &String| !text.trim().is_empty();
        if error.codes.is_empty() {
            error.codes.extend(text_of(json, "errorCode").filter(said));
            let codes = objects.iter().flat_map(|object| [text_of(object, "code"), text_of(object, "subcode")]);
            error.codes.extend(codes.flatten().filter(|code| said(code) && code != "0"));
        }
        if error.message.is_none() {
            let texts = ["statusDescription", "statusDetail"].into_iter().map(|name| text_of(json, name));
            let inner = objects.iter().flat_map(|object| [text_of(object, "message"), text_of(object, "description")]);
            error.message = texts.chain(inner).flatten().find(said);
        }
        error
    }

    /// The codes from the outermost to the most detailed one. Graph's advice: act on the most detailed one you know.
    #[must_use]
    pub fn codes(&self) -> &[String] {
        &self.codes
    }

    /// The message for people; never act on its words.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.message.as_deref()
    }

    /// What part of the request the error is about.
    #[must_use]
    pub fn target(&self) -> Option<&str> {
        self.target.as_deref()
    }

    /// The id of the request in the service's logs (the login service calls it the trace id).
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.request_id.as_deref()
    }

    /// The id that the client gave the request (the login service calls it the correlation id).
    #[must_use]
    pub fn client_request_id(&self) -> Option<&str> {
        self.client_request_id.as_deref()
    }

    /// The whole body, where it is a JSON object: details and inner errors included.
    #[must_use]
    pub fn json(&self) -> Option<&Map<String, Value>> {
        self.json.as_ref()
    }

    /// The body's object: Graph's, the token endpoint's, or an error without its envelope.
    fn object(&mut self, json: &Map<String, Value>) {
        match member(json, "error") {
            Some(Value::Object(error)) => self.nested(error),
            Some(Value::String(code)) => {
                self.codes.push(code.clone());
                self.message = text_of(json, "error_description").map(|text| first_line(&text).to_owned());
                self.request_id = text_of(json, "trace_id");
                self.client_request_id = text_of(json, "correlation_id");
            }
            _ => self.nested(json),
        }
    }

    /// An error object and the inner ones in it, whatever the case of their names.
    fn nested(&mut self, error: &Map<String, Value>) {
        let mut next = Some(error);
        while let Some(error) = next {
            self.codes.extend(text_of(error, "code").filter(|code| !code.is_empty()));
            self.message = self.message.take().or_else(|| text_of(error, "message").filter(|text| !text.is_empty()));
            self.target = self.target.take().or_else(|| text_of(error, "target"));
            self.request_id =
                self.request_id.take().or_else(|| text_of(error, "request-id")).or_else(|| text_of(error, "requestid"));
            self.client_request_id = self.client_request_id.take().or_else(|| text_of(error, "client-request-id"));
            next = member(error, "innererror").and_then(Value::as_object);
        }
    }
}

/// The member of this name, whatever its case.
pub(crate) fn member<'a>(json: &'a Map<String, Value>, name: &str) -> Option<&'a Value> {
    json.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value)
}

/// The text, number or Boolean of this name as text.
pub(crate) fn text_of(json: &Map<String, Value>, name: &str) -> Option<String> {
    match member(json, name)? {
        Value::String(text) => Some(text.clone()),
        value @ (Value::Number(_) | Value::Bool(_)) => Some(value.to_string()),
        _ => None,
    }
}

/// The first line: what follows in the login service's messages repeats ids and times.
fn first_line(text: &str) -> &str {
    text.lines().next().unwrap_or_default().trim()
}

/// What a body that is no JSON says: a page's title, or the beginning of a text.
fn text(body: &[u8]) -> Option<String> {
    const MOST: usize = 200;
    let text = String::from_utf8_lossy(body.get(..body.len().min(4096)).unwrap_or(body));
    let lower = text.to_ascii_lowercase();
    let title = lower.find("<title>").zip(lower.find("</title>")).and_then(|(start, end)| text.get(start + 7..end));
    let words: Vec<&str> = title.unwrap_or(&text).split_whitespace().collect();
    let line = words.join(" ");
    let short: String = line.chars().take(MOST).collect();
    match (short.is_empty(), short.len() < line.len()) {
        (true, _) => None,
        (false, true) => Some(format!("{short}…")),
        (false, false) => Some(short),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(body: &str) -> ServiceError {
        ServiceError::read(&HeaderMap::new(), body.as_bytes())
    }

    #[test]
    fn graphs_shape_is_read_at_any_nesting_and_casing() {
        let error = read(
            r#"{"error": {"code": "BadRequest", "message": "no", "target": "all", "innererror": {"code": "Deeper",
                "requestId": "r", "InnerError": {"code": "deepest", "client-request-id": "c"}}}}"#,
        );
        assert_eq!(error.codes(), ["BadRequest", "Deeper", "deepest"]);
        assert_eq!(error.message(), Some("no"));
        assert_eq!(error.target(), Some("all"));
        assert_eq!((error.request_id(), error.client_request_id()), (Some("r"), Some("c")));
    }

    #[test]
    fn the_token_endpoints_shape_is_read() {
        let error = read(
            r#"{"error": "invalid_client", "error_description": "AADSTS7000215: wrong.\r\nTrace ID: t", "trace_id": "t",
                "correlation_id": "c", "error_codes": [7000215]}"#,
        );
        assert_eq!(error.codes(), ["invalid_client"]);
        assert_eq!(error.message(), Some("AADSTS7000215: wrong."));
        assert_eq!((error.request_id(), error.client_request_id()), (Some("t"), Some("c")));
    }

    #[test]
    fn other_bodies_say_what_they_can() {
        for (body, message) in [
            ("", None),
            ("  \r\n", None),
            ("null", None),
            ("[1]", None),
            (r#""text""#, Some("text")),
            ("Service Unavailable", Some("Service Unavailable")),
            ("<html><head><TITLE>502 Bad\n Gateway</title></head>", Some("502 Bad Gateway")),
            ("<title></title>", None),
            ("</title><title>", Some("</title><title>")),
            (r#"{"error": {"code": "x", "mess"#, Some(r#"{"error": {"code": "x", "mess"#)),
            (r#"{"Message": "aspnet"}"#, Some("aspnet")),
            (r#"{"error": {"code": "", "message": ""}}"#, None),
        ] {
            assert_eq!(read(body).message(), message, "{body}");
        }
        assert_eq!(read(&"ä".repeat(1000)).message().map(|text| text.chars().count()), Some(201));
        assert_eq!(read(r#"{"error": {"code": 8522}}"#).codes(), ["8522"]);
    }

    #[test]
    fn an_operation_that_failed_says_why_in_its_own_dialect() {
        for (body, codes, message) in [
            (
                r#"{"status": "failed", "error": {"code": "a", "message": "b", "innerError": {"code": "c"}}}"#,
                &["a", "c"][..],
                Some("b"),
            ),
            (r#"{"resultInfo": {"code": 400, "subcode": 8508, "message": "b"}}"#, &["400", "8508"], Some("b")),
            (r#"{"resultInfo": {"code": 500, "subcode": 0, "message": ""}, "error": null}"#, &["500"], None),
            (r#"{"errorCode": "nameAlreadyExists", "statusDescription": "b"}"#, &["nameAlreadyExists"], Some("b")),
            (r#"{"status": "failed", "statusDetail": "b"}"#, &[], Some("b")),
            (r#"{"status": "failed", "statusDetail": {"code": "a", "message": "b"}}"#, &["a"], Some("b")),
            (r#"{"status": {"state": "failed", "description": "b"}}"#, &[], Some("b")),
            (r#"{"status": "failed"}"#, &[], None),
        ] {
            let error = ServiceError::of_operation(&HeaderMap::new(), body.as_bytes());
            assert_eq!(error.codes(), codes, "{body}");
            assert_eq!(error.message(), message, "{body}");
        }
    }

    #[test]
    fn the_headers_ids_come_before_the_bodys() {
        let mut headers = HeaderMap::new();
        headers.insert("request-id", http::HeaderValue::from_static("header"));
        let error = ServiceError::read(&headers, br#"{"error": {"innerError": {"request-id": "body"}}}"#);
        assert_eq!(error.request_id(), Some("header"));
    }
}

//! The shapes of error bodies: Graph's at any nesting and casing, the token endpoint's flat one, and everything else.
//!
//! What is no JSON, [`text`](super::text) reads. Reading never fails: what is not understood is left out, and the raw body
//! stays with the error.
//!
//! Sources: Graph's [error responses](https://learn.microsoft.com/graph/errors) and Entra ID's
//! [error codes](https://learn.microsoft.com/entra/identity-platform/reference-error-codes).

use http::HeaderMap;
use serde_json::{Map, Value};

use super::{challenge, cut_off, text};

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
    /// See [`Self::details`].
    details: Vec<ErrorDetail>,
    /// See [`Self::claims`].
    claims: Option<String>,
    /// See [`Self::request_id`].
    request_id: Option<String>,
    /// See [`Self::client_request_id`].
    client_request_id: Option<String>,
    /// See [`Self::json`].
    json: Option<Map<String, Value>>,
}

/// One of several things that were wrong, as Graph lists them beside the main error.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct ErrorDetail {
    /// The code, which programs may act on.
    pub code: Option<String>,
    /// The message for people.
    pub message: Option<String>,
    /// What part of the request it is about.
    pub target: Option<String>,
}

impl ServiceError {
    /// Reads headers and body; what cannot be read is left out.
    pub(crate) fn read(headers: &HeaderMap, body: &[u8]) -> Self {
        let mut error = Self::default();
        // A proxy written for Windows may begin its JSON with a mark that JSON does not have.
        let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
        match serde_json::from_slice::<Value>(body) {
            Ok(Value::Object(json)) => {
                error.object(&json);
                error.json = Some(json);
            }
            Ok(Value::String(text)) => error.message = Some(text),
            Ok(_) => {}
            Err(unread) => {
                if let Some(Value::Object(json)) = unread.is_eof().then(|| cut_off::mended(body)).flatten() {
                    error.object(&json);
                }
                error.message = error.message.take().or_else(|| text::summary(body));
            }
        }
        error.read_messages_that_are_json();
        error.claims = error.claims.take().or_else(|| challenge::claims(headers));
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

    /// The most detailed code, the last of [`codes`](Self::codes).
    #[must_use]
    pub fn detailed_code(&self) -> Option<&str> {
        self.codes.last().map(String::as_str)
    }

    /// Whether a code is among [`codes`](Self::codes) or those of the [`details`](Self::details), in whatever case.
    #[must_use]
    pub fn has_code(&self, code: &str) -> bool {
        let details = self.details.iter().filter_map(|detail| detail.code.as_deref());
        self.codes.iter().map(String::as_str).chain(details).any(|known| known.eq_ignore_ascii_case(code))
    }

    /// What was wrong in particular, where Graph lists several things.
    #[must_use]
    pub fn details(&self) -> &[ErrorDetail] {
        &self.details
    }

    /// The claims challenge: what a new token has to be asked for with, as sent. The login service writes it as JSON, Graph
    /// as base64 in `WWW-Authenticate`.
    ///
    /// Source: [claims challenges](https://learn.microsoft.com/entra/identity-platform/claims-challenge).
    #[must_use]
    pub fn claims(&self) -> Option<&str> {
        self.claims.as_deref()
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
                // The login service's more detailed code, where it has one.
                self.codes.extend(
                    [code.clone()].into_iter().chain(text_of(json, "suberror")).filter(|code| !code.is_empty()),
                );
                let description = text_of(json, "error_description").or_else(|| text_of(json, "message"));
                self.message = description.map(|text| first_line(&text).to_owned());
                self.claims = text_of(json, "claims");
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
            let details = member(error, "details").and_then(Value::as_array).into_iter().flatten();
            self.details.extend(details.filter_map(Value::as_object).map(ErrorDetail::read));
            next = member(error, "innererror").and_then(Value::as_object);
        }
    }

    /// A backend's error that Graph hands on as the text of its own message: its codes are more detailed, its message is for
    /// people. As deep as backends stand behind one another.
    fn read_messages_that_are_json(&mut self) {
        const DEEPEST: usize = 4;
        for _ in 0..DEEPEST {
            let text = self.message.as_deref().map(str::trim_start).filter(|text| text.starts_with('{'));
            let Some(json) = text.and_then(|text| serde_json::from_str::<Map<String, Value>>(text).ok()) else {
                return;
            };
            let mut inner = Self::default();
            inner.object(&json);
            if inner.message.is_none() && inner.codes.is_empty() {
                return;
            }
            self.codes.extend(inner.codes.into_iter().filter(|code| !self.codes.contains(code)).collect::<Vec<_>>());
            self.details.append(&mut inner.details);
            self.target = self.target.take().or(inner.target);
            match inner.message {
                Some(message) => self.message = Some(message),
                None => return,
            }
        }
    }
}

impl ErrorDetail {
    /// Reads one entry.
    fn read(json: &Map<String, Value>) -> Self {
        Self { code: text_of(json, "code"), message: text_of(json, "message"), target: text_of(json, "target") }
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

#[cfg(test)]
mod tests;

//! Requests and responses as the pages print them: a first line, headers, an empty line, a body. What they mean is decided
//! elsewhere.

use super::findings::Findings;
use super::json::Json;
use super::markdown::Code;

/// A request or a response of a page.
#[derive(Debug)]
pub(super) struct Message {
    /// The line of its first line.
    pub(super) line: usize,
    /// Its first line.
    pub(super) start: Start,
    /// Its headers, each with its line.
    pub(super) headers: Vec<(usize, String, String)>,
    /// The line where its body begins.
    pub(super) body_line: usize,
    /// Its body.
    pub(super) body: Body,
    /// The `@odata.type` of the comment above it.
    pub(super) odata_type: Option<String>,
    /// Whether the comment above it says that it is a collection.
    pub(super) is_collection: bool,
}

/// The first line of a message.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Start {
    /// `GET https://graph.microsoft.com/v1.0/me`: the method, and what follows it.
    Request(String, String),
    /// `HTTP/1.1 200 OK`: the status.
    Response(u16),
}

/// The body of a message.
#[derive(Debug, PartialEq)]
pub(super) enum Body {
    /// None.
    None,
    /// JSON.
    Json(Json),
    /// Something that is no JSON, or is meant to be.
    Other,
}

/// The methods that a request may have.
const METHODS: [&str; 6] = ["GET", "POST", "PATCH", "PUT", "DELETE", "HEAD"];

/// The method at the start of a line, and what follows it.
pub(super) fn request_line(line: &str) -> Option<(&str, &str)> {
    let (method, target) = line.trim().split_once(char::is_whitespace)?;
    let target = target.trim();
    let target = target.split_once(" HTTP/").map_or(target, |(target, _)| target).trim();
    METHODS.contains(&method).then_some((method, target))
}

/// The header of a line, `Name: value`.
pub(super) fn header(line: &str) -> Option<(&str, &str)> {
    let (name, value) = line.split_once(':')?;
    let legal = |character: char| character.is_ascii_alphanumeric() || character == '-';
    (!name.is_empty() && name.chars().all(legal)).then(|| (name, value.trim()))
}

/// Reads a message; nothing where the code is no message.
pub(super) fn message(code: &Code, findings: &mut Findings) -> Option<Message> {
    let mut lines = code.lines.iter().enumerate().skip_while(|(_, line)| line.trim().is_empty());
    let (first, line) = lines.next()?;
    let start = start(line.trim())?;
    let mut message = Message {
        line: code.line + first,
        start,
        headers: Vec::new(),
        body_line: 0,
        body: Body::None,
        odata_type: None,
        is_collection: false,
    };
    let mut body = String::new();
    for (number, line) in lines {
        let number = code.line + number;
        match header(line.trim()) {
            Some((name, value)) if message.body_line == 0 => {
                message.headers.push((number, name.to_owned(), value.to_owned()));
            }
            // A target that goes on in the next line.
            None if message.body_line == 0 && message.headers.is_empty() && line.trim().starts_with(['?', '&']) => {
                if let Start::Request(_, target) = &mut message.start {
                    target.push_str(line.trim());
                }
            }
            _ => {
                if message.body_line == 0 && !line.trim().is_empty() {
                    message.body_line = number;
                }
                if message.body_line > 0 {
                    body.extend([line, "\n"]);
                }
            }
        }
    }
    if message.body_line > 0 {
        message.body = read_body(&body, &message, findings);
    }
    describe(&mut message, &code.meta);
    Some(message)
}

/// What a first line says.
fn start(line: &str) -> Option<Start> {
    if let Some((method, target)) = request_line(line) {
        return Some(Start::Request(method.to_owned(), target.to_owned()));
    }
    let (_, rest) = line.strip_prefix("HTTP/")?.split_once(' ')?;
    rest.split_whitespace().next()?.parse().ok().map(Start::Response)
}

/// A body by what it is.
fn read_body(text: &str, message: &Message, findings: &mut Findings) -> Body {
    let is_json = message
        .headers
        .iter()
        .any(|(_, name, value)| name.eq_ignore_ascii_case("content-type") && value.contains("json"));
    if !text.trim_start().starts_with(['{', '[']) && !is_json {
        return Body::Other;
    }
    match serde_json::from_str(text) {
        Ok(json) => Body::Json(json),
        Err(error) => {
            let line = message.body_line + error.line().saturating_sub(1);
            findings.warn(line, format!("the example is no JSON, and was not used: {error}"));
            Body::Other
        }
    }
}

/// Takes over what the comment above a message says of it.
fn describe(message: &mut Message, meta: &str) {
    let Ok(meta) = serde_json::from_str::<serde_json::Value>(meta) else { return };
    let name = meta.get("@odata.type").or_else(|| meta.get("@type")).and_then(serde_json::Value::as_str);
    message.is_collection = meta.get("isCollection").and_then(serde_json::Value::as_bool).unwrap_or_default();
    let Some(name) = name.map(|name| name.trim_start_matches('#')) else { return };
    let element = name.strip_prefix("Collection(").and_then(|name| name.strip_suffix(')'));
    message.is_collection |= element.is_some();
    message.odata_type =
        Some(element.unwrap_or(name).trim_start_matches('#').to_owned()).filter(|name| !name.is_empty());
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The message of some code, and what was told.
    fn read(meta: &str, text: &str) -> (Option<Message>, Vec<String>) {
        let mut findings = Findings::default();
        let code = Code { line: 10, meta: meta.to_owned(), lines: text.lines().map(str::to_owned).collect() };
        let message = message(&code, &mut findings);
        (message, findings.sorted().iter().map(ToString::to_string).collect())
    }

    #[test]
    fn a_request_has_headers_and_a_body() {
        let text = "\nPOST https://a/v1.0/b?$top=1\n&$skip=2\nContent-type: application/json\n\n{\n \"a\": 1\n}\n";
        let (message, told) = read("{\"blockType\": \"request\"}", text);
        let message = message.unwrap();
        assert_eq!(message.start, Start::Request("POST".to_owned(), "https://a/v1.0/b?$top=1&$skip=2".to_owned()));
        assert_eq!(message.headers, [(13, "Content-type".to_owned(), "application/json".to_owned())]);
        assert_eq!((message.line, message.body_line), (11, 15));
        assert_eq!(message.body, Body::Json(Json::Object(vec![("a".to_owned(), Json::Integer)])));
        assert!(told.is_empty());
    }

    #[test]
    fn a_response_is_described_by_the_comment_above_it() {
        let (message, _) =
            read("{\"@odata.type\": \"Collection(microsoft.graph.call)\"}", "HTTP/1.1 200 OK\n\n{\"value\": []}");
        let message = message.unwrap();
        assert_eq!((message.start, message.is_collection), (Start::Response(200), true));
        assert_eq!(message.odata_type.as_deref(), Some("microsoft.graph.call"));
        let (message, _) = read("{ broken", "HTTP/1.1 204");
        assert_eq!(message.map(|message| (message.start, message.body)), Some((Start::Response(204), Body::None)));
    }

    #[test]
    fn what_is_no_json_is_told_with_its_line() {
        let (message, told) = read("", "HTTP/1.1 200 OK\nContent-Type: application/json\n\n{\n  \"a\": 1,\n  ...\n}");
        assert_eq!(message.map(|message| message.body), Some(Body::Other));
        assert!(told[0].starts_with("line 15: the example is no JSON, and was not used: "), "{told:?}");
        let (message, told) = read("", "POST /me/sendMail\nContent-Type: text/plain\n\nRnJvbTo=");
        assert_eq!((message.map(|message| message.body), told.len()), (Some(Body::Other), 0));
    }

    #[test]
    fn other_code_is_no_message() {
        for code in ["", "{}", "client.calls();", "HTTP/1.1", "FETCH /me", "HTTP/1.1 OK OK"] {
            assert!(read("", code).0.is_none(), "{code}");
        }
    }
}

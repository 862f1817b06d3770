//! A reader that shares nothing with the writer: it splits by hand, and asks the `url` crate for a second opinion.

use graph_action::Action;

use crate::random::{Outcome, Random};

/// A service root that is not a bare host, so that leaving it can be told.
pub(crate) const ROOT: &str = "https://gateway.example/graph";

/// Why a request is refused: the field, and words of the message.
pub(crate) type Fault = Option<(&'static str, &'static str)>;

/// A request as a server reads it.
#[derive(Debug)]
pub(crate) struct Wire {
    /// The segments below root and version, as they were sent.
    pub(crate) segments: Vec<String>,
    /// The query options, decoded.
    pub(crate) options: Vec<(String, String)>,
    /// The headers, in the order of their names.
    pub(crate) headers: Vec<(String, String)>,
    /// The body.
    pub(crate) body: Vec<u8>,
}

/// Builds a request and reads it. `faults` says, in the order of the wire, what must be refused; the first one is told.
#[track_caller]
pub(crate) fn wire(random: &mut Random, action: &impl Action, faults: &[Fault]) -> Option<Wire> {
    let request = match (action.request(ROOT), faults.iter().flatten().next()) {
        (Ok(request), None) => request,
        (Ok(request), Some((field, words))) => panic!("`{field}` {words}, and yet: {:?}", request.uri()),
        (Err(error), fault) => {
            assert!(error.is_invalid_request(), "{error}");
            let message = error.to_string();
            if let Some((field, words)) = fault {
                assert!(message.contains(words), "`{words}` expected: {message}");
                assert_eq!(error.field(), Some(*field), "{message}");
            } else {
                assert!(message.contains("URL of the request is not legal"), "{message}");
                assert!(random.may_be_too_long(), "{message}");
            }
            random.tell(Outcome::Refused);
            return None;
        }
    };
    random.tell(Outcome::Sent);
    let url = request.uri().to_string();
    assert!(url.bytes().all(|byte| byte.is_ascii_graphic() && !b"\"#<>\\^`{|}".contains(&byte)), "{url}");
    second_opinion(&url);
    let rest = url.strip_prefix(ROOT).unwrap_or_else(|| panic!("{url} leaves the root"));
    let rest = rest.strip_prefix("/v1.0/").unwrap_or_else(|| panic!("{url} leaves the version"));
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    let segments: Vec<String> = path.split('/').map(str::to_owned).collect();
    for segment in &segments {
        assert!(!matches!(&*decoded(segment), "" | "." | ".."), "{url}");
    }
    let options = query.split('&').filter(|_| !query.is_empty()).map(|option| {
        let (name, value) = option.split_once('=').unwrap_or_else(|| panic!("{url}"));
        assert!(!value.contains(['=', '?', '+', ';']), "{url}");
        (decoded(name), decoded(value))
    });
    let headers = request.headers().iter().map(|(name, value)| {
        let value = value.to_str().unwrap();
        assert!(!value.contains(['\r', '\n', '\0']), "{value:?}");
        (name.as_str().to_owned(), value.to_owned())
    });
    let mut headers: Vec<_> = headers.collect();
    headers.sort();
    Some(Wire { segments, options: options.collect(), headers, body: request.body().to_vec() })
}

/// A reader that resolves dots and backslashes as browsers do sees the same path, and a form decoder the same options.
#[track_caller]
fn second_opinion(text: &str) {
    let url = url::Url::parse(text).unwrap();
    let (path, query) = text.split_once('?').map_or((text, None), |(path, query)| (path, Some(query)));
    assert_eq!(url.path(), path.strip_prefix("https://gateway.example").unwrap());
    // It encodes a quote in a query.
    assert_eq!(url.query(), query.map(|query| query.replace('\'', "%27")).as_deref());
    assert_eq!((url.host_str(), url.port(), url.username()), (Some("gateway.example"), None, ""));
    assert!(url.fragment().is_none() && url.password().is_none());
    let by_hand = query.into_iter().flat_map(|query| query.split('&')).filter(|option| !option.is_empty());
    let by_hand = by_hand.map(|option| option.split_once('=').map(|(a, b)| (decoded(a), decoded(b))).unwrap());
    assert!(by_hand.eq(url.query_pairs().into_owned()), "{text}");
}

/// Percent-decoding by hand.
#[track_caller]
pub(crate) fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digit = |byte: Option<u8>| char::from(byte.unwrap()).to_digit(16).unwrap();
            let value = digit(rest.next()) * 16 + digit(rest.next());
            bytes.push(u8::try_from(value).unwrap());
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).unwrap()
}

/// Why a text is no key.
pub(crate) fn no_key(field: &'static str, text: &str) -> Fault {
    match text {
        "" => Some((field, "is empty")),
        "." | ".." => Some((field, "is `.` or `..`")),
        _ => None,
    }
}

/// Why a text is no path of several segments.
pub(crate) fn no_path(field: &'static str, text: &str) -> Fault {
    segments_of(text).into_iter().find_map(|segment| no_key(field, segment))
}

/// The segments that a path has: a slash at its start or end means nothing.
pub(crate) fn segments_of(text: &str) -> Vec<&str> {
    let text = text.strip_prefix('/').unwrap_or(text);
    text.strip_suffix('/').unwrap_or(text).split('/').collect()
}

/// What a segment `function(…)` is given: names and values as sent, none between the parentheses being none at all.
#[track_caller]
pub(crate) fn arguments(segment: &str, function: &str) -> Vec<(String, String)> {
    let inside = segment.strip_prefix(function).and_then(|rest| rest.strip_prefix('('));
    let inside = inside.and_then(|rest| rest.strip_suffix(')')).unwrap_or_else(|| panic!("{segment}"));
    let sent = split(inside);
    // A server that decodes first and splits then sees the same.
    let late: Vec<_> = split(&decoded(inside));
    let early: Vec<_> = sent.iter().map(|(name, value)| (name.clone(), decoded(value))).collect();
    assert_eq!(late, early, "{segment}");
    sent
}

/// Splits at commas outside quotes, and each piece at its first `=` outside quotes.
#[track_caller]
fn split(inside: &str) -> Vec<(String, String)> {
    let mut found = vec![(String::new(), String::new())];
    let mut named = false;
    let mut quoted = false;
    for character in inside.chars() {
        quoted ^= character == '\'';
        let last = found.last_mut().unwrap();
        match character {
            ',' if !quoted => {
                found.push((String::new(), String::new()));
                named = false;
            }
            '=' if !quoted && !named => {
                last.0 = std::mem::take(&mut last.1);
                named = true;
            }
            '(' | ')' if !quoted => panic!("{inside}"),
            _ => last.1.push(character),
        }
    }
    assert!(!quoted, "{inside}");
    found.retain(|argument| *argument != (String::new(), String::new()));
    found
}

/// The text behind the quotes of a literal.
#[track_caller]
pub(crate) fn unquoted(literal: &str) -> String {
    let inside = literal.strip_prefix('\'').and_then(|literal| literal.strip_suffix('\'')).unwrap();
    let inside = decoded(inside);
    assert!(!inside.replace("''", "").contains('\''), "{literal}");
    inside.replace("''", "'")
}

/// Pairs of texts, to compare with.
pub(crate) fn pair(name: &str, value: impl Into<String>) -> (String, String) {
    (name.to_owned(), value.into())
}

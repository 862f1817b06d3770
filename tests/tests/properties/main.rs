//! Properties of what goes on the wire, for any value: from outside, through declared actions.

mod body;
mod headers;
mod identity;
mod path;
mod query;
mod retry_after;

use bytes::Bytes;
use graph_action::{Action, Result};
use http::Request;
use proptest::prelude::{Strategy, any};
use proptest::string::string_regex;

/// A service root that is not a bare host, so that leaving it can be told.
const ROOT: &str = "https://gateway.example/graph";

/// The request of an action.
fn request(action: &impl Action) -> Result<Request<Bytes>> {
    action.request(ROOT)
}

/// The path below root and version, its segments not decoded; it never leaves either.
#[track_caller]
fn segments(request: &Request<Bytes>) -> Vec<String> {
    let uri = request.uri();
    assert_eq!(
        (uri.scheme_str(), uri.authority().map(http::uri::Authority::as_str)),
        (Some("https"), Some("gateway.example"))
    );
    // A second reader, who resolves dots and backslashes as browsers do, sees the same; it encodes quotes in a query.
    let url = url::Url::parse(&uri.to_string()).unwrap();
    assert_eq!((url.path(), url.query()), (uri.path(), uri.query().map(|query| query.replace('\'', "%27")).as_deref()));
    assert!(url.fragment().is_none() && url.username().is_empty());
    let path = uri.path().strip_prefix("/graph/v1.0/").unwrap_or_else(|| panic!("{uri} leaves the root"));
    path.split('/').map(str::to_owned).collect()
}

/// The query options, nothing decoded.
fn options(request: &Request<Bytes>) -> Vec<(String, String)> {
    let query = request.uri().query().unwrap_or_default();
    let options = query.split('&').filter(|option| !option.is_empty());
    options.map(|option| option.split_once('=').map(|(a, b)| (a.to_owned(), b.to_owned())).unwrap()).collect()
}

/// Percent-decoding by hand, so that no decoder of the crate's own kind proves itself right.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits = [rest.next().unwrap(), rest.next().unwrap()];
            bytes.push(u8::from_str_radix(std::str::from_utf8(&digits).unwrap(), 16).unwrap());
        } else {
            assert!(byte.is_ascii_graphic(), "{text}");
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).unwrap()
}

/// Texts of every kind: any characters at all, and above all those that mean something in a URL.
fn text() -> impl Strategy<Value = String> {
    proptest::prop_oneof![
        any::<String>(),
        string_regex("[/?#&=%.:;@'\"()\\[\\]\\\\$+, a-c~!*|^`{}<>\r\n\t\u{0}é]{0,12}").unwrap(),
        string_regex("(\\.|%2e|%2F|/|\\\\){0,6}").unwrap(),
    ]
}

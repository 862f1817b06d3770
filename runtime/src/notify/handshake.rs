//! The handshake: Graph posts a token to an endpoint before it makes a subscription, and wants it back.
//!
//! The token is opaque and comes from anybody: it is only ever sent back as plain text, and never read.
//!
//! Source: [notification endpoint validation](https://learn.microsoft.com/graph/change-notifications-delivery-webhooks).

use bytes::Bytes;
use http::header::{CONTENT_TYPE, X_CONTENT_TYPE_OPTIONS};
use http::{HeaderValue, Response};
use percent_encoding::percent_decode;

/// The query option with the token.
const TOKEN: &str = "validationToken";

/// The longest token that is sent back. Graph's have some hundred bytes.
const LONGEST: usize = 4096;

/// What is wrong with a token.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Refused {
    /// There is nothing in it.
    Empty,
    /// It is longer than any of Graph's.
    TooLong,
}

/// The token in a query, decoded; none where this is no handshake.
pub(super) fn token(query: &str) -> Option<Result<Bytes, Refused>> {
    let values = query.split('&').filter_map(|option| option.split_once('=').or(Some((option, ""))));
    let (_, encoded) = values.into_iter().find(|(name, _)| decode(name) == TOKEN.as_bytes())?;
    // Encoding does at most triple the length: what is longer need not be decoded.
    if encoded.len() > 3 * LONGEST {
        return Some(Err(Refused::TooLong));
    }
    let decoded = decode(encoded);
    Some(match decoded.len() {
        0 => Err(Refused::Empty),
        1..=LONGEST => Ok(Bytes::from(decoded)),
        _ => Err(Refused::TooLong),
    })
}

/// The answer that Graph waits for. `nosniff`, since whoever sends a link with markup in it must not have it shown as a page.
pub(super) fn answer(token: Bytes) -> Response<Bytes> {
    let mut response = Response::new(token);
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/plain"));
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    response
}

/// The bytes that a part of a query stands for, as a form encodes it. They need not be UTF-8.
fn decode(text: &str) -> Vec<u8> {
    percent_decode(text.replace('+', " ").as_bytes()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_token_is_decoded_once() {
        for (query, expected) in [
            (
                "validationToken=Validation%3A+Testing+client+application+reachability+for+subscription+Request-Id%3A+a%2Fb",
                Some("Validation: Testing client application reachability for subscription Request-Id: a/b"),
            ),
            ("code=k&validationToken=a%20b%2Bc", Some("a b+c")),
            ("validationToken=%253Cb%253E", Some("%3Cb%3E")),
            ("validationToken=%3Cscript%3E", Some("<script>")),
            ("validation%54oken=a=b", Some("a=b")),
            ("validationToken=100%", Some("100%")),
            ("validationtoken=a", None),
            ("xvalidationToken=a", None),
            ("", None),
        ] {
            let token = token(query).map(|token| token.unwrap());
            assert_eq!(token.as_deref(), expected.map(str::as_bytes), "{query}");
        }
    }

    #[test]
    fn a_token_that_is_no_text_comes_back_too() {
        assert_eq!(token("validationToken=%FF%00").unwrap().unwrap(), b"\xff\x00".as_slice());
    }

    #[test]
    fn a_token_has_a_length_of_graphs() {
        let of = |length: usize| token(&format!("validationToken={}", "%41".repeat(length))).unwrap().map(|t| t.len());
        assert_eq!(of(LONGEST), Ok(LONGEST));
        assert_eq!(of(LONGEST + 1), Err(Refused::TooLong));
        let plain = format!("validationToken={}", "a".repeat(LONGEST + 1));
        assert_eq!(token(&plain).unwrap(), Err(Refused::TooLong));
        assert_eq!(token("validationToken=").unwrap(), Err(Refused::Empty));
        assert_eq!(token("validationToken").unwrap(), Err(Refused::Empty));
    }

    #[test]
    fn the_answer_is_plain_text_and_nothing_else() {
        let response = answer(Bytes::from_static(b"<b>"));
        assert_eq!((response.status().as_u16(), response.body().as_ref()), (200, b"<b>".as_slice()));
        assert_eq!(response.headers()[CONTENT_TYPE], "text/plain");
        assert_eq!(response.headers()[X_CONTENT_TYPE_OPTIONS], "nosniff");
    }
}

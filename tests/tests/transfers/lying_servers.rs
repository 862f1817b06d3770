//! Downloads from servers that contradict themselves: refused, and never handed on as if all were well.

use std::collections::VecDeque;
use std::sync::Mutex;

use futures_util::TryStreamExt;
use graph_action::auth::StaticToken;
use graph_action::transfer::Download;
use graph_action::transport::{Body, BoxFuture, Transport, TransportError};
use graph_action::{Bytes, Client, ErrorKind};

use crate::GetContent;
use crate::common::raw::{Act, RawServer, reply};
use crate::common::{client_of, quick, soon};

/// A reply that is over before its length is reached.
fn cut(status: &str, headers: &str, length: usize, body: &str) -> Act {
    Act::Say(format!("HTTP/1.1 {status}\r\n{headers}Content-Length: {length}\r\n\r\n{body}").into_bytes())
}

/// A transport that compares no length with what arrives, as one of a user's own may do.
struct Careless(Mutex<VecDeque<http::Response<Body>>>);

impl Transport for Careless {
    fn send(&self, _: http::Request<Bytes>) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        let response = self.0.lock().unwrap().pop_front().unwrap();
        Box::pin(async { Ok(response) })
    }
}

/// What a download of any file gets from a server: the bytes that it handed on, and how it ended.
async fn downloaded(acts: Vec<Act>) -> (String, Result<(), graph_action::Error>, RawServer) {
    let server = RawServer::start(acts).await;
    let (text, end) = downloaded_by(&client_of(&server.url())).await;
    (text, end, server)
}

/// What a download of any file gets through a client.
async fn downloaded_by(client: &Client) -> (String, Result<(), graph_action::Error>) {
    let file = GetContent { drive: "a".into(), item: "b".into() };
    let mut pieces = Download::of(client, &file).stream();
    let mut text = String::new();
    let end = loop {
        match soon(pieces.try_next()).await {
            Ok(Some(piece)) => text.push_str(std::str::from_utf8(&piece).unwrap()),
            Ok(None) => break Ok(()),
            Err(error) => break Err(error),
        }
    };
    (text, end)
}

#[tokio::test]
async fn an_answer_that_is_not_what_was_asked_for_is_refused() {
    const TAG: &str = "ETag: \"a\"\r\n";
    for (second, kind, why) in [
        (
            reply("206 Partial Content", "ETag: \"a\"\r\nContent-Range: bytes 3-9/10\r\n", "3456789"),
            ErrorKind::Response,
            "byte 4",
        ),
        (reply("206 Partial Content", TAG, "456789"), ErrorKind::Response, "which bytes"),
        (
            reply("206 Partial Content", "ETag: \"b\"\r\nContent-Range: bytes 4-9/10\r\n", "456789"),
            ErrorKind::Changed,
            "\"b\"",
        ),
        (
            reply("206 Partial Content", "ETag: \"a\"\r\nContent-Range: bytes 4-9/11\r\n", "456789"),
            ErrorKind::Changed,
            "11 bytes",
        ),
        (
            reply("206 Partial Content", "ETag: \"a\"\r\nContent-Range: bytes 4-9/10\r\n", "45678"),
            ErrorKind::Response,
            "length",
        ),
        (reply("200 OK", "", "0123456789"), ErrorKind::Changed, "no ETag"),
        (reply("200 OK", "ETag: W/\"b\"\r\n", "0123456789"), ErrorKind::Changed, "W/\"b\""),
        (reply("404 Not Found", "", "gone"), ErrorKind::Service, "after 4 bytes"),
        (reply("416 Range Not Satisfiable", "Content-Range: bytes */3\r\n", ""), ErrorKind::Service, "after 4 bytes"),
    ] {
        let (text, end, server) = downloaded(vec![cut("200 OK", TAG, 10, "0123"), second]).await;
        let error = end.unwrap_err();
        assert_eq!((text.as_str(), error.kind()), ("0123", kind), "{error}");
        assert!(error.to_string().contains(why), "{why}: {error}");
        let request = &server.requests()[1];
        assert!(request.contains("range: bytes=4-\r\n") && request.contains("if-range: \"a\"\r\n"), "{request}");
    }
}

#[tokio::test]
async fn without_a_strong_etag_nothing_is_put_together() {
    for tag in ["", "ETag: W/\"a\"\r\n", "Last-Modified: Wed, 21 Oct 2015 07:28:00 GMT\r\n"] {
        let rest = reply("206 Partial Content", &format!("{tag}Content-Range: bytes 4-9/10\r\n"), "456789");
        let (text, end, server) = downloaded(vec![cut("200 OK", tag, 10, "0123"), rest]).await;
        let error = end.unwrap_err();
        assert_eq!((text.as_str(), error.kind()), ("0123", ErrorKind::Transport), "{error}");
        assert!(error.to_string().contains("no strong ETag"), "{error}");
        assert_eq!(server.requests().len(), 1);
        // With nothing to fit, there is nothing to be sure of.
        let whole = reply("200 OK", tag, "0123456789");
        let (text, end, _) = downloaded(vec![cut("200 OK", tag, 10, ""), whole]).await;
        end.unwrap();
        assert_eq!(text, "0123456789");
    }
}

#[tokio::test]
async fn a_body_of_unknown_length_ends_where_its_last_chunk_says() {
    let chunked = |end: &str| {
        let head = "HTTP/1.1 200 OK\r\nETag: \"a\"\r\nTransfer-Encoding: chunked\r\n\r\n";
        Act::Say(format!("{head}4\r\n0123\r\n{end}").into_bytes())
    };
    let (text, end, _) = downloaded(vec![chunked("0\r\n\r\n")]).await;
    end.unwrap();
    assert_eq!(text, "0123");
    // Cut behind the last byte: the service says that there is no more.
    let at_end = reply("416 Range Not Satisfiable", "Content-Range: bytes */4\r\nETag: \"a\"\r\n", "");
    let (text, end, _) = downloaded(vec![chunked(""), at_end]).await;
    end.unwrap();
    assert_eq!(text, "0123");
    let rest = reply("206 Partial Content", "Content-Range: bytes 4-9/10\r\nETag: \"a\"\r\n", "456789");
    let (text, end, _) = downloaded(vec![chunked(""), rest]).await;
    end.unwrap();
    assert_eq!(text, "0123456789");
}

#[tokio::test]
async fn less_than_was_asked_for_is_gone_on_with() {
    let part = |range: &str, body: &str| {
        reply("206 Partial Content", &format!("ETag: \"a\"\r\nContent-Range: bytes {range}/10\r\n"), body)
    };
    let (text, end, server) =
        downloaded(vec![cut("200 OK", "ETag: \"a\"\r\n", 10, "0"), part("1-3", "123"), part("4-9", "456789")]).await;
    end.unwrap();
    assert_eq!((text.as_str(), server.requests().len()), ("0123456789", 3));
}

#[tokio::test]
async fn before_the_first_byte_a_changed_file_is_no_matter() {
    let whole = reply("200 OK", "ETag: \"b\"\r\n", "01234");
    let (text, end, server) = downloaded(vec![cut("200 OK", "ETag: \"a\"\r\n", 10, ""), whole]).await;
    end.unwrap();
    assert_eq!((text.as_str(), server.requests().len()), ("01234", 2));
}

#[tokio::test]
async fn a_length_is_held_to_whatever_the_transport_makes_of_it() {
    let response = |status: u16, length: &str, range: &str, body: &'static str| {
        let response =
            http::Response::builder().status(status).header("ETag", "\"a\"").header("Content-Length", length);
        response.header("Content-Range", range).body(Body::from(body)).unwrap()
    };
    for (responses, expected) in [
        (vec![response(200, "10", "", "0123456789A")], None),
        (vec![response(206, "10", "bytes 0-9/10", "0123456789A")], None),
        (vec![response(200, "10", "", "0123"), response(206, "6", "bytes 4-9/10", "456789")], Some("0123456789")),
        (vec![response(200, "10", "", ""), response(200, "10", "", "0123456789")], Some("0123456789")),
    ] {
        let transport = Careless(Mutex::new(responses.into()));
        let client = Client::builder(StaticToken::new("token")).transport(transport).retry(quick()).build().unwrap();
        let (text, end) = downloaded_by(&client).await;
        match (expected, end) {
            (Some(expected), Ok(())) => assert_eq!(text, expected),
            (None, Err(error)) => {
                assert!(error.kind() == ErrorKind::Response && error.to_string().contains("behind byte 10"), "{error}");
                assert_eq!(text, "");
            }
            (expected, end) => panic!("{expected:?}: {end:?}"),
        }
    }
}

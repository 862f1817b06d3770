//! Servers that break the rules of HTTP: an error in time, no panic, and what is known is kept.

use graph_action::{Error, ErrorKind, RetryPolicy};

use crate::common::actions::get;
use crate::common::raw::{Act, RawServer};
use crate::common::{shown, soon};

/// The error of a GET that is answered with these bytes, and then the end of the connection.
async fn failure(bytes: impl Into<Vec<u8>>) -> Error {
    let server = RawServer::start([Act::Say(bytes.into())]).await;
    let builder = graph_action::Client::builder(graph_action::auth::StaticToken::new("t")).base_url(server.url());
    let error = soon(get("a").send(&builder.retry(RetryPolicy::never()).build().unwrap())).await.unwrap_err();
    assert_eq!(server.requests().len(), 1);
    assert_eq!(error.path(), Some("/communications/calls/<id>"));
    error
}

#[tokio::test]
async fn what_is_no_http_is_an_error() {
    let long_header = format!("HTTP/1.1 200 OK\r\nX: {}\r\n\r\n", "x".repeat(1 << 20));
    for bytes in [
        &b""[..],
        b"\r\n\r\n",
        b"garbage",
        b"SSH-2.0-OpenSSH_9.7\r\n",
        b"HTTP/1.1",
        b"HTTP/1.1 99 Low\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
        b"HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
        b"\x00\xff\xfe\x15\x03\x01\x00\x02\x02\x46",
        long_header.as_bytes(),
    ] {
        let error = failure(bytes).await;
        assert_eq!(error.kind(), ErrorKind::Transport, "{error:?}");
        assert!(std::error::Error::source(&error).is_some());
    }
}

#[tokio::test]
async fn a_body_that_is_cut_off_is_an_error_and_not_a_short_body() {
    for bytes in [
        &b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"a\": 1}"[..],
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n8\r\n{\"a\": 1}\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nnot hex\r\n{}",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n{}",
    ] {
        assert_eq!(failure(bytes).await.kind(), ErrorKind::Transport);
    }
}

/// What Graph hands out with an upload session or an item is an address that needs no token.
#[tokio::test]
async fn what_came_of_a_success_is_kept_and_not_shown() {
    for head in ["Content-Length: 200", "Content-Length: 52"] {
        let body = r#"{"uploadUrl": "https://storage.example/?tempauth=x1y2"#;
        let error = failure(format!("HTTP/1.1 200 OK\r\n{head}\r\n\r\n{body}")).await;
        assert!(error.body().starts_with(br#"{"uploadUrl": "https://storage"#), "{error:?}");
        let text = shown(&error);
        assert!(text.contains("200") && !text.contains("storage.example"), "{text}");
    }
}

#[tokio::test]
async fn an_error_that_is_cut_off_still_tells_its_status_and_ids() {
    let error = failure(
        "HTTP/1.1 404 Not Found\r\nrequest-id: theirs\r\nContent-Length: 100\r\n\r\n{\"error\": {\"code\": \"x\", \"me",
    )
    .await;
    assert_eq!(error.status().map(|status| status.as_u16()), Some(404), "{error:?}");
    assert!(error.is_not_found());
    assert_eq!(error.request_id(), Some("theirs"));
    assert!(error.to_string().contains("404 Not Found, x"), "{error}");
    // And what came of its body: the code was whole.
    assert_eq!(error.code(), Some("x"));
    assert_eq!(error.body(), b"{\"error\": {\"code\": \"x\", \"me");
}

#[tokio::test]
async fn a_page_that_is_too_long_is_kept_as_far_as_it_is_read() {
    let page = "<title>Busy</title>".to_owned() + &"x".repeat(200_000);
    let bytes = format!("HTTP/1.1 502 Bad Gateway\r\nContent-Length: {}\r\n\r\n{page}", page.len());
    let server = RawServer::start([Act::Say(bytes.into_bytes())]).await;
    let builder = graph_action::Client::builder(graph_action::auth::StaticToken::new("t")).base_url(server.url());
    let client = builder.retry(RetryPolicy::never()).max_response_bytes(100_000).build().unwrap();
    let error = soon(get("a").send(&client)).await.unwrap_err();
    assert!(error.to_string().contains("502 Bad Gateway: Busy"), "{error}");
    assert!(error.body().starts_with(b"<title>Busy</title>x") && error.body().len() <= 100_000);
}

#[tokio::test]
async fn a_length_that_is_too_short_is_a_body_that_does_not_fit() {
    let error = failure("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n{\"a\": 1}").await;
    assert_eq!(error.kind(), ErrorKind::Response);
    assert_eq!(error.body(), b"{\"a\"");
}

#[tokio::test]
async fn headers_that_are_no_text_are_no_danger() {
    let error = failure(
        b"HTTP/1.1 429 \xff\r\nRetry-After: \xff\r\nrequest-id: \xe9\r\nLocation: \xff\r\nContent-Length: 0\r\n\r\n"
            .to_vec(),
    )
    .await;
    assert!(error.is_throttled());
    assert_eq!((error.retry_after(), error.request_id()), (None, None));
}

//! A body that is handed on as it arrives: in pieces, without a limit, and never cut short in silence.

use std::time::Duration;

use futures_util::{StreamExt, TryStreamExt};
use graph_action::auth::StaticToken;
use graph_action::{Action, Call, Client, Content, ErrorKind, Reply, RetryPolicy, graph_action};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use crate::common::raw::{Act, RawServer, reply};
use crate::common::{client_of, soon};

/// A download.
#[graph_action(GET "/files/<id>/content" -> Content)]
pub(crate) struct Download {
    pub(crate) id: String,
}

/// A download, with what HTTP says around it.
#[graph_action(GET "/files/<id>/content" -> Reply<Content>)]
struct DownloadWithReply {
    id: String,
}

/// A download of one file.
fn file() -> Download {
    Download { id: "secret-id".to_owned() }
}

/// A client of any server that gives up soon, and at once.
fn hasty(url: &str, timeout: Duration) -> Client {
    let builder = Client::builder(StaticToken::new("token")).base_url(url).timeout(timeout);
    builder.retry(RetryPolicy::never()).build().unwrap()
}

/// The one connection to a server, once its request is there.
async fn asked(listener: &TcpListener) -> TcpStream {
    let (mut stream, _) = listener.accept().await.unwrap();
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(stream.read_u8().await.unwrap());
    }
    stream
}

#[test]
fn a_call_can_be_sent_to_another_thread() {
    fn assert<T: Send + 'static>(_: &T) {}
    let client = client_of("http://127.0.0.1:1");
    let call: Call<Content> = file().send(&client);
    assert(&call);
    assert(&async move { call.await?.bytes().await });
}

#[tokio::test]
async fn the_first_piece_is_there_before_the_last_one_is_sent() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let client = client_of(&format!("http://{}", listener.local_addr().unwrap()));
    let call = tokio::spawn(file().send(&client));
    let mut server = soon(asked(&listener)).await;
    server.write_all(b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Length: 6\r\n\r\none").await.unwrap();
    let content = soon(call).await.unwrap().unwrap();
    assert_eq!((content.content_type(), content.content_length()), (Some("image/png"), Some(6)));
    let mut pieces = content.into_stream();
    assert_eq!(soon(pieces.try_next()).await.unwrap().unwrap(), "one");
    server.write_all(b"two").await.unwrap();
    assert_eq!(soon(pieces.try_next()).await.unwrap().unwrap(), "two");
    assert!(soon(pieces.next()).await.is_none());
    assert!(pieces.next().await.is_none());
}

#[tokio::test]
async fn a_download_asks_for_whatever_it_is() {
    let server = RawServer::start([reply("200 OK", "Content-Type: text/csv\r\nrequest-id: theirs\r\n", "a,b")]).await;
    let answer = soon(DownloadWithReply { id: "a".into() }.send(&client_of(&server.url()))).await.unwrap();
    assert_eq!((answer.status().as_u16(), answer.request_id()), (200, Some("theirs")));
    assert_eq!(answer.into_body().bytes().await.unwrap(), "a,b");
    assert!(server.requests()[0].contains("accept: */*\r\n"), "{:?}", server.requests());
}

#[tokio::test]
async fn a_body_that_is_cut_off_ends_with_an_error() {
    for bytes in [
        &b"HTTP/1.1 200 OK\r\nrequest-id: theirs\r\nContent-Length: 100\r\n\r\nhalf"[..],
        b"HTTP/1.1 200 OK\r\nrequest-id: theirs\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n",
    ] {
        let server = RawServer::start([Act::Say(bytes.to_vec())]).await;
        let client = client_of(&server.url());
        let mut pieces = soon(file().send(&client)).await.unwrap().into_stream();
        assert_eq!(soon(pieces.try_next()).await.unwrap().unwrap(), "half");
        let error = soon(pieces.try_next()).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Transport, "{error:?}");
        assert_eq!(error.path(), Some("/files/<id>/content"));
        assert_eq!(error.request_id(), Some("theirs"));
        assert!(error.client_request_id().is_some());
        assert!(pieces.next().await.is_none());
        let error = soon(soon(file().send(&client)).await.unwrap().bytes()).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Transport, "{error:?}");
    }
}

#[tokio::test]
async fn all_at_once_has_a_limit_and_a_stream_has_none() {
    let server = RawServer::start([reply("200 OK", "", "12345678")]).await;
    let with = |most| {
        let builder = Client::builder(StaticToken::new("token")).base_url(server.url());
        builder.max_response_bytes(most).build().unwrap()
    };
    assert_eq!(soon(file().send(&with(8))).await.unwrap().bytes().await.unwrap(), "12345678");
    let error = soon(file().send(&with(7))).await.unwrap().bytes().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Response);
    assert!(error.to_string().contains("`max_response_bytes`"), "{error}");
    let pieces: Vec<_> = soon(file().send(&with(7))).await.unwrap().into_stream().try_collect().await.unwrap();
    assert_eq!(pieces.concat(), b"12345678");
}

#[tokio::test]
async fn an_error_is_one_with_all_that_the_service_says() {
    let body = r#"{"error": {"code": "itemNotFound", "message": "No such file."}}"#;
    let server = RawServer::start([reply("404 Not Found", "Content-Type: application/json\r\n", body)]).await;
    let error = soon(file().send(&client_of(&server.url()))).await.unwrap_err();
    assert_eq!((error.kind(), error.code()), (ErrorKind::Service, Some("itemNotFound")));
    assert_eq!(error.body(), body.as_bytes());
    assert!(error.is_not_found() && error.to_string().contains("No such file."), "{error}");
}

#[tokio::test]
async fn an_error_is_repeated_like_any_other() {
    let busy = reply("503 Service Unavailable", "Retry-After: 0\r\n", "");
    let server = RawServer::start([busy, reply("200 OK", "", "there")]).await;
    let content = soon(file().send(&client_of(&server.url()))).await.unwrap();
    assert_eq!(content.bytes().await.unwrap(), "there");
}

#[tokio::test]
async fn a_download_may_take_longer_than_the_timeout_as_long_as_it_moves() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let client = hasty(&format!("http://{}", listener.local_addr().unwrap()), Duration::from_millis(500));
    let call = tokio::spawn(async move { file().send(&client).await?.bytes().await });
    let mut server = soon(asked(&listener)).await;
    server.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n").await.unwrap();
    for _ in 0..10 {
        tokio::time::sleep(Duration::from_millis(100)).await;
        server.write_all(b"x").await.unwrap();
    }
    assert_eq!(soon(call).await.unwrap().unwrap(), "xxxxxxxxxx");
}

#[tokio::test]
async fn what_stops_moving_ends_in_time() {
    let stalled = "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf";
    let failed = "HTTP/1.1 404 Not Found\r\nContent-Length: 10\r\n\r\nhalf";
    for (bytes, answered) in [(stalled, true), (failed, false), ("", false)] {
        let server = RawServer::start([Act::Stall(bytes.into())]).await;
        let called = soon(file().send(&hasty(&server.url(), Duration::from_millis(100)))).await;
        assert_eq!(called.is_ok(), answered, "{bytes:?}: {called:?}");
        let error = match called {
            Ok(content) => soon(content.bytes()).await.unwrap_err(),
            Err(error) => error,
        };
        assert_eq!(error.kind(), ErrorKind::Timeout, "{bytes:?}: {error:?}");
    }
}

#[tokio::test]
async fn a_response_from_elsewhere_is_content_too() {
    let response = http::Response::builder().header("Content-Type", "text/plain").body("abc".into()).unwrap();
    let content = Download::response(response).unwrap();
    assert_eq!((content.content_type(), content.content_length()), (Some("text/plain"), Some(3)));
    let pieces: Vec<_> = content.into_stream().try_collect().await.unwrap();
    assert_eq!(pieces, ["abc"]);
    let empty = Download::response(http::Response::new("".into())).unwrap();
    assert!(empty.into_stream().next().await.is_none());
    let redirect = http::Response::builder().status(302).header("Location", "https://a.example").body("".into());
    assert_eq!(Download::response(redirect.unwrap()).unwrap_err().status().map(|status| status.as_u16()), Some(302));
}

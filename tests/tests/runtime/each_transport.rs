//! What every transport of this crate has to do, by itself and under the pipeline: reqwest's and hyper's.

use std::time::Duration;

use bytes::Bytes;
use futures_util::TryStreamExt;
use graph_action::auth::StaticToken;
use graph_action::transport::{
    FreshConnection, HyperTransport, ReqwestTransport, Streamed, Transport, TransportError, TransportErrorKind,
};
use graph_action::{Client, ErrorKind};
use tokio::io::AsyncWriteExt;
use tokio::net::{TcpListener, TcpSocket};

use crate::common::actions::{cancel, get};
use crate::common::raw::{Act, RawServer, fine, reply};
use crate::common::{quick, soon};

/// Each transport, with limits that a test can sit through.
fn each(timeout: Duration) -> [(&'static str, Box<dyn Transport>); 2] {
    let connect = Duration::from_secs(5);
    [
        ("reqwest", Box::new(ReqwestTransport::new(connect, timeout).unwrap()) as Box<dyn Transport>),
        ("hyper", Box::new(HyperTransport::new(connect, timeout).unwrap())),
    ]
}

/// A client over a transport.
fn client(url: &str, transport: Box<dyn Transport>) -> Client {
    Client::builder(StaticToken::new("token")).base_url(url).retry(quick()).transport(transport).build().unwrap()
}

/// A request, and the mark that its body is handed on where it is.
fn request(url: &str, is_streamed: bool) -> http::Request<Bytes> {
    let mut request = http::Request::post(format!("{url}/v1.0/a?b=c%2Fd")).body(Bytes::from_static(b"body")).unwrap();
    if is_streamed {
        request.extensions_mut().insert(Streamed);
    }
    request
}

/// An exchange and all of its body.
async fn whole(transport: &dyn Transport, request: http::Request<Bytes>) -> Result<String, TransportError> {
    let response = soon(transport.send(request)).await?;
    let pieces: Vec<Bytes> = soon(response.into_body().try_collect()).await?;
    Ok(String::from_utf8_lossy(&pieces.concat()).into_owned())
}

#[tokio::test]
async fn a_request_goes_out_as_it_is_and_its_answer_comes_back() {
    for (name, transport) in each(Duration::from_secs(5)) {
        let server = RawServer::start([reply("201 Created", "", "answer")]).await;
        assert_eq!(whole(&*transport, request(&server.url(), false)).await.unwrap(), "answer", "{name}");
        let sent = &server.requests()[0];
        assert!(sent.starts_with("POST /v1.0/a?b=c%2Fd HTTP/1.1\r\n"), "{name}: {sent}");
        assert!(
            sent.to_lowercase().contains("content-length: 4\r\n") && sent.ends_with("\r\n\r\nbody"),
            "{name}: {sent}"
        );
    }
}

#[tokio::test]
async fn how_far_a_failure_got_is_told() {
    let refusing = TcpSocket::new_v4().unwrap();
    refusing.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let nobody = format!("http://{}", refusing.local_addr().unwrap());
    let stalled = Act::Stall(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nbegun".to_vec());
    for (act, kind) in [
        (None, TransportErrorKind::Connect),
        (Some(Act::ResetBefore), TransportErrorKind::Other),
        (Some(Act::Reset), TransportErrorKind::Other),
        (Some(Act::Say(Vec::new())), TransportErrorKind::Other),
        (Some(Act::Say(b"garbage\r\n\r\n".to_vec())), TransportErrorKind::Other),
        (Some(Act::Say(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nshort".to_vec())), TransportErrorKind::Other),
        (Some(Act::Stall(Vec::new())), TransportErrorKind::Timeout),
        (Some(Act::Stall(b"HTTP/1.1 200 OK\r\nCont".to_vec())), TransportErrorKind::Timeout),
        (Some(stalled), TransportErrorKind::Timeout),
    ] {
        for (name, transport) in each(Duration::from_millis(300)) {
            for is_streamed in [false, true] {
                let server = match &act {
                    Some(act) => Some(RawServer::start([act.clone()]).await),
                    None => None,
                };
                let url = server.as_ref().map_or(nobody.clone(), RawServer::url);
                let error = whole(&*transport, request(&url, is_streamed)).await.unwrap_err();
                assert_eq!(error.kind(), kind, "{name}, streamed: {is_streamed}, {act:?}: {error:?}");
                assert!(!format!("{error} {error:?}").contains("/v1.0/a"), "{name}: {error:?}");
            }
        }
    }
}

#[tokio::test]
async fn a_body_that_is_handed_on_may_take_longer_than_the_limit_and_any_other_may_not() {
    for (name, transport) in each(Duration::from_millis(400)) {
        for is_streamed in [false, true] {
            let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
            let url = format!("http://{}", listener.local_addr().unwrap());
            let server = tokio::spawn(async move {
                let (mut stream, _) = listener.accept().await.unwrap();
                crate::common::raw::read(&mut stream).await;
                let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\n").await;
                for _ in 0..8 {
                    tokio::time::sleep(Duration::from_millis(100)).await;
                    let _ = stream.write_all(b"x").await;
                }
            });
            let answer = whole(&*transport, request(&url, is_streamed)).await;
            match answer {
                Ok(body) => assert!(is_streamed && body == "xxxxxxxx", "{name}: {body}"),
                Err(error) => assert!(!is_streamed && error.kind() == TransportErrorKind::Timeout, "{name}: {error:?}"),
            }
            server.abort();
        }
    }
}

/// A server that keeps its connections, and answers each request with what is next.
async fn keeping(answers: [&'static str; 3]) -> (String, tokio::task::JoinHandle<Vec<usize>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let server = tokio::spawn(async move {
        let (sender, mut served) = tokio::sync::mpsc::unbounded_channel();
        let answers = std::sync::Arc::new(std::sync::Mutex::new(answers.into_iter()));
        let accepting = tokio::spawn(async move {
            for connection in 0.. {
                let (mut stream, _) = listener.accept().await.unwrap();
                let (sender, answers) = (sender.clone(), answers.clone());
                tokio::spawn(async move {
                    while crate::common::raw::read(&mut stream).await.is_some() {
                        let Some(answer) = answers.lock().unwrap().next() else { return };
                        sender.send(connection).unwrap();
                        let reply = format!("HTTP/1.1 {answer}\r\nContent-Length: 2\r\n\r\n{{}}");
                        stream.write_all(reply.as_bytes()).await.unwrap();
                    }
                });
            }
        });
        let mut connections = Vec::new();
        while connections.len() < 3 {
            connections.push(served.recv().await.unwrap());
        }
        accepting.abort();
        connections
    });
    (url, server)
}

#[tokio::test]
async fn connections_are_kept_but_for_the_repetition_after_a_503() {
    for (name, transport) in each(Duration::from_secs(5)) {
        let (url, server) = keeping(["200 OK", "503 Service Unavailable", "200 OK"]).await;
        let client = client(&url, transport);
        soon(get("a").send(&client)).await.unwrap();
        soon(get("a").send(&client)).await.unwrap();
        assert_eq!(soon(server).await.unwrap(), [0, 0, 1], "{name}");
    }
    // A 429 is no reason for another connection.
    for (name, transport) in each(Duration::from_secs(5)) {
        let (url, server) = keeping(["200 OK", "429 Too Many Requests", "200 OK"]).await;
        let client = client(&url, transport);
        soon(get("a").send(&client)).await.unwrap();
        soon(get("a").send(&client)).await.unwrap();
        assert_eq!(soon(server).await.unwrap(), [0, 0, 0], "{name}");
    }
}

#[tokio::test]
async fn a_pool_of_ones_own_gives_a_fresh_connection_where_it_can_make_another() {
    let builder = || reqwest::Client::builder().no_proxy();
    for (name, transport, connections) in [
        ("of", ReqwestTransport::of(builder()).unwrap(), [0, 0, 0]),
        ("of_each", ReqwestTransport::of_each(builder).unwrap(), [0, 1, 2]),
    ] {
        let (url, server) = keeping(["200 OK"; 3]).await;
        for is_fresh in [false, true, true] {
            let mut request = request(&url, false);
            if is_fresh {
                request.extensions_mut().insert(FreshConnection);
            }
            assert_eq!(whole(&transport, request).await.unwrap(), "{}");
        }
        assert_eq!(soon(server).await.unwrap(), connections, "{name}");
    }
}

#[tokio::test]
async fn the_pipeline_above_is_the_same() {
    for (name, transport) in each(Duration::from_secs(5)) {
        let server = RawServer::start([Act::Reset, reply("503 Service Unavailable", "", ""), fine()]).await;
        soon(get("a").send(&client(&server.url(), transport))).await.unwrap();
        assert_eq!(server.requests().len(), 3, "{name}");
        let sent = server.requests()[0].to_lowercase();
        for header in ["authorization: bearer token\r\n", "client-request-id: ", "user-agent: graph-action/"] {
            assert!(sent.contains(header), "{name}: {sent}");
        }
    }
    // Whether the service has read a request that was reset, nobody can tell: a POST is not sent again, a GET is.
    for (act, read) in [(Act::Reset, 1), (Act::ResetBefore, 0)] {
        for (name, transport) in each(Duration::from_secs(5)) {
            let server = RawServer::start([act.clone(), fine()]).await;
            let client = client(&server.url(), transport);
            let error = soon(cancel("a").send(&client)).await.unwrap_err();
            assert_eq!((error.kind(), server.requests().len()), (ErrorKind::Transport, read), "{name} {error:?}");
            soon(get("a").send(&client)).await.unwrap();
        }
        for (name, transport) in each(Duration::from_secs(5)) {
            let server = RawServer::start([act.clone(), fine()]).await;
            soon(get("a").send(&client(&server.url(), transport))).await.unwrap();
            assert_eq!((server.requests().len(), server.connections()), (read + 1, 2), "{name}");
        }
    }
}

#[tokio::test]
async fn a_call_that_is_dropped_closes_its_connection() {
    for (name, transport) in each(Duration::from_secs(5)) {
        let server = RawServer::start([Act::Stall(Vec::new())]).await;
        let call = tokio::spawn(get("a").send(&client(&server.url(), transport)));
        crate::common::until(|| server.requests().len() == 1).await;
        call.abort();
        crate::common::until(|| server.ended() == 1).await;
        assert_eq!(server.connections(), 1, "{name}");
    }
}

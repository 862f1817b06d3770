//! What goes wrong: with a whole request, with an answer, with the network. No answer that is there is lost, and no action
//! ends without one.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use bytes::Bytes;
use graph_action::auth::StaticToken;
use graph_action::transport::{Body, BoxFuture, Transport, TransportError, TransportErrorKind};
use graph_action::{Batch, Client, ErrorKind, RetryPolicy, Ticket};
use graph_action_sim::{Failure, Graph};
use http::{Request, Response};

use crate::actions::{GetThing, batches, create, responses, thing};
use crate::common::actions::{GetCall, cancel, get};
use crate::common::raw::{Act, RawServer, reply};
use crate::common::{client, client_of, quick, shown, soon, until};

/// A batch of so many reads of a call.
fn reads(call: &str, count: usize) -> (Batch, Vec<Ticket<GetCall>>) {
    let mut batch = Batch::new();
    let tickets = (0..count).map(|_| batch.add(&get(call)).unwrap()).collect();
    (batch, tickets)
}

/// A good answer to the first two things of a batch.
fn two() -> Act {
    responses(r#"{"id": "0", "status": 200, "body": {}}, {"id": "1", "status": 200, "body": {}}"#)
}

/// A batch of so many things, and a client of a server that tries twice.
fn things(count: usize, url: &str) -> (Batch, Vec<Ticket<GetThing>>, Client) {
    let mut batch = Batch::new();
    let tickets = (0..count).map(|_| batch.add(&thing("a")).unwrap()).collect();
    let builder = Client::builder(StaticToken::new("token")).base_url(url).timeout(Duration::from_millis(300));
    (batch, tickets, builder.retry(RetryPolicy { most_retries: 1, ..quick() }).build().unwrap())
}

#[tokio::test]
async fn a_request_that_fails_fails_its_own_items_only() {
    let graph = Graph::start().await.unwrap();
    let call = graph.create_call(None);
    for _ in 0..2 {
        graph.fail_next(Failure::new(200).body(r#"{"responses": []}"#));
    }
    graph.fail_next(Failure::graph(500, "InternalServerError", "broken"));
    let (batch, tickets) = reads(&call, 100);
    let mut answers = soon(batch.send(&client(&graph))).await.unwrap();
    for (index, ticket) in tickets.into_iter().enumerate() {
        let answer = answers.take(ticket);
        match index / 20 {
            0 | 1 => {
                let error = answer.unwrap_err().to_string();
                assert!(
                    error.starts_with("GET /communications/calls/<id> failed: the answer to its batch leaves it out"),
                    "{error}"
                );
                assert!(error.contains("[request-id "), "{error}");
            }
            2 => {
                let error = answer.unwrap_err();
                assert_eq!((error.status().unwrap().as_u16(), error.code()), (500, Some("InternalServerError")));
                let words = "GET /communications/calls/<id> failed: its batch failed: 500 Internal Server Error, InternalServerError: broken";
                assert!(error.to_string().starts_with(words), "{error}");
                assert!(error.to_string().contains("[request-id "), "{error}");
            }
            _ => assert_eq!(answer.unwrap()["id"], call),
        }
    }
    assert_eq!(batches(&graph).len(), 5);
}

#[tokio::test]
async fn what_no_request_could_do_ends_the_rest_at_once() {
    let graph = Graph::start().await.unwrap();
    let call = graph.create_call(None);
    let policy = RetryPolicy::never();
    let client = crate::common::builder(&graph).retry(policy).build().unwrap();
    // The first request is answered, the second is told to come back in an hour.
    let (mut batch, tickets) = reads(&call, 60);
    let after = batch.add_after(&cancel(&call), &[&tickets[0]]).unwrap();
    let ok = (0..20).map(|id| format!(r#"{{"id":"{id}","status":200,"body":{{}}}}"#)).collect::<Vec<_>>().join(",");
    graph.fail_next(Failure::new(200).body(format!(r#"{{"responses":[{ok}]}}"#)));
    graph.fail_next(Failure::graph(429, "TooManyRequests", "slow down").header("Retry-After", "3600"));
    let mut answers = soon(batch.send(&client)).await.unwrap();
    for (index, ticket) in tickets.into_iter().enumerate() {
        let answer = answers.take(ticket);
        if index < 20 {
            assert!(answer.is_ok());
            continue;
        }
        let error = answer.unwrap_err();
        assert_eq!(error.retry_after(), Some(Duration::from_hours(1)));
        let words =
            if index < 40 { "failed: its batch failed" } else { "it was not sent, since a batch before it failed" };
        assert!(error.to_string().contains(words), "{index} {error}");
    }
    assert!(answers.take(after).unwrap_err().is_throttled());
    assert_eq!(batches(&graph).len(), 2);
}

#[tokio::test]
async fn where_nothing_was_answered_the_batch_is_the_error() {
    let refused = {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        format!("http://{}", listener.local_addr().unwrap())
    };
    let (batch, _, client) = things(41, &refused);
    let error = soon(batch.send(&client)).await.unwrap_err();
    assert!(error.is_connect(), "{error}");
    assert!(error.to_string().starts_with("POST /$batch failed: no connection could be made"), "{error}");

    let graph = Graph::start().await.unwrap();
    graph.fail_next_token(Failure::new(400).body(r#"{"error": "invalid_client"}"#));
    let (batch, _) = reads("a", 41);
    let error = soon(batch.send(&crate::common::client(&graph))).await.unwrap_err();
    assert_eq!((error.kind(), error.code(), graph.requests().len()), (ErrorKind::Token, Some("invalid_client"), 0));

    for _ in 0..3 {
        graph.fail_next(Failure::graph(403, "Forbidden", "no"));
    }
    let (batch, _) = reads("a", 41);
    let error = soon(batch.send(&crate::common::client(&graph))).await.unwrap_err();
    assert!(error.is_forbidden() && batches(&graph).len() == 3, "{error}");
}

/// What an exchange ends with.
type Exchanged = Result<Response<Body>, TransportError>;

/// A service that ends every exchange in the same way, and counts them.
#[derive(Clone)]
struct Always {
    ends: fn() -> Exchanged,
    count: Arc<AtomicUsize>,
}

impl Transport for Always {
    fn send(&self, _: Request<Bytes>) -> BoxFuture<'_, Exchanged> {
        self.count.fetch_add(1, Ordering::SeqCst);
        let end = (self.ends)();
        Box::pin(async move { end })
    }
}

/// An answer of nothing but a status.
#[allow(clippy::unnecessary_wraps, reason = "it stands in a list beside failures")]
fn status(status: u16) -> Exchanged {
    Ok(Response::builder().status(status).body(Body::from("")).unwrap())
}

/// An exchange that failed.
fn failed(kind: TransportErrorKind) -> Exchanged {
    Err(TransportError::new(kind, "it failed"))
}

#[tokio::test]
async fn only_what_would_befall_every_request_ends_the_rest() {
    let cases: [(fn() -> Exchanged, usize); 8] = [
        (|| failed(TransportErrorKind::Connect), 1),
        (|| failed(TransportErrorKind::Timeout), 3),
        (|| failed(TransportErrorKind::Other), 3),
        // Some limits never say for how long.
        (|| status(429), 1),
        (|| status(509), 1),
        (|| status(401), 3),
        (|| status(403), 3),
        (|| status(500), 3),
    ];
    for (number, (ends, requests)) in cases.into_iter().enumerate() {
        let service = Always { ends, count: Arc::default() };
        let builder = Client::builder(StaticToken::new("token")).transport(service.clone());
        let client = builder.retry(RetryPolicy::never()).build().unwrap();
        let (batch, _) = reads("a", 60);
        assert!(batch.send(&client).await.is_err());
        assert_eq!(service.count.load(Ordering::SeqCst), requests, "{number}");
    }
}

#[tokio::test]
async fn an_answer_that_is_none_says_so() {
    let json = "Content-Type: application/json\r\n";
    for body in ["", "{", "[]", r#"{"value": []}"#, "<html>hunter2</html>", r#"{"responses": {}}"#] {
        let server = RawServer::start([reply("200 OK", json, body), two()]).await;
        let (batch, _, client) = things(2, &server.url());
        let error = soon(batch.send(&client)).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Response, "{body}");
        assert!(
            error
                .to_string()
                .starts_with("POST /$batch succeeded, but its response does not fit: it is no answer to a batch"),
            "{error}"
        );
        assert_eq!(error.body(), body.as_bytes());
        assert_eq!(server.requests().len(), 1);

        let server = RawServer::start([
            responses(&(0..20).map(|id| format!(r#"{{"id":"{id}","status":204}}"#)).collect::<Vec<_>>().join(",")),
            reply("200 OK", json, body),
        ])
        .await;
        let mut batch = Batch::new();
        let tickets: Vec<_> = (0..21).map(|_| batch.add(&create("{}")).unwrap()).collect();
        let mut answers = soon(batch.send(&client_of(&server.url()))).await.unwrap();
        let mut ended: Vec<_> = tickets.into_iter().map(|ticket| answers.take(ticket)).collect();
        let error = ended.pop().unwrap().unwrap_err();
        assert!(
            error.to_string().starts_with("POST /things failed: its batch failed: it is no answer to a batch: 200 OK"),
            "{error}"
        );
        assert!(ended.into_iter().all(|answer| answer.is_ok()));
    }
}

#[tokio::test]
async fn an_item_that_cannot_be_read_is_its_own_error() {
    let server = RawServer::start([responses(
        r#"{"id": "1", "status": "ok"}, {"id": "2"}, "3", {"id": "4", "status": 200, "body": {"a": 1}}, {"id": "5", "status": 404}"#,
    )])
    .await;
    let (batch, tickets, client) = things(6, &server.url());
    let mut answers = soon(batch.send(&client)).await.unwrap();
    let mut ended: Vec<_> = tickets.into_iter().map(|ticket| answers.take(ticket)).collect();
    assert!(ended.pop().unwrap().unwrap_err().is_not_found());
    assert_eq!(ended.pop().unwrap().unwrap()["a"], 1);
    for error in ended.into_iter().map(Result::unwrap_err) {
        assert!(error.to_string().contains("whether it was carried out is not known"), "{error}");
        assert_eq!(error.request_id(), Some("of-the-batch"));
        assert!(error.client_request_id().is_some());
    }
}

#[tokio::test]
async fn a_batch_is_read_from_an_error_too() {
    // Documentation says that a batch with something throttled in it fails with 424 as a whole.
    let body = r#"{"responses": [{"id": "0", "status": 200, "body": {}}, {"id": "1", "status": 404, "body": {}}]}"#;
    let server = RawServer::start([reply("424 Failed Dependency", "Content-Type: application/json\r\n", body)]).await;
    let (batch, tickets, client) = things(2, &server.url());
    let mut answers = soon(batch.send(&client)).await.unwrap();
    let ended: Vec<_> = tickets.into_iter().map(|ticket| answers.take(ticket)).collect();
    assert!(ended[0].is_ok() && ended[1].as_ref().unwrap_err().is_not_found());
}

#[tokio::test]
async fn a_broken_connection_repeats_what_may_be_repeated() {
    let cut = || Act::Say(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"responses\": [".to_vec());
    for act in [
        Act::Reset,
        Act::Stall(Vec::new()),
        cut(),
        Act::Stall(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{".to_vec()),
    ] {
        let server = RawServer::start([act.clone(), two()]).await;
        let (batch, tickets, client) = things(2, &server.url());
        let mut answers = soon(batch.send(&client)).await.unwrap();
        assert!(tickets.into_iter().all(|ticket| answers.take(ticket).is_ok()), "{act:?}");
        assert_eq!(server.requests().len(), 2);

        // One POST in it, and nothing is sent twice.
        let server = RawServer::start([act.clone(), two()]).await;
        let (mut batch, _, client) = things(1, &server.url());
        let _ = batch.add(&create("{}")).unwrap();
        let error = soon(batch.send(&client)).await.unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Transport | ErrorKind::Timeout), "{error}");
        assert_eq!(server.requests().len(), 1, "{act:?}");
    }
}

#[tokio::test]
async fn dropping_it_stops_everything() {
    let server = RawServer::start([Act::Stall(Vec::new())]).await;
    let (mut batch, _, _) = things(60, &server.url());
    batch = batch.concurrency(2);
    let client = client_of(&server.url());
    let sending = tokio::spawn(async move { batch.send(&client).await.map(drop) });
    until(|| server.requests().len() == 2).await;
    sending.abort();
    until(|| server.ended() == 2).await;
    tokio::time::sleep(Duration::from_millis(20)).await;
    assert_eq!((server.connections(), server.requests().len()), (2, 2));
}

#[tokio::test]
async fn no_more_requests_are_under_way_than_asked_for() {
    let graph = Graph::start().await.unwrap();
    let call = graph.create_call(None);
    for concurrency in [1, 3] {
        let server = RawServer::start([Act::Stall(Vec::new())]).await;
        let mut batch = Batch::new().concurrency(concurrency);
        let _ = (0..200).map(|_| batch.add(&thing("a")).unwrap()).count();
        let client = client_of(&server.url());
        let sending = tokio::spawn(async move { batch.send(&client).await.map(drop) });
        until(|| server.requests().len() == concurrency).await;
        tokio::time::sleep(Duration::from_millis(30)).await;
        assert_eq!(server.connections(), concurrency);
        sending.abort();
    }
    let (batch, tickets) = reads(&call, 200);
    let mut answers = soon(batch.concurrency(3).send(&client(&graph))).await.unwrap();
    assert!(tickets.into_iter().all(|ticket| answers.take(ticket).is_ok()));
    assert_eq!(batches(&graph).len(), 10);
}

#[tokio::test]
async fn no_error_holds_the_token_or_what_was_sent() {
    let server = RawServer::start([reply("500 Internal Server Error", "", "")]).await;
    let mut batch = Batch::new();
    let _ = batch.add(&create(r#"{"password": "hunter2"}"#)).unwrap();
    let client = Client::builder(StaticToken::new("hunter3")).base_url(server.url()).retry(quick()).build().unwrap();
    let error = soon(batch.send(&client)).await.unwrap_err();
    let text = shown(&error);
    assert!(!text.contains("hunter") && text.contains("POST /$batch failed: 500"), "{text}");
}

//! A call is a future like any other: it can be spawned, joined, raced and dropped.

use std::time::Duration;

use futures_util::FutureExt;
use graph_action_sim::Graph;

use crate::common::actions::{cancel, get};
use crate::common::raw::{Act, RawServer, fine};
use crate::common::{client, client_of, soon, until};

#[tokio::test]
async fn a_call_borrows_nothing_and_can_be_spawned() {
    let graph = Graph::start().await.unwrap();
    let id = graph.create_call(None);
    let call = {
        let (client, action) = (client(&graph), cancel(id));
        tokio::spawn(action.send(&client))
    };
    assert!(call.await.unwrap().unwrap().location().is_some());
}

#[tokio::test]
async fn nothing_is_sent_until_a_call_is_awaited() {
    let server = RawServer::start([fine()]).await;
    let call = get("a").send(&client_of(&server.url()));
    tokio::time::sleep(Duration::from_millis(20)).await;
    assert_eq!(server.connections(), 0);
    drop(call);
    tokio::time::sleep(Duration::from_millis(20)).await;
    assert_eq!(server.connections(), 0);
}

#[tokio::test]
async fn many_calls_at_once_all_end() {
    let graph = Graph::start().await.unwrap();
    let client = client(&graph);
    let calls: Vec<_> = (0..300).map(|_| cancel(graph.create_call(None))).collect();
    let ended = soon(futures_util::future::join_all(calls.iter().map(|call| call.send(&client)))).await;
    for (call, operation) in calls.iter().zip(ended) {
        assert!(operation.unwrap().location().unwrap().path().contains(&call.id));
    }
    assert_eq!(graph.token_requests(), 1);
}

#[tokio::test]
async fn a_call_that_is_dropped_ends_its_connection() {
    for said in [&b""[..], b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"] {
        let server = RawServer::start([Act::Stall(said.to_vec())]).await;
        let client = client_of(&server.url());
        let call = tokio::spawn(get("a").send(&client));
        until(|| server.requests().len() == 1).await;
        tokio::time::sleep(Duration::from_millis(20)).await;
        assert_eq!(server.ended(), 0);
        call.abort();
        until(|| server.ended() == 1).await;
        assert_eq!(server.connections(), 1);
    }
}

#[tokio::test]
async fn a_call_that_is_dropped_while_it_waits_is_not_repeated() {
    let throttled = crate::common::raw::reply("429 Too Many Requests", "Retry-After: 0.1\r\n", "");
    let server = RawServer::start([throttled]).await;
    let client = client_of(&server.url());
    let call = tokio::spawn(get("a").send(&client));
    until(|| server.requests().len() == 1).await;
    call.abort();
    tokio::time::sleep(Duration::from_millis(150)).await;
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn a_call_outlives_its_client() {
    let graph = Graph::start().await.unwrap();
    let call = get(graph.create_call(None)).send(&client(&graph));
    call.await.unwrap();
}

#[tokio::test]
async fn the_debug_form_of_a_call_says_how_far_it_is_and_nothing_else() {
    let client = client_of("http://127.0.0.1:9");
    let mut call = get("the id").send(&client);
    assert_eq!(format!("{call:?}"), r#"Call("ready")"#);
    assert!((&mut call).now_or_never().is_none());
    assert_eq!(format!("{call:?}"), r#"Call("under way")"#);
    assert_eq!(format!("{:?}", get("").send(&client)), r#"Call("refused")"#);
}

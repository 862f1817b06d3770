//! Replies that a test dictates: verbatim, in order, once each.

#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used, reason = "helpers of tests may, as tests may")]

mod common;

use std::time::{Duration, Instant};

use common::{cancel_url, client, header, post};
use graph_action_sim::{Failure, Graph};
use reqwest::Response;
use serde_json::{Value, json};

/// A request that would be answered with 200.
async fn send(graph: &Graph) -> Response {
    post(graph, &cancel_url(graph, &graph.create_call(None))).json(&json!({})).send().await.unwrap()
}

#[tokio::test]
async fn they_are_given_in_order_once_each_then_the_service_answers_again() {
    let graph = Graph::start().await.unwrap();
    graph.fail_next(Failure::new(429).header("Retry-After", "2.128").header("x-a", "1").header("x-a", "2"));
    graph.fail_next(Failure::new(503).header("Content-Type", "text/html").body("<h1>Busy</h1>"));
    let reply = send(&graph).await;
    assert_eq!(reply.status(), 429);
    assert_eq!(header(&reply, "retry-after"), "2.128");
    assert_eq!(reply.headers().get_all("x-a").iter().collect::<Vec<_>>(), ["1", "2"]);
    assert!(reply.headers().get("content-type").is_none());
    assert_eq!(reply.text().await.unwrap(), "");
    let reply = send(&graph).await;
    assert_eq!(reply.status(), 503);
    assert_eq!(header(&reply, "content-type"), "text/html");
    assert_eq!(reply.text().await.unwrap(), "<h1>Busy</h1>");
    assert_eq!(send(&graph).await.status(), 200);
    assert_eq!(graph.requests().len(), 3);
}

#[tokio::test]
async fn they_are_given_even_to_a_request_without_a_token() {
    let graph = Graph::start().await.unwrap();
    graph.fail_next(Failure::new(418));
    assert_eq!(client().get(graph.base_url()).send().await.unwrap().status(), 418);
}

#[tokio::test]
async fn they_have_request_ids_unless_they_are_bare_or_bring_their_own() {
    let graph = Graph::start().await.unwrap();
    graph.fail_next(Failure::new(500));
    graph.fail_next(Failure::new(500).header("request-id", "mine"));
    graph.fail_next(Failure::new(502).bare());
    let reply = send(&graph).await;
    assert_eq!(header(&reply, "request-id").len(), 36);
    assert_eq!(header(&reply, "client-request-id").len(), 36);
    assert_eq!(header(&send(&graph).await, "request-id"), "mine");
    let reply = send(&graph).await;
    assert!(reply.headers().get("request-id").is_none());
    assert!(reply.headers().get("client-request-id").is_none());
}

#[tokio::test]
async fn an_error_of_graphs_shape_has_the_requests_ids() {
    let graph = Graph::start().await.unwrap();
    graph.fail_next(Failure::graph(409, "Conflict", "Another one is under way."));
    let reply = send(&graph).await;
    assert_eq!(reply.status(), 409);
    let request_id = header(&reply, "request-id").to_owned();
    let error = reply.json::<Value>().await.unwrap()["error"].take();
    assert_eq!(error["code"], "Conflict");
    assert_eq!(error["message"], "Another one is under way.");
    assert_eq!(error["innerError"]["request-id"], request_id);
}

#[tokio::test]
async fn they_can_keep_the_caller_waiting() {
    let graph = Graph::start().await.unwrap();
    graph.fail_next(Failure::new(504).after(Duration::from_millis(120)));
    let begun = Instant::now();
    assert_eq!(send(&graph).await.status(), 504);
    assert!(begun.elapsed() >= Duration::from_millis(120));
}

#[tokio::test]
async fn a_mistake_in_the_script_is_told_in_the_reply() {
    let graph = Graph::start().await.unwrap();
    for (failure, told) in [
        (Failure::new(42), "42 is not the status of a reply"),
        (Failure::new(101), "101 is not the status of a reply"),
        (Failure::new(429).header("Retry After", "1"), "`Retry After: 1` is not a header"),
        (Failure::new(429).header("Retry-After", "1\n"), "`Retry-After: 1\\n` is not a header"),
    ] {
        graph.fail_next(failure);
        let reply = send(&graph).await;
        assert_eq!(reply.status(), 500);
        assert_eq!(reply.text().await.unwrap(), format!("graph-action-sim: {told}"));
    }
}

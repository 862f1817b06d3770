//! What a test sees of the requests, and what it must not.

#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used, reason = "helpers of tests may, as tests may")]

mod common;

use common::{cancel_url, client, post};
use graph_action_sim::Graph;
use serde_json::json;

#[tokio::test]
async fn requests_are_kept_in_order_as_they_were_sent() {
    let graph = Graph::start().await.unwrap();
    let path = "/v1.0/communications/calls/a%2Fb%20c/cancelMediaProcessing?$select=id&x=%27";
    let request = post(&graph, &format!("{}{path}", graph.base_url())).header("x-mine", "1");
    request.json(&json!({ "all": true })).send().await.unwrap();
    client().delete(format!("{}/nowhere", graph.base_url())).send().await.unwrap();
    let requests = graph.requests();
    assert_eq!(requests.len(), 2);
    assert_eq!(requests[0].method(), "POST");
    assert_eq!(requests[0].path(), path);
    assert_eq!(requests[0].header("x-mine"), Some("1"));
    assert_eq!(requests[0].headers()["content-type"], "application/json");
    assert_eq!(requests[0].body().as_ref(), br#"{"all":true}"#);
    assert_eq!(requests[0].json(), Some(json!({ "all": true })));
    assert_eq!((requests[1].method().as_str(), requests[1].path()), ("DELETE", "/nowhere"));
    assert!(requests[1].body().is_empty());
    assert_eq!(requests[1].json(), None);
}

#[tokio::test]
async fn debug_shows_the_request_but_neither_its_token_nor_its_body() {
    let graph = Graph::start().await.unwrap();
    let token = graph.issue_token();
    let url = cancel_url(&graph, &graph.create_call(None));
    let request = client().post(url).bearer_auth(&token).header("x-mine", "shown");
    request.json(&json!({ "clientContext": graph.client_secret() })).send().await.unwrap();
    let requests = graph.requests();
    assert_eq!(requests[0].header("authorization"), Some(format!("Bearer {token}").as_str()));
    let debug = format!("{requests:?}");
    assert!(debug.contains("cancelMediaProcessing") && debug.contains("shown"), "{debug}");
    assert!(!debug.contains(&token) && !debug.contains(graph.client_secret()), "{debug}");
    assert!(!format!("{:?}", requests[0].headers()).contains(&token));
}

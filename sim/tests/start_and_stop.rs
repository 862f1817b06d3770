//! The embedded Graph's life: from one line to a freed port.

#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used, reason = "helpers of tests may, as tests may")]

mod common;

use std::{net::TcpListener, time::Duration};

use common::{Callback, cancel, cancel_url, client, post};
use graph_action_sim::{DEFAULT_CLIENT_ID, DEFAULT_CLIENT_SECRET, DEFAULT_TENANT_ID, Graph};
use serde_json::json;

/// `127.0.0.1:PORT`.
fn address(graph: &Graph) -> String {
    graph.base_url().trim_start_matches("http://").to_owned()
}

#[tokio::test]
async fn two_run_side_by_side_and_know_nothing_of_each_other() {
    let (one, other) = (Graph::start().await.unwrap(), Graph::start().await.unwrap());
    assert_ne!(one.base_url(), other.base_url());
    let call = one.create_call(None);
    assert_eq!(post(&one, &cancel_url(&one, &call)).json(&json!({})).send().await.unwrap().status(), 200);
    let foreign_token = client().post(cancel_url(&other, &call)).bearer_auth(one.issue_token());
    assert_eq!(foreign_token.json(&json!({})).send().await.unwrap().status(), 401);
    assert_eq!(post(&other, &cancel_url(&other, &call)).json(&json!({})).send().await.unwrap().status(), 404);
}

#[tokio::test]
async fn it_knows_what_it_was_given_or_the_documented_defaults() {
    let graph = Graph::start().await.unwrap();
    assert_eq!(graph.tenant_id(), DEFAULT_TENANT_ID);
    assert_eq!(graph.client_id(), DEFAULT_CLIENT_ID);
    assert_eq!(graph.client_secret(), DEFAULT_CLIENT_SECRET);
    let graph = Graph::builder().tenant("contoso.onmicrosoft.com").client("id", "secret").start().await.unwrap();
    assert_eq!(graph.tenant_id(), "contoso.onmicrosoft.com");
    assert_eq!(graph.client_id(), "id");
    assert_eq!(graph.client_secret(), "secret");
}

#[tokio::test]
async fn dropping_it_frees_the_port_though_a_client_holds_a_connection() {
    let graph = Graph::start().await.unwrap();
    let address = address(&graph);
    let client = client();
    client.get(graph.base_url()).send().await.unwrap();
    assert!(TcpListener::bind(&address).is_err());
    drop(graph);
    TcpListener::bind(&address).unwrap();
    assert!(client.get(format!("http://{address}")).send().await.is_err());
}

#[tokio::test]
async fn shutting_it_down_frees_the_port() {
    let graph = Graph::start().await.unwrap();
    let address = address(&graph);
    graph.shutdown().await;
    TcpListener::bind(&address).unwrap();
}

#[tokio::test]
async fn dropping_it_does_not_wait_for_an_answer_under_way() {
    let graph = Graph::start().await.unwrap();
    graph.fail_next(graph_action_sim::Failure::new(500).after(common::NEVER));
    let request = tokio::spawn(client().get(graph.base_url()).send());
    while graph.requests().is_empty() {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    drop(graph);
    assert!(request.await.unwrap().is_err());
}

#[tokio::test]
async fn dropping_it_ends_the_operations_and_their_notifications() {
    let callback = Callback::start(&[]).await;
    let graph = Graph::builder().operation_duration(Duration::from_millis(500)).start().await.unwrap();
    let call = graph.create_call(Some(&callback.url));
    cancel(&graph, &call, &json!({})).await;
    drop(graph);
    tokio::time::sleep(Duration::from_millis(900)).await;
    assert!(callback.received().await.is_empty());
}

#[test]
fn it_serves_while_the_runtime_that_started_it_does_nothing() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let graph = runtime.block_on(Graph::start()).unwrap();
    let other = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let status = other.block_on(async { client().get(graph.base_url()).send().await.unwrap().status() });
    assert_eq!(status, 400);
}

#[tokio::test]
async fn its_debug_shows_no_secret() {
    let builder = Graph::builder().client("an-id", "a-secret");
    assert!(format!("{builder:?}").contains("an-id"));
    assert!(!format!("{builder:?}").contains("a-secret"));
    let graph = builder.start().await.unwrap();
    let token = graph.issue_token();
    assert!(format!("{graph:?}").contains("an-id"));
    assert!(!format!("{graph:?}").contains("a-secret"));
    assert!(!format!("{graph:?}").contains(&token));
}

//! 401: a token that is missing, wrong or expired.

#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used, reason = "helpers of tests may, as tests may")]

mod common;

use std::time::Duration;

use common::{cancel_url, client, header};
use graph_action_sim::Graph;
use reqwest::{RequestBuilder, Response};
use serde_json::{Value, json};

/// A cancel on a call that exists, without a token yet.
fn request(graph: &Graph) -> RequestBuilder {
    client().post(cancel_url(graph, &graph.create_call(None))).json(&json!({}))
}

/// Asserts that it is the refusal with this message; the challenge.
async fn refused(reply: Response, message: &str) -> String {
    assert_eq!(reply.status(), 401);
    let challenge = header(&reply, "www-authenticate").to_owned();
    let body: Value = reply.json().await.unwrap();
    assert_eq!(body["error"]["code"], "InvalidAuthenticationToken");
    assert_eq!(body["error"]["message"], message);
    challenge
}

#[tokio::test]
async fn a_missing_token_is_challenged_without_an_error() {
    let graph = Graph::start().await.unwrap();
    let challenge = refused(request(&graph).send().await.unwrap(), "Access token is empty.").await;
    assert!(challenge.starts_with(r#"Bearer realm="", authorization_uri="http://127.0.0.1:"#), "{challenge}");
    assert!(!challenge.contains("error="), "{challenge}");
    let basic = request(&graph).basic_auth("id", Some("secret")).send().await.unwrap();
    refused(basic, "Access token is empty.").await;
}

#[tokio::test]
async fn a_wrong_token_is_challenged_as_invalid() {
    let graph = Graph::start().await.unwrap();
    let reply = request(&graph).bearer_auth("made.up.token").send().await.unwrap();
    let challenge = refused(reply, "Access token validation failure.").await;
    assert!(challenge.ends_with(r#"error="invalid_token""#), "{challenge}");
}

#[tokio::test]
async fn a_token_expires_with_its_lifetime() {
    let graph = Graph::builder().token_lifetime(Duration::from_millis(1)).start().await.unwrap();
    let token = graph.issue_token();
    tokio::time::sleep(Duration::from_millis(10)).await;
    let reply = request(&graph).bearer_auth(token).send().await.unwrap();
    refused(reply, "Lifetime validation failed, the token is expired.").await;
}

#[tokio::test]
async fn the_tokens_given_out_can_be_expired_at_once() {
    let graph = Graph::start().await.unwrap();
    let token = graph.issue_token();
    assert_eq!(request(&graph).bearer_auth(&token).send().await.unwrap().status(), 200);
    graph.expire_tokens();
    let reply = request(&graph).bearer_auth(&token).send().await.unwrap();
    refused(reply, "Lifetime validation failed, the token is expired.").await;
    assert_eq!(request(&graph).bearer_auth(graph.issue_token()).send().await.unwrap().status(), 200);
}

#[tokio::test]
async fn without_a_token_nobody_learns_which_paths_and_calls_exist() {
    let graph = Graph::start().await.unwrap();
    for path in ["/v1.0/nothing", "/v1.0/communications/calls/none/cancelMediaProcessing"] {
        let reply = client().put(format!("{}{path}", graph.base_url())).send().await.unwrap();
        refused(reply, "Access token is empty.").await;
    }
}

//! What one call can set for itself, and policies of one's own.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use graph_action::{Attempt, Client, ErrorKind, RetryPolicy, auth::StaticToken};
use graph_action_sim::{Failure, Graph};

use crate::common::actions::{cancel, get};
use crate::common::raw::{RawServer, fine, reply};
use crate::common::{client, client_of};

#[tokio::test]
async fn repetition_is_switched_off_for_one_call() {
    let graph = Graph::start().await.unwrap();
    let (client, call) = (client(&graph), graph.create_call(None));
    graph.fail_next(Failure::new(429));
    let error = get(&call).send(&client).retry(RetryPolicy::never()).await.unwrap_err();
    assert!(error.is_throttled());
    assert_eq!(graph.requests().len(), 1);
    graph.fail_next(Failure::new(429));
    get(&call).send(&client).await.unwrap();
    assert_eq!(graph.requests().len(), 3);
}

#[tokio::test]
async fn a_policy_of_ones_own_sees_each_try_and_decides() {
    let unavailable = reply("502 Bad Gateway", "Retry-After: 0.01\r\n", "");
    let server = RawServer::start([unavailable.clone(), unavailable, fine()]).await;
    let asked = Arc::new(AtomicU32::new(0));
    let counted = Arc::clone(&asked);
    let policy = move |attempt: &Attempt| {
        assert_eq!(attempt.status().map(|status| status.as_u16()), Some(502));
        assert_eq!((attempt.failure(), attempt.is_transient()), (None, false));
        assert_eq!(attempt.retries(), counted.fetch_add(1, Ordering::SeqCst));
        attempt.retry_after()
    };
    get("a").send(&client_of(&server.url())).retry(policy).await.unwrap();
    assert_eq!((server.requests().len(), asked.load(Ordering::SeqCst)), (3, 2));
}

#[tokio::test]
async fn no_policy_repeats_a_post_that_may_have_had_an_effect() {
    let always = |_: &Attempt| Some(Duration::ZERO);
    for status in ["500 Internal Server Error", "502 Bad Gateway", "503 Service Unavailable", "504 Gateway Timeout"] {
        let server = RawServer::start([reply(status, "", ""), fine()]).await;
        let client = Client::builder(StaticToken::new("t")).base_url(server.url()).retry(always).build().unwrap();
        assert_eq!(cancel("a").send(&client).await.unwrap_err().kind(), ErrorKind::Service, "{status}");
        assert_eq!(server.requests().len(), 1, "{status}");
    }
}

#[tokio::test]
async fn a_limit_for_one_response_goes_before_the_clients() {
    let server = RawServer::start([reply("200 OK", "", &format!(r#""{}""#, "x".repeat(98)))]).await;
    let client = client_of(&server.url());
    let error = get("a").send(&client).max_response_bytes(99).await.unwrap_err();
    assert!(error.to_string().contains("longer than 99 bytes"), "{error}");
    get("a").send(&client).max_response_bytes(100).await.unwrap();
}

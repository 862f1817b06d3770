//! An app's own token: got once, kept, got again in time, and one request for it however many calls wait.

use std::time::Duration;

use graph_action::Client;
use graph_action_sim::{Failure, Graph};

use crate::common::actions::{cancel, get};
use crate::common::raw::RawServer;
use crate::common::{client, credential, soon};

#[tokio::test]
async fn a_token_is_got_once_for_many_calls() {
    let graph = Graph::start().await.unwrap();
    let (client, call) = (client(&graph), graph.create_call(None));
    for _ in 0..10 {
        cancel(&call).send(&client).await.unwrap();
    }
    assert_eq!((graph.requests().len(), graph.token_requests()), (10, 1));
}

#[tokio::test]
async fn a_token_that_has_expired_is_replaced() {
    let graph = Graph::builder().token_lifetime(Duration::from_secs(2)).start().await.unwrap();
    let (client, call) = (client(&graph), graph.create_call(None));
    cancel(&call).send(&client).await.unwrap();
    cancel(&call).send(&client).await.unwrap();
    assert_eq!(graph.token_requests(), 1);
    // The endpoint says one second.
    tokio::time::sleep(Duration::from_millis(1100)).await;
    cancel(&call).send(&client).await.unwrap();
    assert_eq!(graph.token_requests(), 2);
    let requests = graph.requests();
    assert_ne!(requests[1].header("authorization"), requests[2].header("authorization"));
}

#[tokio::test]
async fn two_hundred_calls_at_once_ask_for_one_token() {
    let graph = Graph::start().await.unwrap();
    graph.delay_tokens(Duration::from_millis(100));
    let (client, call) = (client(&graph), graph.create_call(None));
    let calls = (0..200).map(|_| tokio::spawn(get(&call).send(&client)));
    for ended in soon(futures_util::future::join_all(calls)).await {
        ended.unwrap().unwrap();
    }
    assert_eq!((graph.requests().len(), graph.token_requests()), (200, 1));
}

#[tokio::test]
async fn waiters_that_are_dropped_harm_nobody() {
    let graph = Graph::start().await.unwrap();
    graph.delay_tokens(Duration::from_millis(100));
    let (client, call) = (client(&graph), graph.create_call(None));
    let calls: Vec<_> = (0..20).map(|_| tokio::spawn(get(&call).send(&client))).collect();
    tokio::time::sleep(Duration::from_millis(30)).await;
    // Among them the one that asked.
    calls.iter().take(10).for_each(tokio::task::JoinHandle::abort);
    let mut ended = 0;
    for call in calls.into_iter().skip(10) {
        soon(call).await.unwrap().unwrap();
        ended += 1;
    }
    assert_eq!((ended, graph.token_requests()), (10, 1));
}

#[tokio::test]
async fn clones_of_a_credential_share_the_token() {
    let graph = Graph::start().await.unwrap();
    let (credential, call) = (credential(&graph), graph.create_call(None));
    for _ in 0..3 {
        let client = Client::builder(credential.clone()).base_url(graph.base_url()).build().unwrap();
        get(&call).send(&client).await.unwrap();
    }
    assert_eq!(graph.token_requests(), 1);
}

#[tokio::test]
async fn a_failure_is_told_to_all_who_wait_and_not_kept() {
    let graph = Graph::start().await.unwrap();
    graph.delay_tokens(Duration::from_millis(50));
    graph.fail_next_token(Failure::new(500).body("down"));
    let (client, call) = (client(&graph), graph.create_call(None));
    let (first, second) = tokio::join!(get(&call).send(&client), get(&call).send(&client));
    assert!(first.is_err() && second.is_err());
    get(&call).send(&client).await.unwrap();
    assert_eq!((graph.requests().len(), graph.token_requests()), (1, 2));
}

#[tokio::test]
async fn every_tenant_secret_and_client_id_is_one_value_of_the_form() {
    for text in ["a&b=c", "a+b c%", "../..", "é日本", "a\r\nb", "?#'\""] {
        let graph = Graph::builder().client("client", text).start().await.unwrap();
        get(graph.create_call(None)).send(&client(&graph)).await.unwrap();
    }
    for tenant in ["a/b", "a?b", "a#b", "a%2Fb"] {
        let server = RawServer::start([crate::common::raw::fine()]).await;
        let credential = graph_action::auth::ClientSecret::new(tenant, "client", "secret").authority(server.url());
        let client = Client::builder(credential).base_url(server.url()).build().unwrap();
        get("a").send(&client).await.unwrap_err();
        let line = server.requests()[0].lines().next().unwrap().to_owned();
        assert!(line.ends_with("/oauth2/v2.0/token HTTP/1.1") && line.matches('/').count() == 5, "{line}");
    }
}

#[tokio::test]
async fn a_token_in_several_lines_is_refused_before_it_is_sent() {
    let graph = Graph::start().await.unwrap();
    for token in ["token\n", "a\r\nX-Injected: b", "tök\u{0}en"] {
        let client = Client::builder(graph_action::auth::StaticToken::new(token)).base_url(graph.base_url());
        let error = get("a").send(&client.build().unwrap()).await.unwrap_err();
        assert_eq!(error.kind(), graph_action::ErrorKind::Token);
        assert!(!format!("{error} {error:?}").contains(token), "{error:?}");
    }
    assert!(graph.requests().is_empty());
}

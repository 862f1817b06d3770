//! A chain: which credential it takes, that it stays with it, and what it says where there is none.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use graph_action::auth::{AccessToken, Chain, ClientSecret, Environment, FromFn, StaticToken, TokenProvider, from_fn};
use graph_action::{Client, Error, ErrorKind, Result};
use graph_action_sim::{Failure, Graph};

use crate::common::actions::get;
use crate::common::{credential, quick, shown, soon};

/// A client with this credential.
fn client(graph: &Graph, credential: impl TokenProvider) -> Client {
    Client::builder(credential).base_url(graph.base_url()).retry(quick()).build().unwrap()
}

/// A credential that does this each time, and how often it was asked.
fn doing(act: impl Fn() -> Result<String> + Send + Sync + 'static) -> (FromFn, Arc<AtomicUsize>) {
    let count = Arc::new(AtomicUsize::new(0));
    let asked = Arc::clone(&count);
    let credential = from_fn(move |_| {
        asked.fetch_add(1, Ordering::SeqCst);
        let done = act();
        async move {
            tokio::time::sleep(Duration::from_millis(20)).await;
            done.map(|token| AccessToken::new(token, None))
        }
    });
    (credential.uncached(), count)
}

/// A credential that is not there.
fn missing() -> (FromFn, Arc<AtomicUsize>) {
    doing(|| Err(Error::credential_unavailable("the sidecar is not on this machine")))
}

/// An environment that describes nothing.
fn bare() -> Environment {
    Environment::from_variables(|_| None)
}

/// How often each was asked.
fn counts<const N: usize>(asked: [&Arc<AtomicUsize>; N]) -> [usize; N] {
    asked.map(|count| count.load(Ordering::SeqCst))
}

#[tokio::test]
async fn the_first_that_is_there_is_taken_and_no_other_is_asked_again() {
    let graph = Graph::start().await.unwrap();
    let ((first, first_asked), (good, last)) = (missing(), (graph.issue_token(), missing()));
    let (second, second_asked) = doing(move || Ok(good.clone()));
    let chain = Chain::new(bare()).then(first).then(second).then(last.0);
    let (client, call) = (client(&graph, chain.clone()), graph.create_call(None));
    for _ in 0..3 {
        get(&call).send(&client).await.unwrap();
    }
    // Once for the search, and once for each call, since it is not cached.
    assert_eq!(counts([&first_asked, &second_asked, &last.1]), [1, 4, 0]);
    let shown = format!("{chain:?}");
    assert!(
        shown.contains(r#""1 (Environment)", "2 (FromFn)""#) && shown.contains(r#"taken: Some("3 (FromFn)")"#),
        "{shown}"
    );
}

#[tokio::test]
async fn many_calls_at_once_cause_one_search_and_waiters_that_leave_harm_nobody() {
    let graph = Graph::start().await.unwrap();
    let (first, first_asked) = missing();
    let chain = Chain::new(first).then(credential(&graph));
    let (client, call) = (client(&graph, chain), graph.create_call(None));
    let calls: Vec<_> = (0..100).map(|_| tokio::spawn(get(&call).send(&client))).collect();
    tokio::time::sleep(Duration::from_millis(5)).await;
    calls.iter().take(10).for_each(tokio::task::JoinHandle::abort);
    for call in calls.into_iter().skip(10) {
        soon(call).await.unwrap().unwrap();
    }
    assert_eq!((counts([&first_asked]), graph.token_requests()), ([1], 1));
}

#[tokio::test]
async fn a_failed_search_is_told_to_all_who_wait_and_the_next_begins_anew() {
    let graph = Graph::start().await.unwrap();
    let (is_there, token) = (Arc::new(AtomicBool::new(false)), graph.issue_token());
    let there = Arc::clone(&is_there);
    let (late, asked) = doing(move || {
        if there.load(Ordering::SeqCst) { Ok(token.clone()) } else { Err(Error::credential_unavailable("not yet")) }
    });
    let (client, call) = (client(&graph, Chain::new(late).then(missing().0)), graph.create_call(None));
    let calls = (0..50).map(|_| tokio::spawn(get(&call).send(&client)));
    for ended in soon(futures_util::future::join_all(calls)).await {
        assert!(ended.unwrap().unwrap_err().is_credential_unavailable());
    }
    assert_eq!(counts([&asked]), [1]);
    is_there.store(true, Ordering::SeqCst);
    get(&call).send(&client).await.unwrap();
}

#[tokio::test]
async fn a_credential_that_is_refused_is_not_replaced_by_another_identity() {
    let graph = Graph::start().await.unwrap();
    let wrong = ClientSecret::new(graph.tenant_id(), graph.client_id(), "unmistakable-wrong-secret");
    let chain = Chain::new(bare()).then(wrong.authority(graph.authority())).then(StaticToken::new(graph.issue_token()));
    let client = client(&graph, chain);
    for _ in 0..2 {
        let error = get("a").send(&client).await.unwrap_err();
        assert_eq!((error.kind(), error.code()), (ErrorKind::Token, Some("invalid_client")));
        assert!(!error.is_credential_unavailable());
        assert!(
            error.to_string().contains("failed: credential 2 (ClientSecret) of the chain: no token, since"),
            "{error}"
        );
        assert!(!shown(&error).contains("unmistakable-wrong-secret"), "{error:?}");
    }
    assert_eq!((graph.requests().len(), graph.token_requests()), (0, 2));
}

#[tokio::test]
async fn a_login_service_that_is_down_ends_the_search_and_the_next_one_succeeds() {
    let graph = Graph::start().await.unwrap();
    graph.fail_next_token(Failure::new(500).body("down"));
    let (other, other_asked) = missing();
    let (client, call) = (client(&graph, Chain::new(credential(&graph)).then(other)), graph.create_call(None));
    assert_eq!(get(&call).send(&client).await.unwrap_err().status(), Some(http::StatusCode::INTERNAL_SERVER_ERROR));
    get(&call).send(&client).await.unwrap();
    assert_eq!(counts([&other_asked]), [0]);
}

#[tokio::test]
async fn the_credential_that_was_taken_stays_even_where_it_is_gone() {
    let graph = Graph::start().await.unwrap();
    let (is_gone, token) = (Arc::new(AtomicBool::new(false)), graph.issue_token());
    let gone = Arc::clone(&is_gone);
    let (first, asked) = doing(move || {
        if gone.load(Ordering::SeqCst) {
            Err(Error::credential_unavailable("the file is gone"))
        } else {
            Ok(token.clone())
        }
    });
    let chain = Chain::new(first).then(StaticToken::new(graph.issue_token()));
    let (client, call) = (client(&graph, chain), graph.create_call(None));
    get(&call).send(&client).await.unwrap();
    is_gone.store(true, Ordering::SeqCst);
    for _ in 0..2 {
        let error = get(&call).send(&client).await.unwrap_err();
        assert!(error.to_string().ends_with("credential 1 (FromFn) of the chain: the file is gone"), "{error}");
    }
    assert_eq!((counts([&asked]), graph.requests().len()), ([4], 1));
}

#[tokio::test]
async fn where_none_is_there_each_says_why() {
    let graph = Graph::start().await.unwrap();
    let inner = Chain::new(missing().0);
    let client = client(&graph, Chain::new(bare()).then(inner));
    let error = get("a").send(&client).await.unwrap_err();
    assert!(error.is_credential_unavailable() && error.kind() == ErrorKind::Token);
    let expected = "GET /communications/calls/<id> failed: no credential of the chain is there: \
        credential 1 (Environment) of the chain: the environment describes no credential: not set are AZURE_TENANT_ID, \
        AZURE_CLIENT_ID, one of AZURE_CLIENT_SECRET, AZURE_CLIENT_CERTIFICATE_PATH and AZURE_FEDERATED_TOKEN_FILE; \
        credential 2 (Chain) of the chain: no credential of the chain is there: \
        credential 1 (FromFn) of the chain: the sidecar is not on this machine";
    assert_eq!(error.to_string(), expected);
    assert!(graph.requests().is_empty());
}

#[tokio::test]
async fn a_token_that_the_service_refuses_is_replaced_by_the_same_credential() {
    let graph = Graph::start().await.unwrap();
    let chain = Chain::new(bare()).then(credential(&graph));
    let (client, call) = (client(&graph, chain), graph.create_call(None));
    for expected in [1, 2, 3] {
        get(&call).send(&client).await.unwrap();
        assert_eq!(graph.token_requests(), expected);
        graph.expire_tokens();
    }
}

#[test]
fn a_chain_is_refused_for_a_mistake_in_any_credential_but_not_for_one_that_is_missing() {
    let good = || StaticToken::new("token");
    Client::new(Chain::new(bare()).then(good())).unwrap();
    let mistake = Client::new(Chain::new(good()).then(ClientSecret::new("", "client", "secret"))).unwrap_err();
    assert_eq!(mistake.kind(), ErrorKind::Configuration);
    assert_eq!(mistake.to_string(), "credential 2 (ClientSecret) of the chain: the tenant of the credential is empty");
    let nothing = Client::new(Chain::new(bare()).then(bare())).unwrap_err();
    assert!(nothing.is_credential_unavailable() && nothing.kind() == ErrorKind::Configuration);
    assert_eq!(nothing.to_string().matches("describes no credential").count(), 2, "{nothing}");
}

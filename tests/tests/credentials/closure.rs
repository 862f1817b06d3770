//! A closure as a credential: what it is told, and when it is asked.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use graph_action::auth::{AccessToken, FromFn, OwnedTokenRequest, from_fn};
use graph_action::{Client, Error, ErrorKind};
use graph_action_sim::Graph;

use crate::common::actions::get;
use crate::common::{quick, shown, soon};

/// A client with this credential.
fn client(graph: &Graph, credential: FromFn) -> Client {
    Client::builder(credential).base_url(graph.base_url()).retry(quick()).build().unwrap()
}

/// A closure that gives out a new token of the embedded Graph's each time, after a while, and counts.
fn counting(graph: &Arc<Graph>, lifetime: Option<Duration>) -> (FromFn, Arc<AtomicUsize>) {
    let (graph, count) = (Arc::clone(graph), Arc::new(AtomicUsize::new(0)));
    let asked = Arc::clone(&count);
    let credential = from_fn(move |_| {
        asked.fetch_add(1, Ordering::SeqCst);
        let token = graph.issue_token();
        async move {
            tokio::time::sleep(Duration::from_millis(30)).await;
            Ok(AccessToken::new(token, lifetime))
        }
    });
    (credential, count)
}

#[tokio::test]
async fn it_is_asked_once_however_many_calls_wait_and_again_once_its_token_is_refused() {
    let graph = Arc::new(Graph::start().await.unwrap());
    let (credential, asked) = counting(&graph, Some(Duration::from_hours(1)));
    let (client, call) = (client(&graph, credential.clone()), graph.create_call(None));
    let calls = (0..50).map(|_| tokio::spawn(get(&call).send(&client)));
    for ended in soon(futures_util::future::join_all(calls)).await {
        ended.unwrap().unwrap();
    }
    assert_eq!(asked.load(Ordering::SeqCst), 1);
    graph.expire_tokens();
    get(&call).send(&client).await.unwrap();
    assert_eq!(asked.load(Ordering::SeqCst), 2);
    // A clone has the same tokens.
    let other = self::client(&graph, credential);
    get(&call).send(&other).await.unwrap();
    assert_eq!((asked.load(Ordering::SeqCst), graph.token_requests()), (2, 0));
}

#[tokio::test]
async fn a_token_without_a_lifetime_is_kept_and_one_without_a_future_is_not() {
    let graph = Arc::new(Graph::start().await.unwrap());
    for (lifetime, expected) in [(None, 1), (Some(Duration::ZERO), 3)] {
        let (credential, asked) = counting(&graph, lifetime);
        let (client, call) = (client(&graph, credential), graph.create_call(None));
        for _ in 0..3 {
            get(&call).send(&client).await.unwrap();
        }
        assert_eq!(asked.load(Ordering::SeqCst), expected, "{lifetime:?}");
    }
}

#[tokio::test]
async fn an_uncached_one_is_asked_before_each_request() {
    let graph = Arc::new(Graph::start().await.unwrap());
    let (credential, asked) = counting(&graph, None);
    let (client, call) = (client(&graph, credential.uncached()), graph.create_call(None));
    for _ in 0..3 {
        get(&call).send(&client).await.unwrap();
    }
    assert_eq!(asked.load(Ordering::SeqCst), 3);
}

#[tokio::test]
async fn it_is_told_what_the_token_is_for_and_may_send_requests_of_its_own() {
    let graph = Arc::new(Graph::start().await.unwrap());
    let told: Arc<Mutex<Option<OwnedTokenRequest>>> = Arc::default();
    let (issued, tells) = (graph.issue_token(), Arc::clone(&told));
    let address = format!("{}/{}/oauth2/v2.0/token", graph.authority(), graph.tenant_id());
    let credential = from_fn(move |request: OwnedTokenRequest| {
        let (token, transport) = (issued.clone(), Arc::clone(&request.transport));
        let own = http::Request::post(&address).body(graph_action::Bytes::new());
        *tells.lock().unwrap() = Some(request);
        async move {
            let answer = transport.send(own.map_err(|error| Error::token("no address").with_source(error))?).await;
            let answer = answer.map_err(|error| Error::token("the gateway is gone").with_source(error))?;
            assert_eq!(answer.status(), 400, "an empty form");
            Ok(AccessToken::new(token, None))
        }
    });
    get(graph.create_call(None)).send(&client(&graph, credential)).await.unwrap();
    let told = told.lock().unwrap().take().unwrap();
    assert_eq!(told.scope, "https://graph.microsoft.com/.default");
    assert_eq!(told.authority, "https://login.microsoftonline.com");
    assert_eq!((told.tenant, told.claims, told.force_refresh), (None, None, false));
    assert_eq!(graph.token_requests(), 1);
}

#[tokio::test]
async fn its_error_is_told_with_the_action_and_is_not_kept() {
    let graph = Arc::new(Graph::start().await.unwrap());
    let (token, failed) = (graph.issue_token(), AtomicUsize::new(0));
    let credential = from_fn(move |_| {
        let told = match failed.fetch_add(1, Ordering::SeqCst) {
            0 => Err(Error::token("the sidecar gave no token").with_source(std::io::Error::other("broken pipe"))),
            _ => Ok(AccessToken::new(token.clone(), None)),
        };
        std::future::ready(told)
    });
    let (client, call) = (client(&graph, credential), graph.create_call(None));
    let error = get(&call).send(&client).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Token);
    assert_eq!(error.to_string(), "GET /communications/calls/<id> failed: the sidecar gave no token");
    assert!(shown(&error).contains("broken pipe"));
    get(&call).send(&client).await.unwrap();
}

#[test]
fn it_is_shown_without_what_it_holds() {
    let token = "unmistakable-token".to_owned();
    let credential = from_fn(move |_| std::future::ready(Ok(AccessToken::new(token.clone(), None))));
    assert_eq!(format!("{credential:?}"), "FromFn { is_cached: true, .. }");
    assert_eq!(format!("{:?}", credential.uncached()), "FromFn { is_cached: false, .. }");
}

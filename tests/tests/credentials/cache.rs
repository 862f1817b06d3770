//! Tokens over real sockets: one request for many callers, the next one in the background, and a store that processes share.

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use graph_action::Client;
use graph_action::auth::{Seal, StoreError, TokenStore};
use graph_action::transport::BoxFuture;
use graph_action_sim::{Failure, Graph};

use crate::common::actions::get;
use crate::common::{client, credential, quick, shown, soon, until};

#[tokio::test]
async fn a_thousand_calls_at_once_cause_one_request_and_a_hundred_dropped_ones_harm_nobody() {
    let graph = Graph::start().await.unwrap();
    graph.delay_tokens(Duration::from_millis(300));
    let (client, call) = (client(&graph), graph.create_call(None));
    let calls: Vec<_> = (0..1000).map(|_| tokio::spawn(get(&call).send(&client))).collect();
    tokio::time::sleep(Duration::from_millis(50)).await;
    // Among them the one that asked.
    calls.iter().take(100).for_each(tokio::task::JoinHandle::abort);
    for call in calls.into_iter().skip(100) {
        soon(call).await.unwrap().unwrap();
    }
    assert_eq!(graph.token_requests(), 1);
}

/// Makes the login service's next token one that is due at once, and good for an hour.
fn give_a_token_that_is_due(graph: &Graph) {
    let token = format!(r#"{{"access_token": "{}", "expires_in": 3599, "refresh_in": 0}}"#, graph.issue_token());
    graph.fail_next_token(Failure::new(200).body(token));
}

#[tokio::test]
async fn the_next_token_is_got_while_the_old_one_serves() {
    let graph = Graph::start().await.unwrap();
    let (client, call) = (client(&graph), graph.create_call(None));
    give_a_token_that_is_due(&graph);
    get(&call).send(&client).await.unwrap();
    graph.delay_tokens(Duration::from_millis(400));
    // Nobody waits for the login service, which takes its time.
    for _ in 0..3 {
        soon(get(&call).send(&client)).await.unwrap();
    }
    until(|| graph.token_requests() == 2).await;
    let header = |at: usize| graph.requests()[at].header("authorization").unwrap().to_owned();
    assert!(header(0) == header(1) && header(0) == header(2));
    // In time, everybody has the new one.
    let mut last = 2;
    while header(last) == header(0) {
        tokio::time::sleep(Duration::from_millis(20)).await;
        soon(get(&call).send(&client)).await.unwrap();
        last += 1;
    }
    assert_eq!(graph.token_requests(), 2);
}

#[tokio::test]
async fn a_login_service_that_fails_is_not_noticed_while_the_old_token_serves() {
    let graph = Graph::start().await.unwrap();
    let (client, call) = (client(&graph), graph.create_call(None));
    give_a_token_that_is_due(&graph);
    get(&call).send(&client).await.unwrap();
    graph.fail_next_token(Failure::new(500));
    get(&call).send(&client).await.unwrap();
    until(|| graph.token_requests() == 2).await;
    // Not each of them asks a service that has just failed.
    for _ in 0..20 {
        get(&call).send(&client).await.unwrap();
    }
    assert_eq!(graph.token_requests(), 2);
}

#[tokio::test]
async fn a_refresh_ends_with_the_runtime_that_it_is_on_and_the_next_caller_begins_another() {
    let graph = Arc::new(Graph::start().await.unwrap());
    let (client, call) = (client(&graph), graph.create_call(None));
    give_a_token_that_is_due(&graph);
    get(&call).send(&client).await.unwrap();
    graph.delay_tokens(Duration::from_mins(1));
    let (other, action, seen) = (client.clone(), get(&call), Arc::clone(&graph));
    let on_another_runtime = move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            action.send(&other).await.unwrap();
            until(|| seen.token_requests() == 2).await;
        });
    };
    tokio::task::spawn_blocking(on_another_runtime).await.unwrap();
    graph.delay_tokens(Duration::ZERO);
    get(&call).send(&client).await.unwrap();
    until(|| graph.token_requests() == 3).await;
}

/// A store that counts, and fails or hangs where it is told to.
#[derive(Clone, Default)]
struct Store(Arc<Stored>);

/// What the clones of a store share.
#[derive(Default)]
struct Stored {
    values: Mutex<HashMap<String, (Vec<u8>, Duration)>>,
    loads: AtomicUsize,
    fails: std::sync::atomic::AtomicBool,
}

impl Store {
    fn fails(&self) -> Result<(), StoreError> {
        if self.0.fails.load(Ordering::SeqCst) { Err("the store is down".into()) } else { Ok(()) }
    }
}

impl TokenStore for Store {
    fn load<'a>(&'a self, key: &'a str) -> BoxFuture<'a, Result<Option<Vec<u8>>, StoreError>> {
        self.0.loads.fetch_add(1, Ordering::SeqCst);
        let value = self.0.values.lock().unwrap().get(key).map(|(value, _)| value.clone());
        Box::pin(async move { self.fails().map(|()| value) })
    }

    fn save<'a>(&'a self, key: &'a str, sealed: Vec<u8>, life: Duration) -> BoxFuture<'a, Result<(), StoreError>> {
        Box::pin(async move {
            self.fails()?;
            self.0.values.lock().unwrap().insert(key.to_owned(), (sealed, life));
            Ok(())
        })
    }
}

/// A seal that can be told from none: no cipher, but what it seals is not what it was, and opens with its key alone.
#[derive(Clone, Copy)]
struct Turned(u8);

impl Seal for Turned {
    fn seal(&self, key: &str, plain: &[u8]) -> Result<Vec<u8>, StoreError> {
        let bound = [key.as_bytes(), b"\0", plain].concat();
        Ok(bound.iter().map(|byte| byte ^ self.0).collect())
    }

    fn open(&self, key: &str, sealed: &[u8]) -> Result<Vec<u8>, StoreError> {
        let bound: Vec<u8> = sealed.iter().map(|byte| byte ^ self.0).collect();
        let plain = bound.strip_prefix(key.as_bytes()).and_then(|rest| rest.strip_prefix(b"\0"));
        plain.map(<[u8]>::to_vec).ok_or_else(|| "sealed with another key".into())
    }
}

/// A process of an app: a client with a cache of its own, and perhaps a store.
fn process(graph: &Graph, store: &Store, seal: Turned) -> Client {
    let credential = credential(graph).store(store.clone(), seal);
    Client::builder(credential).base_url(graph.base_url()).retry(quick()).build().unwrap()
}

#[tokio::test]
async fn processes_share_a_token_through_a_store_that_cannot_read_it() {
    let graph = Graph::start().await.unwrap();
    let (store, call) = (Store::default(), graph.create_call(None));
    for _ in 0..3 {
        let client = process(&graph, &store, Turned(0x5a));
        get(&call).send(&client).await.unwrap();
        get(&call).send(&client).await.unwrap();
    }
    assert_eq!((graph.token_requests(), store.0.loads.load(Ordering::SeqCst)), (1, 3));
    let token = graph.requests()[0].header("authorization").unwrap().trim_start_matches("Bearer ").to_owned();
    let values = store.0.values.lock().unwrap();
    let [(key, (sealed, life))] = values.iter().collect::<Vec<_>>()[..] else { panic!() };
    assert!(!String::from_utf8_lossy(sealed).contains(&token));
    assert!(!key.contains(graph.client_secret()) && key.contains("default"), "{key}");
    assert!(*life > Duration::from_mins(59) && *life < Duration::from_hours(1), "{life:?}");
}

#[tokio::test]
async fn a_token_that_was_rejected_does_not_come_back_from_the_store() {
    let graph = Graph::start().await.unwrap();
    let (store, call) = (Store::default(), graph.create_call(None));
    let (first, second) = (process(&graph, &store, Turned(1)), process(&graph, &store, Turned(1)));
    for client in [&first, &second] {
        get(&call).send(client).await.unwrap();
    }
    graph.expire_tokens();
    get(&call).send(&first).await.unwrap();
    assert_eq!(graph.token_requests(), 2);
    // The other process finds the new one.
    get(&call).send(&second).await.unwrap();
    assert_eq!(graph.token_requests(), 2);
}

#[tokio::test]
async fn a_store_that_is_down_or_sealed_by_somebody_else_costs_a_request_and_no_call() {
    let graph = Graph::start().await.unwrap();
    let (store, call) = (Store::default(), graph.create_call(None));
    get(&call).send(&process(&graph, &store, Turned(1))).await.unwrap();
    get(&call).send(&process(&graph, &store, Turned(2))).await.unwrap();
    assert_eq!(graph.token_requests(), 2);
    store.0.fails.store(true, Ordering::SeqCst);
    get(&call).send(&process(&graph, &store, Turned(2))).await.unwrap();
    assert_eq!(graph.token_requests(), 3);
}

#[tokio::test]
async fn the_store_of_another_app_or_tenant_is_no_help() {
    let graph = Graph::start().await.unwrap();
    let (store, call) = (Store::default(), graph.create_call(None));
    get(&call).send(&process(&graph, &store, Turned(1))).await.unwrap();
    let other = graph_action::auth::ClientSecret::new(graph.tenant_id(), "someone", "secret").store(store, Turned(1));
    let client = Client::builder(other.authority(graph.authority())).base_url(graph.base_url()).build().unwrap();
    let error = get(&call).send(&client).await.unwrap_err();
    assert!(shown(&error).contains("700016"), "{error}");
}

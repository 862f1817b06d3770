//! When keys are fetched, and what is said while they are not.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::json;

use super::*;
use crate::transport::{Body, BoxFuture, TransportError, TransportErrorKind};

/// A login service that answers as it is told, after a while, and counts. Without a word it does not answer at all.
struct Scripted {
    acts: Mutex<VecDeque<Option<(u16, String)>>>,
    count: AtomicUsize,
}

impl Transport for Scripted {
    fn send(&self, request: Request<Bytes>) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        assert!(!request.headers().contains_key("authorization"));
        assert_eq!(request.uri(), "https://login.example.org/keys");
        self.count.fetch_add(1, Ordering::SeqCst);
        let act = self.acts.lock().unwrap().pop_front();
        Box::pin(async move {
            tokio::time::sleep(Duration::from_millis(10)).await;
            match act {
                Some(Some((status, body))) => Ok(http::Response::builder().status(status).body(body.into()).unwrap()),
                Some(None) => Err(TransportError::new(TransportErrorKind::Connect, "refused")),
                None => std::future::pending().await,
            }
        })
    }
}

/// A document with keys of these ids.
#[allow(clippy::unnecessary_wraps, reason = "it stands beside failures")]
fn document(ids: &[&str]) -> Option<(u16, String)> {
    let keys: Vec<_> = ids.iter().map(|id| json!({"kty": "RSA", "kid": id, "n": "AQAB", "e": "AQAB"})).collect();
    Some((200, json!({ "keys": keys }).to_string()))
}

/// Keys of such a login service, and the service.
fn key_set(acts: impl IntoIterator<Item = Option<(u16, String)>>) -> (Arc<KeySet>, Arc<Scripted>) {
    let service = Arc::new(Scripted { acts: Mutex::new(acts.into_iter().collect()), count: AtomicUsize::new(0) });
    let address = Uri::from_static("https://login.example.org/keys");
    let agent = HeaderValue::from_static("test");
    let keys = KeySet::new(address, Arc::clone(&service) as _, agent, Duration::from_mins(5));
    (Arc::new(keys), service)
}

/// Whether there is such a key, or the kind of the error.
async fn find(keys: &KeySet, id: &str) -> Result<bool, ErrorKind> {
    keys.key(id).await.map(|key| key.is_some()).map_err(|error| error.kind())
}

fn count(service: &Scripted) -> usize {
    service.count.load(Ordering::SeqCst)
}

#[tokio::test(start_paused = true)]
async fn unknown_keys_cost_one_request_in_a_while() {
    let (keys, service) = key_set([document(&["a"]), document(&["a", "b"])]);
    assert_eq!(find(&keys, "a").await, Ok(true));
    for _ in 0..100 {
        assert_eq!(find(&keys, "forged").await, Ok(false));
        assert_eq!(find(&keys, "a").await, Ok(true));
    }
    assert_eq!(count(&service), 1);
    tokio::time::advance(Duration::from_mins(5)).await;
    assert_eq!(find(&keys, "b").await, Ok(true));
    assert_eq!(find(&keys, "forged").await, Ok(false));
    assert_eq!(count(&service), 2);
}

#[tokio::test(start_paused = true)]
async fn many_at_once_are_one_request() {
    let (keys, service) = key_set([document(&["a"])]);
    let all = (0..50).map(|number| {
        let keys = Arc::clone(&keys);
        async move { find(&keys, if number % 2 == 0 { "a" } else { "b" }).await }
    });
    let all = futures_util::future::join_all(all).await;
    assert!(all.iter().enumerate().all(|(number, found)| *found == Ok(number % 2 == 0)));
    assert_eq!(count(&service), 1);
}

#[tokio::test(start_paused = true)]
async fn what_goes_wrong_is_an_error_and_tried_again_after_a_rest() {
    for (act, kind) in [
        (None, ErrorKind::Connect),
        (Some((500, String::new())), ErrorKind::Response),
        (Some((302, String::new())), ErrorKind::Response),
        (Some((200, "<html>".to_owned())), ErrorKind::Response),
        (Some((200, r#"{"keys": []}"#.to_owned())), ErrorKind::Response),
        (Some((200, " ".repeat(LONGEST + 1))), ErrorKind::Response),
    ] {
        let (keys, service) = key_set([act.clone(), document(&["a"])]);
        for _ in 0..10 {
            assert_eq!(find(&keys, "a").await, Err(kind), "{act:?}");
        }
        assert_eq!(count(&service), 1);
        tokio::time::advance(REST).await;
        assert_eq!(find(&keys, "a").await, Ok(true));
    }
}

#[tokio::test(start_paused = true)]
async fn an_answer_that_does_not_come_is_not_waited_for() {
    let (keys, _) = key_set([]);
    assert_eq!(find(&keys, "a").await, Err(ErrorKind::Timeout));
}

#[tokio::test(start_paused = true)]
async fn known_keys_serve_on_while_the_login_service_is_down() {
    let (keys, service) = key_set([document(&["a"]), None, Some((503, String::new())), document(&["b"])]);
    assert_eq!(find(&keys, "a").await, Ok(true));
    tokio::time::advance(Duration::from_mins(6)).await;
    // Rotated, and the service is down: nobody knows.
    assert_eq!(find(&keys, "b").await, Err(ErrorKind::Connect));
    assert_eq!(find(&keys, "a").await, Ok(true));
    tokio::time::advance(LIFE).await;
    assert_eq!(find(&keys, "a").await, Ok(true), "old keys are better than none");
    assert_eq!(find(&keys, "a").await, Ok(true));
    assert_eq!(count(&service), 3);
    tokio::time::advance(REST).await;
    // Withdrawn.
    assert_eq!(find(&keys, "a").await, Ok(false));
    assert_eq!(find(&keys, "b").await, Ok(true));
    assert_eq!(count(&service), 4);
}

#[tokio::test(start_paused = true)]
async fn whoever_gives_up_leaves_the_next_one_to_it() {
    let (keys, service) = key_set([document(&["a"]), document(&["a"])]);
    assert!(tokio::time::timeout(Duration::from_millis(5), find(&keys, "a")).await.is_err());
    assert_eq!(find(&keys, "a").await, Ok(true));
    assert_eq!(count(&service), 2);
}

//! When an operation is looked at, who is told, and how a wait ends before it.

use std::time::{Duration, Instant};

use graph_action::{ErrorKind, Operation, OperationState, Progress};
use graph_action_sim::{Course, Failure, Graph};
use serde_json::Value;

use crate::actions::{copy, end, team, thing};
use crate::common::raw::{Act, RawServer, reply};
use crate::common::{client, client_of, soon, until};

/// A wait that a test can sit through.
const SOON: Duration = Duration::from_millis(2);
/// The response of something that is begun.
fn accepted() -> Act {
    reply("202 Accepted", "Location: /things/1/operations/2\r\n", "")
}

/// A state with this word.
fn state(word: &str) -> Act {
    reply("200 OK", "", &format!(r#"{{"status": "{word}"}}"#))
}

#[tokio::test]
async fn the_services_wait_is_kept_from_the_first_response_on() {
    let graph = Graph::start().await.unwrap();
    graph.next_operation(Course::completing().after(2).retry_after("0.25"));
    let client = client(&graph);
    let started = Instant::now();
    let operation = copy().send(&client).await.unwrap();
    let mut asked = Vec::new();
    let told = |progress: &Progress<_>| asked.push(progress.retry_after());
    soon(operation.waiting(&client).every(SOON).on_progress(told).into_future()).await.unwrap();
    assert!(started.elapsed() >= Duration::from_millis(750), "{:?}", started.elapsed());
    let quarter = Some(Duration::from_millis(250));
    assert_eq!(asked, [quarter, quarter, None]);
}

#[tokio::test]
async fn without_a_word_of_the_service_the_first_look_waits_a_second() {
    let server = RawServer::start([accepted(), state("completed")]).await;
    let client = client_of(&server.url());
    let started = Instant::now();
    soon(thing().send(&client).await.unwrap().wait(&client)).await.unwrap();
    assert!(started.elapsed() >= Duration::from_secs(1));
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn an_unknown_word_is_an_operation_under_way() {
    let words = ["notStarted", "somethingNew", "", "waiting", "completed"];
    let server = RawServer::start(std::iter::once(accepted()).chain(words.map(state))).await;
    let client = client_of(&server.url());
    let mut seen = Vec::new();
    let told = |progress: &Progress<Value>| {
        seen.push((progress.state(), progress.status_text().map(str::to_owned), progress.is_done()));
    };
    let operation = thing().send(&client).await.unwrap();
    let ended = soon(operation.waiting(&client).every(SOON).on_progress(told).into_future()).await.unwrap().unwrap();
    assert_eq!(ended["status"], "completed");
    let expected = [
        OperationState::NotStarted,
        OperationState::Unknown,
        OperationState::Unknown,
        OperationState::NotStarted,
        OperationState::Succeeded,
    ];
    for ((state, word, is_done), (expected, sent)) in seen.iter().zip(expected.iter().zip(words)) {
        assert_eq!((state, word.as_deref(), *is_done), (expected, Some(sent), sent == "completed"));
    }
    assert_eq!(seen.len(), words.len());
}

#[tokio::test]
async fn an_operation_that_is_not_found_at_first_is_waited_for() {
    let graph = Graph::start().await.unwrap();
    graph.next_operation(Course::completing().missing(4).after(1));
    let client = client(&graph);
    let operation = team().send(&client).await.unwrap();
    assert!(operation.poll_once(&client).await.unwrap_err().is_not_found());
    let ended = end(operation, &client).await.unwrap();
    assert_eq!(ended.unwrap().status.as_deref(), Some("succeeded"));
}

#[tokio::test]
async fn an_operation_that_stays_unknown_is_an_error() {
    let graph = Graph::start().await.unwrap();
    graph.next_operation(Course::completing().missing(100));
    let client = client(&graph);
    let operation = team().send(&client).await.unwrap();
    let error = end(operation, &client).await.unwrap_err();
    assert!(error.is_not_found() && error.operation().is_some(), "{error:?}");
    assert_eq!(graph.requests().len(), 1 + 5);
}

#[tokio::test]
async fn an_operation_that_was_found_may_not_be_lost_again() {
    let graph = Graph::start().await.unwrap();
    graph.next_operation(Course::completing().after(9));
    let client = client(&graph);
    let operation = team().send(&client).await.unwrap();
    let lose = |_: &Progress<_>| graph.fail_next(Failure::graph(404, "NotFound", "Gone."));
    let error = soon(operation.waiting(&client).every(SOON).on_progress(lose).into_future()).await.unwrap_err();
    assert!(error.is_not_found());
    assert_eq!(graph.requests().len(), 3);
}

#[tokio::test]
async fn a_wait_that_was_not_long_enough_is_a_timeout_that_keeps_the_operation() {
    let graph = Graph::start().await.unwrap();
    graph.next_operation(Course::completing().after(60));
    let client = client(&graph);
    let operation = team().send(&client).await.unwrap();
    let waiting = operation.waiting(&client).every(SOON).at_most(Duration::from_millis(60));
    let error = soon(waiting.into_future()).await.unwrap_err();
    assert!(error.is_timeout());
    assert_eq!(error.kind(), ErrorKind::Timeout);
    let text = error.to_string();
    assert!(text.starts_with("POST /teams failed: its operation did not end within 0.1 s"), "{text}");
    assert!(text.contains("it goes on") && text.contains("`Operation::resume`"), "{text}");

    let resumed = Operation::<Value>::resume(error.operation().unwrap().clone());
    let ended = end(resumed, &client).await.unwrap().unwrap();
    assert_eq!(ended["status"], "succeeded");
}

#[tokio::test]
async fn the_limit_holds_for_a_look_that_hangs_and_for_a_wait_that_is_too_long() {
    for act in [
        Act::Stall(Vec::new()),
        Act::Stall(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{".to_vec()),
        reply("200 OK", "Retry-After: 3600\r\n", r#"{"status": "running"}"#),
    ] {
        let server = RawServer::start([accepted(), act]).await;
        let client = client_of(&server.url());
        let operation = thing().send(&client).await.unwrap();
        let waiting = operation.waiting(&client).every(SOON).at_most(Duration::from_millis(300));
        let error = soon(waiting.into_future()).await.unwrap_err();
        assert!(error.is_timeout() && error.operation().is_some(), "{error:?}");
        assert_eq!(server.requests().len(), 2);
    }
}

#[tokio::test]
async fn the_last_word_is_in_the_timeout() {
    let server = RawServer::start([accepted(), state("in\\nQueue")]).await;
    let client = client_of(&server.url());
    let operation = thing().send(&client).await.unwrap();
    let error = soon(operation.waiting(&client).every(SOON).at_most(Duration::from_millis(300)).into_future()).await;
    let text = error.unwrap_err().to_string();
    assert!(text.contains("was `in\\nQueue` when last looked at"), "{text}");
}

#[tokio::test]
async fn a_limit_beyond_the_clock_is_none() {
    let server = RawServer::start([accepted(), state("completed")]).await;
    let client = client_of(&server.url());
    let operation = thing().send(&client).await.unwrap();
    soon(operation.waiting(&client).every(SOON).at_most(Duration::MAX).into_future()).await.unwrap();
}

#[tokio::test]
async fn a_wait_that_is_dropped_ends_its_connection_and_leaves_the_operation_alone() {
    let server = RawServer::start([accepted(), Act::Stall(Vec::new())]).await;
    let client = client_of(&server.url());
    let operation = thing().send(&client).await.unwrap();
    let waiting = tokio::spawn(operation.clone().waiting(&client).every(SOON).into_future());
    until(|| server.requests().len() == 2).await;
    waiting.abort();
    until(|| server.ended() == 2).await;
    // Nothing was sent to end it, and it can still be looked at.
    assert!(server.requests()[1].starts_with("GET "));
    let look = tokio::spawn(operation.poll_once(&client));
    until(|| server.requests().len() == 3).await;
    look.abort();
}

#[tokio::test]
async fn nothing_is_asked_until_a_wait_is_awaited() {
    let server = RawServer::start([accepted(), state("completed")]).await;
    let client = client_of(&server.url());
    let operation = thing().send(&client).await.unwrap();
    let (wait, waiting) = (operation.clone().wait(&client), operation.waiting(&client));
    assert!(format!("{waiting:?}").contains("Waiting"));
    tokio::time::sleep(Duration::from_millis(20)).await;
    drop((wait, waiting));
    assert_eq!(server.connections(), 1);
}

#[tokio::test]
async fn many_waits_at_once_all_end() {
    let graph = Graph::start().await.unwrap();
    let client = client(&graph);
    let waits = (0..50).map(|_| async {
        let operation = copy().send(&client).await.unwrap();
        operation.waiting(&client).every(SOON).await.unwrap().unwrap().resource_id.unwrap()
    });
    let ids: std::collections::HashSet<_> = soon(futures_util::future::join_all(waits)).await.into_iter().collect();
    assert_eq!((ids.len(), graph.monitor_requests().len()), (50, 150));
}

//! Monitors that misbehave, redirect, or are where nothing may be sent: an error in time, and no secret gone or shown.

use std::time::Duration;

use graph_action::{
    Action, Client, Error, ErrorKind, Operation, OperationState, Progress, RetryPolicy, auth::StaticToken,
};
use http::Response;
use serde_json::Value;

use crate::actions::{Begin, thing};
use crate::common::raw::{Act, RawServer, fine, reply};
use crate::common::{client_of, shown, soon};

/// A Graph that begins something which is looked at elsewhere.
async fn graph(location: &str) -> RawServer {
    RawServer::start([reply("202 Accepted", &format!("Location: {location}\r\n"), ""), fine()]).await
}

/// What one look finds at a monitor of another host that acts so.
async fn look(acts: impl IntoIterator<Item = Act>) -> (Result<Progress<Value>, Error>, Vec<String>) {
    let monitor = RawServer::start(acts).await;
    let graph = graph(&format!("{}/monitor/hunter2-0123456789?tempauth=hunter3-0123456789", monitor.url())).await;
    let builder = Client::builder(StaticToken::new("token")).base_url(graph.url()).retry(RetryPolicy::never());
    let client = builder.timeout(Duration::from_millis(500)).build().unwrap();
    let operation = thing().send(&client).await.unwrap();
    let found = soon(operation.poll_once(&client)).await;
    (found, monitor.requests())
}

#[tokio::test]
async fn a_monitor_that_breaks_the_rules_is_an_error_without_the_address() {
    for (act, kind) in [
        (Act::Reset, ErrorKind::Transport),
        (Act::Stall(Vec::new()), ErrorKind::Timeout),
        (Act::Say(b"garbage".to_vec()), ErrorKind::Transport),
        (Act::Say(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"status\"".to_vec()), ErrorKind::Transport),
        (reply("200 OK", "", "<html>hello</html>"), ErrorKind::Response),
        (reply("200 OK", "", r#"{"status": "completed""#), ErrorKind::Response),
        (reply("303 See Other", "", ""), ErrorKind::Response),
        (reply("303 See Other", "Location: http://\r\n", ""), ErrorKind::Response),
        (reply("500 Oops", "", "broken"), ErrorKind::Service),
        (reply("404 Not Found", "", r#"{"error": {"code": "operationNotFound"}}"#), ErrorKind::Service),
    ] {
        let what = format!("{act:?}");
        let (found, requests) = look([act]).await;
        let error = found.unwrap_err();
        assert_eq!(error.kind(), kind, "{what}: {error:?}");
        assert_eq!(error.path(), Some("/things/<id>/begin"));
        assert!(error.to_string().contains("its operation"), "{error}");
        assert_eq!(error.client_request_id(), None, "the monitor has not heard of any");
        let text = shown(&error);
        assert!(!text.contains("hunter") && !text.contains("secret-id"), "{text}");
        assert!(
            requests[0].starts_with("GET /monitor/hunter2-0123456789?tempauth=hunter3-0123456789 HTTP/1.1"),
            "{requests:?}"
        );
        assert!(!requests.concat().contains("authorization") && !requests.concat().contains("client-request-id"));
    }
}

#[tokio::test]
async fn a_monitor_that_repeats_its_address_is_not_repeated() {
    let text = "no monitor at /monitor/hunter2-0123456789?tempauth=hunter3-0123456789";
    for act in [
        reply("404 Not Found", "", text),
        reply("404 Not Found", "", &format!(r#"{{"error": {{"code": "x", "message": "{text}"}}}}"#)),
        reply("404 Not Found", "", r#"{"error": {"code": "x", "message": "\/monitor\/hunter2-0123456789"}}"#),
        reply("200 OK", "", &format!("<html>{text}</html>")),
        reply("303 See Other", "", text),
    ] {
        let error = look([act]).await.0.unwrap_err();
        let text = shown(&error);
        assert!(!text.contains("hunter") && error.body().is_empty(), "{text}");
        assert!(error.status().is_some(), "{text}");
    }
    let failed = reply("200 OK", "", r#"{"status": "failed", "statusDescription": "/monitor/hunter2-0123456789"}"#);
    let progress = look([failed]).await.0.unwrap();
    assert!(progress.error().is_some() && !shown(progress.error().unwrap()).contains("hunter"), "{progress:?}");
}

#[tokio::test]
async fn a_monitor_that_wants_a_permission_gets_none() {
    for status in ["401 Unauthorized", "403 Forbidden"] {
        let (found, requests) = look([reply(status, "", "")]).await;
        let text = found.unwrap_err().to_string();
        assert!(text.contains("could not be looked at on `127.0.0.1`"), "{text}");
        assert!(text.contains("its own permission") && !text.contains("check the credential"), "{text}");
        assert_eq!(requests.len(), 1);
    }
}

#[tokio::test]
async fn text_behind_accepted_is_no_matter() {
    for body in ["", "accepted", "<html>", r#"{"percentageComplete": 12.5"#] {
        let (found, _) = look([reply("202 Accepted", "Content-Type: text/plain\r\n", body)]).await;
        let progress = found.unwrap();
        assert_eq!((progress.state(), progress.status_text()), (OperationState::Running, None));
        assert!(progress.body().is_none());
    }
}

#[tokio::test]
async fn a_monitor_may_move() {
    for status in ["301 Moved", "307 Temporary", "308 Permanent"] {
        let moved = reply(status, "Location: /moved?a=b\r\n", "");
        let (found, requests) = look([moved, reply("200 OK", "", r#"{"status": "inProgress"}"#)]).await;
        assert_eq!(found.unwrap().state(), OperationState::Running);
        assert!(requests[1].starts_with("GET /moved?a=b HTTP/1.1"), "{requests:?}");
        assert!(!requests.concat().contains("authorization"));
    }
}

#[tokio::test]
async fn a_result_at_the_monitors_own_host_is_relative_to_it_and_gets_no_token() {
    for status in ["302 Found", "303 See Other"] {
        let done = reply(status, "Location: /items/hunter4\r\n", "ignored");
        let (found, requests) = look([done, reply("200 OK", "", r#"{"id": "made"}"#)]).await;
        let progress = found.unwrap();
        assert_eq!(progress.state(), OperationState::Succeeded);
        assert_eq!(progress.resource_location().unwrap().path(), "/items/hunter4");
        assert!(!format!("{progress:?}").contains("hunter"), "{progress:?}");
        assert_eq!(progress.into_body().unwrap()["id"], "made");
        assert!(requests[1].starts_with("GET /items/hunter4 HTTP/1.1"), "{requests:?}");
        assert!(!requests.concat().contains("authorization") && !requests.concat().contains("client-request-id"));
    }
}

#[tokio::test]
async fn a_result_of_another_host_gets_no_token_from_the_service_either() {
    let storage = RawServer::start([reply("200 OK", "", r#"{"id": "made"}"#)]).await;
    let state = format!(r#"{{"status": "succeeded", "resourceLocation": "{}/a?sig=b"}}"#, storage.url());
    let graph =
        RawServer::start([reply("202 Accepted", "Location: /operations/1\r\n", ""), reply("200 OK", "", &state)]).await;
    let client = client_of(&graph.url());
    let operation = thing().send(&client).await.unwrap();
    let progress = soon(operation.poll_once(&client)).await.unwrap();
    assert_eq!(progress.body().unwrap()["id"], "made");
    assert!(graph.requests()[1].contains("authorization: Bearer token"));
    assert!(!storage.requests().concat().contains("authorization"));
}

#[tokio::test]
async fn nothing_is_sent_to_an_address_that_is_not_safe() {
    let client = Client::new(StaticToken::new("token")).unwrap();
    for (location, why) in [
        ("http://monitor.example/hunter2", "not https"),
        ("ftp://monitor.example/hunter2", "not https"),
        ("https://hunter:hunter2@monitor.example/a", "user or password"),
        ("https://hunter2@graph.microsoft.com/v1.0/a", "user or password"),
    ] {
        let first = Response::builder().status(202).header("Location", location).body("".into()).unwrap();
        let operation = Begin::response(first).unwrap();
        let error = soon(operation.poll_once(&client)).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Response);
        assert!(error.to_string().contains(why), "{error}");
        assert!(!shown(&error).contains("hunter") && !format!("{operation:?}").contains("hunter"), "{operation:?}");
    }
}

#[tokio::test]
async fn nothing_is_sent_to_a_result_that_is_not_safe() {
    for link in ["http://192.0.2.1/hunter2", "javascript:alert(1)"] {
        let (found, requests) = look([reply("303 See Other", &format!("Location: {link}\r\n"), "")]).await;
        let error = found.unwrap_err();
        assert!(error.to_string().contains("to which nothing is sent"), "{error}");
        assert!(!shown(&error).contains("hunter"));
        assert_eq!(requests.len(), 1);
    }
}

#[tokio::test]
async fn a_state_that_is_too_long_is_an_error() {
    let monitor = RawServer::start([reply("200 OK", "", &"x".repeat(10_000))]).await;
    let graph = graph(&format!("{}/a", monitor.url())).await;
    let builder = Client::builder(StaticToken::new("token")).base_url(graph.url()).max_response_bytes(1000);
    let client = builder.build().unwrap();
    let operation: Operation<Value> = thing().send(&client).await.unwrap();
    let error = soon(operation.poll_once(&client)).await.unwrap_err();
    assert!(error.to_string().contains("longer than 1000 bytes"), "{error}");
}

//! What the first response says, in every form that it can have: bound without a network.

use graph_action::{Action, Client, ErrorKind, Operation, OperationState, auth::StaticToken, graph_action};
use http::Response;
use serde_json::Value;

use crate::actions::{Begin, CreateSession, Session};
use crate::common::shown;

/// An operation that begins with this response.
fn begun(status: u16, headers: &[(&str, &str)], body: &'static str) -> graph_action::Result<Operation<Value>> {
    Begin::response(response(status, headers, body))
}

/// A response.
fn response(status: u16, headers: &[(&str, &str)], body: &'static str) -> Response<bytes::Bytes> {
    let mut response = Response::builder().status(status);
    for (name, value) in headers {
        response = response.header(*name, *value);
    }
    response.body(body.into()).unwrap()
}

const LOCATION: (&str, &str) = ("Location", "/things/1/operations/2");

#[test]
fn how_far_it_is_is_told_by_status_body_and_location_together() {
    use OperationState::{Running, Succeeded, Unknown};
    for (status, headers, body, state) in [
        (202, &[LOCATION][..], "", Running),
        (202, &[], "", Running),
        (202, &[LOCATION], r#"{"status": "completed"}"#, Succeeded),
        (200, &[LOCATION], "", Running),
        (200, &[LOCATION], "null", Running),
        (200, &[LOCATION], r#"{"id": "a"}"#, Succeeded),
        (200, &[], "", Succeeded),
        (204, &[], "", Succeeded),
        (201, &[LOCATION], r#"{"id": "a", "status": "active"}"#, Succeeded),
        (200, &[LOCATION], r#"{"status": "running"}"#, Running),
        (200, &[LOCATION], r#"{"status": "somethingNew"}"#, Unknown),
    ] {
        assert_eq!(begun(status, headers, body).unwrap().state(), state, "{status} {headers:?} {body}");
    }
}

#[test]
fn an_operation_location_comes_before_a_location() {
    let headers = [("Location", "/things/1"), ("Operation-Location", "/operations/2")];
    let operation = begun(202, &headers, "").unwrap();
    assert_eq!(operation.location().unwrap().path(), "/v1.0/operations/2");
}

#[test]
fn a_state_on_the_way_need_not_be_what_comes_in_the_end() {
    let running = r#"{"id": "o", "status": "running"}"#;
    let operation = CreateSession::response(response(202, &[LOCATION], running)).unwrap();
    assert_eq!((operation.body(), operation.id()), (None, Some("o")));
    assert!(CreateSession::response(response(202, &[LOCATION], "accepted")).unwrap().location().is_some());
    let made = r#"{"id": "s", "persistChanges": true}"#;
    let operation = CreateSession::response(response(201, &[LOCATION], made)).unwrap();
    assert_eq!(operation.into_body(), Some(Session { id: "s".into(), persist_changes: true }));
    // What is the end has to fit, and what is all there will ever be, too.
    for (status, headers) in [(201, &[LOCATION][..]), (200, &[LOCATION]), (202, &[])] {
        let error = CreateSession::response(response(status, headers, r#"{"id": "s"}"#)).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Response, "{status}");
    }
}

#[tokio::test]
async fn what_has_ended_is_not_asked_for() {
    let client = Client::builder(StaticToken::new("t")).base_url("http://127.0.0.1:9").build().unwrap();
    for (status, headers, body, end) in [
        (201, &[LOCATION][..], r#"{"id": "a"}"#, Some("a")),
        (200, &[LOCATION], r#"{"id": "a", "status": "completed"}"#, Some("a")),
        (200, &[], r#"{"id": "a"}"#, Some("a")),
        (200, &[], "", None),
        (204, &[], "", None),
        (200, &[], "null", None),
    ] {
        let ended = begun(status, headers, body).unwrap().wait(&client).await.unwrap();
        assert_eq!(ended.as_ref().map(|body| body["id"].as_str().unwrap()), end, "{status} {body}");
    }
}

#[tokio::test]
async fn what_can_be_looked_at_nowhere_says_so() {
    let client = Client::builder(StaticToken::new("t")).base_url("http://127.0.0.1:9").build().unwrap();
    for (status, body) in [(202, ""), (200, r#"{"status": "running"}"#)] {
        let operation = begun(status, &[], body).unwrap();
        assert!(operation.handle().is_none());
        let errors = [operation.poll_once(&client).await.map(drop), operation.wait(&client).await.map(drop)];
        for error in errors.map(Result::unwrap_err) {
            assert_eq!(error.kind(), ErrorKind::Response);
            assert!(error.to_string().contains("no `Location` and no `Operation-Location`"), "{error}");
            assert!(error.to_string().contains("notification"), "{error}");
        }
    }
}

#[tokio::test]
async fn an_operation_that_is_for_nothing_takes_any_end() {
    /// An operation whose end is all that matters.
    #[graph_action(POST "/things/<id>/forget" -> Operation<()>)]
    struct Forget {
        id: String,
    }
    let client = Client::builder(StaticToken::new("t")).base_url("http://127.0.0.1:9").build().unwrap();
    for (body, end) in [("", None), ("null", None), (r#"{"status": "completed"}"#, Some(())), ("text", Some(()))] {
        let operation = Forget::response(response(200, &[], body)).unwrap();
        assert_eq!(operation.wait(&client).await.unwrap(), end, "{body}");
    }
    assert!(Forget { id: "a".into() }.send(&client).await.unwrap_err().is_connect());
}

#[tokio::test]
async fn what_has_ended_and_can_be_looked_at_nowhere_is_there_already() {
    let client = Client::builder(StaticToken::new("t")).base_url("http://127.0.0.1:9").build().unwrap();
    let error = begun(201, &[], "{}").unwrap().poll_once(&client).await.unwrap_err();
    assert!(error.to_string().contains("had ended when it was sent"), "{error}");
}

#[test]
fn debug_shows_no_address_of_another_host() {
    let monitor = [("Location", "https://monitor.example/a/hunter2?tempauth=hunter3")];
    let operation = begun(202, &monitor, "").unwrap();
    let text = format!("{operation:?} {:?}", operation.handle());
    assert!(text.contains("https://monitor.example/…") && !text.contains("hunter"), "{text}");
    let error = CreateSession::response(response(201, &monitor, "{}")).unwrap_err();
    assert!(!shown(&error).contains("hunter"), "{error:?}");
}

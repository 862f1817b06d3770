//! Operations that end without success, in each dialect, and looks that fail.

use graph_action::{Action, Client, Error, ErrorKind, Operation, OperationState};
use graph_action_sim::{Course, Failure, Graph};
use serde::de::DeserializeOwned;

use crate::actions::{CopyNotebook, copy, end, session, team, thing};
use crate::common::raw::{RawServer, reply};
use crate::common::{client, client_of, shown, soon};

/// The error that an operation ends with.
async fn failure<A: Action<Response = Operation<T>>, T>(action: A, client: &Client) -> Error
where
    T: DeserializeOwned + Send + std::fmt::Debug,
{
    let operation = client.send(&action).await.unwrap();
    end(operation, client).await.unwrap_err()
}

#[tokio::test]
async fn a_failure_says_why_in_every_dialect() {
    let graph = Graph::start().await.unwrap();
    let client = client(&graph);
    let script = || graph.next_operation(Course::failing("nameAlreadyExists", "The name\nis taken."));
    script();
    let of_copy = failure(copy(), &client).await;
    script();
    let of_team = failure(team(), &client).await;
    script();
    let of_session = failure(session(), &client).await;
    script();
    let of_notebook = failure(CopyNotebook { id: "1-a".into(), rename_as: None }, &client).await;
    for (error, path, word) in [
        (&of_copy, "POST /drives/<drive>/items/<id>/copy", "failed"),
        (&of_team, "POST /teams", "failed"),
        (&of_session, "POST /drives/<drive>/items/<id>/workbook/createSession", "failed"),
        (&of_notebook, "POST /me/onenote/notebooks/<id>/copyNotebook", "Failed"),
    ] {
        assert_eq!(error.kind(), ErrorKind::Operation);
        assert_eq!(error.code(), Some("nameAlreadyExists"), "{error:?}");
        let expected = format!(
            "{path} did not succeed: its operation ended as `{word}`: nameAlreadyExists: The name is taken; it has ended: "
        );
        assert!(error.to_string().starts_with(&expected), "{error}");
        assert!(error.operation().is_none(), "there is nothing to take up again: {error:?}");
        assert!(String::from_utf8_lossy(error.body()).contains("nameAlreadyExists"));
        assert!(!shown(error).contains("key="));
    }
    assert!(of_team.request_id().is_some() && of_copy.request_id().is_none());
    assert_eq!(of_copy.status().map(|status| status.as_u16()), Some(200));
}

#[tokio::test]
async fn a_look_at_an_operation_that_failed_is_no_error() {
    let graph = Graph::start().await.unwrap();
    graph.next_operation(Course::failing("a", "b").after(0));
    let client = client(&graph);
    let progress = team().send(&client).await.unwrap().poll_once(&client).await.unwrap();
    assert_eq!((progress.state(), progress.status_text()), (OperationState::Failed, Some("failed")));
    assert!(progress.is_done());
    assert_eq!(progress.error().and_then(Error::code), Some("a"));
    assert_eq!(progress.body().and_then(|body| body.status.as_deref()), Some("failed"));
}

#[tokio::test]
async fn a_failure_in_the_first_response_asks_nothing() {
    for (body, words) in [
        (
            r#"{"status": "failed", "resultInfo": {"code": 400, "subcode": 8508, "message": "cancelled"}}"#,
            "as `failed`: 400/8508: cancelled",
        ),
        (r#"{"status": "Cancelled"}"#, "as `Cancelled`: the service does not say why"),
        (r#"{"error": {"code": "x"}}"#, "with an error: x"),
    ] {
        for location in ["", "Location: /things/1/operations/2\r\n"] {
            let server = RawServer::start([reply("200 OK", location, body)]).await;
            let client = client_of(&server.url());
            let operation = thing().send(&client).await.unwrap();
            assert!(operation.state().is_failure());
            let error = soon(operation.wait(&client)).await.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Operation);
            assert!(error.to_string().contains(words), "{error}");
            assert!(!shown(&error).contains("secret-id"));
            assert_eq!(server.requests().len(), 1);
        }
    }
}

#[tokio::test]
async fn a_look_that_fails_keeps_the_operation() {
    let graph = Graph::start().await.unwrap();
    let client = client(&graph);
    let operation = team().send(&client).await.unwrap();
    graph.fail_next(Failure::graph(500, "UnknownError", "Try later."));
    let error = end(operation, &client).await.unwrap_err();
    assert_eq!((error.kind(), error.code()), (ErrorKind::Service, Some("UnknownError")));
    let expected =
        "POST /teams failed: its operation could not be looked at: 500 Internal Server Error, UnknownError: Try later.";
    assert!(error.to_string().starts_with(expected), "{error}");
    // It goes on, and the error is enough to go on with.
    let resumed = Operation::<serde_json::Value>::resume(error.operation().unwrap().clone());
    let ended = end(resumed, &client).await.unwrap().unwrap();
    assert_eq!(ended["status"], "succeeded");
}

#[tokio::test]
async fn a_look_is_repeated_like_any_get() {
    let graph = Graph::start().await.unwrap();
    graph.next_operation(Course::completing().after(0));
    let client = client(&graph);
    let operation = team().send(&client).await.unwrap();
    graph.fail_next(Failure::new(503));
    graph.fail_next(Failure::new(429).header("Retry-After", "0.01"));
    let ended = end(operation, &client).await.unwrap();
    assert_eq!(ended.unwrap().status.as_deref(), Some("succeeded"));
    assert_eq!(graph.requests().len(), 4);
}

#[tokio::test]
async fn a_result_that_is_not_there_is_an_error_of_its_own() {
    let graph = Graph::start().await.unwrap();
    graph.next_operation(Course::completing().after(0));
    let client = client(&graph);
    let operation = session().send(&client).await.unwrap();
    let look = soon(operation.poll_once(&client)).await.unwrap();
    assert!(look.is_done());
    // Found once, and then no more.
    let state = RawServer::start([
        reply("202 Accepted", "Location: /things/1/operations/2\r\n", ""),
        reply("200 OK", "", r#"{"status": "succeeded", "resourceLocation": "/things/made"}"#),
        reply("404 Not Found", "", r#"{"error": {"code": "itemNotFound", "message": "No."}}"#),
    ])
    .await;
    let client = client_of(&state.url());
    let operation = thing().send(&client).await.unwrap();
    let error = end(operation, &client).await.unwrap_err();
    assert!(error.is_not_found() && error.operation().is_some());
    assert!(error.to_string().contains("its operation succeeded, but the result could not be fetched: 404"), "{error}");
    assert_eq!(state.requests().len(), 3);
    assert!(state.requests()[2].starts_with("GET /v1.0/things/made HTTP/1.1"));
}

#[tokio::test]
async fn an_end_that_does_not_fit_is_an_error_that_keeps_it() {
    for (replies, place) in [
        (
            vec![reply("200 OK", "", r#"{"status": "succeeded"}"#)],
            "the last state of its operation: missing field `id`",
        ),
        (
            vec![
                reply("200 OK", "", r#"{"status": "succeeded", "resourceLocation": "/a"}"#),
                reply("200 OK", "", r#"{"id": 7}"#),
            ],
            "the result of its operation: at `id`: invalid type",
        ),
    ] {
        let first = reply("202 Accepted", "Location: /things/1/operations/2\r\n", "");
        let server = RawServer::start(std::iter::once(first).chain(replies)).await;
        let client = client_of(&server.url());
        let operation = session().send(&client).await.unwrap();
        let error = end(operation, &client).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Response);
        assert!(error.to_string().contains(place), "{error}");
        assert!(!error.body().is_empty() && error.operation().is_some());
    }
}

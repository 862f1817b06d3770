//! Actions that are sent in a batch: expected and answered as if they were sent alone.

use graph_action::http::Method;
use graph_action::mock::{Answer, Mock};
use graph_action::transport::TransportErrorKind;
use graph_action::{Batch, Bytes, Content, graph_action};
use serde_json::json;

use crate::common::actions::{CancelInBeta, CancelMediaProcessing, GetCall, cancel, get};
use crate::{report, send, unexpected};

#[graph_action(GET "/me/photo/$value" -> Content)]
struct Photo {}

#[graph_action(PUT "/me/drive/root:/<path..>:/content")]
struct Upload {
    path: &'static str,
    #[graph(body = "image/png")]
    content: Bytes,
}

#[tokio::test]
async fn each_item_is_expected_by_its_action_and_answered_by_its_type() {
    let mock = Mock::new();
    mock.expect::<GetCall>().path("id", "o'neil+/é").answer(&json!({"id": "a"}));
    mock.expect::<CancelMediaProcessing>().body(json!({"clientContext": "x"})).answer(&json!({"id": "b"}));
    mock.expect::<Photo>().answer(Answer::content("image/jpeg", &b"\xff\xd8\x00"[..]));
    let upload = Upload { path: "a b/c.png", content: Bytes::from_static(b"\x89PNG\xff") };
    mock.expect_action(&upload).answer(Answer::status(201));
    mock.expect::<CancelInBeta>().answer(&json!({"id": "c"}));

    let mut batch = Batch::new();
    let call = batch.add(&get("o'neil+/é")).unwrap();
    let action = CancelMediaProcessing { client_context: Some("x".into()), ..cancel("a") };
    let cancelled = batch.add(&action).unwrap();
    let photo = batch.add(&Photo {}).unwrap();
    let uploaded = batch.add(&upload).unwrap();
    let in_beta = batch.add(&CancelInBeta { id: "a".into(), all: None }).unwrap();
    let mut answers = batch.send(&mock.client().unwrap()).await.unwrap();
    assert_eq!(answers.take(call).unwrap()["id"], "a");
    assert_eq!(answers.take(cancelled).unwrap().id(), Some("b"));
    assert_eq!(answers.take(photo).unwrap().bytes().await.unwrap(), &b"\xff\xd8\x00"[..]);
    answers.take(uploaded).unwrap();
    assert_eq!(answers.take(in_beta).unwrap().id(), Some("c"));
    mock.verify().unwrap();
    // What a test sees are the items.
    assert_eq!(mock.requests().len(), 5);
    assert_eq!(mock.requests()[0].path_value("id"), Some("o'neil+/é"));
}

#[tokio::test]
async fn an_item_that_is_not_expected_fails_alone() {
    let mock = Mock::new();
    mock.expect::<GetCall>().path("id", "a").answer(&json!({}));
    mock.expect::<GetCall>().path("id", "b").answer(&json!({}));
    let mut batch = Batch::new();
    let (a, c) = (batch.add(&get("a")).unwrap(), batch.add(&get("c")).unwrap());
    let mut answers = batch.send(&mock.client().unwrap()).await.unwrap();
    answers.take(a).unwrap();
    let error = answers.take(c).unwrap_err();
    assert_eq!(error.code(), Some("unexpectedRequest"));
    assert!(error.to_string().contains(r#"path value `id`: expected "b", got "c""#), "{error}");
    assert!(report(&mock)[1].starts_with("request 2, GET https://graph.microsoft.com/v1.0/communications/calls/c,"));
}

#[tokio::test]
async fn an_item_is_throttled_and_repeated_alone() {
    let mock = Mock::new();
    mock.expect::<GetCall>().path("id", "a").answer(&json!({}));
    mock.expect::<GetCall>()
        .path("id", "b")
        .answer(Answer::status(429).header("Retry-After", "0.02"))
        .then_answer(&json!({"id": "b"}));
    let mut batch = Batch::new();
    let (a, b) = (batch.add(&get("a")).unwrap(), batch.add(&get("b")).unwrap());
    let mut answers = batch.send(&mock.client().unwrap()).await.unwrap();
    answers.take(a).unwrap();
    assert_eq!(answers.take(b).unwrap()["id"], "b");
    mock.verify().unwrap();
}

#[tokio::test]
async fn an_item_behind_one_that_failed_is_not_asked() {
    let mock = Mock::new();
    mock.expect::<GetCall>().path("id", "a").answer(Answer::error(404, "8522", "Call not found."));
    mock.expect::<GetCall>().path("id", "b").never();
    let mut batch = Batch::new();
    let a = batch.add(&get("a")).unwrap();
    let b = batch.add_after(&get("b"), &[&a]).unwrap();
    let mut answers = batch.send(&mock.client().unwrap()).await.unwrap();
    assert!(answers.take(a).unwrap_err().is_not_found());
    assert_eq!(answers.take(b).unwrap_err().status().unwrap(), 424);
    mock.verify().unwrap();
}

#[tokio::test]
async fn a_connection_that_fails_fails_all_items() {
    let mock = Mock::new();
    mock.expect::<CancelMediaProcessing>().answer(Answer::fail(TransportErrorKind::Timeout));
    let mut batch = Batch::new();
    let ticket = batch.add(&cancel("a")).unwrap();
    let ended = batch.send(&mock.client().unwrap()).await.and_then(|mut answers| answers.take(ticket));
    assert!(ended.unwrap_err().is_timeout());
    mock.verify().unwrap();
}

#[tokio::test]
async fn a_batch_that_is_expected_as_such_is_one_request() {
    let mock = Mock::new();
    mock.expect_request(Method::POST, "/$batch")
        .body_including(json!({"requests": [{"method": "GET", "url": "/communications/calls/a"}]}))
        .answer(&json!({"responses": [{"id": "0", "status": 200, "body": {"id": "a"}}]}));
    let mut batch = Batch::new();
    let call = batch.add(&get("a")).unwrap();
    let mut answers = batch.send(&mock.client().unwrap()).await.unwrap();
    mock.verify().unwrap();
    assert_eq!(answers.take(call).unwrap()["id"], "a");
}

#[graph_action(POST "/$batch" -> serde_json::Value)]
struct RawBatch {
    requests: Vec<serde_json::Value>,
}

#[tokio::test]
async fn what_is_no_batch_is_a_request_like_another() {
    for requests in [
        vec![json!({"id": "1", "method": "GET"})],
        vec![json!({"id": "1", "method": "NO METHOD", "url": "/me"})],
        vec![json!({"id": "1", "method": "GET", "url": "/a b"})],
        vec![json!({"id": "1", "method": "POST", "url": "/me", "body": "not base64!"})],
        vec![json!({"id": "1", "method": "POST", "url": "/me", "headers": {"a b": "c"}})],
    ] {
        let mock = Mock::new();
        let told = unexpected(send(&mock, &RawBatch { requests }).await);
        assert!(
            told.starts_with("request 1, POST https://graph.microsoft.com/v1.0/$batch, was not expected"),
            "{told}"
        );
    }
    // One that was written by hand is taken apart as well.
    let mock = Mock::new();
    mock.expect::<GetCall>().path("id", "a").answer(Answer::status(204));
    let requests = vec![json!({"id": "x", "method": "GET", "url": "communications/calls/a"})];
    let answer = send(&mock, &RawBatch { requests }).await.unwrap();
    assert_eq!(answer, json!({"responses": [{"id": "x", "status": 204, "headers": {}, "body": null}]}));
    mock.verify().unwrap();
}

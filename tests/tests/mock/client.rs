//! What stands above the mock is the client's own: retries, tokens, headers.

use graph_action::auth::{AccessToken, StaticToken, TokenProvider, TokenRequest};
use graph_action::mock::{Answer, Mock};
use graph_action::transport::BoxFuture;
use graph_action::{Client, RetryPolicy};
use serde_json::json;

use crate::common::actions::{CancelAgain, CancelMediaProcessing, GetCall, cancel, get};
use crate::{send, unexpected};

#[tokio::test]
async fn throttling_is_waited_out_by_the_real_policy() {
    let mock = Mock::new();
    mock.expect::<CancelMediaProcessing>()
        .answer(Answer::status(429).header("Retry-After", "0.05"))
        .then_answer(Answer::status(429))
        .then_answer(&json!({}));
    let started = std::time::Instant::now();
    send(&mock, &cancel("a")).await.unwrap();
    assert!(started.elapsed().as_secs_f64() >= 0.05);
    mock.verify().unwrap();
    let attempts: Vec<_> =
        mock.requests().iter().map(|request| request.header("retry-attempt").map(str::to_owned)).collect();
    assert_eq!(attempts, [None, Some("1".to_owned()), Some("2".to_owned())]);
}

#[tokio::test]
async fn what_a_declaration_says_of_repetition_holds() {
    let mock = Mock::new();
    mock.expect::<CancelMediaProcessing>().answer(Answer::status(504));
    assert!(send(&mock, &cancel("a")).await.unwrap_err().is_timeout());
    mock.verify().unwrap();

    let mock = Mock::new();
    mock.expect::<CancelAgain>().answer(Answer::status(504)).then_answer(Answer::status(204));
    send(&mock, &CancelAgain { id: "a".into(), client_context: None }).await.unwrap();
    mock.verify().unwrap();
}

#[tokio::test]
async fn an_unexpected_request_is_not_repeated() {
    let mock = Mock::new();
    unexpected(send(&mock, &get("a")).await);
    assert_eq!(mock.requests().len(), 1);
}

#[tokio::test]
async fn a_policy_of_the_programs_own_is_kept() {
    let mock = Mock::new();
    mock.expect::<GetCall>().answer(Answer::status(503));
    let client = mock.builder().retry(RetryPolicy::never()).build().unwrap();
    assert_eq!(get("a").send(&client).await.unwrap_err().status().unwrap(), 503);
    mock.verify().unwrap();
}

/// A credential that sends a request of its own through the client's transport.
struct Asking;

impl TokenProvider for Asking {
    fn token<'a>(&'a self, request: TokenRequest<'a>) -> BoxFuture<'a, graph_action::Result<AccessToken>> {
        Box::pin(async move {
            let asked = http::Request::get("https://login.example/token").body(graph_action::Bytes::new()).unwrap();
            let answer = request.transport.send(asked).await.unwrap();
            assert_eq!(answer.status(), 200);
            Ok(AccessToken::new("token", None))
        })
    }
}

#[tokio::test]
async fn a_credential_may_be_mocked_as_well() {
    let mock = Mock::new();
    mock.expect_request(http::Method::GET, "https://login.example/token").in_order().answer(&json!({}));
    mock.expect::<GetCall>().in_order().answer(&json!({}));
    get("a").send(&Client::builder(Asking).transport(mock.transport()).build().unwrap()).await.unwrap();
    mock.verify().unwrap();
}

#[tokio::test]
async fn headers_of_the_client_can_be_expected() {
    let mock = Mock::new();
    mock.expect::<GetCall>()
        .header("Accept", "application/json")
        .matching("names its product", |request| {
            request.header("user-agent").is_some_and(|agent| agent.starts_with("contoso/1 graph-action/"))
        })
        .answer(&json!({}));
    let client = mock.builder().user_agent("contoso/1").build().unwrap();
    get("a").send(&client).await.unwrap();
    mock.verify().unwrap();
}

#[tokio::test]
async fn a_call_that_is_dropped_leaves_the_mock_usable() {
    let mock = Mock::new();
    mock.expect::<GetCall>()
        .answer(Answer::status(204).after(std::time::Duration::from_hours(1)))
        .then_answer(&json!({"id": "a"}));
    let client = Client::builder(StaticToken::new("t")).transport(mock.transport()).build().unwrap();
    let wait = std::time::Duration::from_millis(20);
    tokio::time::timeout(wait, get("a").send(&client)).await.unwrap_err();
    assert_eq!(get("a").send(&client).await.unwrap()["id"], "a");
    mock.verify().unwrap();
}

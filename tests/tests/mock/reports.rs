//! What a person reads when a test fails.

use std::sync::{Arc, Mutex};

use graph_action::auth::StaticToken;
use graph_action::mock::{Answer, Mock, MockError};
use graph_action::{Client, graph_action};
use serde_json::json;
use tracing_subscriber::fmt::MakeWriter;

use crate::common::actions::{CancelMediaProcessing, GetCall, cancel, get};
use crate::common::shown;
use crate::{report, send, unexpected};

#[tokio::test]
async fn nothing_expected_and_nothing_came_is_well() {
    Mock::new().verify().unwrap();
    let mock = Mock::new();
    let told = unexpected(send(&mock, &get("a")).await);
    assert_eq!(
        told,
        "request 1, GET https://graph.microsoft.com/v1.0/communications/calls/a, was not expected\n  \
         nothing is expected of this mock"
    );
}

#[tokio::test]
async fn what_did_not_come_and_what_came_instead_are_told_together() {
    let mock = Mock::new();
    mock.expect::<CancelMediaProcessing>().path("id", "a").body(json!({"clientContext": "x", "all": true}));
    mock.expect::<GetCall>().path("id", "b").times(2).answer(&json!({}));
    mock.expect::<GetCall>().path("id", "c").at_least(3);
    let mut action = cancel("a");
    action.client_context = Some("y".into());
    unexpected(send(&mock, &action).await);
    send(&mock, &get("b")).await.unwrap();
    unexpected(send(&mock, &get("d")).await);
    assert_eq!(
        report(&mock).join("\n"),
        r#"the mock was not used as expected
request 1, POST https://graph.microsoft.com/v1.0/communications/calls/a/cancelMediaProcessing, was not expected
  closest is expectation 1, POST /communications/calls/<id>/cancelMediaProcessing
    body.all: expected true, got nothing
    body.clientContext: expected "x", got "y"
request 3, GET https://graph.microsoft.com/v1.0/communications/calls/d, was not expected
  closest is expectation 2, GET /communications/calls/<id>
    path value `id`: expected "b", got "d"
expectation 1, POST /communications/calls/<id>/cancelMediaProcessing was to come once, and did not come
  what came instead is request 1
expectation 2, GET /communications/calls/<id> was to come 2 times, and came once
  what came instead is request 3
expectation 3, GET /communications/calls/<id> was to come at least 3 times, and did not come
  what came instead is request 3, GET https://graph.microsoft.com/v1.0/communications/calls/d
    path value `id`: expected "c", got "d""#
    );
}

#[tokio::test]
async fn an_expectation_that_nothing_came_for_says_so() {
    let mock = Mock::new();
    mock.expect::<GetCall>().path("id", "a").answer(&json!({}));
    assert_eq!(report(&mock)[2].trim(), "no request came at all");
    mock.expect::<GetCall>().path("id", "b");
    send(&mock, &get("a")).await.unwrap();
    assert_eq!(report(&mock)[2].trim(), "every request that came was another expectation's");
    mock.expect::<Short>();
    unexpected(send(&mock, &cancel("a")).await);
    assert_eq!(report(&mock).last().unwrap().trim(), "no other request that it could be came");
}

#[tokio::test]
async fn a_failing_test_shows_lines_and_no_token() {
    let mock = Mock::new();
    mock.expect::<GetCall>().header("Authorization", "Bearer top-secret");
    let credential = StaticToken::new("top-secret");
    let client = Client::builder(credential).transport(mock.transport()).build().unwrap();
    let error = get("a").send(&client).await.unwrap_err();
    let failed = mock.verify().unwrap_err();
    assert_eq!(format!("{failed:?}"), failed.to_string());
    assert!(failed.to_string().lines().count() > 3);
    // What the test itself says is its own; what the client sent is not shown.
    assert!(failed.to_string().contains(r#"header `authorization`: expected "Bearer top-secret", got nothing"#));
    let other = Mock::new();
    let client = Client::builder(StaticToken::new("top-secret")).transport(other.transport()).build().unwrap();
    let text = shown(&get("a").send(&client).await.unwrap_err()) + &format!("{other:?}{:?}", other.verify());
    assert!(!text.contains("top-secret"), "{text}");
    assert!(!error.to_string().contains('\n'));
}

/// The secret of an application is in the body of its request for a token, which may come to a mock as well.
#[tokio::test]
async fn a_client_secret_is_not_shown_either() {
    let mock = Mock::new();
    let credential = graph_action::auth::ClientSecret::new("contoso.onmicrosoft.com", "client", "top-secret");
    let client = Client::builder(credential).transport(mock.transport()).build().unwrap();
    mock.expect_request(
        http::Method::POST,
        "https://login.microsoftonline.com/contoso.onmicrosoft.com/oauth2/v2.0/token",
    )
    .body(json!({"grant_type": "password"}));
    let error = get("a").send(&client).await.unwrap_err();
    let text = shown(&error) + &format!("{mock:?}{:?}", mock.verify());
    assert!(text.contains("bytes of application/x-www-form-urlencoded"), "{text}");
    assert!(!text.contains("top-secret"), "{text}");
}

#[tokio::test]
async fn a_run_is_verified_whether_one_thinks_of_it_or_not() {
    let mock = Mock::new();
    mock.expect::<GetCall>().answer(&json!({"id": "a"}));
    let answer = mock.run(async |client| get("a").send(&client).await.unwrap()).await;
    assert_eq!(answer.unwrap()["id"], "a");

    let mock = Mock::new();
    mock.expect::<GetCall>();
    let failed: Result<(), MockError> = mock.run(async |_| ()).await;
    assert!(failed.unwrap_err().to_string().ends_with("no request came at all"));
}

/// Where a subscriber writes to.
#[derive(Clone, Default)]
struct Written(Arc<Mutex<Vec<u8>>>);

impl std::io::Write for Written {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Written {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

/// What is logged while a closure runs.
fn logged(run: impl FnOnce()) -> String {
    let written = Written::default();
    let subscriber = tracing_subscriber::fmt().with_writer(written.clone()).with_ansi(false).finish();
    tracing::subscriber::with_default(subscriber, run);
    String::from_utf8(written.0.lock().unwrap().clone()).unwrap()
}

#[test]
fn a_mock_that_is_dropped_unasked_says_so_where_it_can() {
    let unmet = || {
        let mock = Mock::new();
        mock.expect::<GetCall>().answer(Answer::status(204));
        mock
    };
    let text = logged(|| drop(unmet()));
    assert!(text.contains("ERROR") && text.contains("a mock was dropped without `verify`"), "{text}");
    assert!(text.contains("was to come once"), "{text}");
    assert_eq!(logged(|| drop(unmet().verify())), "");
    assert_eq!(logged(|| drop(Mock::new())), "");
    // What is said after the report is not in it.
    let text = logged(|| {
        let mock = unmet();
        mock.verify().unwrap_err();
        mock.expect::<GetCall>();
    });
    assert!(text.contains("expectation 2"), "{text}");
}

#[graph_action(GET "/a/<b>")]
struct Short {
    b: String,
}

#[tokio::test]
async fn the_closest_is_the_one_with_the_fewest_differences() {
    let mock = Mock::new();
    mock.expect::<CancelMediaProcessing>().at_least(0);
    mock.expect::<Short>().path("b", "1").query("c", "2").at_least(0);
    mock.expect::<Short>().path("b", "3");
    let told = unexpected(send(&mock, &Short { b: "4".into() }).await);
    assert!(told.contains("closest is expectation 3, GET /a/<b>"), "{told}");
    // Of two that are as close, the one that still waits.
    send(&mock, &Short { b: "3".into() }).await.unwrap();
    mock.expect::<Short>().path("b", "5");
    mock.expect::<Short>().path("b", "6");
    send(&mock, &Short { b: "5".into() }).await.unwrap();
    let told = unexpected(send(&mock, &Short { b: "7".into() }).await);
    assert!(told.contains("expectation 5, GET /a/<b>") && told.contains(r#"expected "6", got "7""#), "{told}");
}

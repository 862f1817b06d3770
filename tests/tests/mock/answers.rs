//! What a mock can answer with: each through the client's real bindings, retries and errors.

use std::time::Duration;

use futures_util::TryStreamExt;
use graph_action::http::{self, Method};
use graph_action::mock::{Answer, Mock};
use graph_action::transport::TransportErrorKind;
use graph_action::{Bytes, Content, ErrorKind, Operation, Page, Reply, Value, graph_action};
use serde_json::json;

use crate::common::actions::{
    CancelMediaProcessing, CommsOperation, GetCall, GetOperation, OperationStatus, cancel, get,
};
use crate::{report, send};

/// An operation as a test has it at hand.
fn operation(status: OperationStatus) -> CommsOperation {
    CommsOperation {
        id: Some("17e3b46c".into()),
        status: Some(status),
        client_context: None,
        result_info: None,
        extra: serde_json::Map::new(),
    }
}

#[tokio::test]
async fn a_typed_value_comes_back_as_it_was_given() {
    let mock = Mock::new();
    mock.expect::<GetOperation>().answer(&operation(OperationStatus::Running));
    let action = GetOperation { call: "a".into(), id: "b".into() };
    assert_eq!(send(&mock, &action).await.unwrap().status, Some(OperationStatus::Running));
    mock.expect::<CancelMediaProcessing>().answer(
        Answer::json(operation(OperationStatus::Completed)).header("Location", "/communications/calls/a/operations/b"),
    );
    let answer: Operation<CommsOperation> = send(&mock, &cancel("a")).await.unwrap();
    assert_eq!(answer.location().unwrap().path(), "/v1.0/communications/calls/a/operations/b");
    assert_eq!(answer.id(), Some("17e3b46c"));
    mock.verify().unwrap();
}

#[graph_action(GET "/names" -> Page<String>)]
struct Names {}

#[tokio::test]
async fn pages_are_followed_where_their_links_are_expected() {
    const NEXT: &str = "https://graph.microsoft.com/v1.0/names?$skiptoken=a%2Fb'c";
    let mock = Mock::new();
    mock.expect::<Names>().in_order().answer(Answer::page(["a", "b"]).next_link(NEXT).member("@odata.count", 3));
    mock.expect_request(Method::GET, NEXT).in_order().answer(Answer::page(["c"]).delta_link("https://x/delta"));
    let client = mock.client().unwrap();
    let first = Names {}.send(&client).await.unwrap();
    assert_eq!(first.count(), Some(3));
    let second = first.next_page(&client).await.unwrap().unwrap();
    assert_eq!((second.items(), second.delta_link()), (&["c".to_owned()][..], Some("https://x/delta")));
    mock.verify().unwrap();
}

#[graph_action(GET "/check" -> Value<Vec<u8>>)]
struct Check {}

#[graph_action(POST "/teams" -> Reply<()>)]
struct CreateTeam {}

#[graph_action(GET "/photo" -> Content)]
struct Photo {}

#[tokio::test]
async fn every_shape_of_a_response_can_be_given() {
    let mock = Mock::new();
    mock.expect::<Check>().answer(Answer::value([1, 2]));
    assert_eq!(send(&mock, &Check {}).await.unwrap().0, [1, 2]);

    mock.expect::<CreateTeam>().answer(Answer::accepted("/teams('a')/operations('b')").header("request-id", "7b8c"));
    let reply = send(&mock, &CreateTeam {}).await.unwrap();
    assert_eq!((reply.status().as_u16(), reply.request_id()), (202, Some("7b8c")));
    assert_eq!(reply.location().unwrap().path(), "/v1.0/teams('a')/operations('b')");

    mock.expect::<Photo>().answer(Answer::content("image/jpeg", &b"\xff\xd8"[..]));
    let photo = send(&mock, &Photo {}).await.unwrap();
    assert_eq!(photo.content_type(), Some("image/jpeg"));
    assert_eq!(photo.into_stream().try_collect::<Vec<Bytes>>().await.unwrap(), [&b"\xff\xd8"[..]]);

    let raw = http::Response::builder().status(200).header("a", "b").body(r#"{"value": []}"#).unwrap();
    mock.expect::<Check>().answer(raw);
    assert_eq!(send(&mock, &Check {}).await.unwrap().0, [0_u8; 0]);

    mock.expect::<GetCall>().answer(Answer::error(404, "8522", "Call not found.").header("request-id", "9d0e"));
    let error = send(&mock, &get("a")).await.unwrap_err();
    assert!(error.is_not_found());
    assert_eq!((error.code(), error.request_id()), (Some("8522"), Some("9d0e")));
    mock.verify().unwrap();
}

/// Where an operation is read that an answer named by a path alone.
#[tokio::test]
async fn a_path_of_the_service_is_expected_without_a_declaration() {
    let mock = Mock::new();
    let client = mock.builder().base_url("https://gateway.example/graph").version("beta").build().unwrap();
    mock.expect_request(Method::GET, "/names?$skiptoken=<token>").path("token", "a b").answer(Answer::page(["b"]));
    mock.expect::<Names>().answer(Answer::page(["a"]).next_link("/names?$skiptoken=a%20b"));
    let names: Vec<String> = Names {}.send(&client).await.unwrap().stream(&client).try_collect().await.unwrap();
    assert_eq!(names, ["a", "b"]);
    mock.verify().unwrap();
}

/// A download is redirected to storage, which is a request like another.
#[tokio::test]
async fn a_redirect_is_answered_and_followed() {
    const STORAGE: &str = "https://storage.example/photo?signature=x";
    let mock = Mock::new();
    mock.expect::<Photo>().answer(Answer::status(302).header("Location", STORAGE));
    mock.expect_request(Method::GET, STORAGE).answer(Answer::content("image/png", "png"));
    assert_eq!(send(&mock, &Photo {}).await.unwrap().bytes().await.unwrap(), "png");
    mock.verify().unwrap();
}

#[tokio::test]
async fn a_failed_exchange_is_one_of_its_kind() {
    for (kind, error_kind) in [
        (TransportErrorKind::Connect, ErrorKind::Connect),
        (TransportErrorKind::Timeout, ErrorKind::Timeout),
        (TransportErrorKind::Other, ErrorKind::Transport),
    ] {
        let mock = Mock::new();
        mock.expect::<GetCall>().at_least(1).answer(Answer::fail(kind));
        assert_eq!(send(&mock, &get("a")).await.unwrap_err().kind(), error_kind);
        // The client's real retries stand above the mock: one try and three more.
        assert_eq!(mock.requests().len(), 4);
        mock.verify().unwrap();
    }
    // A POST may have been seen, and is not repeated.
    let mock = Mock::new();
    mock.expect::<CancelMediaProcessing>().answer(Answer::fail(TransportErrorKind::Timeout));
    assert!(send(&mock, &cancel("a")).await.unwrap_err().is_timeout());
    mock.verify().unwrap();
}

#[tokio::test]
async fn an_answer_may_depend_on_the_request() {
    let mock = Mock::new();
    mock.expect::<GetCall>().times(2).answer_with(|request| match request.path_value("id") {
        Some("gone") => Answer::error(404, "8522", "gone"),
        id => Answer::json(json!({ "id": id, "accept": request.header("Accept") })),
    });
    assert!(send(&mock, &get("gone")).await.unwrap_err().is_not_found());
    assert_eq!(send(&mock, &get("a")).await.unwrap(), json!({"id": "a", "accept": "application/json"}));
    mock.verify().unwrap();
}

#[tokio::test(start_paused = true)]
async fn waits_are_tokios_which_a_test_may_pause() {
    let mock = Mock::new();
    mock.expect::<GetCall>()
        .answer(Answer::status(429).header("Retry-After", "60.5"))
        .then_answer(Answer::json(json!({})).after(Duration::from_mins(10)));
    let (started, real) = (tokio::time::Instant::now(), std::time::Instant::now());
    send(&mock, &get("a")).await.unwrap();
    assert!(started.elapsed() >= Duration::from_mins(11));
    assert!(real.elapsed() < Duration::from_secs(30));
    mock.verify().unwrap();
}

#[tokio::test]
async fn an_answer_that_cannot_be_given_is_told_to_both() {
    let unwritable = || std::collections::BTreeMap::from([((1, 2), 3)]);
    for (answer, says) in [
        (Answer::status(7), "has the status 7, which is none"),
        (Answer::json(unwritable()), "cannot be written as JSON: key must be a string"),
        (Answer::value(unwritable()), "cannot be written as JSON: key must be a string"),
        (Answer::status(200).header("a b", "c"), "has the header `a b: c`, which is none"),
        (Answer::status(200).next_link("x"), "cannot have the member `@odata.nextLink`: its body is no JSON object"),
        (Answer::json(json!({})).member("a", unwritable()), "cannot have the member `a`: key must be a string"),
    ] {
        let mock = Mock::new();
        mock.expect::<GetCall>().answer(answer.clone());
        let error = send(&mock, &get("a")).await.unwrap_err();
        assert!(error.to_string().contains(&format!("but its answer {says}")), "{error}");
        assert!(report(&mock)[1].ends_with(&format!("has an answer that {says}")));
        // One that is made when it is needed is known then only.
        let mock = Mock::new();
        mock.expect::<GetCall>().answer_with(move |_| answer.clone());
        let error = send(&mock, &get("a")).await.unwrap_err();
        assert!(error.to_string().contains(says), "{error}");
        assert!(report(&mock)[1].ends_with(&format!("has an answer that {says}")));
    }
}

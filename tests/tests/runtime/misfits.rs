//! Success that does not fit the declared response: the error says where, and keeps everything.

use graph_action::{Action, Client, ErrorKind, graph_action};
use graph_action_sim::{Failure, Graph};

use crate::common::actions::{CancelMediaProcessing, cancel, get};
use crate::common::{builder, client};

#[graph_action(GET "/communications/calls/<id>/operations" -> Vec<crate::common::actions::CommsOperation>)]
struct ListOperations {
    id: String,
}

#[graph_action(POST "/communications/calls/<id>/keepAlive")]
struct KeepAlive {
    id: String,
}

/// The error of a call that is answered with success and this body.
async fn misfit<A: Action>(graph: &Graph, client: &Client, action: &A, body: &'static str) -> graph_action::Error
where
    A::Response: std::fmt::Debug,
{
    graph.fail_next(Failure::new(200).body(body));
    let error = client.send(action).await.unwrap_err();
    assert_eq!((error.kind(), error.status().unwrap().as_u16()), (ErrorKind::Response, 200));
    assert_eq!(error.body(), body.as_bytes());
    assert!(error.request_id().is_some() && error.client_request_id().is_some());
    assert!(error.to_string().contains("succeeded, but its response does not fit"), "{error}");
    error
}

#[tokio::test]
async fn the_error_says_where_the_json_does_not_fit() {
    let graph = Graph::start().await.unwrap();
    let client = client(&graph);
    let list = ListOperations { id: "a".into() };
    for (body, place) in [
        (r#"[{}, {"resultInfo": {"code": "x"}}]"#, "at `[1].resultInfo.code`"),
        (r#"[{"id": 7}]"#, "at `[0].id`"),
        (r#"{"value": []}"#, "invalid type: map"),
        (r#"[{"id": "a"}"#, "line 1 column 12"),
        ("<html></html>", "line 1 column 1"),
        ("", "the body is empty; declare the response as `Option<…>`"),
    ] {
        let error = misfit(&graph, &client, &list, body).await;
        assert!(error.to_string().contains(place), "{error}");
    }
    assert_eq!(graph.requests().len(), 6, "a response that does not fit is not asked for again");
    let error = misfit(&graph, &client, &cancel("a"), r#"{"resultInfo": {"subcode": []}}"#).await;
    assert!(error.to_string().contains("at `resultInfo.subcode`"), "{error}");
    assert_eq!(error.path(), Some(CancelMediaProcessing::PATH));
}

#[tokio::test]
async fn without_a_declared_response_any_body_is_fine() {
    let graph = Graph::start().await.unwrap();
    for (status, body) in [(200, "<html>"), (202, ""), (204, ""), (201, r#"{"id": 1}"#)] {
        graph.fail_next(Failure::new(status).body(body));
        KeepAlive { id: "a".into() }.send(&client(&graph)).await.unwrap();
    }
}

#[tokio::test]
async fn a_response_that_is_too_long_is_an_error_that_keeps_status_and_ids() {
    let graph = Graph::start().await.unwrap();
    let client = builder(&graph).max_response_bytes(100).build().unwrap();
    graph.fail_next(Failure::new(200).body(format!(r#""{}""#, "x".repeat(98))));
    get("a").send(&client).await.unwrap();
    graph.fail_next(Failure::new(200).body(format!(r#""{}""#, "x".repeat(99))));
    let error = get("a").send(&client).await.unwrap_err();
    assert_eq!((error.kind(), error.status().unwrap().as_u16()), (ErrorKind::Response, 200));
    assert!(error.to_string().contains("longer than 100 bytes; `max_response_bytes` allows more"), "{error}");
    assert!(error.request_id().is_some());
    assert_eq!(graph.requests().len(), 2);
}

#[tokio::test]
async fn an_error_that_is_too_long_is_still_the_services_error() {
    let graph = Graph::start().await.unwrap();
    let client = builder(&graph).max_response_bytes(100).build().unwrap();
    graph.fail_next(Failure::new(404).body("x".repeat(1000)));
    let error = get("a").send(&client).await.unwrap_err();
    assert!(error.is_not_found() && error.kind() == ErrorKind::Service, "{error:?}");
    assert!(error.to_string().contains("404 Not Found") && !error.to_string().contains("succeeded"), "{error}");
}

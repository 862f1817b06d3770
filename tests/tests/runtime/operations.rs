//! The response of Graph's page: `202` with `Location`, or `200` with the operation as well.

use std::time::Duration;

use graph_action::{Action, Operation, Reply};
use graph_action_sim::{CancelReply, Graph};
use http::Response;

use crate::common::actions::{
    CancelInBeta, CancelMediaProcessing, CancelWithReply, CommsOperation, GetOperation, OperationStatus, cancel,
};
use crate::common::{client, soon};

/// The last segment of the operation's address.
fn id_of_location<T>(operation: &Operation<T>) -> &str {
    operation.location().unwrap().path_segments().unwrap().next_back().unwrap()
}

#[tokio::test]
async fn ok_with_a_body_gives_the_location_and_the_operation() {
    let graph = Graph::start().await.unwrap();
    let call = graph.create_call(None);
    let action = CancelMediaProcessing { client_context: Some("mine".into()), ..cancel(&call) };
    let operation = action.send(&client(&graph)).await.unwrap();
    assert_eq!(operation.status(), 200);
    let location = operation.location().unwrap().as_str();
    assert!(location.starts_with(&format!("{}/v1.0/communications/calls/{call}/operations/", graph.base_url())));
    let body = operation.body().unwrap();
    assert_eq!(body.status, Some(OperationStatus::Running));
    assert_eq!(body.client_context.as_deref(), Some("mine"));
    assert!(body.id.is_some() && body.result_info.is_none());
    assert!(body.extra.contains_key("@odata.context"), "{:?}", body.extra);
    assert!(operation.into_body().is_some());
}

#[tokio::test]
async fn accepted_without_a_body_gives_the_location() {
    let graph = Graph::builder().cancel_reply(CancelReply::LocationOnly).start().await.unwrap();
    let operation = cancel(graph.create_call(None)).send(&client(&graph)).await.unwrap();
    assert_eq!(operation.status(), 202);
    assert!(operation.location().is_some());
    assert!(operation.body().is_none() && operation.id().is_none());
}

#[tokio::test]
async fn the_operation_can_be_read_until_it_is_completed() {
    let graph = Graph::builder().operation_duration(Duration::from_millis(300)).start().await.unwrap();
    let (client, call) = (client(&graph), graph.create_call(None));
    let operation = cancel(&call).send(&client).await.unwrap();
    let read = GetOperation { call, id: id_of_location(&operation).to_owned() };
    assert_eq!(read.send(&client).await.unwrap().status, Some(OperationStatus::Running));
    soon(async {
        while read.send(&client).await.unwrap().status != Some(OperationStatus::Completed) {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    })
    .await;
}

/// The response of Graph's page, byte for byte.
fn sample() -> Response<bytes::Bytes> {
    Response::builder()
        .status(200)
        .header(
            "Location",
            "https://graph.microsoft.com/beta/communications/calls/57dab8b1-894c-409a-b240-bd8beae78896/operations/17e3b46c-f61d-4f4d-9635-c626ef18e6ad",
        )
        .header("Content-Type", "application/json")
        .header("Content-Length", "259")
        .body(
            "{\n  \"id\": \"17e3b46c-f61d-4f4d-9635-c626ef18e6ad\",\n  \"status\": \"running\",\n  \"clientContext\": \"d45324c1-fcb5-430a-902c-f20af696537c\"\n}\n"
                .into(),
        )
        .unwrap()
}

#[test]
fn the_pages_sample_response_binds() {
    let operation = CancelInBeta::response(sample()).unwrap();
    assert_eq!(
        operation.location().unwrap().as_str(),
        "https://graph.microsoft.com/beta/communications/calls/57dab8b1-894c-409a-b240-bd8beae78896/operations/17e3b46c-f61d-4f4d-9635-c626ef18e6ad"
    );
    assert_eq!(operation.id(), Some("17e3b46c-f61d-4f4d-9635-c626ef18e6ad"));
    assert_eq!(operation.client_context(), Some("d45324c1-fcb5-430a-902c-f20af696537c"));
    let body = operation.into_body().unwrap();
    assert_eq!(body.id.as_deref(), Some("17e3b46c-f61d-4f4d-9635-c626ef18e6ad"));
    assert_eq!(body.status, Some(OperationStatus::Running));
}

#[test]
fn ids_that_differ_between_location_and_body_are_both_kept_as_sent() {
    let mut response = sample();
    *response.body_mut() = r#"{"id": "0FE0623FD62842EDB4BD8AC290072CC5", "status": "running"}"#.into();
    let operation = CancelInBeta::response(response).unwrap();
    assert_eq!(id_of_location(&operation), "17e3b46c-f61d-4f4d-9635-c626ef18e6ad");
    assert_eq!(operation.id(), Some("0FE0623FD62842EDB4BD8AC290072CC5"));
    assert_eq!(operation.body().unwrap().id.as_deref(), Some("0FE0623FD62842EDB4BD8AC290072CC5"));
}

#[test]
fn a_status_is_read_in_any_case_and_an_unknown_one_is_kept() {
    for (sent, status) in [
        ("running", OperationStatus::Running),
        ("Running", OperationStatus::Running),
        ("NOTSTARTED", OperationStatus::NotStarted),
        ("notStarted", OperationStatus::NotStarted),
        ("completed", OperationStatus::Completed),
        ("Failed", OperationStatus::Failed),
        ("unknownFutureValue", OperationStatus::Other("unknownFutureValue".into())),
        ("Paused", OperationStatus::Other("Paused".into())),
        ("", OperationStatus::Other(String::new())),
    ] {
        let mut response = sample();
        *response.body_mut() = format!(r#"{{"status": "{sent}"}}"#).into();
        let body = CancelInBeta::response(response).unwrap().into_body().unwrap();
        assert_eq!(body.status, Some(status), "{sent}");
    }
}

#[test]
fn a_failed_operation_says_how_it_ended() {
    let body = r##"{"status": "failed", "resultInfo": {"@odata.type": "#microsoft.graph.resultInfo", "code": 400,
        "subcode": 8508, "message": "Action falied, the operation was cancelled.", "new": [1]}}"##;
    let operation: CommsOperation = serde_json::from_str(body).unwrap();
    let info = operation.result_info.unwrap();
    assert_eq!((info.code, info.subcode), (Some(400), Some(8508)));
    assert_eq!(info.message.as_deref(), Some("Action falied, the operation was cancelled."));
}

#[test]
fn a_relative_location_is_one_of_the_service_and_version() {
    for (location, resolved) in [
        (
            "/communications/calls/a/operations/b",
            "https://graph.microsoft.com/beta/communications/calls/a/operations/b",
        ),
        ("communications/calls('a')", "https://graph.microsoft.com/beta/communications/calls('a')"),
        ("/v1.0/communications/calls/a", "https://graph.microsoft.com/v1.0/communications/calls/a"),
        ("https://other.example/monitor/a", "https://other.example/monitor/a"),
    ] {
        let response = Response::builder().status(202).header("location", location).body("".into()).unwrap();
        let operation = CancelInBeta::response(response).unwrap();
        assert_eq!(operation.location().unwrap().as_str(), resolved);
    }
}

#[test]
fn no_location_and_no_body_are_no_error() {
    let bare = Response::builder().status(202).body("".into()).unwrap();
    let operation = CancelMediaProcessing::response(bare).unwrap();
    assert!(operation.location().is_none() && operation.body().is_none());
    let null = Response::builder().status(200).body("null".into()).unwrap();
    assert!(CancelMediaProcessing::response(null).unwrap().body().is_none());
}

#[tokio::test]
async fn a_reply_around_the_operation_says_what_http_says() {
    let graph = Graph::start().await.unwrap();
    let action = CancelWithReply { id: graph.create_call(None), ..Default::default() };
    let reply: Reply<Operation<CommsOperation>> = action.send(&client(&graph)).await.unwrap();
    assert_eq!(reply.status(), 200);
    assert_eq!(reply.location(), reply.body().location());
    assert!(reply.request_id().is_some() && reply.headers().contains_key("x-ms-ags-diagnostic"));
    assert!(reply.into_body().into_body().is_some());
}

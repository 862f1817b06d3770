//! An operation that is begun in one process and ended in another: plain data, and a new client.

use graph_action::notify::CommsNotifications;
use graph_action::{Action, ErrorKind, Operation, OperationHandle, OperationState};
use graph_action_sim::{Course, Graph};
use http::Response;
use serde_json::{Value, json};

use crate::actions::{Begin, Copied, Session, copy, end, session, team, thing};
use crate::common::actions::CancelInBeta;
use crate::common::raw::{RawServer, fine, reply};
use crate::common::{client, client_of, soon};

/// What another process reads.
fn carried(handle: &OperationHandle) -> OperationHandle {
    serde_json::from_str(&serde_json::to_string(handle).unwrap()).unwrap()
}

#[tokio::test]
async fn another_process_ends_what_one_began() {
    let graph = Graph::start().await.unwrap();
    let begun = session().send(&client(&graph)).await.unwrap();
    let handle = begun.handle().unwrap();
    assert_eq!(handle.action(), "POST /drives/<drive>/items/<id>/workbook/createSession");
    drop(begun);

    let (client, resumed) = (client(&graph), Operation::<Session>::resume(carried(&handle)));
    assert_eq!((resumed.status().as_u16(), resumed.state()), (202, OperationState::Running));
    assert_eq!(resumed.handle(), Some(handle));
    let made = end(resumed, &client).await.unwrap();
    assert!(made.unwrap().persist_changes);
}

#[tokio::test]
async fn a_monitor_of_another_host_is_resumed_without_a_token_too() {
    let graph = Graph::start().await.unwrap();
    let handle = copy().send(&client(&graph)).await.unwrap().handle().unwrap();
    assert!(!format!("{handle:?}").contains("key="), "{handle:?}");
    let client = client(&graph);
    let copied = Operation::<Copied>::resume(carried(&handle));
    let copied = end(copied, &client).await.unwrap();
    assert!(copied.unwrap().resource_id.is_some());
    assert!(graph.monitor_requests().iter().all(|look| look.header("authorization").is_none()));
}

#[tokio::test]
async fn a_failure_that_another_process_meets_is_one_too() {
    let graph = Graph::start().await.unwrap();
    graph.next_operation(Course::failing("a", "b").after(0));
    let client = client(&graph);
    let handle = team().send(&client).await.unwrap().handle().unwrap();
    let resumed = Operation::<Value>::resume(carried(&handle));
    let error = end(resumed, &client).await.unwrap_err();
    assert_eq!((error.kind(), error.code()), (ErrorKind::Operation, Some("a")));
    assert_eq!(error.path(), Some("(resumed operation)"));
}

#[tokio::test]
async fn a_client_of_another_service_is_refused_and_sends_nothing() {
    let server = RawServer::start([reply("202 Accepted", "Location: /things/1/operations/2\r\n", "")]).await;
    let other = RawServer::start([fine()]).await;
    let handle = thing().send(&client_of(&server.url())).await.unwrap().handle().unwrap();
    let client = client_of(&other.url());
    for operation in
        [Operation::<Value>::resume(carried(&handle)), thing().send(&client_of(&server.url())).await.unwrap()]
    {
        let error = operation.poll_once(&client).await.unwrap_err();
        assert!(error.is_invalid_request());
        let text = error.to_string();
        assert!(text.contains(&server.url()) && text.contains(&other.url()), "{text}");
        assert!(text.contains("use a client of the service that began it"), "{text}");
    }
    assert_eq!((server.requests().len(), other.requests().len()), (2, 0));
}

#[test]
fn a_handle_is_what_it_was_however_often_it_is_carried() {
    let location = "https://graph.microsoft.com/beta/communications/calls/a/operations/b";
    let body = json!({"id": "b", "status": "running", "clientContext": "mine"});
    let response = Response::builder().header("Location", location).body(body.to_string().into()).unwrap();
    let begun = CancelInBeta::response(response).unwrap();
    let handle = carried(&begun.handle().unwrap());
    assert_eq!(
        serde_json::to_value(&handle).unwrap(),
        json!({
            "format": 1,
            "service": "https://graph.microsoft.com",
            "version": "beta",
            "action": "POST /communications/calls/<id>/cancelMediaProcessing",
            "location": location,
            "id": "b",
            "client_context": "mine",
        })
    );
    let resumed = Operation::<Value>::resume(handle.clone());
    assert_eq!(resumed.handle(), Some(handle));
    assert_eq!((resumed.id(), resumed.client_context()), (Some("b"), Some("mine")));
    assert!(resumed.body().is_none());

    let posted = json!({"value": [{"changeType": "deleted", "resourceUrl": "/communications/calls/A/operations/B"}]});
    let notifications = CommsNotifications::from_slice(posted.to_string().as_bytes()).unwrap();
    assert_eq!(notifications.about(&resumed).count(), 1);
}

#[tokio::test]
async fn a_relative_link_of_a_resumed_operation_has_its_version() {
    let server = RawServer::start([
        reply("200 OK", "", r#"{"status": "succeeded", "resourceLocation": "/things/made"}"#),
        fine(),
    ])
    .await;
    let first = Response::builder().status(202).header("Location", format!("{}/beta/o", server.url()));
    let handle = Begin::response(first.body("".into()).unwrap()).unwrap().handle().unwrap();
    let saved = serde_json::to_string(&handle).unwrap();
    let saved = saved.replace("https://graph.microsoft.com", &server.url()).replace("v1.0", "beta");
    let resumed = Operation::<Value>::resume(serde_json::from_str(&saved).unwrap());
    soon(resumed.poll_once(&client_of(&server.url()))).await.unwrap();
    let requests = server.requests();
    assert!(requests[0].starts_with("GET /beta/o HTTP/1.1"), "{requests:?}");
    assert!(requests[1].starts_with("GET /beta/things/made HTTP/1.1"), "{requests:?}");
}

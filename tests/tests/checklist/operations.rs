//! 3 to 7: where an operation is, and which notifications are about it.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::http::header::LOCATION;
use axum::routing::post;
use graph_action::notify::CommsNotifications;
use graph_action::transfer::UploadSession;
use graph_action::{Operation, graph_action};
use graph_action_sim::Graph;
use serde_json::{Value, json};
use tokio::sync::{Semaphore, mpsc};

use crate::common::actions::{CancelMediaProcessing, CommsOperation, OperationStatus, cancel};
use crate::common::raw::{RawServer, reply};
use crate::common::{client, client_of, soon};

#[graph_action(POST "/groups/<id>/team" -> Operation<Value>)]
struct CreateTeam {
    id: String,
}

#[graph_action(POST "/groups/<id>/team" -> Operation<Value>, version = "beta")]
struct CreateTeamInBeta {
    id: String,
}

#[tokio::test]
async fn g03_a_relative_location_is_one_of_the_service_and_version() {
    for (header, location, path) in [
        ("Location", "/teams('a')/operations('b')", "/teams('a')/operations('b')"),
        ("Location", "teams/a/operations/b", "/teams/a/operations/b"),
        ("Operation-Location", "/me/onenote/operations/a", "/me/onenote/operations/a"),
    ] {
        let server = RawServer::start([reply("202 Accepted", &format!("{header}: {location}\r\n"), "")]).await;
        for root in [server.url(), server.url() + "/gateway"] {
            let client = client_of(&root);
            let operation = CreateTeam { id: "a".into() }.send(&client).await.unwrap();
            assert_eq!(operation.location().unwrap().as_str(), format!("{root}/v1.0{path}"));
            let operation = CreateTeamInBeta { id: "a".into() }.send(&client).await.unwrap();
            assert_eq!(operation.location().unwrap().as_str(), format!("{root}/beta{path}"));
        }
    }
    // One that has a version or a host keeps it.
    for (location, url) in
        [("/beta/teams/a", None), ("https://other.example/monitor/4A", Some("https://other.example/monitor/4A"))]
    {
        let server = RawServer::start([reply("202 Accepted", &format!("Location: {location}\r\n"), "")]).await;
        let operation = CreateTeam { id: "a".into() }.send(&client_of(&server.url())).await.unwrap();
        let expected = url.map_or_else(|| format!("{}{location}", server.url()), str::to_owned);
        assert_eq!(operation.location().unwrap().as_str(), expected);
    }
}

#[tokio::test]
async fn g03_a_relative_location_is_looked_at_with_its_version() {
    let begun = reply("202 Accepted", "Location: /teams('a')/operations('b')\r\n", "");
    let server = RawServer::start([begun, reply("200 OK", "", r#"{"status": "succeeded"}"#)]).await;
    let client = client_of(&server.url());
    let operation = CreateTeamInBeta { id: "a".into() }.send(&client).await.unwrap();
    assert!(soon(operation.poll_once(&client)).await.unwrap().is_done());
    assert!(server.requests()[1].starts_with("GET /beta/teams('a')/operations('b') HTTP/1.1"));
    assert!(server.requests()[1].contains("authorization: Bearer token"));
}

#[tokio::test]
async fn g10_a_monitor_on_another_host_gets_no_token() {
    let done = r#"{"status": "completed", "percentageComplete": 100.0, "resourceId": "c"}"#;
    let monitor = RawServer::start([reply("200 OK", "Content-Type: application/json\r\n", done)]).await;
    let location = format!("Location: {}/monitor/4A3407B5?tempauth=x1y2\r\n", monitor.url());
    let server = RawServer::start([reply("202 Accepted", &location, "")]).await;
    let client = client_of(&server.url());
    let operation = CreateTeam { id: "a".into() }.send(&client).await.unwrap();
    assert!(soon(operation.poll_once(&client)).await.unwrap().is_done());
    let asked = monitor.requests().concat().to_lowercase();
    assert!(asked.starts_with("get /monitor/4a3407b5?tempauth=x1y2 http/1.1"), "{asked}");
    assert!(!asked.contains("authorization") && !asked.contains("bearer"), "{asked}");
}

#[tokio::test]
async fn g10_an_upload_host_gets_no_token_not_even_where_it_is_the_service() {
    const PATH: &str = "/up/fe69?tempauth=x1y2";
    let elsewhere = RawServer::start([reply("201 Created", "", "{}")]).await;
    let service = RawServer::start([reply("201 Created", "", "{}")]).await;
    let client = client_of(&service.url());
    for server in [&elsewhere, &service] {
        let session = UploadSession::new(format!("{}{PATH}", server.url()));
        soon(session.upload(&client, "content".as_bytes()).send::<()>()).await.unwrap();
        let sent = server.requests().concat().to_lowercase();
        assert!(sent.starts_with(&format!("put {PATH} http/1.1")) && sent.ends_with("content"), "{sent}");
        assert!(!sent.contains("authorization") && !sent.contains("bearer"), "{sent}");
    }
}

/// A callback about one operation of one call.
fn callback(call: &str, operation: &str) -> CommsNotifications {
    let url = format!("/communications/calls/{call}/operations/{operation}");
    let body = json!({"value": [{"changeType": "deleted", "resourceUrl": url}]});
    CommsNotifications::from_slice(body.to_string().as_bytes()).unwrap()
}

#[tokio::test]
async fn g04_case_and_hyphens_of_an_id_do_not_matter() {
    let graph = Graph::start().await.unwrap();
    let call = graph.create_call(None);
    let operation = cancel(&call).send(&client(&graph)).await.unwrap();
    let id = operation.id().unwrap().to_owned();
    let forms: [fn(&str) -> String; 4] = [
        str::to_lowercase,
        str::to_uppercase,
        |id| id.replace('-', "").to_lowercase(),
        |id| id.replace('-', "").to_uppercase(),
    ];
    for form in forms {
        assert_eq!(callback(&form(&call), &form(&id)).about(&operation).count(), 1, "{}", form(&id));
        // Another operation, and the same one of another call, stay others in every form.
        let other = "11111111-2222-4333-8444-555555555555";
        assert_eq!(callback(&form(&call), &form(other)).about(&operation).count(), 0);
        assert_eq!(callback(&form(other), &form(&id)).about(&operation).count(), 0);
    }
}

#[tokio::test]
async fn g05_a_notification_that_comes_before_the_response_is_not_lost() {
    const ID: &str = "0fe0623f-d628-42ed-b4bd-8ac290072cc5";
    let (sender, mut notified) = mpsc::unbounded_channel();
    let read = Arc::new(Semaphore::new(0));
    let gate = Arc::clone(&read);
    let act = move || {
        let (sender, gate) = (sender.clone(), Arc::clone(&gate));
        async move {
            sender.send(callback("A", &ID.to_uppercase().replace('-', ""))).unwrap();
            // The response is on its way only when the notification has been read.
            let _read = gate.acquire().await.unwrap();
            let location = format!("https://graph.microsoft.com/v1.0/communications/calls/a/operations/{ID}");
            ([(LOCATION, location)], axum::Json(json!({"id": ID, "status": "running"})))
        }
    };
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let client = client_of(&format!("http://{}", listener.local_addr().unwrap()));
    let app = Router::new().route("/v1.0/communications/calls/a/cancelMediaProcessing", post(act));
    tokio::spawn(async move { axum::serve(listener, app).await });

    let call = tokio::spawn(cancel("a").send(&client));
    let early = soon(notified.recv()).await.unwrap();
    assert!(!call.is_finished(), "the response was to come later");
    read.add_permits(1);
    let operation = soon(call).await.unwrap().unwrap();
    assert_eq!(early.about(&operation).count(), 1);
    assert!(early.value[0].is_final());
}

#[test]
fn g06_resource_data_may_be_several_have_no_id_or_name_its_resource_in_the_older_form() {
    let read = |notification: Value| {
        CommsNotifications::from_slice(json!({ "value": [notification] }).to_string().as_bytes())
            .unwrap()
            .value
            .remove(0)
    };
    let url = "/communications/calls/A/operations/B";
    let several = read(json!({"resourceUrl": url, "resourceData": [{"status": "running"}, {"status": "completed"}]}));
    assert_eq!(several.read::<CommsOperation>().unwrap().len(), 2);
    assert!(several.is_final());
    // The id is the address's where the entity has none.
    let without_id = read(json!({"resourceUrl": url, "resourceData": {"status": "completed"}}));
    assert_eq!(without_id.read::<CommsOperation>().unwrap()[0].id, None);
    assert_eq!((without_id.call_id().as_deref(), without_id.operation_id().as_deref()), (Some("a"), Some("b")));
    let older = read(json!({"resource": "/app/calls/A/operations/B", "resourceData": null}));
    assert_eq!((older.call_id().as_deref(), older.operation_id().as_deref()), (Some("a"), Some("b")));
    assert!(older.read::<CommsOperation>().unwrap().is_empty());
    let both = read(json!({"resource": "/app/calls/OLD", "resourceUrl": url}));
    assert_eq!(both.call_id().as_deref(), Some("a"));
    // A type is no id, though the place of one may be empty.
    let typed = read(json!({"resourceData": {"@odata.type": "#microsoft.graph.playPromptOperation"}}));
    assert_eq!((typed.call_id(), typed.operation_id()), (None, None));
}

#[tokio::test]
async fn g07_an_operation_that_has_ended_says_so_in_its_reply() {
    for (status, expected) in [
        ("completed", Some(OperationStatus::Completed)),
        ("Completed", Some(OperationStatus::Completed)),
        ("failed", Some(OperationStatus::Failed)),
        ("running", Some(OperationStatus::Running)),
    ] {
        let body = json!({"id": "b", "status": status, "resultInfo": {"code": 400, "subcode": 8508}});
        let location = "Location: /communications/calls/a/operations/b\r\n";
        let server = RawServer::start([reply("200 OK", location, &body.to_string())]).await;
        let operation = cancel("a").send(&client_of(&server.url())).await.unwrap();
        assert_eq!(operation.body().unwrap().status, expected);
        let result = operation.into_body().unwrap().result_info.unwrap();
        assert_eq!((result.code, result.subcode), (Some(400), Some(8508)));
    }
    // It is not asked for then, and nothing is waited for.
    for (status, is_ok) in [("completed", true), ("failed", false)] {
        let body = json!({"id": "b", "status": status}).to_string();
        let server =
            RawServer::start([reply("200 OK", "Location: /communications/calls/a/operations/b\r\n", &body)]).await;
        let client = client_of(&server.url());
        let operation = cancel("a").send(&client).await.unwrap();
        assert_eq!(soon(operation.wait(&client)).await.is_ok(), is_ok);
        assert_eq!(server.requests().len(), 1);
    }
    // Only where the reply leaves it open is there a notification to wait for.
    let graph = Graph::builder().operation_duration(Duration::from_millis(1)).start().await.unwrap();
    let action = CancelMediaProcessing { client_context: Some("mine".into()), ..cancel(graph.create_call(None)) };
    let operation = action.send(&client(&graph)).await.unwrap();
    assert_eq!(operation.body().unwrap().status, Some(OperationStatus::Running));
    assert_eq!(operation.client_context(), Some("mine"));
}

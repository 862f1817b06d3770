//! The whole way: a call is told to stop, and the service calls back when that is done.

use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::http::StatusCode;
use axum::routing::post;
use graph_action::notify::CommsNotifications;
use graph_action_sim::{CancelReply, Graph};
use tokio::sync::mpsc;

use crate::common::actions::{CancelMediaProcessing, CommsOperation, OperationStatus, cancel};
use crate::common::{client, soon};

/// A bot's callback, and the notifications that it gets.
async fn callback() -> (String, mpsc::UnboundedReceiver<CommsNotifications>) {
    let (sender, receiver) = mpsc::unbounded_channel();
    let receive = move |body: Bytes| {
        let sender = sender.clone();
        async move {
            match CommsNotifications::from_slice(&body) {
                Ok(notifications) => {
                    sender.send(notifications).unwrap();
                    StatusCode::ACCEPTED
                }
                Err(_) => StatusCode::BAD_REQUEST,
            }
        }
    };
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/api/calls", listener.local_addr().unwrap());
    let app = Router::new().route("/api/calls", post(receive));
    tokio::spawn(async move { axum::serve(listener, app).await });
    (url, receiver)
}

#[tokio::test]
async fn the_operation_that_was_begun_is_the_one_that_is_notified() {
    let graph = Graph::builder().operation_duration(Duration::from_millis(10)).start().await.unwrap();
    let (url, mut notified) = callback().await;
    let client = client(&graph);
    let call = graph.create_call(Some(&url));
    let action = CancelMediaProcessing { client_context: Some("mine".into()), ..cancel(&call) };
    let (own, other) = (action.send(&client).await.unwrap(), cancel(&call).send(&client).await.unwrap());

    let (first, second) = (soon(notified.recv()).await.unwrap(), soon(notified.recv()).await.unwrap());
    let (about_own, about_other) = if first.about(&own).next().is_some() { (first, second) } else { (second, first) };
    assert_eq!((about_own.about(&own).count(), about_own.about(&other).count()), (1, 0));
    assert_eq!((about_other.about(&own).count(), about_other.about(&other).count()), (0, 1));

    let notification = about_own.about(&own).next().unwrap();
    assert!(notification.is_final());
    assert_eq!(notification.call_id(), Some(call.replace('-', "")));
    let entities: Vec<CommsOperation> = notification.read().unwrap();
    assert_eq!(entities[0].status, Some(OperationStatus::Completed));
    assert_eq!(entities[0].client_context.as_deref(), Some("mine"));

    let delivered = soon(graph.wait_for_notifications(2)).await;
    assert!(delivered.iter().all(|notification| notification.status() == Some(StatusCode::ACCEPTED)));
    let posted: Vec<_> = delivered.iter().map(|notification| notification.body().clone()).collect();
    assert!(posted.contains(&serde_json::to_value(&about_own).unwrap()));
}

#[tokio::test]
async fn an_operation_that_is_known_by_its_location_alone_is_recognised() {
    let graph = Graph::builder()
        .cancel_reply(CancelReply::LocationOnly)
        .operation_duration(Duration::from_millis(1))
        .start()
        .await
        .unwrap();
    let (url, mut notified) = callback().await;
    let operation = cancel(graph.create_call(Some(&url))).send(&client(&graph)).await.unwrap();
    assert!(operation.body().is_none());
    assert_eq!(soon(notified.recv()).await.unwrap().about(&operation).count(), 1);
}

#[tokio::test]
async fn a_notification_may_come_before_the_response() {
    let graph = Graph::builder().operation_duration(Duration::ZERO).start().await.unwrap();
    let (url, mut notified) = callback().await;
    let client = client(&graph);
    for _ in 0..5 {
        let call = cancel(graph.create_call(Some(&url))).send(&client);
        let (notification, operation) = soon(futures_util::future::join(notified.recv(), call)).await;
        assert_eq!(notification.unwrap().about(&operation.unwrap()).count(), 1);
    }
}

//! The notification that follows an operation: its shape, its retries, and where it never goes.

#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used, reason = "helpers of tests may, as tests may")]

mod common;

use std::time::Duration;

use common::{Callback, cancel};
use graph_action_sim::{DeliveredNotification, Graph};
use serde_json::{Value, json};
use tokio::net::TcpListener;

/// Cancels on a call with this callback; what became of the notification.
async fn notify(graph: &Graph, callback_uri: &str, body: &Value) -> (String, DeliveredNotification) {
    let call = graph.create_call(Some(callback_uri));
    let location = cancel(graph, &call, body).await;
    let ended = tokio::time::timeout(Duration::from_secs(20), graph.wait_for_notifications(1)).await.unwrap();
    assert_eq!(ended.len(), 1);
    (location, ended.into_iter().next().unwrap())
}

#[tokio::test]
async fn it_has_the_documented_shape_and_no_id() {
    let callback = Callback::start(&[]).await;
    let graph = Graph::start().await.unwrap();
    let (location, ended) = notify(&graph, &callback.url, &json!({ "clientContext": "mine" })).await;
    let ids: Vec<String> = location.split('/').map(|part| part.replace('-', "").to_uppercase()).collect();
    let address = format!("/communications/calls/{}/operations/{}", ids[6], ids[8]);
    let received = callback.received().await;
    assert_eq!(received.len(), 1);
    assert!(received[0].headers["content-type"].to_str().unwrap().starts_with("application/json"));
    let etag = &received[0].body["value"][0]["resourceData"]["@odata.etag"];
    assert!(etag.as_str().unwrap().starts_with("W/\""));
    assert_eq!(
        received[0].body,
        json!({
            "@odata.type": "#microsoft.graph.commsNotifications",
            "value": [{
                "@odata.type": "#microsoft.graph.commsNotification",
                "changeType": "deleted",
                "resourceUrl": address,
                "resourceData": {
                    "@odata.type": "#microsoft.graph.commsOperation",
                    "@odata.id": address,
                    "@odata.etag": etag,
                    "clientContext": "mine",
                    "status": "completed",
                },
            }],
        })
    );
    assert_eq!(ended.url(), callback.url);
    assert_eq!(ended.body(), &received[0].body);
    assert_eq!(ended.status().unwrap(), 202);
    assert_eq!((ended.attempts(), ended.error()), (1, None));
}

#[tokio::test]
async fn it_comes_after_the_operation_is_over() {
    let callback = Callback::start(&[]).await;
    let graph = Graph::start().await.unwrap();
    let (location, _) = notify(&graph, &callback.url, &json!({})).await;
    assert_eq!(common::get(&graph, &location).await["status"], "completed");
    assert!(callback.received().await[0].body["value"][0]["resourceData"].get("clientContext").is_none());
}

#[tokio::test]
async fn it_is_sent_again_when_the_callback_fails() {
    let callback = Callback::start(&[500, 503]).await;
    let graph = Graph::start().await.unwrap();
    let (_, ended) = notify(&graph, &callback.url, &json!({})).await;
    assert_eq!((ended.status().unwrap().as_u16(), ended.attempts()), (202, 3));
    let received = callback.received().await;
    assert_eq!(received.len(), 3);
    assert_eq!(received[0].body, received[2].body);
}

#[tokio::test]
async fn it_is_given_up_after_a_few_attempts() {
    let callback = Callback::start(&[500; 10]).await;
    let graph = Graph::start().await.unwrap();
    let (_, ended) = notify(&graph, &callback.url, &json!({})).await;
    assert_eq!((ended.status().unwrap().as_u16(), ended.attempts()), (500, 4));
    assert_eq!(callback.received().await.len(), 4);
}

#[tokio::test]
async fn a_refusal_or_a_redirect_is_final_and_not_followed() {
    for answer in [302, 307, 401] {
        let callback = Callback::start(&[answer]).await;
        let graph = Graph::start().await.unwrap();
        let (_, ended) = notify(&graph, &callback.url, &json!({})).await;
        assert_eq!((ended.status().unwrap().as_u16(), ended.attempts()), (answer, 1));
        assert_eq!(callback.received().await.len(), 1, "{answer}");
    }
}

#[tokio::test]
async fn a_callback_that_cannot_be_reached_is_reported() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let nobody = format!("http://{}/", listener.local_addr().unwrap());
    drop(listener);
    let graph = Graph::start().await.unwrap();
    let (_, ended) = notify(&graph, &nobody, &json!({})).await;
    assert_eq!((ended.status(), ended.attempts()), (None, 4));
    assert!(ended.error().is_some());
}

#[tokio::test]
async fn it_reaches_a_callback_by_the_name_of_localhost() {
    let callback = Callback::start(&[]).await;
    let graph = Graph::start().await.unwrap();
    let (_, ended) = notify(&graph, &callback.url.replace("127.0.0.1", "localhost"), &json!({})).await;
    assert_eq!(ended.status().unwrap(), 202);
}

#[tokio::test]
async fn nothing_is_sent_to_a_host_that_is_not_loopback() {
    let graph = Graph::start().await.unwrap();
    let (_, ended) = notify(&graph, "https://bot.contoso.com/api/calls", &json!({})).await;
    assert_eq!((ended.status(), ended.attempts()), (None, 0));
    assert!(ended.error().unwrap().contains("loopback"));
    assert_eq!(ended.url(), "https://bot.contoso.com/api/calls");
}

#[tokio::test]
async fn a_call_that_has_ended_is_notified_of_nothing() {
    let callback = Callback::start(&[]).await;
    let graph = Graph::builder().operation_duration(Duration::from_millis(500)).start().await.unwrap();
    let call = graph.create_call(Some(&callback.url));
    cancel(&graph, &call, &json!({})).await;
    graph.end_call(&call);
    tokio::time::sleep(Duration::from_millis(900)).await;
    assert!(callback.received().await.is_empty());
    assert!(graph.notifications().is_empty());
}

#[tokio::test]
async fn each_operation_has_its_own() {
    let callback = Callback::start(&[]).await;
    let graph = Graph::start().await.unwrap();
    let call = graph.create_call(Some(&callback.url));
    for context in ["a", "b", "c"] {
        cancel(&graph, &call, &json!({ "clientContext": context })).await;
    }
    let ended = tokio::time::timeout(Duration::from_secs(20), graph.wait_for_notifications(3)).await.unwrap();
    let context = |ended: &DeliveredNotification| ended.body()["value"][0]["resourceData"]["clientContext"].clone();
    let mut contexts: Vec<String> = ended.iter().map(|ended| context(ended).as_str().unwrap().to_owned()).collect();
    contexts.sort_unstable();
    assert_eq!(contexts, ["a", "b", "c"]);
}

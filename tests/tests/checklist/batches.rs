//! 18, and 1 for one item of a batch: what goes into a batch, and what comes back.

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use axum::routing::post;
use axum::{Json, Router};
use graph_action::{Batch, Content, graph_action};
use serde_json::{Value, json};

use crate::common::actions::{GetCall, get};
use crate::common::raw::{RawServer, reply};
use crate::common::{client_of, soon};

#[graph_action(GET "/me/drive/items/<id>/content" -> Content)]
struct Download {
    id: String,
}

/// The requests that a service of batches was sent.
type Sent = Arc<Mutex<Vec<Value>>>;

/// A service that answers each item, told by how many requests came before and by the item's URL, with these members. Its
/// answers come in the reverse order.
async fn service(answer: fn(usize, &str) -> Value, storage: String) -> (String, Sent) {
    let sent = Sent::default();
    let seen = Arc::clone(&sent);
    let act = move |Json(body): Json<Value>| {
        let mut seen = seen.lock().unwrap();
        let items = body["requests"].as_array().unwrap();
        let answers = items.iter().rev().map(|item| {
            let mut answer = answer(seen.len(), item["url"].as_str().unwrap());
            answer["id"] = item["id"].clone();
            if answer["headers"]["location"].is_string() {
                answer["headers"]["location"] = json!(storage);
            }
            answer
        });
        let answers = json!({ "responses": answers.collect::<Vec<_>>() });
        seen.push(body);
        std::future::ready(Json(answers))
    };
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let app = Router::new().route("/v1.0/$batch", post(act));
    tokio::spawn(async move { axum::serve(listener, app).await });
    (url, sent)
}

#[tokio::test]
async fn g18_a_batchs_ids_are_numbers_a_failed_dependency_and_a_redirect_are_understood() {
    let storage = RawServer::start([reply("200 OK", "Content-Type: image/png\r\n", "file")]).await;
    let answer = |_, url: &str| match url {
        "/communications/calls/404" => json!({"status": 404, "body": {"error": {"code": "8522", "message": "gone"}}}),
        "/communications/calls/424" => json!({"status": 424, "body": {"error": {"code": "FailedDependency"}}}),
        "/me/drive/items/a/content" => json!({"status": 302, "headers": {"location": ""}}),
        _ => json!({"status": "200", "headers": {"content-type": "application/json"}, "body": {"id": url}}),
    };
    let (url, sent) = service(answer, format!("{}/f?tempauth=x", storage.url())).await;
    let mut batch = Batch::new();
    let gone = batch.add(&get("404")).unwrap();
    let behind = batch.add(&get("424")).unwrap();
    let file = batch.add(&Download { id: "a".into() }).unwrap();
    let found = batch.add(&get("o'neil+b")).unwrap();
    let mut answers = soon(batch.send(&client_of(&url))).await.unwrap();

    assert_eq!(answers.take(gone).unwrap_err().code(), Some("8522"));
    let error = answers.take(behind).unwrap_err();
    assert_eq!((error.status().unwrap().as_u16(), error.code()), (424, Some("FailedDependency")));
    assert_eq!(error.path(), Some(<GetCall as graph_action::Action>::PATH));
    assert_eq!(soon(answers.take(file).unwrap().bytes()).await.unwrap(), "file");
    assert!(!storage.requests().concat().to_lowercase().contains("authorization"));
    assert_eq!(answers.take(found).unwrap()["id"], "/communications/calls/o%27neil%2Bb");

    let sent = sent.lock().unwrap();
    let items = sent[0]["requests"].as_array().unwrap();
    let mut ids: Vec<u64> = items.iter().map(|item| item["id"].as_str().unwrap().parse().unwrap()).collect();
    ids.dedup();
    assert_eq!(ids.len(), 4);
    assert!(items.iter().all(|item| item["url"].as_str().unwrap().starts_with('/')), "{items:?}");
    assert!(!sent[0].to_string().to_lowercase().contains("authorization"));
}

#[tokio::test]
async fn g01_an_item_that_is_throttled_is_repeated_alone_after_its_own_advice() {
    let answer = |before, url: &str| match (before, url) {
        (0, "/communications/calls/b") => json!({"status": 429, "headers": {"Retry-After": "0.35"}}),
        _ => json!({"status": 200, "body": {"id": url}}),
    };
    let (url, sent) = service(answer, String::new()).await;
    let mut batch = Batch::new();
    let tickets = ["a", "b", "c"].map(|id| batch.add(&get(id)).unwrap());
    let started = Instant::now();
    let mut answers = soon(batch.send(&client_of(&url))).await.unwrap();
    assert!(started.elapsed() >= Duration::from_millis(350));
    for ticket in tickets {
        answers.take(ticket).unwrap();
    }
    let sent = sent.lock().unwrap();
    let urls: Vec<Vec<&str>> = sent
        .iter()
        .map(|batch| batch["requests"].as_array().unwrap().iter().map(|item| item["url"].as_str().unwrap()).collect())
        .collect();
    let [a, b, c] = ["/communications/calls/a", "/communications/calls/b", "/communications/calls/c"];
    assert_eq!(urls, [vec![a, b, c], vec![b]]);
}

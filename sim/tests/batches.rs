//! Batches: one envelope that has to be right, and items that are requests of their own.

#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used, reason = "helpers of tests may, as tests may")]

mod common;

use common::{client, post};
use graph_action_sim::{Failure, Graph};
use serde_json::{Value, json};

/// The status of a batch, and its answers by id.
async fn send(graph: &Graph, version: &str, batch: &Value) -> (u16, Value) {
    let reply = post(graph, &format!("{}/{version}/$batch", graph.base_url())).json(batch).send().await.unwrap();
    let status = reply.status().as_u16();
    assert!(reply.headers().contains_key("request-id"));
    let body: Value = reply.json().await.unwrap();
    let Some(responses) = body["responses"].as_array() else { return (status, body) };
    let by_id = responses.iter().map(|answer| (answer["id"].as_str().unwrap().to_owned(), answer.clone()));
    (status, Value::Object(by_id.collect()))
}

#[tokio::test]
async fn each_item_is_judged_as_a_request_of_its_own() {
    let graph = Graph::start().await.unwrap();
    let call = graph.create_call(None);
    let action = format!("/communications/calls/{call}/cancelMediaProcessing");
    let json_type = json!({ "content-type": "application/json" });
    let (status, answers) = send(
        &graph,
        "beta",
        &json!({ "requests": [
            { "id": "a", "method": "POST", "url": action, "headers": json_type, "body": { "clientContext": "c" } },
            { "id": "b", "method": "GET", "url": format!("communications/calls/{call}") },
            { "id": "c", "method": "GET", "url": "/communications/calls/x%2Fy" },
            { "id": "d", "method": "GET", "url": action },
            { "id": "e", "method": "GET", "url": "/v1.0/communications/calls" },
            { "id": "f", "method": "GET", "url": "/a b" },
        ] }),
    )
    .await;
    assert_eq!(status, 200);
    let statuses: Vec<_> =
        ["a", "b", "c", "d", "e", "f"].iter().map(|id| answers[id]["status"].as_u64().unwrap()).collect();
    assert_eq!(statuses, [200, 200, 404, 405, 400, 400]);
    assert_eq!(answers["a"]["body"]["clientContext"], "c");
    assert!(answers["a"]["headers"]["location"].as_str().unwrap().contains("/beta/communications/calls/"));
    assert_eq!(answers["c"]["body"]["error"]["code"], "8522");
    assert_ne!(answers["a"]["headers"]["request-id"], answers["b"]["headers"]["request-id"]);
    let items = graph.batch_items();
    assert_eq!(items.len(), 5);
    assert_eq!((items[2].path(), &*items[2].segments()[3]), ("/beta/communications/calls/x%2Fy", "x/y"));
    assert_eq!(items[0].json(), Some(json!({ "clientContext": "c" })));
    assert_eq!(graph.requests().len(), 1);
}

#[tokio::test]
async fn what_depends_on_a_failure_is_not_carried_out() {
    let graph = Graph::start().await.unwrap();
    let item = |id: &str, after: &[&str]| json!({ "id": id, "method": "GET", "url": "/communications/calls/a", "dependsOn": after });
    graph.fail_item("/communications/calls/a", Failure::new(204));
    let (_, answers) =
        send(&graph, "v1.0", &json!({ "requests": [item("1", &[]), item("2", &["1"]), item("3", &["2"])] })).await;
    assert_eq!((&answers["1"]["status"], &answers["1"]["body"]), (&json!(204), &Value::Null));
    assert_eq!((&answers["2"]["status"], &answers["3"]["status"]), (&json!(404), &json!(424)));
    assert_eq!(answers["3"]["body"]["error"]["code"], "FailedDependency");
    assert_eq!(graph.batch_items().len(), 2);
}

#[tokio::test]
async fn an_item_gets_what_the_test_wants() {
    let graph = Graph::start().await.unwrap();
    graph.fail_next_item(Failure::new(429).header("Retry-After", "2.128"));
    graph.fail_item("/b", Failure::new(200).header("Content-Type", "image/png").body(&b"\x89PNG"[..]));
    let item = |id: &str| json!({ "id": id, "method": "GET", "url": format!("/{id}") });
    let (_, answers) = send(&graph, "v1.0", &json!({ "requests": [item("b"), item("a"), item("c")] })).await;
    assert_eq!((&answers["a"]["status"], &answers["a"]["headers"]["Retry-After"]), (&json!(429), &json!("2.128")));
    assert_eq!(answers["b"]["body"], "iVBORw==");
    assert_eq!(answers["c"]["body"]["error"]["message"], "Resource not found for the segment 'c'.");
}

#[tokio::test]
async fn the_envelope_is_judged_first_and_as_a_whole() {
    let graph = Graph::start().await.unwrap();
    let item = |id: &str, after: &[&str]| json!({ "id": id, "method": "GET", "url": "/a", "dependsOn": after });
    for wrong in [
        json!({}),
        json!({ "requests": [] }),
        json!({ "requests": (0..21).map(|id| item(&id.to_string(), &[])).collect::<Vec<_>>() }),
        json!({ "requests": [item("a", &[]), item("A", &[])] }),
        json!({ "requests": [item("1", &[]), item("2", &[]), item("3", &["1"]), item("4", &["2"])] }),
        json!({ "requests": [{ "id": "1", "method": "POST", "url": "/a", "body": {} }] }),
        json!({ "requests": [{ "id": "1", "method": "GET", "url": "https://graph.microsoft.com/v1.0/me" }] }),
    ] {
        let (status, body) = send(&graph, "v1.0", &wrong).await;
        assert_eq!((status, &body["error"]["code"]), (400, &json!("BadRequest")), "{wrong}");
    }
    assert!(graph.batch_items().is_empty());

    let url = format!("{}/v1.0/$batch", graph.base_url());
    assert_eq!(client().post(&url).json(&json!({})).send().await.unwrap().status(), 401);
    let get = client().get(&url).bearer_auth(graph.issue_token()).send().await.unwrap();
    assert_eq!((get.status().as_u16(), &get.headers()["allow"]), (405, &"POST".parse().unwrap()));
    assert_eq!(post(&graph, &url).body("{\"requests\":[]}").send().await.unwrap().status(), 415);
    let large = post(&graph, &url).json(&json!({ "requests": ["x".repeat(4 * 1024 * 1024)] })).send().await.unwrap();
    assert_eq!(large.status(), 413);
}

//! An operation at its `Location`: running, then completed.

#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used, reason = "helpers of tests may, as tests may")]

mod common;

use std::time::Duration;

use common::{NEVER, cancel, client, get};
use graph_action_sim::Graph;
use serde_json::{Value, json};

/// Reads an operation until it is no longer running.
async fn settled(graph: &Graph, location: &str) -> Value {
    loop {
        let operation = get(graph, location).await;
        if operation["status"] != "running" {
            return operation;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

#[tokio::test]
async fn it_is_running_before_its_duration_is_over() {
    let graph = Graph::builder().operation_duration(NEVER).start().await.unwrap();
    let call = graph.create_call(None);
    let location = cancel(&graph, &call, &json!({ "clientContext": "mine" })).await;
    let id = location.rsplit('/').next().unwrap();
    let root = graph.base_url();
    assert_eq!(
        get(&graph, &location).await,
        json!({
            "@odata.context": format!("{root}/v1.0/$metadata#communications/calls('{call}')/operations/$entity"),
            "@odata.type": "#microsoft.graph.cancelMediaProcessingOperation",
            "id": id,
            "status": "running",
            "clientContext": "mine",
        })
    );
}

#[tokio::test]
async fn it_is_completed_with_a_result_afterwards_though_there_is_no_callback() {
    let graph = Graph::start().await.unwrap();
    let location = cancel(&graph, &graph.create_call(None), &json!({ "clientContext": "mine" })).await;
    let operation = tokio::time::timeout(Duration::from_secs(10), settled(&graph, &location)).await.unwrap();
    assert_eq!(operation["status"], "completed");
    assert_eq!(operation["clientContext"], "mine");
    assert_eq!(operation["resultInfo"], json!({ "code": 200, "subcode": 0, "message": "" }));
    assert!(graph.notifications().is_empty());
}

#[tokio::test]
async fn it_is_found_in_either_case_without_hyphens_and_below_the_old_path() {
    let graph = Graph::builder().operation_duration(NEVER).start().await.unwrap();
    let call = graph.create_call(None);
    let location = cancel(&graph, &call, &json!({})).await;
    let id = location.rsplit('/').next().unwrap();
    // As a notification's `resourceUrl` writes both ids.
    let bare = |id: &str| id.replace('-', "").to_uppercase();
    for path in ["v1.0/communications", "v1.0/app", "beta/communications"] {
        let url = format!("{}/{path}/calls/{}/operations/{}", graph.base_url(), bare(&call), bare(id));
        assert_eq!(get(&graph, &url).await["id"], id, "{path}");
    }
}

#[tokio::test]
async fn it_is_not_found_on_another_call_or_by_another_id() {
    let graph = Graph::start().await.unwrap();
    let (call, other) = (graph.create_call(None), graph.create_call(None));
    let location = cancel(&graph, &call, &json!({})).await;
    for url in [location.replace(&call, &other), location.replace("/operations/", "/operations/0")] {
        let reply = client().get(&url).bearer_auth(graph.issue_token()).send().await.unwrap();
        assert_eq!(reply.status(), 404, "{url}");
        assert_eq!(reply.json::<Value>().await.unwrap()["error"]["code"], "NotFound", "{url}");
    }
}

//! The service's errors: one shape, the request's ids in every reply, and what is not there.

#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used, reason = "helpers of tests may, as tests may")]

mod common;

use common::{cancel_url, client, header, post};
use graph_action_sim::Graph;
use reqwest::Response;
use serde_json::{Value, json};

/// A GET with a good token.
async fn get(graph: &Graph, path: &str) -> Response {
    client().get(format!("{}{path}", graph.base_url())).bearer_auth(graph.issue_token()).send().await.unwrap()
}

#[tokio::test]
async fn an_error_has_graphs_shape_and_the_ids_of_its_headers() {
    let graph = Graph::start().await.unwrap();
    let sent = "9c5af5c8-9e0c-4d4b-8f5b-4c1c8e0d1a11";
    let request = post(&graph, &cancel_url(&graph, "none")).header("client-request-id", sent);
    let reply = request.json(&json!({})).send().await.unwrap();
    assert_eq!(reply.status(), 404);
    assert!(header(&reply, "content-type").starts_with("application/json"));
    let request_id = header(&reply, "request-id").to_owned();
    assert_eq!(header(&reply, "client-request-id"), sent);
    let body: Value = reply.json().await.unwrap();
    let date = &body["error"]["innerError"]["date"];
    assert_eq!(date.as_str().unwrap().len(), "2021-07-14T12:34:56".len());
    assert_eq!(
        body,
        json!({
            "error": {
                "code": "8522",
                "message": "Call not found.",
                "innerError": { "date": date, "request-id": request_id, "client-request-id": sent },
            }
        })
    );
}

#[tokio::test]
async fn every_reply_has_ids_a_date_and_the_diagnostic() {
    let graph = Graph::start().await.unwrap();
    let url = cancel_url(&graph, &graph.create_call(None));
    let good = post(&graph, &url).json(&json!({})).send().await.unwrap();
    let unauthorized = client().post(&url).send().await.unwrap();
    let unknown = get(&graph, "/v1.0/nothing").await;
    for (reply, status) in [(&good, 200), (&unauthorized, 401), (&unknown, 400)] {
        assert_eq!(reply.status(), status);
        assert_eq!(header(reply, "request-id").len(), 36);
        assert_eq!(header(reply, "client-request-id"), header(reply, "request-id"));
        assert!(header(reply, "date").ends_with(" GMT"));
        let diagnostic: Value = serde_json::from_str(header(reply, "x-ms-ags-diagnostic")).unwrap();
        assert!(diagnostic["ServerInfo"].is_object());
    }
    assert_ne!(header(&good, "request-id"), header(&unknown, "request-id"));
}

#[tokio::test]
async fn an_unknown_call_is_not_found_by_any_of_its_paths() {
    let graph = Graph::start().await.unwrap();
    let ended = graph.create_call(None);
    graph.end_call(&ended);
    for id in ["57dab8b1-894c-409a-b240-bd8beae78896", "not-a-guid", &ended] {
        let call = format!("/v1.0/communications/calls/{id}");
        for path in [call.clone(), format!("{call}/operations/57dab8b1-894c-409a-b240-bd8beae78896")] {
            let reply = get(&graph, &path).await;
            assert_eq!(reply.status(), 404, "{path}");
            assert_eq!(reply.json::<Value>().await.unwrap()["error"]["code"], "8522", "{path}");
        }
        let reply = post(&graph, &cancel_url(&graph, id)).json(&json!({})).send().await.unwrap();
        assert_eq!(reply.status(), 404, "{id}");
    }
}

#[tokio::test]
async fn a_path_that_leads_nowhere_names_the_segment() {
    let graph = Graph::start().await.unwrap();
    for (path, message) in [
        ("/v1.0/nothing/here", "Resource not found for the segment 'nothing'."),
        ("/beta/communications/calls//cancelMediaProcessing", "Resource not found for the segment ''."),
        ("/v3.0/communications/calls/a", "Invalid version: v3.0"),
    ] {
        let reply = get(&graph, path).await;
        assert_eq!(reply.status(), 400, "{path}");
        let error = reply.json::<Value>().await.unwrap()["error"].take();
        assert_eq!((&error["code"], &error["message"]), (&json!("BadRequest"), &json!(message)), "{path}");
    }
}

#[tokio::test]
async fn a_body_beyond_four_mebibytes_is_too_large_and_the_client_learns_it() {
    let graph = Graph::start().await.unwrap();
    let request = post(&graph, &cancel_url(&graph, &graph.create_call(None)));
    let body = format!("{{}}{}", " ".repeat(16 * 1024 * 1024));
    let reply = request.header("content-type", "application/json").body(body).send().await.unwrap();
    assert_eq!(reply.status(), 413);
    assert_eq!(reply.json::<Value>().await.unwrap()["error"]["code"], "RequestEntityTooLarge");
}

#[tokio::test]
async fn a_call_can_be_read_and_only_read() {
    let graph = Graph::start().await.unwrap();
    let call = graph.create_call(Some("https://bot.contoso.com/api/calls"));
    let path = format!("/v1.0/communications/calls/{call}");
    let body: Value = get(&graph, &path).await.json().await.unwrap();
    assert_eq!(
        body,
        json!({
            "@odata.context": format!("{}/v1.0/$metadata#communications/calls/$entity", graph.base_url()),
            "id": call,
            "state": "established",
            "callbackUri": "https://bot.contoso.com/api/calls",
        })
    );
    let reply = post(&graph, &format!("{}{path}", graph.base_url())).json(&json!({})).send().await.unwrap();
    assert_eq!(reply.status(), 405);
    assert_eq!(header(&reply, "allow"), "GET");
}

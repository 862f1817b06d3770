//! `cancelMediaProcessing` as the documentation has it: paths, parameters, both replies, and what it does not take.

#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used, reason = "helpers of tests may, as tests may")]

mod common;

use common::{NEVER, cancel_url, client, header, post};
use graph_action_sim::{CancelReply, Graph};
use http::StatusCode;
use serde_json::{Value, json};

/// The status and the error of a body of this content type, sent to a call that exists.
async fn refusal(content_type: Option<&str>, body: &str) -> (StatusCode, Value) {
    let graph = Graph::start().await.unwrap();
    let mut request = post(&graph, &cancel_url(&graph, &graph.create_call(None))).body(body.to_owned());
    if let Some(content_type) = content_type {
        request = request.header("content-type", content_type);
    }
    let reply = request.send().await.unwrap();
    assert!(reply.headers().get("location").is_none());
    (reply.status(), reply.json::<Value>().await.unwrap()["error"].take())
}

#[tokio::test]
async fn it_answers_with_the_running_operation_and_its_address() {
    let graph = Graph::builder().operation_duration(NEVER).start().await.unwrap();
    let call = graph.create_call(None);
    let request = post(&graph, &cancel_url(&graph, &call)).json(&json!({ "all": true, "clientContext": "mine" }));
    let reply = request.send().await.unwrap();
    assert_eq!(reply.status(), 200);
    assert!(header(&reply, "content-type").starts_with("application/json"));
    let location = header(&reply, "location").to_owned();
    let mut body: Value = reply.json().await.unwrap();
    let id = body["id"].take();
    let root = graph.base_url();
    assert_eq!(location, format!("{root}/v1.0/communications/calls/{call}/operations/{}", id.as_str().unwrap()));
    assert_eq!(
        body,
        json!({
            "@odata.context": format!("{root}/v1.0/$metadata#microsoft.graph.cancelMediaProcessingOperation"),
            "@odata.type": "#microsoft.graph.cancelMediaProcessingOperation",
            "id": null,
            "status": "running",
            "clientContext": "mine",
        })
    );
}

#[tokio::test]
async fn it_can_answer_with_the_address_alone() {
    let graph = Graph::builder().cancel_reply(CancelReply::LocationOnly).start().await.unwrap();
    let call = graph.create_call(None);
    let reply = post(&graph, &cancel_url(&graph, &call)).json(&json!({})).send().await.unwrap();
    assert_eq!(reply.status(), 202);
    assert!(header(&reply, "location").contains(&format!("/v1.0/communications/calls/{call}/operations/")));
    assert!(reply.headers().get("content-type").is_none());
    assert_eq!(reply.text().await.unwrap(), "");
}

#[tokio::test]
async fn the_version_of_the_path_is_that_of_the_address_and_the_old_path_leads_to_the_new() {
    let graph = Graph::start().await.unwrap();
    let call = graph.create_call(None);
    for (path, version) in [("v1.0/app", "v1.0"), ("beta/app", "beta"), ("beta/communications", "beta")] {
        let url = format!("{}/{path}/calls/{call}/cancelMediaProcessing", graph.base_url());
        let reply = post(&graph, &url).json(&json!({})).send().await.unwrap();
        assert_eq!(reply.status(), 200, "{path}");
        let expected = format!("{}/{version}/communications/calls/{call}/operations/", graph.base_url());
        assert!(header(&reply, "location").starts_with(&expected), "{path}");
    }
}

#[tokio::test]
async fn a_context_that_was_not_sent_does_not_come_back() {
    let graph = Graph::start().await.unwrap();
    let url = cancel_url(&graph, &graph.create_call(None));
    for body in [json!({}), json!({ "clientContext": null, "all": null })] {
        let reply: Value = post(&graph, &url).json(&body).send().await.unwrap().json().await.unwrap();
        assert!(reply.get("clientContext").is_none(), "{body}");
    }
}

#[tokio::test]
async fn each_call_of_the_action_is_an_operation_of_its_own() {
    let graph = Graph::start().await.unwrap();
    let url = cancel_url(&graph, &graph.create_call(None));
    let one: Value = post(&graph, &url).json(&json!({})).send().await.unwrap().json().await.unwrap();
    let other: Value = post(&graph, &url).json(&json!({})).send().await.unwrap().json().await.unwrap();
    assert_ne!(one["id"], other["id"]);
}

#[tokio::test]
async fn a_call_is_found_in_either_case_with_or_without_hyphens_and_as_a_quoted_key() {
    let graph = Graph::start().await.unwrap();
    let call = graph.create_call(None);
    let (upper, bare) = (call.to_uppercase(), call.replace('-', ""));
    for id in [&upper, &bare] {
        assert_eq!(post(&graph, &cancel_url(&graph, id)).json(&json!({})).send().await.unwrap().status(), 200, "{id}");
    }
    let quoted = format!("{}/v1.0/communications/calls('{call}')/cancelMediaProcessing", graph.base_url());
    assert_eq!(post(&graph, &quoted).json(&json!({})).send().await.unwrap().status(), 200);
}

#[tokio::test]
async fn a_body_of_the_wrong_types_is_a_bad_request() {
    for (body, message) in [
        (r#"{"all":"yes"}"#, "Cannot convert the literal 'yes' to the expected type 'Edm.Boolean'."),
        (r#"{"clientContext":1}"#, "Cannot convert the literal '1' to the expected type 'Edm.String'."),
        (r#"{"clientContext":["a"]}"#, "An unexpected 'StartArray' node"),
        (r#"{"ClientContext":"a"}"#, "The parameter 'ClientContext' in the request payload is not a valid parameter"),
        (r#"{"all":true,"all":true}"#, "Multiple parameters with the name 'all'"),
        (r#"["a"]"#, "An unexpected 'StartArray' node"),
        ("{", "Unable to read JSON request payload."),
        ("", "Empty Payload."),
    ] {
        let (status, error) = refusal(Some("application/json"), body).await;
        assert_eq!(status, 400, "{body}");
        assert_eq!(error["code"], "BadRequest", "{body}");
        assert!(error["message"].as_str().unwrap().starts_with(message), "{body}: {error}");
    }
}

#[tokio::test]
async fn a_context_of_257_characters_is_too_long_and_one_of_256_is_not() {
    let long = |length: usize| json!({ "clientContext": "ü".repeat(length) });
    assert_eq!(refusal(Some("application/json"), &long(257).to_string()).await.0, 400);
    let graph = Graph::start().await.unwrap();
    let url = cancel_url(&graph, &graph.create_call(None));
    assert_eq!(post(&graph, &url).json(&long(256)).send().await.unwrap().status(), 200);
}

#[tokio::test]
async fn a_body_that_is_not_said_to_be_json_is_an_unsupported_media_type() {
    for content_type in [None, Some("text/plain"), Some("application/x-www-form-urlencoded")] {
        let (status, error) = refusal(content_type, "{}").await;
        assert_eq!(status, 415, "{content_type:?}");
        assert_eq!(error["code"], "RequestBodyRead", "{content_type:?}");
    }
}

#[tokio::test]
async fn a_body_is_refused_before_an_unknown_call_is() {
    let graph = Graph::start().await.unwrap();
    let reply = post(&graph, &cancel_url(&graph, "none")).json(&json!([])).send().await.unwrap();
    assert_eq!(reply.status(), 400);
}

#[tokio::test]
async fn another_method_is_not_allowed_and_the_right_one_is_named() {
    let graph = Graph::start().await.unwrap();
    let url = cancel_url(&graph, &graph.create_call(None));
    for method in ["GET", "PUT", "PATCH", "DELETE"] {
        let request = client().request(method.parse().unwrap(), &url).bearer_auth(graph.issue_token());
        let reply = request.send().await.unwrap();
        assert_eq!(reply.status(), 405, "{method}");
        assert_eq!(header(&reply, "allow"), "POST", "{method}");
        assert_eq!(reply.json::<Value>().await.unwrap()["error"]["code"], "Request_BadRequest", "{method}");
    }
}

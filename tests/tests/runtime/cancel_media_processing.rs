//! The request of Graph's page: paths, versions, headers, the body and its limit.

use graph_action::{Action, ErrorKind};
use graph_action_sim::Graph;
use serde_json::json;

use crate::common::actions::{CancelBelowApp, CancelInBeta, CancelMediaProcessing, cancel};
use crate::common::raw::{RawServer, fine};
use crate::common::{builder, client, client_of};

#[tokio::test]
async fn the_call_is_posted_to_its_path_with_a_token_and_json() {
    let graph = Graph::start().await.unwrap();
    let call = graph.create_call(None);
    let action = CancelMediaProcessing { all: Some(true), client_context: Some("mine".into()), ..cancel(&call) };
    action.send(&client(&graph)).await.unwrap();

    let requests = graph.requests();
    let [request] = requests.as_slice() else { panic!("{requests:?}") };
    assert_eq!(request.method(), "POST");
    assert_eq!(request.path(), format!("/v1.0/communications/calls/{call}/cancelMediaProcessing"));
    assert!(request.header("authorization").unwrap().starts_with("Bearer sim"));
    assert_eq!(request.header("content-type"), Some("application/json"));
    assert_eq!(request.header("accept"), Some("application/json"));
    assert_eq!(request.json(), Some(json!({"all": true, "clientContext": "mine"})));
    assert_eq!(request.header("content-length").unwrap(), request.body().len().to_string());
}

#[tokio::test]
async fn the_function_and_the_method_are_the_same_call() {
    let graph = Graph::start().await.unwrap();
    let (client, action) = (client(&graph), cancel(graph.create_call(None)));
    action.send(&client).await.unwrap();
    crate::common::actions::cancel_media_processing(&client, &action).await.unwrap();
    client.send(&action).await.unwrap();
    let requests = graph.requests();
    assert_eq!(requests.len(), 3);
    assert!(
        requests.iter().all(|request| request.path() == requests[0].path() && request.body() == requests[0].body())
    );
}

#[tokio::test]
async fn absent_parameters_are_left_out_and_an_empty_body_is_still_an_object() {
    let graph = Graph::start().await.unwrap();
    let client = client(&graph);
    let call = graph.create_call(None);
    for (all, context, body) in
        [(None, None, "{}"), (Some(false), None, r#"{"all":false}"#), (None, Some(""), r#"{"clientContext":""}"#)]
    {
        let action = CancelMediaProcessing { id: call.clone(), all, client_context: context.map(str::to_owned) };
        action.send(&client).await.unwrap();
        let requests = graph.requests();
        let request = requests.last().unwrap();
        assert_eq!(request.body(), body);
        assert_eq!(request.header("content-type"), Some("application/json"), "{body}");
    }
}

#[tokio::test]
async fn the_version_is_the_declarations_or_else_the_clients() {
    let graph = Graph::start().await.unwrap();
    let call = graph.create_call(None);
    let of_beta = builder(&graph).version("beta").build().unwrap();
    cancel(&call).send(&of_beta).await.unwrap();
    cancel(&call).send(&client(&graph)).await.unwrap();
    let beta = CancelInBeta { id: call.clone(), all: Some(true) };
    beta.send(&client(&graph)).await.unwrap();
    beta.send(&of_beta).await.unwrap();

    let versions: Vec<String> =
        graph.requests().iter().map(|request| request.path().split('/').nth(1).unwrap().to_owned()).collect();
    assert_eq!(versions, ["beta", "v1.0", "beta", "beta"]);
    assert_eq!((CancelInBeta::VERSION, CancelMediaProcessing::VERSION), ("beta", "v1.0"));
}

#[tokio::test]
async fn the_deprecated_path_below_app_works_too() {
    let graph = Graph::start().await.unwrap();
    let call = graph.create_call(None);
    let operation =
        CancelBelowApp { id: call.clone(), client_context: Some("c".into()) }.send(&client(&graph)).await.unwrap();
    assert_eq!(graph.requests()[0].path(), format!("/v1.0/app/calls/{call}/cancelMediaProcessing"));
    assert_eq!(operation.client_context(), Some("c"));
}

#[tokio::test]
async fn a_context_of_256_characters_is_sent_however_many_bytes_they_take() {
    let graph = Graph::start().await.unwrap();
    for context in ["x".repeat(256), "é".repeat(256), "日".repeat(256)] {
        let action = CancelMediaProcessing { client_context: Some(context.clone()), ..cancel(graph.create_call(None)) };
        let operation = action.send(&client(&graph)).await.unwrap();
        assert_eq!(operation.client_context(), Some(&*context));
    }
}

#[tokio::test]
async fn a_longer_context_is_refused_and_no_byte_is_sent() {
    let server = RawServer::start([fine()]).await;
    let graph = Graph::start().await.unwrap();
    for context in ["x".repeat(257), "é".repeat(257), "x".repeat(100_000)] {
        let action = CancelMediaProcessing { client_context: Some(context), ..cancel("a") };
        for client in [client_of(&server.url()), client(&graph)] {
            let error = action.send(&client).await.unwrap_err();
            assert!(error.is_invalid_request());
            assert_eq!(error.kind(), ErrorKind::InvalidRequest);
            assert_eq!(error.field(), Some("client_context"));
            assert_eq!(error.path(), Some(CancelMediaProcessing::PATH));
            let text = error.to_string();
            assert!(text.contains("was not sent") && text.contains("at most 256"), "{text}");
        }
    }
    assert_eq!(server.connections(), 0);
    assert_eq!((graph.requests().len(), graph.token_requests()), (0, 0));
}

#[tokio::test]
async fn an_id_that_would_be_another_path_is_refused_and_no_byte_is_sent() {
    let server = RawServer::start([fine()]).await;
    for id in ["", ".", ".."] {
        let error = cancel(id).send(&client_of(&server.url())).await.unwrap_err();
        assert_eq!((error.is_invalid_request(), error.field()), (true, Some("id")), "{id:?}: {error}");
    }
    assert_eq!(server.connections(), 0);
}

#[tokio::test]
async fn an_unknown_call_is_graphs_error_with_its_code() {
    let graph = Graph::start().await.unwrap();
    let error = cancel("57dab8b1-894c-409a-b240-bd8beae78896").send(&client(&graph)).await.unwrap_err();
    assert!(error.is_not_found());
    assert_eq!(error.code(), Some("8522"));
    let text = error.to_string();
    assert!(
        text.starts_with("POST /communications/calls/<id>/cancelMediaProcessing failed: 404 Not Found, 8522"),
        "{text}"
    );
    assert!(!text.contains("57dab8b1"), "{text}");
}

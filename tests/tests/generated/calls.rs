//! Calls over a socket.

use graph_action_sim::Graph;
use serde_json::json;

use crate::common::client;
use crate::communications::{CancelMediaProcessing, OperationStatus, cancel_media_processing};

#[tokio::test]
async fn an_action_is_called_by_its_function_and_by_its_method() {
    let graph = Graph::start().await.unwrap();
    let client = client(&graph);
    let id = graph.create_call(None);
    let action = CancelMediaProcessing { id: id.clone(), client_context: Some("mine".to_owned()) };
    for operation in [cancel_media_processing(&client, &action).await.unwrap(), action.send(&client).await.unwrap()] {
        assert!(operation.location().is_some());
        let body = operation.into_body().unwrap();
        assert_eq!(body.client_context.as_deref(), Some("mine"));
        assert!(matches!(body.status, Some(OperationStatus::Completed | OperationStatus::Running)), "{body:?}");
    }
    let requests = graph.requests();
    assert_eq!(requests.len(), 2);
    for request in requests {
        assert_eq!(request.path(), format!("/v1.0/communications/calls/{id}/cancelMediaProcessing"));
        assert_eq!(request.json(), Some(json!({"clientContext": "mine"})));
    }
}

#[tokio::test]
async fn an_error_is_the_service_s_own() {
    let graph = Graph::start().await.unwrap();
    let action = CancelMediaProcessing { id: "none".to_owned(), ..Default::default() };
    let error = action.send(&client(&graph)).await.unwrap_err();
    assert!(error.is_not_found(), "{error}");
}

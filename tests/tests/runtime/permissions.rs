//! The permissions of Graph's page: constants of the declaration, and the hint in a 403.

use graph_action::{Action, Grant, Permissions};
use graph_action_sim::{Failure, Graph};

use crate::common::actions::{CancelInBeta, CancelMediaProcessing, GetCall, cancel, get};
use crate::common::client;

#[test]
fn the_declaration_states_them_as_constants() {
    assert_eq!(
        CancelMediaProcessing::PERMISSIONS,
        Permissions { application: Grant::OneOf(&[]), delegated: Grant::Unsupported }
    );
    assert_eq!(GetCall::PERMISSIONS.application, Grant::OneOf(&["Calls.Read.All", "Calls.ReadWrite.All"]));
    assert_eq!(CancelInBeta::PERMISSIONS, Permissions::UNDECLARED);
}

#[tokio::test]
async fn a_403_names_what_the_declaration_says_is_needed() {
    let graph = Graph::start().await.unwrap();
    let client = client(&graph);
    let forbidden = || Failure::graph(403, "Forbidden", "Application is not authorized.");

    graph.fail_next(forbidden());
    let error = get("a").send(&client).await.unwrap_err();
    assert!(error.is_forbidden());
    let text = error.to_string();
    assert!(text.contains("application permissions: Calls.Read.All or Calls.ReadWrite.All"), "{text}");
    assert!(text.contains("delegated permissions: not supported"), "{text}");

    graph.fail_next(forbidden());
    let text = cancel("a").send(&client).await.unwrap_err().to_string();
    assert!(text.contains("application permissions: none needed"), "{text}");

    graph.fail_next(forbidden());
    let text = CancelInBeta { id: "a".into(), all: None }.send(&client).await.unwrap_err().to_string();
    assert!(!text.contains("permissions"), "{text}");
}

#[tokio::test]
async fn other_errors_do_not_speak_of_permissions() {
    let graph = Graph::start().await.unwrap();
    graph.fail_next(Failure::graph(409, "Conflict", "Another operation is under way."));
    let error = get("a").send(&client(&graph)).await.unwrap_err();
    assert!(error.is_conflict() && !error.to_string().contains("Calls.Read.All"), "{error}");
}

//! Which notifications are about an operation whose response has no `Location`.

use graph_action::notify::CommsNotifications;
use graph_action::{Action, Operation};
use http::Response;
use serde_json::json;

use crate::common::actions::{CancelMediaProcessing, CommsOperation, cancel};
use crate::common::raw::{RawServer, reply};
use crate::common::{client_of, soon};

/// The body of an operation that any call could have.
const BODY: &str = r#"{"id": "0fe0623f-d628", "status": "running", "clientContext": "mine"}"#;

/// Whether a notification of this operation of this call, with this mark, is about an operation.
fn is_about(operation: &Operation<CommsOperation>, call: &str, id: &str, context: &str) -> bool {
    let address = format!("/communications/calls/{call}/operations/{id}");
    let posted = json!({"value": [{"resourceUrl": address, "resourceData": {"clientContext": context}}]});
    CommsNotifications::from_slice(posted.to_string().as_bytes()).unwrap().about(operation).count() == 1
}

#[tokio::test]
async fn a_client_context_holds_for_the_call_that_the_request_went_to() {
    let server = RawServer::start([reply("200 OK", "", BODY)]).await;
    let operation = soon(cancel("57dab8b1-894c").send(&client_of(&server.url()))).await.unwrap();
    assert!(is_about(&operation, "57DAB8B1894C", "OTHER", "mine"));
    assert!(is_about(&operation, "57DAB8B1894C", "0FE0623FD628", "another"));
    assert!(!is_about(&operation, "57DAB8B1894C", "OTHER", "another"));
    assert!(!is_about(&operation, "11111111894C", "OTHER", "mine"));
    assert!(!is_about(&operation, "11111111894C", "0FE0623FD628", "mine"));
}

#[test]
fn where_the_call_is_not_known_only_the_id_counts() {
    let operation = CancelMediaProcessing::response(Response::new(BODY.into())).unwrap();
    assert!(is_about(&operation, "57DAB8B1894C", "0FE0623FD628", "another"));
    assert!(!is_about(&operation, "57DAB8B1894C", "OTHER", "mine"));
}

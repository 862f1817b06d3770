//! Invitations into a call.

use graph_action::{Operation, graph_action};
use serde_json::json;

use super::models::{CommsOperation, IdentitySet, Invitation};
use crate::harness::{Example, page};

#[graph_action(POST "/communications/calls/<call>/participants/invite" -> Operation<CommsOperation>)]
struct Invite {
    call: &'static str,
    participants: Vec<Invitation>,
    client_context: Option<&'static str>,
}

fn inviting(call: &'static str, participants: Vec<Invitation>) -> Invite {
    Invite { call, participants, client_context: Some("f2fa86af-3c51-4bc2-8fc0-475452d9764f") }
}

fn user(id: &str) -> Invitation {
    Invitation {
        replaces_call_id: Some("a7ebfb2d-871e-419c-87af-27290b22e8db".to_owned()),
        ..Invitation::of(IdentitySet::user("string", id))
    }
}

/// An example of the page, which writes the status in a case of its own: it is read in any and written in the metadata's.
fn example(index: usize) -> Example {
    page("participant-invite").example(index).response_says("/status", "Running").should_say("running")
}

#[test]
fn invites_a_user() {
    example(0).check_operation(&inviting("{id}", vec![user("278405a3-f568-4b3e-b684-009193463064")]));
    let call = "ab6233a5-20b7-4c5e-bea2-ce56c9776429";
    example(2).check_operation(&inviting(call, vec![user("7e1b4346-85a6-4bdd-abe3-d11c5d420efe")]));
}

#[test]
fn invites_several_users() {
    let users = ["7e1b4346-85a6-4bdd-abe3-d11c5d420efe", "1e126418-44a0-4a94-a6f8-0efe1ad71acb"];
    let call = "7531d31f-d10d-44de-802f-c569dbca451c";
    example(1).check_operation(&inviting(call, users.map(user).to_vec()));
}

#[test]
fn invites_a_telephone() {
    example(3).check_operation(&inviting("{id}", vec![Invitation::of(IdentitySet::phone("+12345678901"))]));
}

/// The participants of the operation are not in the common type, and are kept.
#[test]
fn the_operation_says_who_was_invited() {
    let operation: CommsOperation =
        serde_json::from_value(json!({ "status": "Running", "participants": [{ "endpointType": null }] })).unwrap();
    assert_eq!(operation.status, Some(super::models::OperationStatus::Running));
    assert_eq!(operation.extra["participants"], json!([{ "endpointType": null }]));
}

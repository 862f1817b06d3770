//! Calls and participants as they are: read, muted, ended.

use graph_action::{Operation, Page, graph_action};

use super::models::{Call, CommsOperation, Participant};
use crate::harness::page;

#[graph_action(GET "/communications/calls/<id>" -> Call)]
struct GetCall {
    id: String,
}

#[test]
fn gets_a_call() {
    page("call-get").example(0).check(&GetCall { id: "{id}".to_owned() });
    page("call-get").example(1).check(&GetCall { id: "2f1a1100-b174-40a0-aba7-0b405e01ed92".to_owned() });
}

#[graph_action(DELETE "/communications/calls/<id>")]
struct DeleteCall {
    id: String,
}

#[test]
fn ends_a_call() {
    page("call-delete").example(0).check(&DeleteCall { id: "57dab8b1-894c-409a-b240-bd8beae78896".to_owned() });
}

#[graph_action(POST "/communications/calls/<id>/keepAlive")]
struct KeepAlive {
    id: String,
}

#[test]
fn keeps_a_call_alive() {
    page("call-keepalive").example(0).check(&KeepAlive { id: "2e1a0b00-2db4-4022-9570-243709c565ab".to_owned() });
}

#[graph_action(GET "/communications/calls/<id>/participants" -> Page<Participant>)]
struct ListParticipants {
    id: String,
}

/// The ids that the page shows in `info` are no members of a participantInfo; they are kept all the same.
#[test]
fn lists_participants() {
    let id = "7531d31f-d10d-44de-802f-c569dbca451c".to_owned();
    page("call-list-participants").example(0).check_page(&ListParticipants { id });
}

#[graph_action(GET "/communications/calls/<call>/participants/<id>" -> Participant)]
struct GetParticipant {
    call: String,
    id: String,
}

#[test]
fn gets_a_participant() {
    page("participant-get").example(0).check(&GetParticipant {
        call: "7531d31f-d10d-44de-802f-c569dbca451c".to_owned(),
        id: "7e1b4346-85a6-4bdd-abe3-d11c5d420efe".to_owned(),
    });
}

#[graph_action(DELETE "/communications/calls/<call>/participants/<id>")]
struct DeleteParticipant {
    call: String,
    id: String,
}

/// The page has one placeholder, `{id}`, for two ids.
#[test]
fn removes_a_participant() {
    let id = "{id}".to_owned();
    page("participant-delete").example(0).check(&DeleteParticipant { call: id.clone(), id });
}

#[graph_action(POST "/communications/calls/<id>/mute" -> Operation<CommsOperation>)]
struct Mute {
    id: String,
    #[graph(max_chars = 256)]
    client_context: Option<String>,
}

#[test]
fn mutes_oneself() {
    let id = "57dab8b1-894c-409a-b240-bd8beae78896".to_owned();
    page("call-mute").example(0).check_operation(&Mute { id, client_context: Some("clientContext-value".to_owned()) });
}

#[graph_action(POST "/communications/calls/<id>/unmute" -> Operation<CommsOperation>)]
struct Unmute {
    id: String,
    #[graph(max_chars = 256)]
    client_context: Option<String>,
}

#[test]
fn unmutes_oneself() {
    let id = "57dab8b1-894c-409a-b240-bd8beae78896".to_owned();
    page("call-unmute")
        .example(0)
        .check_operation(&Unmute { id, client_context: Some("clientContext-value".to_owned()) });
}

#[graph_action(POST "/communications/calls/<call>/participants/<id>/mute" -> Operation<CommsOperation>)]
struct MuteParticipant {
    call: String,
    id: String,
    client_context: Option<String>,
}

#[test]
fn mutes_a_participant() {
    page("participant-mute").example(0).check_operation(&MuteParticipant {
        call: "57dab8b1-894c-409a-b240-bd8beae78896".to_owned(),
        id: "2765eb15-01f8-47c6-b12b-c32111a4a86f".to_owned(),
        client_context: Some("d45324c1-fcb5-430a-902c-f20af696537c".to_owned()),
    });
}

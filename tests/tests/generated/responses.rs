//! Responses: each kind of them is bound, and nothing that came is lost.

use graph_action::{Action, Bytes, http};
use serde_json::{Value, json};

use crate::communications::{
    CheckMemberGroups, DeltaUser, GetPresencesByUserId, MoveMessage, MuteCall, OnlineMeeting, User,
};

/// A response with a body.
fn answer(body: &Value) -> http::Response<Bytes> {
    http::Response::new(body.to_string().into())
}

#[test]
fn collections_are_pages_and_texts_are_values() {
    let page = json!({"value": [{"id": "a", "displayName": "Adele", "@odata.etag": "x"}], "@odata.nextLink": "https://graph.microsoft.com/v1.0/users/delta?x"});
    let page = DeltaUser::response(answer(&page)).unwrap();
    let [user] = page.items() else { panic!("{page:?}") };
    assert_eq!((user.id.as_deref(), user.extra.get("@odata.etag")), (Some("a"), Some(&json!("x"))));
    assert!(page.next_link().is_some());
    assert_eq!(CheckMemberGroups::response(answer(&json!({"value": ["a"]}))).unwrap().0, ["a"]);
    assert!(GetPresencesByUserId::response(answer(&json!({"value": []}))).unwrap().items().is_empty());
}

#[test]
fn what_may_be_null_may_be_missing() {
    let nothing = http::Response::builder().status(204).body(Bytes::new()).unwrap();
    assert_eq!(MoveMessage::response(nothing).unwrap(), None);
    let message = MoveMessage::response(answer(&json!({"subject": "Hello"}))).unwrap().unwrap();
    assert_eq!(message.subject.as_deref(), Some("Hello"));
}

#[test]
fn an_operation_of_a_call_is_bound_with_or_without_a_body() {
    let body = json!({"@odata.type": "#microsoft.graph.muteParticipantOperation", "status": "completed", "clientContext": "c"});
    let operation = MuteCall::response(answer(&body)).unwrap();
    assert_eq!(operation.body().unwrap().client_context.as_deref(), Some("c"));
    let accepted = http::Response::builder().status(202).header("Location", "/communications/calls/a/operations/b");
    assert!(MuteCall::response(accepted.body(Bytes::new()).unwrap()).unwrap().location().is_some());
}

#[test]
fn what_is_read_is_written_again() {
    let json = json!({
        "@odata.type": "#microsoft.graph.user",
        "id": "a",
        "displayName": null,
        "newMember": {"a": [1]},
    });
    let user: User = serde_json::from_value(json.clone()).unwrap();
    let mut expected = json;
    expected.as_object_mut().unwrap().remove("displayName");
    assert_eq!(serde_json::to_value(&user).unwrap(), expected);
    let meeting: OnlineMeeting = serde_json::from_value(json!({"allowedPresenters": "NOTYETKNOWN"})).unwrap();
    assert_eq!(serde_json::to_value(&meeting).unwrap()["allowedPresenters"], "NOTYETKNOWN");
}

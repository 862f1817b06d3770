//! A notification is matched to its operation whatever the case and the hyphens of ids.

use graph_action::notify::CommsNotifications;
use graph_action::{Action, Operation, graph_action};
use proptest::prelude::*;
use serde_json::{Value, json};

#[graph_action(POST "/communications/calls/<id>/cancelMediaProcessing" -> Operation<Value>)]
struct Cancel {
    id: String,
}

/// An id in one spelling: which letters are upper case, and which places have a hyphen.
fn spelled(digits: u128, upper: u32, hyphens: u32) -> String {
    let mut text = String::new();
    for (place, letter) in format!("{digits:032x}").chars().enumerate() {
        text.push(if upper >> place & 1 == 1 { letter.to_ascii_uppercase() } else { letter });
        if hyphens >> place & 1 == 1 && place < 31 {
            text.push('-');
        }
    }
    text
}

/// The operation of a call.
fn operation(call: &str, id: &str, id_in_body: bool) -> Operation<Value> {
    let location = if id_in_body { "other" } else { id };
    let body = if id_in_body { json!({ "id": id }) } else { Value::Null };
    let response = http::Response::builder().status(200).header(
        "location",
        format!("https://graph.microsoft.com/v1.0/communications/calls/{call}/operations/{location}"),
    );
    Cancel::response(response.body(body.to_string().into()).unwrap()).unwrap()
}

proptest! {
    #[test]
    fn spelling_does_not_matter_and_the_id_does(
        (call, id, other) in any::<(u128, u128, u128)>(),
        sent in any::<[u32; 4]>(),
        told in any::<[u32; 4]>(),
        id_in_body in any::<bool>(),
        prefix in prop_oneof![
            Just("/communications/"), Just("communications/"), Just("/app/"), Just("https://graph.microsoft.com/beta/app/"),
        ],
    ) {
        prop_assume!(id != other && call != other);
        let operation =
            operation(&spelled(call, sent[0], sent[1]), &spelled(id, sent[2], sent[3]), id_in_body);
        let about = |call: u128, id: u128| {
            let (call, id) = (spelled(call, told[0], told[1]), spelled(id, told[2], told[3]));
            let body = json!({ "value": [{ "resourceUrl": format!("{prefix}calls/{call}/operations/{id}") }] });
            let notifications = CommsNotifications::from_slice(body.to_string().as_bytes()).unwrap();
            notifications.about(&operation).count()
        };
        prop_assert_eq!((about(call, id), about(call, other), about(other, id)), (1, 0, 0));
    }

    #[test]
    fn no_text_for_a_resource_is_a_danger(url in any::<String>(), context in any::<String>()) {
        let body = json!({ "value": [{ "resourceUrl": url, "resourceData": [{ "clientContext": context }, 7] }] });
        let notifications = CommsNotifications::from_slice(body.to_string().as_bytes()).unwrap();
        let notification = &notifications.value[0];
        let _ = (notification.call_id(), notification.operation_id(), notification.is_final());
        prop_assert!(!notification.is_about(&operation("a", "b", true)) || url.to_lowercase().contains("calls"));
        let written = serde_json::to_value(&notifications).unwrap();
        prop_assert_eq!(&written["value"][0]["resourceUrl"], &url);
    }

    #[test]
    fn no_bytes_for_a_callback_are_a_danger(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let _ = CommsNotifications::from_slice(&bytes);
    }
}

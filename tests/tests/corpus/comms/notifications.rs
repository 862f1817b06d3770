//! The notifications on these pages, each read, typed and matched.

use graph_action::notify::{ChangeType, CommsNotification, CommsNotifications};
use graph_action::{Operation, graph_action};
use serde_json::Value;

use super::models::{Call, CommsOperation, Participant};
use crate::harness::{loses_nothing, page, pages};

/// The pages of cloud communications.
fn communications() -> impl Iterator<Item = (&'static String, &'static Value)> {
    pages().into_iter().flatten().filter(|(name, _)| super::is_communications(name))
}

/// Every body on a page that is a collection of notifications: printed as such, or as the request that brings it.
fn notifications(page: &'static Value) -> Vec<Value> {
    let listed = page["notifications"].as_array().into_iter().flatten();
    let examples = page["examples"].as_array().into_iter().flatten();
    let bodies = listed.flat_map(|listed| [&listed["body"], &listed["request"]["body"]]);
    let bodies = bodies.chain(examples.map(|example| &example["request"]["body"]));
    bodies.filter(|body| body["@odata.type"] == "#microsoft.graph.commsNotifications").cloned().collect()
}

/// What is on the pages, with where it is wrong set right.
fn corrected(page: &str, mut body: Value) -> Value {
    let code = "/value/0/resourceData/resultInfo/code";
    // The code is an Int32.
    if page == "call-delete" && body.pointer(code).is_some() {
        let code = body.pointer_mut(code).unwrap();
        assert_eq!(*code, "0");
        *code = 0.into();
    }
    body
}

#[test]
fn every_notification_is_read_and_loses_nothing() {
    let mut count = 0;
    for (name, page) in communications() {
        for body in notifications(page) {
            let body = corrected(name, body);
            let read = CommsNotifications::from_slice(body.to_string().as_bytes()).unwrap();
            loses_nothing(name, &body, &read);
            for (notification, documented) in read.value.iter().zip(body["value"].as_array().unwrap()) {
                entities_lose_nothing(name, notification, &documented["resourceData"]);
                count += 1;
            }
        }
    }
    assert!(count == 53 || pages().is_none(), "{count} notifications were found");
}

/// Holds the entities, read as the types that they say they are, against the page.
#[track_caller]
fn entities_lose_nothing(name: &str, notification: &CommsNotification, documented: &Value) {
    let data = notification.resource_data.as_ref().unwrap();
    let kind = data.entities().next().unwrap()["@odata.type"].as_str().unwrap();
    let documented = if documented.is_array() { documented.clone() } else { Value::Array(vec![documented.clone()]) };
    match kind {
        "#microsoft.graph.call" => loses_nothing(name, &documented, &notification.read::<Call>().unwrap()),
        "#microsoft.graph.participant" => {
            loses_nothing(name, &documented, &notification.read::<Participant>().unwrap());
        }
        operation => {
            assert!(operation.ends_with("Operation"), "{name}: {operation}");
            loses_nothing(name, &documented, &notification.read::<CommsOperation>().unwrap());
        }
    }
}

#[test]
fn every_notification_says_what_it_is_about() {
    for (name, page) in communications() {
        for body in notifications(page) {
            let read = CommsNotifications::from_slice(body.to_string().as_bytes()).unwrap();
            for notification in read.value {
                let url = notification.resource_url.clone().unwrap();
                let parts: Vec<_> = url.split('/').collect();
                let fold = |id: &str| id.replace('-', "").to_lowercase();
                assert_eq!(notification.call_id(), Some(fold(parts[3])), "{name}: {url}");
                let operation = (parts.get(4) == Some(&"operations")).then(|| fold(parts[5]));
                assert_eq!(notification.operation_id(), operation, "{name}: {url}");
                let last = notification.change_type == Some(ChangeType::Deleted);
                assert_eq!(notification.is_final(), last, "{name}: {url}");
            }
        }
    }
}

/// Whatever began the operation: the response alone counts here.
#[graph_action(POST "/communications/calls/<id>/begin" -> Operation<CommsOperation>)]
struct Begin {
    id: String,
}

/// The ids of a page differ in case and hyphens; on one, those of its response differ from each other as well.
#[test]
fn the_notification_of_an_operation_is_found() {
    for name in ["call-playprompt", "call-record", "call-cancelmediaprocessing", "participant-invite"] {
        let example = page(name).example(0);
        let Some(operation) = example.bind::<Begin>() else { continue };
        let notifications = notifications(&pages().unwrap()[name]).into_iter();
        let read = notifications.map(|body| CommsNotifications::from_slice(body.to_string().as_bytes()).unwrap());
        let read: Vec<_> = read.collect();
        let about: Vec<_> = read.iter().flat_map(|notifications| notifications.about(&operation)).collect();
        assert!(!about.is_empty(), "{name}");
        assert!(about.iter().all(|notification| notification.is_final()), "{name}");
        // One page has `operations/participants` for an operation and for a roster; only the others are told apart here.
        let is_roster = |url: &str| url.ends_with("/participants") && !url.contains("/operations/");
        let all = read.iter().flat_map(|notifications| &notifications.value);
        let mut rosters = all.filter(|other| other.resource_url.as_deref().is_some_and(is_roster));
        assert!(rosters.all(|other| !other.is_about(&operation)), "{name}");
    }
}

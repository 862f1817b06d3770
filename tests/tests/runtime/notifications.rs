//! The notification of Graph's page, as it is posted to a callback URI: typed, matched, kept whole.

use graph_action::notify::{ChangeType, CommsNotification, CommsNotifications};
use graph_action::{Action, ErrorKind, Operation};
use http::Response;
use serde_json::{Value, json};

use crate::common::actions::{CancelInBeta, CommsOperation, OperationStatus};

/// The notification of Graph's page, byte for byte.
const SAMPLE: &str = r##"{
  "@odata.type": "#microsoft.graph.commsNotifications",
  "value": [
    {
      "@odata.type": "#microsoft.graph.commsNotification",
      "changeType": "deleted",
      "resourceUrl": "/communications/calls/57DAB8B1894C409AB240BD8BEAE78896/operations/0FE0623FD62842EDB4BD8AC290072CC5",
      "resourceData": {
        "@odata.type": "#microsoft.graph.commsOperation",
        "@odata.id": "/communications/calls/57DAB8B1894C409AB240BD8BEAE78896/operations/0FE0623FD62842EDB4BD8AC290072CC5",
        "@odata.etag": "W/\"54451\"",
        "clientContext": "d45324c1-fcb5-430a-902c-f20af696537c",
        "status": "completed"
      }
    }
  ]
}"##;

/// An operation of a call, as its response tells of it.
fn operation(call: &str, id: &str, body: &Value) -> Operation<CommsOperation> {
    let location = format!("https://graph.microsoft.com/beta/communications/calls/{call}/operations/{id}");
    let response = Response::builder().status(200).header("location", location).body(body.to_string().into()).unwrap();
    CancelInBeta::response(response).unwrap()
}

/// A notification of one thing.
fn notification(json: &Value) -> CommsNotification {
    serde_json::from_value(json.clone()).unwrap()
}

#[test]
fn the_pages_sample_is_typed() {
    let notifications = CommsNotifications::from_slice(SAMPLE.as_bytes()).unwrap();
    let [notification] = notifications.value.as_slice() else { panic!("{notifications:?}") };
    assert_eq!(notification.change_type, Some(ChangeType::Deleted));
    assert!(notification.is_final());
    assert_eq!(notification.call_id().as_deref(), Some("57dab8b1894c409ab240bd8beae78896"));
    assert_eq!(notification.operation_id().as_deref(), Some("0fe0623fd62842edb4bd8ac290072cc5"));
    assert_eq!(notification.client_contexts().collect::<Vec<_>>(), ["d45324c1-fcb5-430a-902c-f20af696537c"]);
    let entities: Vec<CommsOperation> = notification.read().unwrap();
    assert_eq!(entities.len(), 1);
    assert_eq!(entities[0].status, Some(OperationStatus::Completed));
    // The page's entity has no id; the one in its address is the notification's.
    assert_eq!(entities[0].id, None);
    assert_eq!(entities[0].extra["@odata.etag"], json!("W/\"54451\""));
}

#[test]
fn the_pages_response_and_notification_belong_together_by_their_client_context() {
    let notifications = CommsNotifications::from_slice(SAMPLE.as_bytes()).unwrap();
    let context = "d45324c1-fcb5-430a-902c-f20af696537c";
    let (call, id) = ("57dab8b1-894c-409a-b240-bd8beae78896", "17e3b46c-f61d-4f4d-9635-c626ef18e6ad");
    let own = operation(call, id, &json!({"id": id, "status": "running", "clientContext": context}));
    assert_eq!(notifications.about(&own).count(), 1);
    let other = operation(call, id, &json!({"id": id, "clientContext": "another"}));
    assert_eq!(notifications.about(&other).count(), 0);
    // The same mark on another call is another operation.
    let elsewhere = operation("11111111-894c-409a-b240-bd8beae78896", id, &json!({"clientContext": context}));
    assert_eq!(notifications.about(&elsewhere).count(), 0);
}

#[test]
fn an_operation_is_recognised_by_the_id_of_its_location_or_of_its_body() {
    let notifications = CommsNotifications::from_slice(SAMPLE.as_bytes()).unwrap();
    let (call, own, other) = (
        "57dab8b1-894c-409a-b240-bd8beae78896",
        "0fe0623f-d628-42ed-b4bd-8ac290072cc5",
        "17e3b46c-f61d-4f4d-9635-c626ef18e6ad",
    );
    assert_eq!(notifications.about(&operation(call, own, &json!({"id": other}))).count(), 1);
    assert_eq!(notifications.about(&operation(call, other, &json!({"id": own}))).count(), 1);
    assert_eq!(notifications.about(&operation(call, other, &json!({"id": other}))).count(), 0);
    assert_eq!(notifications.about(&operation(call, own, &Value::Null)).count(), 1);
}

#[test]
fn serialised_again_nothing_is_lost() {
    let strange = json!({
        "@odata.type": "#microsoft.graph.commsNotifications",
        "@odata.context": "x",
        "future": {"a": [1, 2.5, null]},
        "value": [
            {
                "@odata.type": "#microsoft.graph.commsNotification",
                "changeType": "somethingNew",
                "resource": "/app/calls/57dab8b1-894c-409a-b240-bd8beae78896",
                "resourceUrl": "/communications/calls/57dab8b1-894c-409a-b240-bd8beae78896",
                "resourceData": [{"@odata.type": "#microsoft.graph.participant", "info": {"x": 1}}, {"y": "z"}],
                "sequence": 18_446_744_073_709_551_615_u64,
                "tenantId": null
            },
            {"@odata.type": "#microsoft.graph.derivedNotification", "resourceData": {}}
        ]
    });
    for sent in [serde_json::from_str(SAMPLE).unwrap(), strange] {
        let read = CommsNotifications::from_slice(sent.to_string().as_bytes()).unwrap();
        assert_eq!(serde_json::to_value(&read).unwrap(), sent);
    }
}

#[test]
fn several_entities_are_one_notification() {
    let several = notification(&json!({
        "changeType": "Updated",
        "resourceUrl": "/communications/calls/A/operations/B",
        "resourceData": [
            {"status": "running", "clientContext": "one"},
            {"status": "Failed", "clientContext": "two", "resultInfo": {"code": 400, "subcode": 8508}}
        ]
    }));
    assert_eq!(several.change_type, Some(ChangeType::Updated));
    assert!(several.is_final());
    let read: Vec<CommsOperation> = several.read().unwrap();
    assert_eq!(read[1].status, Some(OperationStatus::Failed));
    assert_eq!(read[1].result_info.as_ref().unwrap().subcode, Some(8508));
    assert!(several.is_about(&operation("a", "other", &json!({"clientContext": "two"}))));
    assert!(!several.is_about(&operation("a", "other", &json!({"clientContext": "three"}))));
}

#[test]
fn a_notification_about_something_else_is_about_no_operation() {
    let own = operation("a", "b", &json!({"id": "b", "clientContext": "c"}));
    for other in [
        json!({}),
        json!({"resourceUrl": "/communications/calls/a"}),
        json!({"resourceUrl": "/communications/calls/a/participants/b"}),
        json!({"resourceUrl": "/communications/calls/other/operations/b"}),
        json!({"resourceUrl": "/communications/onlineMeetings/b"}),
        json!({"resourceUrl": "/communications/calls/a/operations/other"}),
    ] {
        assert!(!notification(&other).is_about(&own), "{other}");
    }
    assert!(notification(&json!({"resourceUrl": "/communications/calls/A/operations/B"})).is_about(&own));
}

#[test]
fn what_is_no_notification_is_an_error_that_says_where() {
    for (body, place) in [
        ("", "EOF"),
        ("{", "EOF"),
        ("[]", "object"),
        ("{}", "`value`"),
        (r#"{"value": {}}"#, "at `value`"),
        (r#"{"value": [{"changeType": []}]}"#, "at `value[0].changeType`"),
        ("<html></html>", "line 1"),
    ] {
        let error = CommsNotifications::from_slice(body.as_bytes()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Notification);
        assert!(error.to_string().contains(place), "{body}: {error}");
    }
    assert!(CommsNotifications::from_slice(b"\xff\xfe").is_err());
}

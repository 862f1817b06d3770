//! Deliveries: typed, told apart, and answered whatever they are.

use graph_action::notify::{ChangeType, DropReason, LifecycleEvent, Receiver};
use serde_json::{Value, json};

use crate::bot::{Bot, STATE, message, plain};
use crate::common::soon;

#[tokio::test]
async fn a_change_and_a_lifecycle_event_arrive_typed() {
    let bot = Bot::start(Receiver::new(STATE)).await;
    let id = bot.subscribe(&plain(&bot.url)).await.unwrap();
    let delivered = soon(bot.graph.notify_change(&id, "created", &message())).await.unwrap();
    assert_eq!((delivered.status().unwrap().as_u16(), delivered.attempts()), (202, 1));
    for (event, read) in [
        ("missed", LifecycleEvent::Missed),
        ("subscriptionRemoved", LifecycleEvent::SubscriptionRemoved),
        ("ReauthorizationRequired", LifecycleEvent::ReauthorizationRequired),
        ("somethingNew", LifecycleEvent::Other("somethingNew".to_owned())),
    ] {
        assert_eq!(soon(bot.graph.notify_lifecycle(&id, event)).await.unwrap().status().unwrap(), 202);
        let arrived = bot.arrived();
        let notification = &arrived.batches.last().unwrap().value[0];
        assert_eq!(notification.lifecycle_event, Some(read));
        assert!(notification.is_lifecycle() && notification.change_type.is_none());
        if event == "missed" {
            let change = &arrived.batches[0].value[0];
            assert_eq!(change.subscription_id.as_ref(), Some(&id));
            assert_eq!(change.change_type, Some(ChangeType::Created));
            assert_eq!(change.resource.as_deref(), Some("users/5b2f/messages/AAMk"));
            assert_eq!(change.tenant_id.as_deref(), Some(bot.graph.tenant_id()));
            let resource = change.resource_data.as_ref().unwrap();
            assert!(resource.is_a("microsoft.graph.message") && resource.odata_etag.is_some());
            assert_eq!(resource.id.as_deref(), Some("AAMk"));
            assert!(!change.is_lifecycle() && change.encrypted_content.is_none());
        }
    }
}

#[tokio::test]
async fn one_post_holds_what_is_believed_and_what_is_not() {
    let receiver = Receiver::by_subscription(|id| match id {
        "a" => Some("state of a"),
        "b" => Some("state of b"),
        _ => None,
    });
    let bot = Bot::start(receiver).await;
    let id = bot.subscribe(&plain(&bot.url)).await.unwrap();
    let one =
        |id: &str, state: &str, tenant: &str| json!({"subscriptionId": id, "clientState": state, "tenantId": tenant});
    let body = json!({"value": [
        one("a", "state of a", "1"), one("b", "state of a", "2"), one("b", "state of b", "2"), one("c", "state of a", "1"), [],
    ]});
    let batch = bot.batch(&id, body).await;
    let kept: Vec<_> = batch.value.iter().map(|kept| kept.tenant_id.as_deref().unwrap()).collect();
    assert_eq!(kept, ["1", "2"]);
}

#[tokio::test]
async fn a_forger_learns_nothing() {
    let bot = Bot::start(Receiver::new(STATE)).await;
    let id = bot.subscribe(&plain(&bot.url)).await.unwrap();
    let mut body = bot.change(&id);
    body["value"][0]["clientState"] = json!("a guess");
    let delivered = soon(bot.graph.post_notifications(&id, body)).await.unwrap();
    assert_eq!(delivered.status().unwrap(), 202);
    let arrived = bot.arrived();
    assert!(arrived.batches.is_empty());
    assert_eq!(*arrived.dropped[0].reason(), DropReason::ClientState);
    assert_eq!(arrived.dropped[0].notification().unwrap().subscription_id.as_ref(), Some(&id));
    for (body, status) in [(Value::Null, 400), (json!({"value": 1}), 400), (json!({"x": "y".repeat(5 << 20)}), 413)] {
        let delivered = soon(bot.graph.post_notifications(&id, body)).await.unwrap();
        assert_eq!(delivered.status().unwrap().as_u16(), status);
    }
}

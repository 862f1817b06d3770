//! Rich notifications: what is in them, and what is wrong with those that somebody changed.

use graph_action::notify::{ChangeNotifications, ContentFlaw, DropReason, Receiver, Verifier};
use serde_json::{Value, json};

use crate::bot::{Bot, STATE, SUBJECT, certificate, plain, reasons, rich, subjects};
use crate::common::soon;

#[tokio::test]
async fn the_resource_comes_out() {
    let (bot, id) = Bot::subscribed().await;
    let verifier = bot.verifier().build().unwrap();
    let batch = bot.batch(&id, bot.change(&id)).await;
    // A queue keeps it as JSON, whatever process reads it then.
    let kept = serde_json::to_vec(&batch).unwrap();
    let batch = ChangeNotifications::from_slice(&kept).unwrap();
    assert_eq!(subjects(&soon(verifier.verify(&batch)).await.unwrap()), [SUBJECT]);
    assert_eq!(subjects(&soon(verifier.clone().verify(&batch)).await.unwrap()), [SUBJECT]);
    assert_eq!(bot.graph.key_requests(), 1);
}

#[tokio::test]
async fn a_notification_without_content_needs_no_key() {
    let bot = Bot::start(Receiver::new(STATE)).await;
    let id = bot.subscribe(&plain(&bot.url)).await.unwrap();
    let mut body = bot.change(&id);
    body["validationTokens"] = json!(["forged"]);
    let outcome = bot.verifier().build().unwrap().verify(&bot.batch(&id, body).await).await.unwrap();
    assert!(outcome.dropped().is_empty() && outcome.notifications()[0].content.is_none());
    assert_eq!(bot.graph.key_requests(), 0);
}

#[tokio::test]
async fn a_part_that_was_changed_is_found_out() {
    let (bot, id) = Bot::subscribed().await;
    let verifier = bot.verifier().build().unwrap();
    let (good, other) = (bot.change(&id), bot.change(&id));
    let part = |body: &Value, name: &str| body["value"][0]["encryptedContent"][name].as_str().unwrap().to_owned();
    let cut = |name: &str, by: usize| part(&good, name)[..part(&good, name).len() - by].to_owned();
    for (name, value, reason) in [
        // Wrong HMAC; swapped key and data; truncated base64.
        ("dataSignature", part(&other, "dataSignature"), DropReason::Content(ContentFlaw::Signature)),
        ("dataKey", part(&other, "dataKey"), DropReason::Content(ContentFlaw::Signature)),
        ("data", part(&other, "data"), DropReason::Content(ContentFlaw::Signature)),
        ("data", cut("data", 24), DropReason::Content(ContentFlaw::Signature)),
        ("dataKey", cut("dataKey", 4), DropReason::Content(ContentFlaw::Key)),
        ("dataKey", "*".to_owned(), DropReason::Content(ContentFlaw::Encoding)),
        ("encryptionCertificateId", "2019".to_owned(), DropReason::UnknownCertificate { id: "2019".to_owned() }),
    ] {
        let mut body = good.clone();
        body["value"][0]["encryptedContent"][name] = json!(value);
        // One that is good beside it is not taken along.
        body["value"].as_array_mut().unwrap().push(good["value"][0].clone());
        let outcome = soon(verifier.verify(&bot.batch(&id, body).await)).await.unwrap();
        assert_eq!(*outcome.dropped()[0].reason(), reason, "{name}");
        assert_eq!((outcome.dropped().len(), outcome.notifications().len()), (1, 1));
        assert_eq!(outcome.dropped()[0].notification().unwrap().subscription_id.as_ref(), Some(&id));
    }
}

#[tokio::test]
async fn certificates_can_take_the_place_of_one_another() {
    let bot = Bot::start(Receiver::new(STATE)).await;
    let old = bot.subscribe(&rich(&bot.url, &certificate("2025", 1))).await.unwrap();
    let new = bot.subscribe(&rich(&bot.url, &certificate("2026", 0))).await.unwrap();
    let (mut both, newer) = (bot.change(&old), bot.change(&new));
    both["value"].as_array_mut().unwrap().push(newer["value"][0].clone());
    let batch = bot.batch(&old, both).await;

    let verifier = bot.verifier().certificate(certificate("2025", 1)).build().unwrap();
    assert_eq!(subjects(&soon(verifier.verify(&batch)).await.unwrap()), [SUBJECT, SUBJECT]);
    // The old one is gone too early; or its id is that of another key.
    let outcome = soon(bot.verifier().build().unwrap().verify(&batch)).await.unwrap();
    assert_eq!(outcome.notifications().len(), 1);
    assert_eq!(*outcome.dropped()[0].reason(), DropReason::UnknownCertificate { id: "2025".to_owned() });
    let swapped = Verifier::builder(&bot.client).app(bot.graph.client_id());
    let swapped = swapped.certificate(certificate("2025", 0)).certificate(certificate("2026", 1)).build().unwrap();
    let reason = DropReason::Content(ContentFlaw::Key);
    assert_eq!(reasons(&soon(swapped.verify(&batch)).await.unwrap()), [reason.clone(), reason]);
}

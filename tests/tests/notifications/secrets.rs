//! Neither a client state, a token, a key nor a plaintext shows: not in `Debug`, not in errors, not in a trace.

use std::fmt::Write as _;

use graph_action::notify::Receiver;
use graph_action_sim::Failure;
use serde_json::{Value, json};

use crate::bot::{Bot, STATE, SUBJECT, certificate};
use crate::common::log::Log;
use crate::common::{shown, soon};

#[tokio::test]
async fn nothing_shows_what_is_secret() {
    let log = Log::default();
    let writer = log.clone();
    let subscriber =
        tracing_subscriber::fmt().with_max_level(tracing::Level::TRACE).with_writer(move || writer.clone());
    let _guard = tracing::subscriber::set_default(subscriber.finish());

    let (bot, id) = Bot::subscribed().await;
    let good = bot.change(&id);
    let token = good["validationTokens"][0].as_str().unwrap().to_owned();
    let mut text = format!("{:?} {:?}", Receiver::new(STATE), certificate("2026", 0));
    let builder = bot.verifier();
    write!(text, "{builder:?} ").unwrap();
    let verifier = builder.build().unwrap();
    write!(text, "{verifier:?} {verifier:#?} ").unwrap();

    // What cannot be read, with secrets in the wrong places.
    let endpoint = Receiver::new(STATE);
    for body in [
        json!({"value": [{"clientState": [STATE]}, {"clientState": STATE, "tenantId": {"a": SUBJECT}}, STATE]}),
        json!({"value": [{"clientState": format!("{STATE}!")}], "validationTokens": [token]}),
        json!({"value": STATE}),
        json!({"value": [], "validationTokens": token}),
    ] {
        let received = endpoint.receive_parts(&http::Method::POST, None, body.to_string().as_bytes());
        write!(text, "{received:?} {received:#?} ").unwrap();
        received.dropped().iter().for_each(|dropped| write!(text, "{dropped} {dropped:?} ").unwrap());
        text += &received.error().map(shown).unwrap_or_default();
    }

    // What is good, what is forged, and what cannot be decided.
    let mut forged = good.clone();
    forged["validationTokens"] = json!([format!("{token}AAAA")]);
    let mut broken = good.clone();
    broken["value"][0]["encryptedContent"]["dataSignature"] = json!("AAAA");
    bot.graph.fail_next_keys(Failure::new(500).body(token.clone()));
    let impatient = bot.verifier().refetch_after(std::time::Duration::ZERO).build().unwrap();
    for body in [good, forged, broken] {
        let batch = bot.batch(&id, body).await;
        write!(text, "{batch:?} {batch:#?} ").unwrap();
        match soon(impatient.verify(&batch)).await {
            Ok(outcome) => write!(text, "{outcome:?} {outcome:#?}").unwrap(),
            Err(error) => text += &shown(&error),
        }
        let outcome = soon(verifier.verify(&batch)).await.unwrap();
        write!(text, "{outcome:?} {outcome:#?}").unwrap();
        for content in outcome.notifications().iter().filter_map(|change| change.content.as_ref()) {
            text += &shown(&content.read::<u8>().unwrap_err());
            text += &shown(&content.read::<std::collections::BTreeMap<String, u8>>().unwrap_err());
            assert_eq!(content.read::<Value>().unwrap()["subject"], SUBJECT);
        }
    }

    text += &log.text();
    // All of it has been looked at.
    for seen in ["were dropped", "not to be had", "DecryptedContent", "[secret]", "its signature is wrong", "column"] {
        assert!(text.contains(seen), "{seen}: {text}");
    }
    for secret in [STATE, SUBJECT, &token, "PRIVATE KEY"] {
        assert!(!text.contains(secret), "{secret}: {text}");
    }
}

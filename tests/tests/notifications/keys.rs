//! The login service's keys: rotated, forged, and not to be had.

use std::time::Duration;

use graph_action::ErrorKind;
use graph_action::notify::{DropReason, TokenFlaw};
use graph_action_sim::Failure;
use serde_json::json;

use crate::bot::{Bot, SUBJECT, reasons, subjects};
use crate::common::raw::{Act, RawServer, reply};
use crate::common::{shown, soon};

#[tokio::test]
async fn forged_key_ids_cost_one_request() {
    let (bot, id) = Bot::subscribed().await;
    let verifier = bot.verifier().build().unwrap();
    for key in ["forged", "forged", "another"] {
        let mut body = bot.change(&id);
        body["validationTokens"] = json!([bot.token(&json!({"kid": key}), &json!({}))]);
        let outcome = soon(verifier.verify(&bot.batch(&id, body).await)).await.unwrap();
        assert_eq!(reasons(&outcome), [DropReason::Token(TokenFlaw::UnknownKey)]);
    }
    assert_eq!(bot.graph.key_requests(), 1);
    let batch = bot.batch(&id, bot.change(&id)).await;
    assert_eq!(subjects(&soon(verifier.verify(&batch)).await.unwrap()), [SUBJECT]);
    assert_eq!(bot.graph.key_requests(), 1);
}

#[tokio::test]
async fn a_key_that_takes_the_place_of_another_is_found() {
    let (bot, id) = Bot::subscribed().await;
    let verifier = bot.verifier().refetch_after(Duration::ZERO).build().unwrap();
    let old = bot.batch(&id, bot.change(&id)).await;
    assert_eq!(subjects(&soon(verifier.verify(&old)).await.unwrap()), [SUBJECT]);
    bot.graph.rotate_signing_key();
    let new = bot.batch(&id, bot.change(&id)).await;
    // The keys that are kept do for the old one still.
    assert_eq!(subjects(&soon(verifier.verify(&old)).await.unwrap()), [SUBJECT]);
    assert_eq!(bot.graph.key_requests(), 1);
    assert_eq!(subjects(&soon(verifier.verify(&new)).await.unwrap()), [SUBJECT]);
    assert_eq!(bot.graph.key_requests(), 2);
    // Withdrawn.
    assert_eq!(reasons(&soon(verifier.verify(&old)).await.unwrap()), [DropReason::Token(TokenFlaw::UnknownKey)]);
    // The next fetch fails, and takes nothing away.
    bot.graph.rotate_signing_key();
    bot.graph.fail_next_keys(Failure::new(503));
    let newest = bot.batch(&id, bot.change(&id)).await;
    assert_eq!(soon(verifier.verify(&newest)).await.unwrap_err().kind(), ErrorKind::Response);
    assert_eq!(subjects(&soon(verifier.verify(&new)).await.unwrap()), [SUBJECT]);
    assert_eq!(subjects(&soon(verifier.verify(&newest)).await.unwrap()), [SUBJECT]);
}

#[tokio::test]
async fn many_batches_at_once_are_one_request() {
    let (bot, id) = Bot::subscribed().await;
    let verifier = bot.verifier().build().unwrap();
    let batch = bot.batch(&id, bot.change(&id)).await;
    let all = (0..20).map(|_| verifier.verify(&batch));
    for outcome in soon(futures_util::future::join_all(all)).await {
        assert_eq!(subjects(&outcome.unwrap()), [SUBJECT]);
    }
    assert_eq!(bot.graph.key_requests(), 1);
}

#[tokio::test]
async fn keys_that_are_not_to_be_had_decide_nothing() {
    let (bot, id) = Bot::subscribed().await;
    let batch = bot.batch(&id, bot.change(&id)).await;
    let html = reply("200 OK", "Content-Type: text/html\r\n", "<html>");
    let endless = reply("200 OK", "", &" ".repeat((1 << 20) + 1));
    let half = Act::Say(b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n{\"keys\":".to_vec());
    let redirect =
        reply("302 Found", &format!("Location: {}/common/discovery/v2.0/keys\r\n", bot.graph.authority()), "");
    for (act, kind) in [
        (html, ErrorKind::Response),
        (endless, ErrorKind::Response),
        (half, ErrorKind::Transport),
        (redirect, ErrorKind::Response),
        (Act::Reset, ErrorKind::Transport),
        (Act::Say(b"garbage\r\n\r\n".to_vec()), ErrorKind::Transport),
    ] {
        let server = RawServer::start([act]).await;
        let verifier = bot.verifier().keys_url(format!("{}/keys", server.url())).build().unwrap();
        for _ in 0..2 {
            let error = soon(verifier.verify(&batch)).await.unwrap_err();
            assert_eq!(error.kind(), kind, "{}", shown(&error));
            assert!(error.to_string().contains("verify the notifications again later"), "{error}");
        }
        // The second time nobody was asked, and no token ever went along.
        assert_eq!(server.requests().len(), 1);
        assert!(server.requests().iter().all(|request| !request.to_lowercase().contains("authorization")));
        assert!(server.requests()[0].contains("graph-action/"));
    }
    assert_eq!(bot.graph.key_requests(), 0);
}

//! Validation tokens: whose they are, and whose they only seem to be.

use graph_action::notify::{DropReason, TokenFlaw, Verifier};
use graph_action::{Client, auth::StaticToken};
use serde_json::{Value, json};

use crate::bot::{Bot, SUBJECT, certificate, reasons, subjects};
use crate::common::soon;

/// A publisher that is not Graph's change tracking.
const OTHER: &str = "00000003-0000-0000-c000-000000000000";
/// Another tenant.
const ELSEWHERE: &str = "11111111-4a59-4e87-9d06-b5c4a3f2e1d0";

#[tokio::test]
async fn both_spellings_of_the_issuer_are_the_login_service() {
    let (bot, id) = Bot::subscribed().await;
    let verifier = bot.verifier().tenant(bot.graph.tenant_id()).build().unwrap();
    let (authority, tenant) = (bot.graph.authority(), bot.graph.tenant_id());
    let publisher = "0bf30f3b-4a52-48df-9a82-234910c4a086";
    for claims in
        [json!({}), json!({"iss": format!("{authority}/{tenant}/v2.0"), "ver": "2.0", "appid": null, "azp": publisher})]
    {
        let mut body = bot.change(&id);
        body["validationTokens"] = json!([bot.token(&json!({}), &claims)]);
        assert_eq!(subjects(&soon(verifier.verify(&bot.batch(&id, body).await)).await.unwrap()), [SUBJECT], "{claims}");
    }
}

#[tokio::test]
async fn whoever_forges_a_token_is_found_out() {
    let (bot, id) = Bot::subscribed().await;
    let verifier = bot.verifier().tenant(bot.graph.tenant_id()).build().unwrap();
    let none = json!({});
    let good = bot.token(&none, &none);
    let (signed, signature) = good.rsplit_once('.').unwrap();
    let other_signature = bot.token(&none, &json!({"x": 1}));
    let other_signature = other_signature.rsplit_once('.').unwrap().1;
    let elsewhere = format!("https://sts.windows.net/{ELSEWHERE}/");
    for (token, flaw) in [
        (bot.token(&json!({"alg": "none"}), &none), TokenFlaw::Algorithm),
        (format!("{}.", bot.token(&json!({"alg": "none"}), &none).rsplit_once('.').unwrap().0), TokenFlaw::Algorithm),
        (bot.token(&json!({"alg": "HS256"}), &none), TokenFlaw::Algorithm),
        (bot.token(&none, &json!({"appid": OTHER})), TokenFlaw::Publisher),
        (bot.token(&none, &json!({"appid": null})), TokenFlaw::Publisher),
        (bot.token(&none, &json!({"appid": null, "azp": OTHER})), TokenFlaw::Publisher),
        (bot.token(&none, &json!({"aud": OTHER})), TokenFlaw::Audience),
        (bot.token(&none, &json!({"exp": 1_700_000_000})), TokenFlaw::Expired),
        (bot.token(&none, &json!({"nbf": 32_000_000_000_u64})), TokenFlaw::NotYet),
        (bot.token(&none, &json!({"iss": elsewhere})), TokenFlaw::Issuer),
        (bot.token(&none, &json!({"iss": "https://login.attacker.example/{tenantid}/v2.0"})), TokenFlaw::Issuer),
        (format!("{signed}.{other_signature}"), TokenFlaw::Signature),
        (format!("{signed}.{}", &signature[..signature.len() - 4]), TokenFlaw::Signature),
        ("forged".to_owned(), TokenFlaw::Unreadable),
    ] {
        // Alone, and beside a good one: one that is wrong makes all of its tenant doubtful.
        for tokens in [json!([token]), json!([good, token]), json!([token, good])] {
            let mut body = bot.change(&id);
            body["validationTokens"] = tokens;
            let outcome = soon(verifier.verify(&bot.batch(&id, body).await)).await.unwrap();
            assert_eq!(reasons(&outcome), [DropReason::Token(flaw)], "{token}");
        }
    }
    assert_eq!(bot.graph.key_requests(), 1);
}

#[tokio::test]
async fn every_tenant_of_a_batch_needs_a_token() {
    let (bot, id) = Bot::subscribed().await;
    let tenant = bot.graph.tenant_id().to_uppercase();
    let mut body = bot.change(&id);
    let mut elsewhere = body["value"][0].clone();
    elsewhere["tenantId"] = json!(ELSEWHERE);
    body["value"][0]["tenantId"] = json!(tenant);
    body["value"].as_array_mut().unwrap().push(elsewhere);
    let iss = format!("https://sts.windows.net/{ELSEWHERE}/");
    let own = body["validationTokens"][0].clone();
    let other = json!(bot.token(&json!({}), &json!({"tid": ELSEWHERE, "iss": iss})));
    let any = bot.verifier().build().unwrap();
    let one = bot.verifier().tenant(bot.graph.tenant_id()).build().unwrap();
    let tried = async |verifier: &Verifier, tokens: Value| {
        let mut body = body.clone();
        body["validationTokens"] = tokens;
        let outcome = soon(verifier.verify(&bot.batch(&id, body).await)).await.unwrap();
        let tenants = outcome.notifications().iter().filter_map(|change| change.notification.tenant_id.clone());
        (
            tenants.collect::<Vec<_>>(),
            outcome.dropped().iter().map(|dropped| dropped.reason().clone()).collect::<Vec<_>>(),
        )
    };
    let (a, b) = (tenant.clone(), ELSEWHERE.to_owned());
    assert_eq!(tried(&any, json!([own, other])).await, (vec![a.clone(), b.clone()], vec![]));
    assert_eq!(tried(&any, json!([own])).await, (vec![a.clone()], vec![DropReason::NoToken]));
    assert_eq!(tried(&any, json!([other])).await, (vec![b], vec![DropReason::NoToken]));
    assert_eq!(tried(&any, json!(null)).await, (vec![], vec![DropReason::NoToken, DropReason::NoToken]));
    assert_eq!(tried(&one, json!([own, other])).await, (vec![a], vec![DropReason::Token(TokenFlaw::Tenant)]));
}

#[tokio::test]
async fn another_cloud_has_other_names() {
    let (bot, id) = Bot::subscribed().await;
    let tenant = bot.graph.tenant_id();
    let mut body = bot.change(&id);
    let iss = format!("https://sts.cloud.example/{tenant}/");
    body["validationTokens"] = json!([bot.token(&json!({}), &json!({"appid": OTHER, "iss": iss}))]);
    let batch = bot.batch(&id, body).await;
    let own_issuer = format!("{}/{{tenantid}}/v2.0", bot.graph.authority());
    // The key is of an issuer that has to be named too.
    let builder = || bot.verifier().publisher(OTHER).issuer("https://sts.cloud.example/{tenantid}/");
    let verifier = builder().issuer(own_issuer).build().unwrap();
    assert_eq!(subjects(&soon(verifier.verify(&batch)).await.unwrap()), [SUBJECT]);
    let reason = DropReason::Token(TokenFlaw::KeyIssuer);
    assert_eq!(reasons(&soon(builder().build().unwrap().verify(&batch)).await.unwrap()), [reason]);
    let reason = DropReason::Token(TokenFlaw::Issuer);
    assert_eq!(reasons(&soon(bot.verifier().build().unwrap().verify(&batch)).await.unwrap()), [reason]);
}

#[test]
fn what_cannot_verify_is_not_built() {
    let client = Client::new(StaticToken::new("token")).unwrap();
    let good = || Verifier::builder(&client).app("app").certificate(certificate("2026", 0));
    for (builder, why) in [
        (good(), None),
        (good().keys_url("http://127.0.0.1:1/keys"), None),
        (Verifier::builder(&client).certificate(certificate("2026", 0)), Some("needs the id of the app")),
        (Verifier::builder(&client).app("app"), Some("needs a certificate")),
        (good().app(" "), Some("empty id: `app`")),
        (good().tenant(""), Some("empty id: `tenant`")),
        (good().publisher(""), Some("empty id: `publisher`")),
        (good().certificate(certificate("2026", 1)), Some("two certificates of the id \"2026\"")),
        (good().issuer("https://sts.windows.net/common/"), Some("without `{tenantid}`")),
        (good().keys_url("http://login.example/keys"), Some("use https")),
        (good().keys_url("keys"), Some("is no URL")),
    ] {
        match (builder.build(), why) {
            (Ok(_), None) => {}
            (Err(error), Some(why)) => assert!(error.to_string().contains(why), "{error}"),
            (other, _) => panic!("{why:?}: {other:?}"),
        }
    }
}

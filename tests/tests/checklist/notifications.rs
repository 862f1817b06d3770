//! Change notifications: the handshake, the tokens, the encrypted content.

use graph_action::Client;
use graph_action::auth::{Certificate, StaticToken};
use graph_action::notify::{
    ChangeNotifications, ContentFlaw, DropReason, EncryptionCertificate, Receiver, TokenFlaw, Verified, Verifier,
};
use graph_action_sim::Graph;
use http::Method;
use rcgen::{CertificateParams, KeyPair, PKCS_RSA_SHA256};
use serde_json::{Value, json};

use crate::common::soon;

/// A rich subscription at an endpoint that answers its handshakes, and what can verify its notifications.
async fn subscribed() -> (Graph, String, Verifier) {
    let key = KeyPair::generate_for(&PKCS_RSA_SHA256).unwrap();
    let pem = CertificateParams::new(["bot.contoso.example".to_owned()]).unwrap().self_signed(&key).unwrap().pem();
    let certificate = Certificate::from_pem_pair(pem, key.serialize_pem()).unwrap();
    let certificate = EncryptionCertificate::new("2026", certificate).unwrap();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/changes", listener.local_addr().unwrap());
    let answer = |request: axum::extract::Request| async move {
        let query = request.uri().query();
        Receiver::new("state").receive_parts(request.method(), query, b"").into_response().map(axum::body::Body::from)
    };
    let app = axum::Router::new().route("/changes", axum::routing::post(answer));
    tokio::spawn(async move { axum::serve(listener, app).await });

    let graph = Graph::start().await.unwrap();
    let subscription = json!({
        "changeType": "created", "notificationUrl": url, "lifecycleNotificationUrl": url, "resource": "me/messages",
        "expirationDateTime": "2999-01-01T00:00:00Z", "clientState": "state", "includeResourceData": true,
        "encryptionCertificate": certificate.encoded(), "encryptionCertificateId": certificate.id(),
    });
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    let request = http.post(format!("{}/v1.0/subscriptions", graph.base_url())).bearer_auth(graph.issue_token());
    let request = request.header("Content-Type", "application/json").body(subscription.to_string());
    // Without an answer to each handshake there would be no subscription.
    assert_eq!(soon(request.send()).await.unwrap().status(), 201);
    let client = Client::builder(StaticToken::new("unused")).base_url(graph.base_url()).authority(graph.authority());
    let verifier = Verifier::builder(&client.build().unwrap()).app(graph.client_id()).certificate(certificate);
    let verifier = verifier.refetch_after(std::time::Duration::ZERO);
    let id = graph.subscriptions().remove(0);
    (graph, id, verifier.build().unwrap())
}

/// What is posted of a change, with a token of these claims.
fn change(graph: &Graph, id: &str, claims: &Value) -> Value {
    let mut body = graph.change(id, "created", &json!({"id": "AAMk", "subject": "Friday?"})).unwrap();
    body["validationTokens"] = json!([graph.validation_token(&json!({}), claims)]);
    body
}

/// What comes of it.
async fn verified(verifier: &Verifier, body: &Value) -> Verified {
    let batch = ChangeNotifications::from_slice(body.to_string().as_bytes()).unwrap();
    soon(verifier.verify(&batch)).await.unwrap()
}

/// The reason for which the only notification was dropped.
fn reason(verified: &Verified) -> Option<DropReason> {
    verified.dropped().first().map(|dropped| dropped.reason().clone())
}

#[tokio::test]
async fn g15_the_validation_token_is_sent_back_decoded_for_both_addresses_and_nothing_waits() {
    let endpoint = Receiver::new("state");
    let query = "validationToken=Validation%3A+Testing+client%20application%2Bx";
    let answer = endpoint.receive_parts(&Method::POST, Some(query), b"").into_response();
    assert_eq!(
        (answer.status().as_u16(), answer.body().as_ref()),
        (200, b"Validation: Testing client application+x".as_slice())
    );
    assert_eq!(answer.headers()["content-type"], "text/plain");
    // Both addresses of a subscription have answered a handshake, or there would be none. And a notification is answered by
    // a function that cannot wait, though its tokens are still to be checked.
    let (graph, id, _) = subscribed().await;
    let body = change(&graph, &id, &json!({}));
    let received = endpoint.receive_parts(&Method::POST, None, body.to_string().as_bytes());
    assert_eq!(received.notifications().value.len(), 1);
    assert_eq!((received.into_response().status().as_u16(), graph.key_requests()), (202, 0));
}

#[tokio::test]
async fn g16_the_publisher_is_checked_both_issuers_are_known_and_rotated_keys_found() {
    let (graph, id, verifier) = subscribed().await;
    let (publisher, other) = ("0bf30f3b-4a52-48df-9a82-234910c4a086", "00000003-0000-0000-c000-000000000000");
    let v2 = format!("{}/{}/v2.0", graph.authority(), graph.tenant_id());
    for (claims, flaw) in [
        (json!({}), None),
        (json!({"iss": v2, "appid": null, "azp": publisher}), None),
        (json!({"appid": other}), Some(TokenFlaw::Publisher)),
        (json!({"iss": v2, "appid": null, "azp": other}), Some(TokenFlaw::Publisher)),
        (json!({"appid": null}), Some(TokenFlaw::Publisher)),
    ] {
        let outcome = verified(&verifier, &change(&graph, &id, &claims)).await;
        assert_eq!(reason(&outcome), flaw.map(DropReason::Token), "{claims}");
    }
    assert_eq!(graph.key_requests(), 1);
    // Another key takes its place: what it signed is believed, and what the old one signed is not.
    let old = change(&graph, &id, &json!({}));
    graph.rotate_signing_key();
    let new = change(&graph, &id, &json!({}));
    assert_eq!(reason(&verified(&verifier, &new).await), None);
    assert_eq!(graph.key_requests(), 2);
    assert_eq!(reason(&verified(&verifier, &old).await), Some(DropReason::Token(TokenFlaw::UnknownKey)));
}

#[tokio::test]
async fn g17_the_content_is_checked_before_it_is_decrypted_by_graphs_algorithms() {
    // That OpenSSL's OAEP with SHA-1, and the vector of the key, are read, a test beside the code says with fixed data.
    let (graph, id, verifier) = subscribed().await;
    let body = change(&graph, &id, &json!({}));
    let content = verified(&verifier, &body).await.notifications()[0].content.clone().unwrap();
    assert_eq!(content.read::<Value>().unwrap(), json!({"id": "AAMk", "subject": "Friday?"}));
    // Neither length nor padding is looked at where the signature is wrong: the same flaw, whatever the data.
    for data in ["", "AA==", "AAAAAAAAAAAAAAAAAAAAAA==", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="] {
        let mut changed = body.clone();
        changed["value"][0]["encryptedContent"]["data"] = json!(data);
        let flaw = DropReason::Content(ContentFlaw::Signature);
        assert_eq!(reason(&verified(&verifier, &changed).await), Some(flaw), "{data}");
    }
}

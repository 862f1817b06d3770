//! Apps on their own: by a secret, and by a signed statement (`private_key_jwt`).

use graph_action::auth::{ClientCertificate, ClientSecret};

use crate::common::actions::get;
use crate::common::{shown, soon};
use crate::provider::{SECRET, TENANT, certificate, happy_service, introspect, provider, tokens};

#[tokio::test]
async fn a_secret_gets_a_token_that_the_provider_knows() {
    let Some(provider) = provider() else { return };
    let credential = ClientSecret::new(TENANT, "posts", SECRET).authority(&provider.address);
    let (service, client) = happy_service(credential).await;
    soon(get("a").send(&client)).await.unwrap();
    let said = introspect(provider, &tokens(&service)[0]).await;
    assert_eq!((&said["active"], &said["client_id"]), (&true.into(), &"posts".into()), "{said}");
    assert_eq!(said["scope"], "https://graph.microsoft.com/.default");
}

#[tokio::test]
async fn a_wrong_secret_and_an_unknown_app_are_told_from_each_other_by_nobody() {
    let Some(provider) = provider() else { return };
    for (client_id, secret) in [("posts", "made-up+wrong"), ("nobody", SECRET)] {
        let credential = ClientSecret::new(TENANT, client_id, secret).authority(&provider.address);
        let (service, client) = happy_service(credential).await;
        let error = soon(get("a").send(&client)).await.unwrap_err();
        assert_eq!(error.code(), Some("invalid_client"), "{error}");
        assert!(!shown(&error).contains(secret), "{error}");
        assert!(service.requests().is_empty());
    }
}

#[tokio::test]
async fn a_certificate_gets_a_token_by_either_algorithm() {
    let Some(provider) = provider() else { return };
    let credential = ClientCertificate::new(TENANT, "signs", provider.certificate.clone()).authority(&provider.address);
    for credential in [credential.clone(), credential.rs256()] {
        let (service, client) = happy_service(credential).await;
        soon(get("a").send(&client)).await.unwrap();
        let said = introspect(provider, &tokens(&service)[0]).await;
        assert_eq!((&said["active"], &said["client_id"]), (&true.into(), &"signs".into()), "{said}");
    }
}

#[tokio::test]
async fn another_key_proves_nothing() {
    let Some(provider) = provider() else { return };
    let (other, _) = certificate();
    let credential = ClientCertificate::new(TENANT, "signs", other).authority(&provider.address);
    let (_service, client) = happy_service(credential).await;
    let error = soon(get("a").send(&client)).await.unwrap_err();
    assert_eq!(error.code(), Some("invalid_client"), "{error}");
}

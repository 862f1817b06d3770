//! A person with the browser of this machine.

use std::time::Duration;

use graph_action::auth::{AuthorizationCode, Prompt};
use url::Url;

use crate::browser::{Will, opener};
use crate::common::actions::get;
use crate::common::raw::{fine, reply};
use crate::common::{shown, soon};
use crate::provider::{Provider, TENANT, happy_service, introspect, provider, service, tokens};

/// A credential of a desktop program. The provider gives out refresh tokens only where it asks for consent.
fn credential(provider: &Provider, client_id: &str) -> AuthorizationCode {
    AuthorizationCode::new(TENANT, client_id)
        .scopes(["User.Read"])
        .prompt(Prompt::Consent)
        .login_hint("adele@contoso.com")
        .authority(&provider.address)
}

/// The address with another value of a parameter.
fn with(url: &Url, name: &str, value: &str) -> Url {
    let mut changed = url.clone();
    changed.query_pairs_mut().clear().extend_pairs(url.query_pairs().map(|(key, old)| {
        let new = if key == name { value.to_owned() } else { old.into_owned() };
        (key.into_owned(), new)
    }));
    changed
}

#[tokio::test]
async fn a_person_signs_in_once_and_refresh_tokens_are_followed_from_then_on() {
    let Some(provider) = provider() else { return };
    let (open, mut pages) = opener(Will::Allow, |url| url);
    let refused = || reply("401 Unauthorized", "", "{}");
    let credential = credential(provider, "desktop").open_with(open);
    let (service, client) = service(credential, [fine(), refused(), fine(), refused(), fine()]).await;
    for _ in 0..3 {
        soon(get("a").send(&client)).await.unwrap();
    }
    let page = soon(pages.recv()).await.unwrap();
    assert!(page.html.contains("You have signed in"), "{page:?}");
    assert_eq!(page.url.host_str(), Some("localhost"));
    assert!(pages.try_recv().is_err(), "nobody was asked twice");
    let mut tokens = tokens(&service);
    tokens.dedup();
    assert_eq!(tokens.len(), 3);
    for token in tokens {
        let said = introspect(provider, &token).await;
        assert_eq!((&said["active"], &said["client_id"]), (&true.into(), &"desktop".into()), "{said}");
    }
}

#[tokio::test]
async fn the_answer_comes_where_the_app_registration_says() {
    let Some(provider) = provider() else { return };
    let (open, mut pages) = opener(Will::Allow, |url| url);
    let credential = credential(provider, "desktop").redirect_uri("http://127.0.0.1/signed/in").open_with(open);
    let (_service, client) = happy_service(credential).await;
    soon(get("a").send(&client)).await.unwrap();
    let page = soon(pages.recv()).await.unwrap();
    assert_eq!((page.url.host_str(), page.url.path()), (Some("127.0.0.1"), "/signed/in"));
}

#[tokio::test]
async fn a_person_who_declines_is_told_so_and_the_program_too() {
    let Some(provider) = provider() else { return };
    let (open, mut pages) = opener(Will::Deny, |url| url);
    let (_service, client) = happy_service(credential(provider, "desktop").open_with(open)).await;
    let error = soon(get("a").send(&client)).await.unwrap_err();
    assert!(error.to_string().contains("access_denied: End-User aborted interaction"), "{error}");
    let page = soon(pages.recv()).await.unwrap();
    assert!(page.html.contains("You have not signed in") && page.html.contains("access_denied"), "{page:?}");
}

#[tokio::test]
async fn a_code_is_worthless_to_whoever_has_another_verifier() {
    let Some(provider) = provider() else { return };
    let challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
    let (open, _pages) = opener(Will::Allow, move |url| with(&url, "code_challenge", challenge));
    let (service, client) = happy_service(credential(provider, "desktop").open_with(open)).await;
    let error = soon(get("a").send(&client)).await.unwrap_err();
    assert_eq!(error.code(), Some("invalid_grant"), "{error}");
    assert!(service.requests().is_empty());
}

#[tokio::test]
async fn an_answer_of_another_sign_in_is_none() {
    let Some(provider) = provider() else { return };
    let (open, mut pages) = opener(Will::Allow, |url| with(&url, "state", "of-another"));
    let credential = credential(provider, "desktop").patience(Duration::from_secs(2)).open_with(open);
    let (_service, client) = happy_service(credential).await;
    let error = soon(get("a").send(&client)).await.unwrap_err();
    assert!(error.to_string().contains("nobody has signed in with the browser in time"), "{error}");
    let page = soon(pages.recv()).await.unwrap();
    assert!(page.html.contains("not the answer of the sign-in"), "{page:?}");
    let code = page.url.query_pairs().find(|(name, _)| name == "code").unwrap().1.into_owned();
    assert!(!shown(&error).contains(&code));
}

#[tokio::test]
async fn a_code_that_comes_late_is_refused() {
    let Some(provider) = provider() else { return };
    let (open, mut pages) = opener(Will::AllowLate, |url| url);
    let (service, client) = happy_service(credential(provider, "hasty-desktop").open_with(open)).await;
    let error = soon(get("a").send(&client)).await.unwrap_err();
    assert_eq!(error.code(), Some("invalid_grant"), "{error}");
    assert!(service.requests().is_empty());
    let code =
        soon(pages.recv()).await.unwrap().url.query_pairs().find(|(name, _)| name == "code").unwrap().1.into_owned();
    assert!(!shown(&error).contains(&code));
}

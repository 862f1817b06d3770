//! A person with another device.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use graph_action::auth::{DeviceCode, DevicePrompt};

use crate::browser::{Browser, Will};
use crate::common::actions::get;
use crate::common::raw::{fine, reply};
use crate::common::soon;
use crate::provider::{Provider, TENANT, happy_service, introspect, provider, service, tokens};

/// A credential whose prompts a person answers as they like, and how many there were.
fn credential(provider: &Provider, client_id: &str, will: Option<Will>) -> (DeviceCode, Arc<AtomicUsize>) {
    let prompts = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&prompts);
    let credential = DeviceCode::new(TENANT, client_id, move |prompt: DevicePrompt| {
        count.fetch_add(1, Ordering::SeqCst);
        assert!(prompt.to_string().contains(&prompt.user_code) && prompt.message.contains(&prompt.verification_uri));
        let Some(will) = will else { return };
        tokio::spawn(async move {
            let url = prompt.verification_uri_complete.unwrap();
            Browser::new().enter_code(&url, will).await
        });
    });
    (credential.scopes(["User.Read"]).authority(&provider.address), prompts)
}

#[tokio::test]
async fn a_person_signs_in_once_and_refresh_tokens_are_followed_from_then_on() {
    let Some(provider) = provider() else { return };
    let (credential, prompts) = credential(provider, "device", Some(Will::Allow));
    let refused = || reply("401 Unauthorized", "", "{}");
    // Each refusal costs the service's token: the next one comes of a refresh token that is good for one use.
    let (service, client) = service(credential, [fine(), refused(), fine(), refused(), fine()]).await;
    for _ in 0..3 {
        soon(get("a").send(&client)).await.unwrap();
    }
    assert_eq!(prompts.load(Ordering::SeqCst), 1);
    let mut tokens = tokens(&service);
    tokens.dedup();
    assert_eq!(tokens.len(), 3);
    for token in tokens {
        let said = introspect(provider, &token).await;
        assert_eq!((&said["active"], &said["client_id"]), (&true.into(), &"device".into()), "{said}");
        assert!(said["scope"].as_str().unwrap().split(' ').any(|scope| scope == "User.Read"), "{said}");
    }
}

#[tokio::test]
async fn a_person_who_declines_ends_the_wait() {
    let Some(provider) = provider() else { return };
    let (credential, _) = credential(provider, "device", Some(Will::Deny));
    let (_service, client) = happy_service(credential).await;
    let error = soon(get("a").send(&client)).await.unwrap_err();
    assert_eq!(error.code(), Some("access_denied"), "{error}");
    assert!(error.to_string().contains("the person who was to sign in has declined"), "{error}");
}

#[tokio::test]
async fn a_code_that_nobody_enters_expires() {
    let Some(provider) = provider() else { return };
    let (credential, prompts) = credential(provider, "hasty-device", None);
    let (_service, client) = happy_service(credential).await;
    let error = soon(get("a").send(&client)).await.unwrap_err();
    assert!(error.to_string().contains("nobody has entered the code in time"), "{error}");
    assert_eq!(prompts.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn an_app_that_may_not_is_told_so_before_anybody_is_asked() {
    let Some(provider) = provider() else { return };
    let (credential, prompts) = credential(provider, "desktop", Some(Will::Allow));
    let (_service, client) = happy_service(credential).await;
    let error = soon(get("a").send(&client)).await.unwrap_err();
    assert_eq!(error.code(), Some("invalid_request"), "{error}");
    assert_eq!(prompts.load(Ordering::SeqCst), 0);
}

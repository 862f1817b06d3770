use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use super::*;
use crate::Error;

/// A key that nothing depends on.
const KEY: Key<'static> = Key {
    subject: "",
    scope: "https://graph.microsoft.com/.default",
    tenant: "tenant",
    client: "client",
    authority: "https://login.example.org",
    continuous_access: false,
    claims: None,
};
const HOUR: Duration = Duration::from_hours(1);

/// A token endpoint that counts and takes a second.
#[derive(Clone, Default)]
struct Endpoint {
    asked: Arc<AtomicUsize>,
    is_down: Arc<AtomicUsize>,
}

impl Endpoint {
    fn asked(&self) -> usize {
        self.asked.load(Ordering::SeqCst)
    }

    fn set_down(&self, is_down: bool) {
        self.is_down.store(usize::from(is_down), Ordering::SeqCst);
    }

    fn fetch(&self) -> impl FnOnce() -> Fetch + use<> {
        let this = self.clone();
        move || {
            async move {
                let number = this.asked.fetch_add(1, Ordering::SeqCst);
                tokio::time::sleep(Duration::from_secs(1)).await;
                if this.is_down.load(Ordering::SeqCst) == 1 {
                    return Err(Error::token("down"));
                }
                Ok(AccessToken::new(format!("token {number}"), Some(HOUR)))
            }
            .boxed()
        }
    }

    /// The number of the token that a caller gets.
    async fn token(&self, cache: &TokenCache) -> Result<String> {
        let token = cache.token(KEY, false, self.fetch()).await?;
        Ok(String::from_utf8(token.bytes().to_vec()).unwrap())
    }
}

/// Waits, and lets what is in the background end.
async fn wait(wait: Duration) {
    tokio::time::sleep(wait).await;
}

#[tokio::test(start_paused = true)]
async fn a_thousand_callers_cause_one_request_and_a_hundred_dropped_ones_harm_nobody() {
    let (cache, endpoint) = (TokenCache::default(), Endpoint::default());
    let tasks: Vec<_> = (0..1000)
        .map(|_| {
            let (cache, endpoint) = (cache.clone(), endpoint.clone());
            tokio::spawn(async move { endpoint.token(&cache).await })
        })
        .collect();
    wait(Duration::from_millis(10)).await;
    // The first one is the one that started the request.
    tasks.iter().take(100).for_each(tokio::task::JoinHandle::abort);
    let mut done = 0;
    for task in tasks {
        if let Ok(token) = task.await {
            assert_eq!(token.unwrap(), "token 0");
            done += 1;
        }
    }
    assert_eq!((done, endpoint.asked()), (900, 1));
}

#[tokio::test(start_paused = true)]
async fn a_token_is_replaced_in_the_background_before_it_expires() {
    let (cache, endpoint) = (TokenCache::default(), Endpoint::default());
    endpoint.token(&cache).await.unwrap();
    assert!(cache.kept(&KEY, false).is_some());
    // Between ten and five minutes before its end, whatever the dice say.
    wait(Duration::from_mins(49)).await;
    assert_eq!(endpoint.token(&cache).await.unwrap(), "token 0");
    assert_eq!(endpoint.asked(), 1);
    wait(Duration::from_mins(6)).await;
    assert!(cache.kept(&KEY, false).is_none());
    let started = Instant::now();
    for _ in 0..3 {
        assert_eq!(endpoint.token(&cache).await.unwrap(), "token 0");
    }
    assert_eq!(started.elapsed(), Duration::ZERO, "nobody waits");
    wait(Duration::from_secs(2)).await;
    assert_eq!((endpoint.token(&cache).await.unwrap(), endpoint.asked()), ("token 1".to_owned(), 2));
}

#[tokio::test(start_paused = true)]
async fn a_token_is_not_used_in_its_last_seconds() {
    let (cache, endpoint) = (TokenCache::default(), Endpoint::default());
    endpoint.token(&cache).await.unwrap();
    wait(Duration::from_secs(3571)).await;
    assert_eq!(endpoint.token(&cache).await.unwrap(), "token 1");
}

#[tokio::test(start_paused = true)]
async fn a_login_service_that_is_down_for_a_minute_is_not_noticed() {
    let (cache, endpoint) = (TokenCache::default(), Endpoint::default());
    endpoint.token(&cache).await.unwrap();
    wait(Duration::from_mins(55)).await;
    endpoint.set_down(true);
    for _ in 0..60 {
        assert_eq!(endpoint.token(&cache).await.unwrap(), "token 0");
        wait(Duration::from_secs(1)).await;
    }
    // Not each of the sixty callers asked.
    assert!((2..8).contains(&endpoint.asked()), "{}", endpoint.asked());
    // The last question is answered while it is down, and the rest behind it ends.
    wait(Duration::from_secs(1)).await;
    endpoint.set_down(false);
    wait(Duration::from_secs(90)).await;
    assert_eq!(endpoint.token(&cache).await.unwrap(), "token 0");
    wait(Duration::from_secs(2)).await;
    assert_ne!(endpoint.token(&cache).await.unwrap(), "token 0");
}

#[tokio::test(start_paused = true)]
async fn a_rejected_token_is_replaced_once() {
    let (cache, endpoint) = (TokenCache::default(), Endpoint::default());
    let first = cache.token(KEY, false, endpoint.fetch()).await.unwrap();
    for _ in 0..2 {
        cache.reject(&first);
        assert_eq!(endpoint.token(&cache).await.unwrap(), "token 1");
    }
}

#[tokio::test(start_paused = true)]
async fn a_refresh_that_is_forced_passes_by_the_token_that_is_kept() {
    let (cache, endpoint) = (TokenCache::default(), Endpoint::default());
    endpoint.token(&cache).await.unwrap();
    assert!(cache.kept(&KEY, true).is_none());
    let forced = cache.token(KEY, true, endpoint.fetch()).await.unwrap();
    assert_eq!(forced.bytes(), b"token 1");
    assert_eq!(endpoint.token(&cache).await.unwrap(), "token 1");
}

#[tokio::test(start_paused = true)]
async fn a_request_that_everybody_left_is_not_waited_for() {
    let (cache, endpoint) = (TokenCache::default(), Endpoint::default());
    assert!(tokio::time::timeout(Duration::from_millis(5), endpoint.token(&cache)).await.is_err());
    assert_eq!(endpoint.token(&cache).await.unwrap(), "token 1");
}

#[tokio::test(start_paused = true)]
async fn a_failure_reaches_every_waiter_and_is_not_kept() {
    let (cache, endpoint) = (TokenCache::default(), Endpoint::default());
    endpoint.set_down(true);
    let (a, b) = tokio::join!(endpoint.token(&cache), endpoint.token(&cache));
    assert!(a.is_err() && b.is_err());
    endpoint.set_down(false);
    assert_eq!((endpoint.token(&cache).await.unwrap(), endpoint.asked()), ("token 1".to_owned(), 2));
}

#[tokio::test(start_paused = true)]
async fn each_key_has_a_token_of_its_own() {
    let (cache, endpoint) = (TokenCache::default(), Endpoint::default());
    let keys = [
        KEY,
        Key { scope: "https://graph.microsoft.us/.default", ..KEY },
        Key { tenant: "other", ..KEY },
        Key { authority: "https://login.example.com", ..KEY },
        Key { continuous_access: true, ..KEY },
        KEY.of_subject("adele"),
        KEY.of_subject("alex"),
    ];
    for (number, key) in keys.iter().enumerate() {
        let token = cache.token(*key, false, endpoint.fetch()).await.unwrap();
        assert_eq!(token.bytes(), format!("token {number}").as_bytes());
    }
    for (number, key) in keys.iter().enumerate() {
        assert_eq!(cache.kept(key, false).unwrap().bytes(), format!("token {number}").as_bytes());
    }
}

#[tokio::test(start_paused = true)]
async fn a_token_with_claims_stands_in_for_the_one_that_was_rejected_without() {
    let (cache, endpoint) = (TokenCache::default(), Endpoint::default());
    let first = cache.token(KEY, false, endpoint.fetch()).await.unwrap();
    let challenged = Key { claims: Some(r#"{"access_token":{}}"#), ..KEY };
    cache.token(challenged, false, endpoint.fetch()).await.unwrap();
    assert_eq!(endpoint.token(&cache).await.unwrap(), "token 0", "the old one is still good");
    cache.reject(&first);
    let other = Key { claims: Some(r#"{"access_token":{"nbf":{}}}"#), ..KEY };
    cache.token(other, false, endpoint.fetch()).await.unwrap();
    assert_eq!((endpoint.token(&cache).await.unwrap(), endpoint.asked()), ("token 2".to_owned(), 3));
}

#[tokio::test(start_paused = true)]
async fn users_who_left_are_forgotten() {
    let (cache, endpoint) = (TokenCache::default(), Endpoint::default());
    for user in 0..100 {
        cache.token(KEY.of_subject(&user.to_string()), false, endpoint.fetch()).await.unwrap();
    }
    assert_eq!(cache.lock().iter_mut().count(), 100);
    wait(2 * HOUR).await;
    for user in 0..200 {
        cache.token(KEY.of_subject(&format!("new {user}")), false, endpoint.fetch()).await.unwrap();
    }
    assert_eq!(cache.lock().iter_mut().count(), 200);
}

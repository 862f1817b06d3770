//! Tokens kept until shortly before they expire, and one request in flight for each however many callers wait.
//!
//! All waiters poll one shared future: one that is dropped stops nobody, and when all are dropped so is the request. The
//! cache knows nothing of how a token is got.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use futures_util::FutureExt;
use futures_util::future::WeakShared;

use super::AccessToken;
use crate::Result;
use crate::transport::BoxFuture;

/// How long before its end a token is not given out any more: a request may be under way for a while.
const MARGIN: Duration = Duration::from_mins(5);

/// A request for a token that several callers wait for.
type InFlight = BoxFuture<'static, Result<AccessToken>>;

/// Tokens by what they are for. Clones share one cache.
#[derive(Clone, Default)]
pub(crate) struct TokenCache {
    /// What is known of each key.
    slots: Arc<Mutex<HashMap<String, Slot>>>,
}

/// What is known of one key.
#[derive(Default)]
struct Slot {
    /// The last token.
    token: Option<AccessToken>,
    /// The request for the next one, while somebody waits for it.
    in_flight: Option<WeakShared<InFlight>>,
}

impl TokenCache {
    /// The token of `key`, from the cache or by `fetch`.
    pub(crate) async fn token(&self, key: &str, fetch: impl FnOnce() -> InFlight) -> Result<AccessToken> {
        let waiting = {
            let mut slots = self.lock();
            let slot = slots.entry(key.to_owned()).or_default();
            if let Some(token) = slot.token.as_ref().filter(|token| token.is_fresh(MARGIN)) {
                return Ok(token.clone());
            }
            if let Some(shared) = slot.in_flight.as_ref().and_then(WeakShared::upgrade) {
                shared
            } else {
                let shared = self.keeping(key, fetch()).shared();
                slot.in_flight = shared.downgrade();
                shared
            }
        };
        waiting.await
    }

    /// Gives this token out no more.
    pub(crate) fn forget(&self, token: &AccessToken) {
        for slot in self.lock().values_mut() {
            if slot.token.as_ref().is_some_and(|kept| kept.is_same(token)) {
                slot.token = None;
            }
        }
    }

    /// The request, with its result put into the cache.
    fn keeping(&self, key: &str, request: InFlight) -> InFlight {
        let (cache, key) = (self.clone(), key.to_owned());
        async move {
            let result = request.await;
            let mut slots = cache.lock();
            let slot = slots.entry(key).or_default();
            slot.in_flight = None;
            if let Ok(token) = &result {
                slot.token = Some(token.clone());
            }
            result
        }
        .boxed()
    }

    /// The slots; a panic elsewhere leaves nothing half done in them.
    fn lock(&self) -> MutexGuard<'_, HashMap<String, Slot>> {
        self.slots.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl std::fmt::Debug for TokenCache {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("TokenCache").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    /// Fetches that count themselves and take a second.
    fn slow(count: &Arc<AtomicUsize>, lifetime: u64) -> impl FnOnce() -> InFlight + use<> {
        let count = Arc::clone(count);
        move || {
            async move {
                let number = count.fetch_add(1, Ordering::SeqCst);
                tokio::time::sleep(Duration::from_secs(1)).await;
                Ok(AccessToken::new(format!("token {number}"), Some(Duration::from_secs(lifetime))))
            }
            .boxed()
        }
    }

    #[tokio::test(start_paused = true)]
    async fn many_callers_cause_one_request_and_a_dropped_one_harms_nobody() {
        let (cache, count) = (TokenCache::default(), Arc::new(AtomicUsize::new(0)));
        let tasks: Vec<_> = (0..100)
            .map(|_| {
                let (cache, count) = (cache.clone(), Arc::clone(&count));
                tokio::spawn(async move { cache.token("key", slow(&count, 3600)).await })
            })
            .collect();
        tokio::time::sleep(Duration::from_millis(10)).await;
        // The first one is the one that started the request.
        tasks.iter().take(10).for_each(tokio::task::JoinHandle::abort);
        let mut done = 0;
        for task in tasks {
            if let Ok(token) = task.await {
                assert_eq!(token.unwrap().bearer.token(), b"token 0");
                done += 1;
            }
        }
        assert_eq!((done, count.load(Ordering::SeqCst)), (90, 1));
    }

    #[tokio::test(start_paused = true)]
    async fn a_token_is_kept_until_shortly_before_it_expires() {
        let (cache, count) = (TokenCache::default(), Arc::new(AtomicUsize::new(0)));
        for (wait, number) in [(0, 0), (3200, 0), (150, 1)] {
            tokio::time::sleep(Duration::from_secs(wait)).await;
            let token = cache.token("key", slow(&count, 3600)).await.unwrap();
            assert_eq!(token.bearer.token(), format!("token {number}").as_bytes());
        }
    }

    #[tokio::test(start_paused = true)]
    async fn a_rejected_token_is_replaced_once() {
        let (cache, count) = (TokenCache::default(), Arc::new(AtomicUsize::new(0)));
        let first = cache.token("key", slow(&count, 3600)).await.unwrap();
        for _ in 0..2 {
            cache.forget(&first);
            let next = cache.token("key", slow(&count, 3600)).await.unwrap();
            assert_eq!(next.bearer.token(), b"token 1");
        }
    }

    #[tokio::test(start_paused = true)]
    async fn a_request_that_everybody_left_is_not_waited_for() {
        let (cache, count) = (TokenCache::default(), Arc::new(AtomicUsize::new(0)));
        let left = tokio::time::timeout(Duration::from_millis(5), cache.token("key", slow(&count, 3600))).await;
        assert!(left.is_err());
        let token = cache.token("key", slow(&count, 3600)).await.unwrap();
        assert_eq!(token.bearer.token(), b"token 1");
    }

    #[tokio::test(start_paused = true)]
    async fn a_failure_reaches_every_waiter_and_is_not_kept() {
        let cache = TokenCache::default();
        let fail = || async { Err(crate::Error::token("down")) }.boxed();
        let (a, b) = tokio::join!(cache.token("key", fail), cache.token("key", fail));
        assert!(a.is_err() && b.is_err());
        assert!(cache.token("key", slow(&Arc::default(), 60)).await.is_ok());
    }
}

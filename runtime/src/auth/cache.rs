//! Tokens kept for as long as they are good, the next one got ahead of time, and one request in flight for each key.
//!
//! All waiters poll one shared future: one that is dropped stops nobody, and when all are dropped so is the request. A token
//! that is due is refreshed in the background, by a task on the runtime of the caller who found it so: tokio's `rt` is no
//! dependency of its own, every transport that has timers stands on it, and a refresh that only callers drove would stand
//! still whenever nobody calls, and time out. Until the next token is there everybody has the old one, and a login service
//! that fails is given a rest. [`slot`] has the rules, [`slots`] finds a slot, [`key`] is what a token is for, [`vault`] shares
//! tokens with other processes. The cache knows nothing of how a token is got.

mod key;
mod slot;
mod slots;
mod vault;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use futures_util::FutureExt;
use futures_util::future::{Shared, WeakShared};
use tokio::time::Instant;

pub(crate) use key::Key;

use slot::Look;
use slots::Slots;
use vault::Vault;

use super::{AccessToken, Seal, TokenStore};
use crate::Result;
use crate::client::chance;
use crate::transport::BoxFuture;

/// A request for a token, from a provider.
pub(crate) type Fetch = BoxFuture<'static, Result<AccessToken>>;

/// A request for a token that several callers wait for.
type Flight = Shared<Fetch>;
/// The same, for those who do not wait.
type WeakFlight = WeakShared<Fetch>;

/// Tokens by what they are for. Clones share one cache.
#[derive(Clone, Default)]
pub(crate) struct TokenCache {
    /// What is known of each key.
    slots: Arc<Mutex<Slots>>,
    /// Where other processes find them.
    vault: Option<Arc<Vault>>,
}

/// What a caller does, by what the cache knows.
enum Step {
    /// There is nothing to wait for.
    Known(Result<AccessToken>),
    /// Another one has asked already.
    Wait(Flight),
    /// It asks, and has the old token meanwhile, if there is one. These tokens are no answer.
    Begin(Option<AccessToken>, Known),
}

/// The tokens that a store has no need to be asked for.
type Known = [Option<AccessToken>; 2];

impl TokenCache {
    /// The same cache, whose tokens other processes find in a store.
    pub(crate) fn sharing(self, store: impl TokenStore, seal: impl Seal) -> Self {
        Self { vault: Some(Arc::new(Vault::new(store, seal))), ..self }
    }

    /// The token of a key, if it is there and of use, and it is not yet time for the next one. Without waiting or allocation.
    pub(crate) fn kept(&self, key: &Key<'_>, force_refresh: bool) -> Option<AccessToken> {
        if force_refresh {
            return None;
        }
        match self.lock().get(key)?.look(Instant::now()) {
            Look::Good(token) => Some(token),
            Look::Due(_) | Look::Resting(_) | Look::Missing => None,
        }
    }

    /// The token of a key, from the cache or by `fetch`; by `fetch` in any case, if a token that is kept is of no use.
    pub(crate) async fn token(
        &self,
        key: Key<'_>,
        force_refresh: bool,
        fetch: impl FnOnce() -> Fetch,
    ) -> Result<AccessToken> {
        let (meanwhile, known) = match self.step(&key, force_refresh) {
            Step::Known(result) => return result,
            Step::Wait(flight) => return flight.await,
            Step::Begin(meanwhile, known) => (meanwhile, known),
        };
        // What a provider does here is its own affair, and not done under the lock; so another caller may have been faster.
        let flight = self.keeping(key, (!force_refresh).then_some(known), fetch()).shared();
        let now = Instant::now();
        let begun = self.lock().with(&key, now, |slot| match slot.look(now) {
            Look::Good(token) if !force_refresh => Err(token),
            _ => Ok(slot.in_flight().unwrap_or_else(|| {
                slot.begin(&flight);
                flight
            })),
        });
        let flight = match begun {
            Ok(flight) => flight,
            Err(token) => return Ok(token),
        };
        let Some(old) = meanwhile else { return flight.await };
        let Ok(runtime) = tokio::runtime::Handle::try_current() else {
            // Nothing goes on behind the caller's back here, so the caller sees to it.
            return Ok(flight.await.unwrap_or(old));
        };
        runtime.spawn(flight);
        Ok(old)
    }

    /// What a caller does now.
    fn step(&self, key: &Key<'_>, force_refresh: bool) -> Step {
        let (now, slots) = (Instant::now(), self.lock());
        let Some(slot) = slots.get(key) else { return Step::Begin(None, [None, None]) };
        let look = if force_refresh { slot.look_for_another(now) } else { slot.look(now) };
        match (look, slot.in_flight()) {
            (Look::Good(token), _) | (Look::Due(token), Some(_)) => Step::Known(Ok(token)),
            (Look::Resting(error), _) => Step::Known(Err(error)),
            (Look::Missing, Some(flight)) => Step::Wait(flight),
            (Look::Due(token), None) => Step::Begin(Some(token), slot.known()),
            (Look::Missing, None) => Step::Begin(None, slot.known()),
        }
    }

    /// Gives this token out no more.
    pub(crate) fn reject(&self, token: &AccessToken) {
        self.lock().iter_mut().for_each(|slot| slot.reject(token));
    }

    /// The request, with its result put into the cache. `known` are the tokens that are no answer; nothing, where the login
    /// service has to be asked.
    fn keeping(&self, key: Key<'_>, known: Option<Known>, request: Fetch) -> Fetch {
        let (cache, key) = (self.clone(), key::OwnedKey::from(key));
        async move {
            let key = key.as_key();
            let result = cache.shared(&key, known, request).await;
            cache.end(&key, &result);
            result
        }
        .boxed()
    }

    /// A token from the store, or of the request, which then goes into the store.
    async fn shared(&self, key: &Key<'_>, known: Option<Known>, request: Fetch) -> Result<AccessToken> {
        let Some(vault) = self.vault.as_ref().filter(|_| key.subject.is_empty()) else { return request.await };
        if let Some(known) = known
            && let Some(token) = vault.load(key).await
            && slot::is_early(&token, Instant::now())
            && !known.iter().flatten().any(|known| known.is_same(&token))
        {
            return Ok(token);
        }
        let token = request.await?;
        vault.save(key, &token).await;
        Ok(token)
    }

    /// A request has ended.
    fn end(&self, key: &Key<'_>, result: &Result<AccessToken>) {
        let (now, chance) = (Instant::now(), chance());
        let mut slots = self.lock();
        let is_served = slots.with(key, now, |slot| {
            slot.end(result, now, chance);
            matches!(slot.look(now), Look::Good(_))
        });
        match result {
            // What says more than is asked for answers those who ask for less: without this, the next call would be
            // challenged for the same claims.
            Ok(token) if key.claims.is_some() => slots.with(&key.without_claims(), now, |slot| {
                if !matches!(slot.look(now), Look::Good(_) | Look::Due(_)) {
                    slot.keep(token, chance);
                }
            }),
            Err(error) if is_served => {
                tracing::warn!(target: "graph_action", %error, "no new token; the old one serves until it expires");
            }
            _ => {}
        }
    }

    /// The slots; a panic elsewhere leaves nothing half done in them.
    fn lock(&self) -> MutexGuard<'_, Slots> {
        self.slots.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl std::fmt::Debug for TokenCache {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("TokenCache").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;

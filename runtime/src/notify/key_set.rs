//! The login service's keys: fetched when they are needed, kept, and fetched again where a token names one that is not there.
//!
//! An endless stream of made-up key ids must not become one of requests: there is one at a time, and a rest after each. While
//! the login service cannot be reached, the keys that are there serve on. No token ever goes along.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use http::header::{ACCEPT, USER_AGENT};
use http::{HeaderValue, Request, StatusCode, Uri};
use tokio::time::Instant;

use super::jwks::{self, Key, Keys};
use crate::error::ErrorKind;
use crate::transport::{CollectError, Transport};
use crate::{Error, Result};

/// The most that the document is let be.
const LONGEST: usize = 1 << 20;
/// How long a fetch may take.
const PATIENCE: Duration = Duration::from_secs(10);
/// How old the keys become before they are fetched again unasked: one that was withdrawn is not to be believed for ever.
const LIFE: Duration = Duration::from_hours(24);
/// The rest after a fetch that failed, at most.
const REST: Duration = Duration::from_secs(30);

/// The keys of a login service.
pub(super) struct KeySet {
    /// Where they are.
    address: Uri,
    /// What fetches them.
    transport: Arc<dyn Transport>,
    /// What the requests say of their sender.
    user_agent: HeaderValue,
    /// The shortest time between two fetches.
    rest: Duration,
    /// What is kept.
    kept: Mutex<Kept>,
    /// Held by whoever fetches.
    fetching: futures_util::lock::Mutex<()>,
}

/// What is known of the keys.
#[derive(Default)]
struct Kept {
    /// The keys, and when they were asked for.
    keys: Option<(Arc<Keys>, Instant)>,
    /// When the last fetch ended, and how where it failed.
    last: Option<(Instant, Option<Error>)>,
}

/// What follows from what is kept.
enum Look {
    /// The key is known, and the keys are young.
    Known(Key),
    /// The key is known, but the keys are old.
    Old(Key),
    /// The key is not known.
    Unknown,
}

impl KeySet {
    /// The keys at this address, which are fetched with the rest between.
    pub(super) fn new(address: Uri, transport: Arc<dyn Transport>, user_agent: HeaderValue, rest: Duration) -> Self {
        let (kept, fetching) = (Mutex::default(), futures_util::lock::Mutex::new(()));
        Self { address, transport, user_agent, rest, kept, fetching }
    }

    /// The key of this id; none where the login service has no such key. An error where that cannot be said now.
    pub(super) async fn key(&self, id: &str) -> Result<Option<Key>> {
        let (_fetching, old) = match self.look(id, Instant::now()) {
            Look::Known(key) => return Ok(Some(key)),
            // One fetches, the others go on with what is there.
            Look::Old(key) => match self.fetching.try_lock() {
                Some(fetching) => (fetching, Some(key)),
                None => return Ok(Some(key)),
            },
            Look::Unknown => (self.fetching.lock().await, None),
        };
        // While this one waited, another may have fetched.
        if let Look::Known(key) = self.look(id, Instant::now()) {
            return Ok(Some(key));
        }
        if let Some(resting) = self.resting(Instant::now()) {
            return old.map_or(resting, |key| Ok(Some(key)));
        }
        let asked = Instant::now();
        let fetched = self.fetch().await;
        let mut kept = self.kept();
        match fetched {
            Ok(keys) => {
                let key = keys.get(id).cloned();
                kept.keys = Some((Arc::new(keys), asked));
                kept.last = Some((Instant::now(), None));
                Ok(key)
            }
            Err(error) => {
                tracing::warn!(target: "graph_action", %error, "the keys for validation tokens were not to be had");
                kept.last = Some((Instant::now(), Some(error.clone())));
                old.map_or(Err(error), |key| Ok(Some(key)))
            }
        }
    }

    /// What is known of a key.
    fn look(&self, id: &str, now: Instant) -> Look {
        let kept = self.kept();
        let Some((keys, asked)) = &kept.keys else { return Look::Unknown };
        match keys.get(id) {
            None => Look::Unknown,
            Some(key) if now.duration_since(*asked) < LIFE => Look::Known(key.clone()),
            Some(key) => Look::Old(key.clone()),
        }
    }

    /// What is to be said of an unknown key while nothing may be fetched: that there is none, or why nobody knows.
    fn resting(&self, now: Instant) -> Option<Result<Option<Key>>> {
        let kept = self.kept();
        let (ended, error) = kept.last.as_ref()?;
        let rest = if error.is_some() { self.rest.min(REST) } else { self.rest };
        (now.duration_since(*ended) < rest).then(|| error.clone().map_or(Ok(None), Err))
    }

    /// Fetches the keys, without a look at what is kept.
    async fn fetch(&self) -> Result<Keys> {
        let fetched = tokio::time::timeout(PATIENCE, self.exchange()).await;
        let (status, body) = fetched.map_err(|_| failed(ErrorKind::Timeout, "no answer came in time"))??;
        if status != StatusCode::OK {
            return Err(failed(ErrorKind::Response, format!("the answer is {status}")));
        }
        jwks::read(&body).ok_or_else(|| failed(ErrorKind::Response, "the answer has no RSA key in it"))
    }

    /// One request and its answer. A redirect is not followed: whoever answers decides whom to believe.
    async fn exchange(&self) -> Result<(StatusCode, Bytes)> {
        let mut request = Request::new(Bytes::new());
        *request.uri_mut() = self.address.clone();
        request.headers_mut().insert(ACCEPT, HeaderValue::from_static("application/json"));
        request.headers_mut().insert(USER_AGENT, self.user_agent.clone());
        let unreached = |error: crate::transport::TransportError| {
            failed(error.kind().into(), "the login service could not be reached").with_source(error)
        };
        let (parts, body) = self.transport.send(request).await.map_err(unreached)?.into_parts();
        match body.collect(LONGEST).await {
            Ok(body) => Ok((parts.status, body)),
            Err((CollectError::Transport(error), _)) => Err(unreached(error)),
            Err((CollectError::TooLong, _)) => Err(failed(ErrorKind::Response, "the answer is longer than any keys")),
        }
    }

    /// What is kept. A poisoned lock is as good as any: nothing is left half changed.
    fn kept(&self) -> std::sync::MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// That the keys are not to be had.
fn failed(kind: ErrorKind, why: impl std::fmt::Display) -> Error {
    let message =
        format!("the keys for validation tokens are not to be had: {why}; verify the notifications again later");
    Error::new(kind, message)
}

#[cfg(test)]
mod tests;

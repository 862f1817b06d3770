//! A token as it is handed around: what it is, and how long it is good for. What it allows, [`permissions`](super::permissions)
//! reads.

use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::Duration;

use http::{HeaderValue, Method};
use tokio::time::Instant;

use super::bearer::Bearer;
use super::permissions::Held;
use crate::{Error, Result};

/// A bearer token and how long it is good for. Cheap to clone; never shown.
#[derive(Debug, Clone)]
pub struct AccessToken {
    /// What all clones share.
    inner: Arc<Inner>,
}

/// What the clones of a token share.
#[derive(Debug)]
struct Inner {
    /// The token.
    bearer: Bearer,
    /// How long it is good for, where it is not good for good.
    life: Option<Life>,
    /// What it says that it allows, once somebody asked.
    held: OnceLock<Option<Arc<Held>>>,
    /// The actions that it has been used for and that declare permissions.
    used_for: Mutex<Vec<(Method, &'static str)>>,
}

/// How long a token is good for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Life {
    /// When it was given out.
    pub(crate) since: Instant,
    /// For how long.
    pub(crate) lifetime: Duration,
    /// After how long the login service wants to be asked for the next one, where it said so.
    pub(crate) refresh_in: Option<Duration>,
}

impl AccessToken {
    /// A token that is good for `lifetime` from now, or for good.
    pub fn new(token: impl Into<String>, lifetime: Option<Duration>) -> Self {
        Self::with_life(token, lifetime.map(|lifetime| Life { since: Instant::now(), lifetime, refresh_in: None }))
    }

    /// A token with all that is known of its life.
    pub(crate) fn with_life(token: impl Into<String>, life: Option<Life>) -> Self {
        let (held, used_for) = (OnceLock::new(), Mutex::default());
        Self { inner: Arc::new(Inner { bearer: Bearer::new(token), life, held, used_for }) }
    }

    /// How long it is good for; nothing where it is good for good.
    pub(crate) fn life(&self) -> Option<Life> {
        self.inner.life
    }

    /// The token itself, for the wire, a sealed store and comparison alone.
    pub(crate) fn bytes(&self) -> &[u8] {
        self.inner.bearer.token()
    }

    /// What it says that it allows; nothing where it cannot be read. Read once.
    pub(crate) fn held(&self) -> Option<&Arc<Held>> {
        self.inner.held.get_or_init(|| Held::of(self.bytes()).map(Arc::new)).as_ref()
    }

    /// Whether this is the first time that this was asked about an action.
    pub(crate) fn is_first_use(&self, method: &Method, path: &'static str) -> bool {
        let mut used_for = self.inner.used_for.lock().unwrap_or_else(PoisonError::into_inner);
        // A path is one piece of memory mostly, so that its address tells.
        let is_it =
            |(other, known): &(Method, &'static str)| (std::ptr::eq(*known, path) || *known == path) && other == method;
        let is_first = !used_for.iter().any(is_it);
        if is_first {
            used_for.push((method.clone(), path));
        }
        is_first
    }

    /// Whether both are the same token.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.inner, &other.inner) || self.bytes() == other.bytes()
    }

    /// The `Authorization` header.
    pub(crate) fn header(&self) -> Result<HeaderValue> {
        self.inner.bearer.header().cloned().ok_or_else(|| {
            Error::token("the token has characters that no header can carry; was it read with its line end?")
        })
    }
}

//! The refresh token of the moment, which each redemption may replace.
//!
//! One redemption at a time: a login service may take a refresh token only once, so that a second one with the same token
//! would be refused, and some call that theft and end the whole session. For the same reason a redemption is not given up half
//! way, when the new refresh token may be under way already.

use std::sync::Arc;
use std::time::Duration;

use futures_util::lock::Mutex;
use tokio::runtime::Handle;
use tokio::time::timeout;

use super::endpoint::{Grant, Granted};
use super::redeemer::Redeemer;
use super::{AccessToken, Secret};
use crate::{Error, Result};

/// How long a redemption may take, whatever becomes of whoever waits for it. Transports give up earlier by themselves.
const LONGEST: Duration = Duration::from_mins(2);

/// What asks for refresh tokens, among the scopes.
pub(crate) const OFFLINE_ACCESS: &str = "offline_access";

/// What is told of each new refresh token.
pub(crate) type OnRotated = Arc<dyn Fn(&str) + Send + Sync>;

/// A refresh token that is replaced as it is used. Clones share it.
#[derive(Clone, Default)]
pub(crate) struct Refresh {
    /// The last one; none before the first.
    current: Arc<Mutex<Option<Secret>>>,
    /// What is told of each new one.
    on_rotated: Option<OnRotated>,
}

impl Refresh {
    /// Begins with this one.
    pub(crate) fn new(token: Secret) -> Self {
        Self { current: Arc::new(Mutex::new(Some(token))), on_rotated: None }
    }

    /// None yet, and what is told of each one that comes.
    pub(crate) fn none(on_rotated: Option<OnRotated>) -> Self {
        Self { on_rotated, ..Self::default() }
    }

    /// The same, with something that is told of each new one.
    pub(crate) fn on_rotated(self, told: impl Fn(&str) + Send + Sync + 'static) -> Self {
        Self { on_rotated: Some(Arc::new(told)), ..self }
    }

    /// An access token for the refresh token of the moment, which is replaced if another one comes along; none if there is no
    /// refresh token. What is begun goes on to its end, even if nobody waits for it any more.
    pub(crate) async fn redeem(&self, redeemer: &Redeemer, scope: &str) -> Result<Option<AccessToken>> {
        let (refresh, redeemer, scope) = (self.clone(), redeemer.clone(), scope.to_owned());
        to_its_end(async move { refresh.redeem_now(&redeemer, scope).await }).await
    }

    /// The same, for as long as it is waited for.
    async fn redeem_now(&self, redeemer: &Redeemer, scope: String) -> Result<Option<AccessToken>> {
        let mut current = self.current.lock().await;
        let Some(token) = current.clone() else { return Ok(None) };
        // Redeemed twice, it might be taken for stolen.
        let grant = Grant::new("refresh_token").with("scope", scope).with_secret("refresh_token", token).once();
        let granted = redeemer.redeem(grant).await?;
        Ok(Some(self.replace(&mut current, granted)))
    }

    /// Keeps the refresh token of a grant of another kind, if there is one, and hands on its access token.
    pub(crate) async fn keep(&self, granted: Granted) -> AccessToken {
        self.replace(&mut *self.current.lock().await, granted)
    }

    /// Puts the refresh token that came in the place of the last one.
    fn replace(&self, current: &mut Option<Secret>, granted: Granted) -> AccessToken {
        if let Some(token) = granted.refresh_token {
            if let Some(told) = &self.on_rotated {
                told(token.expose());
            }
            *current = Some(token);
        }
        granted.token
    }
}

/// Something that goes on when nobody waits for it any more, where there is a runtime; but not for good.
async fn to_its_end<T: Send + 'static>(what: impl Future<Output = Result<T>> + Send + 'static) -> Result<T> {
    let Ok(runtime) = Handle::try_current() else { return what.await };
    let ended = runtime.spawn(timeout(LONGEST, what)).await;
    ended
        .map_err(|error| Error::token("the request for a token was cut off").with_source(error))?
        .map_err(|late| Error::token("the login service did not answer in time").with_source(late))?
}

/// What delegated credentials ask for: the scopes that were chosen, or else all that were consented to; and refresh tokens.
pub(crate) fn offline(scope: &str) -> String {
    if scope.split_whitespace().any(|scope| scope == OFFLINE_ACCESS) {
        scope.to_owned()
    } else {
        format!("{scope} {OFFLINE_ACCESS}")
    }
}

//! The refresh token of the moment, which each redemption may replace.
//!
//! One redemption at a time: a login service may take a refresh token only once, so that a second one with the same token
//! would be refused, and some call that theft and end the whole session.

use std::sync::Arc;

use futures_util::lock::Mutex;

use super::endpoint::{Grant, Granted};
use super::redeemer::Redeemer;
use super::{AccessToken, Secret};
use crate::Result;

/// What asks for refresh tokens, among the scopes.
pub(crate) const OFFLINE_ACCESS: &str = "offline_access";

/// What is told of each new refresh token.
type OnRotated = Arc<dyn Fn(&str) + Send + Sync>;

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

    /// The same, with something that is told of each new one.
    pub(crate) fn on_rotated(self, told: impl Fn(&str) + Send + Sync + 'static) -> Self {
        Self { on_rotated: Some(Arc::new(told)), ..self }
    }

    /// An access token for the refresh token of the moment, which is replaced if another one comes along; none if there is no
    /// refresh token.
    pub(crate) async fn redeem(&self, redeemer: &Redeemer, scope: &str) -> Result<Option<AccessToken>> {
        let mut current = self.current.lock().await;
        let Some(token) = current.clone() else { return Ok(None) };
        let grant = Grant::new("refresh_token").with("scope", scope).with_secret("refresh_token", token);
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

/// What delegated credentials ask for: the scopes that were chosen, or else all that were consented to; and refresh tokens.
pub(crate) fn offline(scope: &str) -> String {
    if scope.split_whitespace().any(|scope| scope == OFFLINE_ACCESS) {
        scope.to_owned()
    } else {
        format!("{scope} {OFFLINE_ACCESS}")
    }
}

//! The users' part of the token endpoint: the tokens that a user's client sends along, refresh tokens, and what becomes of
//! both. There is one user; what differs is the moment of the sign-in.

use std::{
    collections::HashMap,
    sync::Mutex,
    time::{Duration, Instant},
};

use uuid::Uuid;

use crate::{entra_error::EntraError, state::lock};

/// What users have signed in with.
#[derive(Default)]
pub(crate) struct SignIns {
    /// Everything about them.
    inner: Mutex<Inner>,
}

/// Behind the lock.
#[derive(Default)]
struct Inner {
    /// The users' tokens for the application itself, by their text.
    assertions: HashMap<String, Given>,
    /// The refresh tokens, by their text.
    refresh_tokens: HashMap<String, Given>,
    /// The claims that what was given before is not enough for.
    claims: Option<String>,
    /// Whether the user has withdrawn the consent.
    is_without_consent: bool,
}

/// Something that was given to a user's client.
struct Given {
    /// When it expires; `None` where that is beyond what a clock can say.
    expiry: Option<Instant>,
    /// Whether the user was asked for everything that is wanted now.
    is_enough: bool,
}

impl Given {
    /// Good for so long.
    fn new(lifetime: Duration) -> Self {
        Self { expiry: Instant::now().checked_add(lifetime), is_enough: true }
    }

    /// Whether it has expired.
    fn has_expired(&self) -> bool {
        self.expiry.is_some_and(|expiry| expiry <= Instant::now())
    }
}

impl SignIns {
    /// A user's token for the application itself.
    pub(crate) fn issue_assertion(&self, lifetime: Duration) -> String {
        let part = || Uuid::new_v4().simple();
        let token = format!("user{}.{}.{}", part(), part(), part());
        lock(&self.inner).assertions.insert(token.clone(), Given::new(lifetime));
        token
    }

    /// A refresh token, good for 90 days as Entra's.
    pub(crate) fn issue_refresh_token(&self) -> String {
        let token = format!("1.{}{}", Uuid::new_v4().simple(), Uuid::new_v4().simple());
        lock(&self.inner).refresh_tokens.insert(token.clone(), Given::new(Duration::from_hours(90 * 24)));
        token
    }

    /// Makes every user's token an expired one.
    pub(crate) fn expire_assertions(&self) {
        lock(&self.inner).assertions.values_mut().for_each(|given| given.expiry = Some(Instant::now()));
    }

    /// Makes a refresh token an expired one.
    pub(crate) fn expire_refresh_token(&self, token: &str) {
        if let Some(given) = lock(&self.inner).refresh_tokens.get_mut(token) {
            given.expiry = Some(Instant::now());
        }
    }

    /// From now on these claims are wanted, which nothing says that was given before.
    pub(crate) fn require(&self, claims: &str) {
        let inner = &mut *lock(&self.inner);
        inner.claims = Some(claims.to_owned());
        inner
            .assertions
            .values_mut()
            .chain(inner.refresh_tokens.values_mut())
            .for_each(|given| given.is_enough = false);
    }

    /// The user withdraws the consent.
    pub(crate) fn withdraw_consent(&self) {
        lock(&self.inner).is_without_consent = true;
    }

    /// Judges the user's token of an on-behalf-of grant.
    pub(crate) fn check_assertion(&self, token: &str, client_id: &str) -> Result<(), EntraError> {
        let inner = lock(&self.inner);
        let given = inner.assertions.get(token).ok_or_else(EntraError::wrong_assertion)?;
        if given.has_expired() {
            return Err(EntraError::expired_assertion());
        }
        inner.check(given, client_id)
    }

    /// Judges a refresh token.
    pub(crate) fn check_refresh_token(&self, token: &str, client_id: &str) -> Result<(), EntraError> {
        let inner = lock(&self.inner);
        let given = inner.refresh_tokens.get(token).ok_or_else(EntraError::wrong_refresh_token)?;
        if given.has_expired() {
            return Err(EntraError::expired_refresh_token());
        }
        inner.check(given, client_id)
    }
}

impl Inner {
    /// Judges what holds for both.
    fn check(&self, given: &Given, client_id: &str) -> Result<(), EntraError> {
        if self.is_without_consent {
            return Err(EntraError::without_consent(client_id));
        }
        match &self.claims {
            Some(claims) if !given.is_enough => Err(EntraError::interaction_required(claims)),
            _ => Ok(()),
        }
    }
}

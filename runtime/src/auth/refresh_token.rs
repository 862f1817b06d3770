//! A user who signed in elsewhere: a refresh token from an earlier sign-in gets the access tokens.

use std::sync::Arc;

use futures_util::FutureExt;

use super::app::{App, ConfidentialApp, Proof};
use super::cache::{Key, TokenCache};
use super::redeemer::Redeemer;
use super::refresh::{self, Refresh};
use super::scopes::Scopes;
use super::{AccessToken, Secret, TokenProvider, TokenRequest};
use crate::error::ErrorKind;
use crate::transport::BoxFuture;
use crate::{Error, Result};

/// A refresh token that another part of the program, or another program, got when the user signed in.
///
/// Take it to go on with a sign-in: a web app that keeps its users' refresh tokens, a command-line tool that was signed in
/// yesterday. Each redemption may give a new refresh token, which replaces the old one here; to keep it beyond this process,
/// say where with [`on_rotated`](Self::on_rotated).
///
/// Source: [refresh tokens](https://learn.microsoft.com/entra/identity-platform/refresh-tokens).
///
/// ```
/// use graph_action::{Client, auth::RefreshToken};
///
/// let credential = RefreshToken::new("contoso.onmicrosoft.com", "11111111-2222-…", "0.AXEA…")
///     .scopes(["User.Read", "Mail.Read"])
///     .on_rotated(|token| println!("{} bytes to keep in a safe place", token.len()));
/// let client = Client::new(credential)?;
/// assert!(!format!("{client:?}").contains("0.AXEA"));
/// # Ok::<(), graph_action::Error>(())
/// ```
#[derive(Clone)]
pub struct RefreshToken {
    /// The app that the user signed in to.
    app: Arc<App>,
    /// What is asked for.
    scopes: Scopes,
    /// The refresh token of the moment.
    refresh: Refresh,
    /// Whether there was one to begin with.
    is_empty: bool,
    /// The tokens got so far.
    cache: TokenCache,
}

impl RefreshToken {
    /// A refresh token of a public client, such as a program on a user's machine: the tenant's id or domain (or `organizations`,
    /// `common`, `consumers`), the app's client id, and the refresh token.
    pub fn new(tenant: impl Into<String>, client_id: impl Into<String>, refresh_token: impl Into<String>) -> Self {
        Self::with(Arc::new(App::new(tenant, client_id, Proof::None)), Secret::new(refresh_token))
    }

    /// A refresh token of an app that proves itself, such as a web app.
    ///
    /// ```
    /// use graph_action::{Client, auth::{ClientSecret, RefreshToken}};
    ///
    /// let app = ClientSecret::new("contoso.onmicrosoft.com", "11111111-2222-…", "the secret");
    /// let client = Client::new(RefreshToken::of(&app, "0.AXEA…"))?;
    /// # Ok::<(), graph_action::Error>(())
    /// ```
    pub fn of(app: impl Into<ConfidentialApp>, refresh_token: impl Into<String>) -> Self {
        Self::with(app.into().app, Secret::new(refresh_token))
    }

    /// A refresh token of an app of either kind.
    fn with(app: Arc<App>, token: Secret) -> Self {
        let is_empty = token.expose().trim().is_empty();
        let (scopes, cache) = (Scopes::default(), TokenCache::default());
        Self { app, scopes, refresh: Refresh::new(token), is_empty, cache }
    }

    /// What a token is kept under.
    fn key<'a>(&'a self, request: &TokenRequest<'a>) -> Key<'a> {
        self.scopes.key(self.app.key(request)).of_subject("the user of the refresh token")
    }

    /// The scopes that are asked for, such as `User.Read`; default: all that the user and the tenant consented to
    /// (`https://graph.microsoft.com/.default`). `offline_access` is added.
    #[must_use]
    pub fn scopes<S: AsRef<str>>(self, scopes: impl IntoIterator<Item = S>) -> Self {
        Self { scopes: Scopes::of(scopes), ..self }
    }

    /// What is told of each new refresh token, which replaces the one before: where it is kept beyond this process.
    ///
    /// It is called on the task that asked for a token, and so must not block for long. What it is given is a secret.
    #[must_use]
    pub fn on_rotated(self, told: impl Fn(&str) + Send + Sync + 'static) -> Self {
        Self { refresh: self.refresh.on_rotated(told), ..self }
    }

    /// The login host without the tenant, where it is not the cloud's own: `https://login.example.org`.
    #[must_use]
    pub fn authority(self, url: impl Into<String>) -> Self {
        let app = App { authority: Some(url.into()), ..(*self.app).clone() };
        Self { app: Arc::new(app), ..self }
    }
}

impl TokenProvider for RefreshToken {
    fn token<'a>(&'a self, request: TokenRequest<'a>) -> BoxFuture<'a, Result<AccessToken>> {
        let fetch = move || {
            let (refresh, redeemer) = (self.refresh.clone(), Redeemer::new(&self.app, &request));
            let scope = refresh::offline(self.scopes.or(request.scope));
            async move {
                let token = refresh.redeem(&redeemer, &scope).await?;
                token.ok_or_else(|| Error::token("there is no refresh token"))
            }
            .boxed()
        };
        self.cache.token(self.key(&request), request.force_refresh, fetch).boxed()
    }

    fn kept(&self, request: &TokenRequest<'_>) -> Option<AccessToken> {
        self.cache.kept(&self.key(request), request.force_refresh)
    }

    fn reject(&self, token: &AccessToken) {
        self.cache.reject(token);
    }

    fn validate(&self) -> Result<()> {
        if self.is_empty {
            return Err(Error::new(ErrorKind::Configuration, "the refresh token of the credential is empty"));
        }
        self.app.validate()
    }
}

impl std::fmt::Debug for RefreshToken {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { app, scopes, .. } = self;
        formatter.debug_struct("RefreshToken").field("app", app).field("scopes", scopes).finish_non_exhaustive()
    }
}

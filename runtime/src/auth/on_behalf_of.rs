//! A user whose token was sent along: the on-behalf-of grant of a service in the middle.

use std::sync::Arc;

use futures_util::FutureExt;

use super::app::{App, ConfidentialApp};
use super::cache::{Key, TokenCache};
use super::endpoint::Grant;
use super::redeemer::Redeemer;
use super::refresh::{self, Refresh};
use super::scopes::Scopes;
use super::{AccessToken, Secret, TokenProvider, TokenRequest};
use crate::error::ErrorKind;
use crate::transport::BoxFuture;
use crate::{Error, Result};

/// `urn:ietf:params:oauth:grant-type:jwt-bearer`, as a form wants it.
const JWT_BEARER: &str = "urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer";

/// A user on whose behalf a web API calls Graph: the token that the user's client sent to the API is exchanged for one for
/// Graph.
///
/// Take it in a service that is called with a user's token and that is to see no more of Graph than the user may. The token
/// sent along has to be for the service itself (its `aud` is the service's client id or URI), never one for Graph.
///
/// One value is one user. A service with many keeps one [`ConfidentialApp`] and makes a value for each call: the tokens are
/// kept with the app, by the token that the user sent. That one ends after about an hour; work that goes on without the user
/// needs [`offline_access`](Self::offline_access), and that the value is kept.
///
/// Where the tenant asks the user for more, such as a second factor, the call fails with `interaction_required` and
/// [`Error::claims`] holds what the user's client has to ask the login service for: hand it on, as Microsoft describes.
///
/// Source: [the on-behalf-of flow](https://learn.microsoft.com/entra/identity-platform/v2-oauth2-on-behalf-of-flow).
///
/// ```
/// use graph_action::{Client, auth::{ClientSecret, OnBehalfOf}};
///
/// let app = ClientSecret::new("contoso.onmicrosoft.com", "11111111-2222-…", "the secret");
/// // What came in `Authorization: Bearer …`.
/// let of_the_user = "eyJ0eXAi…";
/// let client = Client::new(OnBehalfOf::new(&app, of_the_user))?;
/// assert!(!format!("{client:?}").contains(of_the_user));
/// # Ok::<(), graph_action::Error>(())
/// ```
#[derive(Clone)]
pub struct OnBehalfOf {
    /// What the grant is made of.
    grant: Arc<UsersGrant>,
    /// What is asked for.
    scopes: Scopes,
    /// The tokens got so far: the app's, of all its users, or this value's own.
    cache: TokenCache,
}

/// A user's token and the app that exchanges it.
#[derive(Clone)]
struct UsersGrant {
    /// The app, which proves itself.
    app: Arc<App>,
    /// The token that the user's client sent.
    assertion: Secret,
    /// What goes on when that one has expired, where that is wanted.
    refresh: Option<Refresh>,
}

impl OnBehalfOf {
    /// A credential: the app that was called, as which it was registered, and the user's token without the word `Bearer`.
    pub fn new(app: impl Into<ConfidentialApp>, user_assertion: impl Into<String>) -> Self {
        let (ConfidentialApp { app, users }, assertion) = (app.into(), Secret::new(user_assertion));
        let grant = Arc::new(UsersGrant { app, assertion, refresh: None });
        Self { grant, scopes: Scopes::default(), cache: users }
    }

    /// The scopes that are asked for, such as `User.Read`; default: all that the user and the tenant consented to
    /// (`https://graph.microsoft.com/.default`).
    #[must_use]
    pub fn scopes<S: AsRef<str>>(self, scopes: impl IntoIterator<Item = S>) -> Self {
        Self { scopes: Scopes::of(scopes), ..self }
    }

    /// Asks for a refresh token too, and goes on with it when the user's own token has expired.
    #[must_use]
    pub fn offline_access(self) -> Self {
        let grant = UsersGrant { refresh: Some(Refresh::default()), ..(*self.grant).clone() };
        // What another value got for the same user came without a refresh token.
        Self { grant: Arc::new(grant), cache: TokenCache::default(), ..self }
    }
}

impl UsersGrant {
    /// A new token for the user.
    async fn redeem(&self, redeemer: &Redeemer, scope: &str) -> Result<AccessToken> {
        let Some(refresh) = &self.refresh else {
            return Ok(redeemer.redeem(self.grant(scope)).await?.token);
        };
        let scope = refresh::offline(scope);
        match refresh.redeem(redeemer, &scope).await {
            Ok(Some(token)) => return Ok(token),
            Ok(None) => {}
            // The refresh token has ended; the user's own may not have.
            Err(error) if error.code() == Some("invalid_grant") => {}
            Err(error) => return Err(error),
        }
        let granted = redeemer.redeem(self.grant(&scope)).await?;
        Ok(refresh.keep(granted).await)
    }

    /// The grant of the user's own token.
    fn grant(&self, scope: &str) -> Grant {
        Grant::new(JWT_BEARER)
            .with("requested_token_use", "on_behalf_of")
            .with("scope", scope)
            .with_secret("assertion", self.assertion.clone())
    }

    /// What a token is kept under.
    fn key<'a>(&'a self, scopes: &'a Scopes, request: &TokenRequest<'a>) -> Key<'a> {
        scopes.key(self.app.key(request)).of_subject(self.assertion.expose())
    }
}

impl TokenProvider for OnBehalfOf {
    fn token<'a>(&'a self, request: TokenRequest<'a>) -> BoxFuture<'a, Result<AccessToken>> {
        let fetch = move || {
            let (grant, redeemer) = (Arc::clone(&self.grant), Redeemer::new(&self.grant.app, &request));
            let scope = self.scopes.or(request.scope).to_owned();
            async move { grant.redeem(&redeemer, &scope).await }.boxed()
        };
        self.cache.token(self.grant.key(&self.scopes, &request), request.force_refresh, fetch).boxed()
    }

    fn kept(&self, request: &TokenRequest<'_>) -> Option<AccessToken> {
        self.cache.kept(&self.grant.key(&self.scopes, request), request.force_refresh)
    }

    fn reject(&self, token: &AccessToken) {
        self.cache.reject(token);
    }

    fn validate(&self) -> Result<()> {
        if self.grant.assertion.expose().trim().is_empty() {
            return Err(Error::new(ErrorKind::Configuration, "the user's token of the credential is empty"));
        }
        self.grant.app.validate()
    }
}

impl std::fmt::Debug for OnBehalfOf {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (app, scopes) = (&self.grant.app, &self.scopes);
        formatter.debug_struct("OnBehalfOf").field("app", app).field("scopes", scopes).finish_non_exhaustive()
    }
}

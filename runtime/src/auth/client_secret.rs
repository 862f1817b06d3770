//! The client credentials grant with a secret: an app on its own.

use std::sync::Arc;

use futures_util::FutureExt;

use super::app::{App, Proof};
use super::cache::TokenCache;
use super::endpoint::{self, Grant};
use super::store::with_store;
use super::{AccessToken, Secret, TokenProvider, TokenRequest};
use crate::Result;
use crate::transport::BoxFuture;

/// An app registration's id and secret: Entra ID's client credentials grant.
///
/// The token is kept, and the next one is got in the background before it expires; one request for it is in flight however
/// many calls wait. Clones share the token.
///
/// Source: [the client credentials flow](https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow).
///
/// ```
/// use graph_action::{Client, auth::ClientSecret};
///
/// let client = Client::new(ClientSecret::new("contoso.onmicrosoft.com", "11111111-2222-…", "the secret"))?;
/// assert!(!format!("{client:?}").contains("the secret"));
/// # Ok::<(), graph_action::Error>(())
/// ```
#[derive(Clone)]
pub struct ClientSecret {
    /// The app, with its secret.
    app: Arc<App>,
    /// The tokens got so far.
    cache: TokenCache,
}

impl ClientSecret {
    /// A credential: the tenant's id or domain, the app's client id, and its secret's value (not the secret's id).
    pub fn new(tenant: impl Into<String>, client_id: impl Into<String>, secret: impl Into<String>) -> Self {
        let app = App::new(tenant, client_id, Proof::Secret(Secret::new(secret)));
        Self { app: Arc::new(app), cache: TokenCache::default() }
    }

    /// The login host without the tenant, where it is not the cloud's own: `https://login.example.org`.
    #[must_use]
    pub fn authority(self, url: impl Into<String>) -> Self {
        let app = App { authority: Some(url.into()), ..(*self.app).clone() };
        Self { app: Arc::new(app), ..self }
    }
}

with_store!(ClientSecret);

impl TokenProvider for ClientSecret {
    fn token<'a>(&'a self, request: TokenRequest<'a>) -> BoxFuture<'a, Result<AccessToken>> {
        let fetch = move || {
            let grant = Grant::new("client_credentials").with("scope", request.scope);
            endpoint::ask(&self.app, &request, grant).map(|granted| granted.map(|granted| granted.token)).boxed()
        };
        self.cache.token(self.app.key(&request), request.force_refresh, fetch).boxed()
    }

    fn kept(&self, request: &TokenRequest<'_>) -> Option<AccessToken> {
        self.cache.kept(&self.app.key(request), request.force_refresh)
    }

    fn reject(&self, token: &AccessToken) {
        self.cache.reject(token);
    }

    fn validate(&self) -> Result<()> {
        self.app.validate()
    }
}

impl std::fmt::Debug for ClientSecret {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("ClientSecret").field("app", &self.app).finish_non_exhaustive()
    }
}

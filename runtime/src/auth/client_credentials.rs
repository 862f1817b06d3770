//! The client credentials grant: an app on its own, however it proves that it is itself.
//!
//! The credentials of apps differ in their proof alone, so all that they share is here, once.

use std::sync::Arc;

use futures_util::FutureExt;

#[cfg(feature = "certificate")]
use super::ClientCertificate;
#[cfg(feature = "certificate")]
use super::app::Proof;
use super::app::{App, ConfidentialApp};
use super::cache::TokenCache;
use super::endpoint::{self, Grant};
use super::{AccessToken, ClientAssertion, ClientSecret, Seal, TokenProvider, TokenRequest, TokenStore};
use crate::Result;
use crate::transport::BoxFuture;

/// An app and the tokens that it got so far. Clones share the tokens.
#[derive(Clone)]
pub(crate) struct ClientCredentials {
    /// The app, with its proof.
    app: Arc<App>,
    /// The tokens got so far.
    cache: TokenCache,
}

impl ClientCredentials {
    /// The credentials of an app that has no token yet.
    pub(crate) fn new(app: App) -> Self {
        Self { app: Arc::new(app), cache: TokenCache::default() }
    }

    /// The app.
    pub(crate) fn app(&self) -> &Arc<App> {
        &self.app
    }

    /// The same app at another login host, where its tokens are others.
    pub(crate) fn with_authority(self, url: String) -> Self {
        Self { app: Arc::new(App { authority: Some(url), ..(*self.app).clone() }), ..self }
    }

    /// The same app, which shares its tokens with other processes.
    pub(crate) fn with_store(self, store: impl TokenStore, seal: impl Seal) -> Self {
        Self { cache: self.cache.sharing(store, seal), ..self }
    }

    /// The same app with another proof.
    #[cfg(feature = "certificate")]
    pub(crate) fn with_proof(self, proof: Proof) -> Self {
        Self { app: Arc::new(App { proof, ..(*self.app).clone() }), ..self }
    }
}

impl TokenProvider for ClientCredentials {
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

/// Credentials whose `inner` are [`ClientCredentials`], which are what they do.
macro_rules! credentials_of_apps {
    ($($credential:ident),*) => {$(
        impl $credential {
            /// The login host without the tenant, where it is not the cloud's own: `https://login.example.org`.
            #[must_use]
            pub fn authority(mut self, url: impl Into<String>) -> Self {
                self.inner = self.inner.with_authority(url.into());
                self
            }

            /// Shares the tokens with other processes, encrypted: the store is looked at before the login service is asked,
            /// and written to after it answered. Default: each process has tokens of its own.
            #[must_use]
            pub fn store(mut self, store: impl TokenStore, seal: impl Seal) -> Self {
                self.inner = self.inner.with_store(store, seal);
                self
            }
        }

        impl TokenProvider for $credential {
            fn token<'a>(&'a self, request: TokenRequest<'a>) -> BoxFuture<'a, Result<AccessToken>> {
                self.inner.token(request)
            }

            fn kept(&self, request: &TokenRequest<'_>) -> Option<AccessToken> {
                self.inner.kept(request)
            }

            fn reject(&self, token: &AccessToken) {
                self.inner.reject(token);
            }

            fn validate(&self) -> Result<()> {
                self.inner.validate()
            }
        }

        impl From<&$credential> for ConfidentialApp {
            fn from(credential: &$credential) -> Self {
                Self::of(credential.inner.app())
            }
        }

        impl From<$credential> for ConfidentialApp {
            fn from(credential: $credential) -> Self {
                Self::from(&credential)
            }
        }

        impl std::fmt::Debug for $credential {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.debug_struct(stringify!($credential)).field("app", self.inner.app()).finish_non_exhaustive()
            }
        }
    )*};
}

credentials_of_apps!(ClientSecret, ClientAssertion);
#[cfg(feature = "certificate")]
credentials_of_apps!(ClientCertificate);

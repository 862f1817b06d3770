//! A closure as a credential, for whatever this crate does not know of: a gateway, a sidecar, a vault.

use std::future::Future;
use std::sync::Arc;

use super::cache::TokenCache;
use super::{AccessToken, OwnedTokenRequest, TokenProvider, TokenRequest};
use crate::Result;
use crate::transport::BoxFuture;

/// A closure as a credential.
///
/// What it gives out is kept for its lifetime, one token for each scope, tenant and set of claims, and replaced in the
/// background ahead of its end; one call of the closure is under way however many calls wait for it. [`uncached`](FromFn::uncached) is for a
/// closure that does all that itself.
///
/// ```
/// use std::time::Duration;
/// use graph_action::auth::{AccessToken, OwnedTokenRequest, from_fn};
/// use graph_action::{Client, Error};
///
/// /// Asks something that this crate does not know of.
/// async fn ask_the_sidecar(scope: &str) -> std::io::Result<(String, Duration)> {
///     # let _ = scope;
///     Ok(("eyJ0eXAi…".to_owned(), Duration::from_secs(3600)))
/// }
///
/// let client = Client::new(from_fn(|request: OwnedTokenRequest| async move {
///     let told = ask_the_sidecar(&request.scope).await;
///     let (token, lifetime) = told.map_err(|error| Error::token("the sidecar gave no token").with_source(error))?;
///     Ok(AccessToken::new(token, Some(lifetime)))
/// }))?;
/// # Ok::<(), graph_action::Error>(())
/// ```
///
/// In a [`Chain`](super::Chain), [`Error::credential_unavailable`](crate::Error::credential_unavailable) lets it go on to the
/// next credential; any other error ends it.
pub fn from_fn<F, R>(get: F) -> FromFn
where
    F: Fn(OwnedTokenRequest) -> R + Send + Sync + 'static,
    R: Future<Output = Result<AccessToken>> + Send + 'static,
{
    FromFn { get: Arc::new(move |request| Box::pin(get(request))), cache: Some(TokenCache::default()) }
}

/// A closure, boxed so that nothing behind it is compiled for each one.
type Get = dyn Fn(OwnedTokenRequest) -> BoxFuture<'static, Result<AccessToken>> + Send + Sync;

/// A closure as a credential: what [`from_fn`] makes. Clones share its tokens.
#[derive(Clone)]
pub struct FromFn {
    /// The closure.
    get: Arc<Get>,
    /// The tokens got so far, unless the closure looks after them.
    cache: Option<TokenCache>,
}

impl FromFn {
    /// Asks the closure before each request and each repetition of one, by many callers at once: it keeps its tokens
    /// itself, and looks at [`force_refresh`](OwnedTokenRequest::force_refresh).
    #[must_use]
    pub fn uncached(self) -> Self {
        Self { cache: None, ..self }
    }
}

impl TokenProvider for FromFn {
    fn token<'a>(&'a self, request: TokenRequest<'a>) -> BoxFuture<'a, Result<AccessToken>> {
        let Some(cache) = &self.cache else { return (self.get)(request.into()) };
        Box::pin(cache.token(request.key(), request.force_refresh, move || (self.get)(request.into())))
    }

    fn kept(&self, request: &TokenRequest<'_>) -> Option<AccessToken> {
        self.cache.as_ref()?.kept(&request.key(), request.force_refresh)
    }

    fn reject(&self, token: &AccessToken) {
        if let Some(cache) = &self.cache {
            cache.reject(token);
        }
    }
}

impl std::fmt::Debug for FromFn {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("FromFn").field("is_cached", &self.cache.is_some()).finish_non_exhaustive()
    }
}

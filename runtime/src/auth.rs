//! Where tokens come from.
//!
//! [`TokenProvider`] is the seam; [`StaticToken`] and [`ClientSecret`] stand behind it. A provider is asked before each
//! request, so it caches ([`cache`]). An [`app`] proves that it is itself at the token [`endpoint`], and [`entra`] says what to
//! do about that one's errors. A token never shows in `Debug` or in an error ([`secret`], [`bearer`]).

mod app;
mod bearer;
mod cache;
mod client_secret;
mod endpoint;
mod entra;
mod secret;
mod static_token;

use std::sync::Arc;
use std::time::Duration;

use http::HeaderValue;
use tokio::time::Instant;

pub use client_secret::ClientSecret;
pub use static_token::StaticToken;

pub(crate) use secret::Secret;

use bearer::Bearer;

use crate::transport::{BoxFuture, Transport};
use crate::{Error, Result};

/// Gives out tokens for Graph.
///
/// It is asked before each request and each repetition of one, by many callers at once.
pub trait TokenProvider: Send + Sync + 'static {
    /// A token that is valid now.
    fn token<'a>(&'a self, request: TokenRequest<'a>) -> BoxFuture<'a, Result<AccessToken>>;

    /// The service did not accept this token: one that is kept is of no more use.
    fn reject(&self, _token: &AccessToken) {}

    /// Whether the provider was given what it needs; asked once, when a client is built.
    fn validate(&self) -> Result<()> {
        Ok(())
    }
}

/// What a token is wanted for.
#[derive(Clone, Copy)]
#[non_exhaustive]
pub struct TokenRequest<'a> {
    /// The scope, such as `https://graph.microsoft.com/.default`.
    pub scope: &'a str,
    /// The login host of the client's cloud, without a tenant.
    pub authority: &'a str,
    /// Another tenant than the provider's own.
    pub tenant: Option<&'a str>,
    /// What the token has to state beside, as JSON: what a claims challenge of the service asked for.
    pub claims: Option<&'a str>,
    /// Whether a token that is kept is of no use.
    pub force_refresh: bool,
    /// What the provider may send its own requests with.
    pub transport: &'a Arc<dyn Transport>,
}

impl std::fmt::Debug for TokenRequest<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { scope, authority, tenant, force_refresh, .. } = self;
        formatter
            .debug_struct("TokenRequest")
            .field("scope", scope)
            .field("authority", authority)
            .field("tenant", tenant)
            .field("force_refresh", force_refresh)
            .finish_non_exhaustive()
    }
}

/// A bearer token and how long it is good for. Cheap to clone; never shown.
#[derive(Debug, Clone)]
pub struct AccessToken {
    /// The token.
    bearer: Arc<Bearer>,
    /// When it was given out, and for how long.
    life: Option<(Instant, Duration)>,
}

impl AccessToken {
    /// A token that is good for `lifetime` from now, or for good.
    pub fn new(token: impl Into<String>, lifetime: Option<Duration>) -> Self {
        Self { bearer: Arc::new(Bearer::new(token)), life: lifetime.map(|lifetime| (Instant::now(), lifetime)) }
    }

    /// Whether there is more than `margin` of its life left, or a fifth of it where that is less.
    pub(crate) fn is_fresh(&self, margin: Duration) -> bool {
        self.life.is_none_or(|(since, lifetime)| since.elapsed() + margin.min(lifetime / 5) < lifetime)
    }

    /// Whether both are the same token.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.bearer, &other.bearer) || self.bearer.token() == other.bearer.token()
    }

    /// The `Authorization` header.
    pub(crate) fn header(&self) -> Result<HeaderValue> {
        self.bearer.header().cloned().ok_or_else(|| {
            Error::token("the token has characters that no header can carry; was it read with its line end?")
        })
    }
}

/// Pointers to a provider, which are the provider.
macro_rules! pointers {
    ($($pointer:ident),*) => {$(
        impl<T: TokenProvider + ?Sized> TokenProvider for $pointer<T> {
            fn token<'a>(&'a self, request: TokenRequest<'a>) -> BoxFuture<'a, Result<AccessToken>> {
                (**self).token(request)
            }

            fn reject(&self, token: &AccessToken) {
                (**self).reject(token);
            }

            fn validate(&self) -> Result<()> {
                (**self).validate()
            }
        }
    )*};
}

pointers!(Arc, Box);

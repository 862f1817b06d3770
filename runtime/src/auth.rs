//! Where tokens come from.
//!
//! [`TokenProvider`] is the seam; the credentials stand behind it, and a [`Chain`] of several. A provider is asked before each
//! request, so it caches ([`cache`]) an [`access_token`], which may have to state [`claims`] and be shared through a [`store`].
//! An [`app`] proves that it is itself at the token [`endpoint`], and [`entra`] says what to do about that one's errors. What a
//! token allows, [`permissions`] compares with what an action needs. A token never shows in `Debug` or in an error ([`secret`],
//! [`bearer`]).
//!
// A credential whose feature is off is no link in the table below, but still in it.
#![cfg_attr(feature = "azure", doc = "[`Azure`]: Azure")]
#![cfg_attr(not(feature = "azure"), doc = "[`Azure`]: #what-it-costs")]
#![cfg_attr(feature = "certificate", doc = "[`ClientCertificate`]: ClientCertificate")]
#![cfg_attr(not(feature = "certificate"), doc = "[`ClientCertificate`]: #what-it-costs")]
#![cfg_attr(feature = "interactive", doc = "[`AuthorizationCode`]: AuthorizationCode")]
#![cfg_attr(not(feature = "interactive"), doc = "[`AuthorizationCode`]: #what-it-costs")]
//!
#![doc = include_str!("docs/credentials.md")]

mod access_token;
mod app;
#[cfg(feature = "interactive")]
mod authorization_code;
#[cfg(feature = "azure")]
mod azure;
mod bearer;
mod cache;
#[cfg(feature = "certificate")]
mod certificate;
mod chain;
mod claims;
mod client_assertion;
#[cfg(feature = "certificate")]
mod client_certificate;
mod client_credentials;
mod client_secret;
mod delegated;
mod device_code;
mod endpoint;
mod entra;
mod environment;
mod from_fn;
#[cfg(feature = "certificate")]
pub(crate) mod jwt;
#[cfg(feature = "interactive")]
mod loopback;
mod on_behalf_of;
mod owned_request;
mod permissions;
mod redeemer;
mod refresh;
mod refresh_token;
mod scopes;
mod secret;
mod static_token;
mod store;

use std::borrow::Cow;
use std::sync::Arc;

pub use access_token::AccessToken;
pub use app::ConfidentialApp;
#[cfg(feature = "interactive")]
#[cfg_attr(docsrs, doc(cfg(feature = "interactive")))]
pub use authorization_code::{AuthorizationCode, Prompt};
#[cfg(feature = "azure")]
#[cfg_attr(docsrs, doc(cfg(feature = "azure")))]
pub use azure::Azure;
#[cfg(feature = "certificate")]
#[cfg_attr(docsrs, doc(cfg(feature = "certificate")))]
pub use certificate::Certificate;
pub use chain::Chain;
pub use client_assertion::ClientAssertion;
#[cfg(feature = "certificate")]
#[cfg_attr(docsrs, doc(cfg(feature = "certificate")))]
pub use client_certificate::ClientCertificate;
pub use client_secret::ClientSecret;
pub use device_code::{DeviceCode, DevicePrompt};
pub use environment::Environment;
pub use from_fn::{FromFn, from_fn};
pub use on_behalf_of::OnBehalfOf;
pub use owned_request::OwnedTokenRequest;
pub use refresh_token::RefreshToken;
pub use static_token::StaticToken;
pub use store::{Seal, StoreError, TokenStore};

pub(crate) use access_token::Life;
pub(crate) use permissions::{Held, warn_of_missing};
pub(crate) use secret::Secret;

use crate::Result;
use crate::transport::{BoxFuture, Transport};

/// Gives out tokens for Graph.
///
/// It is asked before each request and each repetition of one, by many callers at once.
pub trait TokenProvider: Send + Sync + 'static {
    /// A token that is valid now.
    fn token<'a>(&'a self, request: TokenRequest<'a>) -> BoxFuture<'a, Result<AccessToken>>;

    /// The same token, if it is at hand: without waiting, and without getting a new one. It is asked for first, so that most
    /// calls wait for nothing. Default: nothing is at hand.
    fn kept(&self, _request: &TokenRequest<'_>) -> Option<AccessToken> {
        None
    }

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
    /// What the token has to state beside, as JSON: what a claims challenge of the service asked for. What the login service
    /// is to be sent is [`claims_parameter`](Self::claims_parameter).
    pub claims: Option<&'a str>,
    /// Whether the client answers claims challenges at any time, so that its tokens may live longer and be revoked early: see
    /// [`ClientBuilder::continuous_access`](crate::ClientBuilder::continuous_access).
    pub continuous_access: bool,
    /// Whether a token that is kept is of no use.
    pub force_refresh: bool,
    /// What the provider may send its own requests with.
    pub transport: &'a Arc<dyn Transport>,
}

impl TokenRequest<'_> {
    /// The `claims` parameter for the login service: what a challenge asked for, and what the client is able to do. Nothing,
    /// where there is nothing to say.
    ///
    /// Source: [client capabilities](https://learn.microsoft.com/entra/identity-platform/claims-challenge#client-capabilities).
    #[must_use]
    pub fn claims_parameter(&self) -> Option<Cow<'_, str>> {
        claims::parameter(self.claims, self.continuous_access)
    }
}

impl std::fmt::Debug for TokenRequest<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { scope, authority, tenant, continuous_access, force_refresh, .. } = self;
        formatter
            .debug_struct("TokenRequest")
            .field("scope", scope)
            .field("authority", authority)
            .field("tenant", tenant)
            .field("continuous_access", continuous_access)
            .field("force_refresh", force_refresh)
            .finish_non_exhaustive()
    }
}

/// Pointers to a provider, which are the provider.
macro_rules! pointers {
    ($($pointer:ident),*) => {$(
        impl<T: TokenProvider + ?Sized> TokenProvider for $pointer<T> {
            fn token<'a>(&'a self, request: TokenRequest<'a>) -> BoxFuture<'a, Result<AccessToken>> {
                (**self).token(request)
            }

            fn kept(&self, request: &TokenRequest<'_>) -> Option<AccessToken> {
                (**self).kept(request)
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

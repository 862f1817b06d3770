//! What a token is wanted for, in a form that outlives the call that wants it, and as a key.

use std::sync::Arc;

use super::TokenRequest;
use super::cache::Key;
use crate::transport::Transport;

/// What a token is wanted for, as a [`from_fn`](super::from_fn) closure is told: a [`TokenRequest`] that can be kept and sent
/// to another task.
#[derive(Clone)]
#[non_exhaustive]
pub struct OwnedTokenRequest {
    /// The scope, such as `https://graph.microsoft.com/.default`.
    pub scope: String,
    /// The login host of the client's cloud, without a tenant.
    pub authority: String,
    /// Another tenant than the provider's own.
    pub tenant: Option<String>,
    /// What the token has to state beside, as JSON: what a claims challenge of the service asked for.
    pub claims: Option<String>,
    /// Whether the client answers claims challenges at any time; see [`TokenRequest::continuous_access`].
    pub continuous_access: bool,
    /// Whether a token that is kept is of no use.
    pub force_refresh: bool,
    /// What requests of one's own may be sent with.
    pub transport: Arc<dyn Transport>,
}

impl OwnedTokenRequest {
    /// The request as providers are asked with.
    #[must_use]
    pub fn as_request(&self) -> TokenRequest<'_> {
        TokenRequest {
            scope: &self.scope,
            authority: &self.authority,
            tenant: self.tenant.as_deref(),
            claims: self.claims.as_deref(),
            continuous_access: self.continuous_access,
            force_refresh: self.force_refresh,
            transport: &self.transport,
        }
    }
}

impl<'a> TokenRequest<'a> {
    /// What the token of a credential that knows neither app nor tenant is kept under.
    pub(super) fn key(&self) -> Key<'a> {
        Key {
            subject: "",
            scope: self.scope,
            tenant: self.tenant.unwrap_or_default(),
            client: "",
            authority: self.authority,
            continuous_access: self.continuous_access,
            claims: self.claims,
        }
    }
}

impl From<TokenRequest<'_>> for OwnedTokenRequest {
    fn from(request: TokenRequest<'_>) -> Self {
        Self {
            scope: request.scope.to_owned(),
            authority: request.authority.to_owned(),
            tenant: request.tenant.map(str::to_owned),
            claims: request.claims.map(str::to_owned),
            continuous_access: request.continuous_access,
            force_refresh: request.force_refresh,
            transport: Arc::clone(request.transport),
        }
    }
}

impl std::fmt::Debug for OwnedTokenRequest {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.as_request().fmt(formatter)
    }
}

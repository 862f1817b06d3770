//! What redeems grants for one request for a token, when the request itself is gone.
//!
//! A request is borrowed from a call, which may be dropped; the token that it asked for may be waited for by others.

use std::sync::Arc;

use super::TokenRequest;
use super::app::App;
use super::endpoint::{self, Grant, Granted};
use crate::Result;
use crate::transport::Transport;

/// An app at the token endpoint that a request is for, with the claims that it asks for.
#[derive(Clone)]
pub(crate) struct Redeemer {
    /// The app.
    pub(crate) app: Arc<App>,
    /// What sends.
    pub(crate) transport: Arc<dyn Transport>,
    /// The login host.
    pub(crate) authority: String,
    /// The tenant.
    pub(crate) tenant: String,
    /// The `claims` parameter.
    pub(crate) claims: Option<String>,
}

impl Redeemer {
    /// What redeems for a request.
    pub(crate) fn new(app: &Arc<App>, request: &TokenRequest<'_>) -> Self {
        Self {
            app: Arc::clone(app),
            transport: Arc::clone(request.transport),
            authority: app.authority(request.authority).to_owned(),
            tenant: app.tenant(request).to_owned(),
            claims: request.claims_parameter().map(Into::into),
        }
    }

    /// Redeems a grant, whose scope, or what is in its place, is its own.
    pub(crate) async fn redeem(&self, grant: Grant) -> Result<Granted> {
        let grant = match &self.claims {
            Some(claims) => grant.with("claims", claims),
            None => grant,
        };
        endpoint::redeem(Arc::clone(&self.transport), &self.app, (&self.authority, &self.tenant), grant).await
    }
}

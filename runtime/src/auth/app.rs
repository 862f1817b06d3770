//! An app registration, and how it proves to Entra ID that it is itself.

use std::sync::Arc;

use super::cache::{Key, TokenCache};
use super::{Secret, TokenRequest};
use crate::client::require_safe_url;
use crate::error::ErrorKind;
use crate::transport::BoxFuture;
use crate::{Error, Result};

/// An app registration in a tenant.
#[derive(Clone)]
pub(crate) struct App {
    /// The tenant's id or one of its domains.
    pub(crate) tenant: String,
    /// The app's (client) id.
    pub(crate) client_id: String,
    /// How it proves that it is itself.
    pub(crate) proof: Proof,
    /// The login host, where it is not the cloud's.
    pub(crate) authority: Option<String>,
}

/// How an app proves that it is itself.
#[derive(Clone)]
pub(crate) enum Proof {
    /// It does not: a public client, such as a program on a user's machine.
    None,
    /// A secret that Entra ID knows too.
    Secret(Secret),
    /// A signed statement, a new one for each request.
    Assertion(Arc<dyn Assertion>),
}

/// Gives out signed statements about an app.
pub(crate) trait Assertion: Send + Sync {
    /// A statement for the token endpoint at this address.
    fn assertion<'a>(&'a self, endpoint: &'a str) -> BoxFuture<'a, Result<Secret>>;

    /// Whether there can be one; asked once, when a client is built.
    fn validate(&self) -> Result<()> {
        Ok(())
    }
}

/// An app that can prove that it is itself: what acts for users with more than their word.
///
/// Any credential of an app becomes one, and stays usable beside it: [`ClientSecret`](super::ClientSecret),
/// [`ClientAssertion`](super::ClientAssertion) and, with the feature `certificate`, `ClientCertificate`. It is what
/// [`OnBehalfOf`](super::OnBehalfOf) and [`RefreshToken::of`](super::RefreshToken::of) take. Clones share the tokens that were
/// got on behalf of users.
///
/// ```
/// use graph_action::auth::{ClientSecret, ConfidentialApp};
///
/// let app = ConfidentialApp::from(ClientSecret::new("contoso.onmicrosoft.com", "11111111-2222-…", "the secret"));
/// assert!(!format!("{app:?}").contains("the secret"));
/// ```
#[derive(Debug, Clone)]
pub struct ConfidentialApp {
    /// The app, whose proof is not [`Proof::None`].
    pub(super) app: Arc<App>,
    /// The tokens of the users that it acts for.
    pub(super) users: TokenCache,
}

impl ConfidentialApp {
    /// An app with a proof, and no users yet.
    pub(super) fn of(app: &Arc<App>) -> Self {
        Self { app: Arc::clone(app), users: TokenCache::default() }
    }
}

impl App {
    /// An app of a tenant.
    pub(crate) fn new(tenant: impl Into<String>, client_id: impl Into<String>, proof: Proof) -> Self {
        Self { tenant: tenant.into(), client_id: client_id.into(), proof, authority: None }
    }

    /// The login host, without a slash at its end.
    pub(crate) fn authority<'a>(&'a self, of_cloud: &'a str) -> &'a str {
        self.authority.as_deref().unwrap_or(of_cloud).trim_end_matches('/')
    }

    /// The tenant that a token is wanted of.
    pub(crate) fn tenant<'a>(&'a self, request: &TokenRequest<'a>) -> &'a str {
        request.tenant.unwrap_or(&self.tenant)
    }

    /// What a token that is asked for is kept under.
    pub(crate) fn key<'a>(&'a self, request: &TokenRequest<'a>) -> Key<'a> {
        Key {
            subject: "",
            scope: request.scope,
            tenant: self.tenant(request),
            client: &self.client_id,
            authority: self.authority(request.authority),
            continuous_access: request.continuous_access,
            claims: request.claims,
        }
    }

    /// Whether everything is there.
    pub(crate) fn validate(&self) -> Result<()> {
        let secret = match &self.proof {
            Proof::Secret(secret) => Some(secret.expose()),
            Proof::None | Proof::Assertion(_) => None,
        };
        let parts = [("tenant", Some(&*self.tenant)), ("client id", Some(&*self.client_id)), ("client secret", secret)];
        for (what, value) in parts {
            if value.is_some_and(|value| value.trim().is_empty()) {
                return Err(Error::new(ErrorKind::Configuration, format!("the {what} of the credential is empty")));
            }
        }
        if let Proof::Assertion(assertion) = &self.proof {
            assertion.validate()?;
        }
        match &self.authority {
            Some(authority) => require_safe_url("authority", authority).map(drop),
            None => Ok(()),
        }
    }
}

impl std::fmt::Debug for App {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // No proof is shown, nor an authority that has a password in it and is yet to be refused.
        let authority = self.authority.as_deref().filter(|authority| !authority.contains('@'));
        formatter
            .debug_struct("App")
            .field("tenant", &self.tenant)
            .field("client_id", &self.client_id)
            .field("authority", &authority)
            .finish_non_exhaustive()
    }
}

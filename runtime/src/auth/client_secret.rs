//! An app that proves itself with a secret that Entra ID knows too.

use super::Secret;
use super::app::{App, Proof};
use super::client_credentials::ClientCredentials;

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
    pub(super) inner: ClientCredentials,
}

impl ClientSecret {
    /// A credential: the tenant's id or domain, the app's client id, and its secret's value (not the secret's id).
    pub fn new(tenant: impl Into<String>, client_id: impl Into<String>, secret: impl Into<String>) -> Self {
        Self { inner: ClientCredentials::new(App::new(tenant, client_id, Proof::Secret(Secret::new(secret)))) }
    }
}

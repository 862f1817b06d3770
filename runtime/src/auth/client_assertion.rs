//! An app that proves itself with a statement that somebody else signs: federated identities, workload identities, keys in a
//! vault.
//!
//! The statement is asked for anew at each request for a token, and never kept.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::Secret;
use super::app::{App, Assertion, Proof};
use super::client_credentials::ClientCredentials;
use crate::transport::BoxFuture;
use crate::{Error, Result};

/// An app registration that somebody else vouches for: Entra ID's client credentials grant with a client assertion, which is a
/// signed JWT.
///
/// Take it where another identity provider knows the program already, so that there is nothing to keep secret: a workload
/// in Kubernetes ([`from_file`](Self::from_file)), a job of a build pipeline, a program in another cloud, or an app whose
/// private key is in a vault that signs by itself.
///
/// Source: [federated identity](https://learn.microsoft.com/entra/workload-id/workload-identity-federation),
/// [the client credentials flow](https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow#third-case-access-token-request-with-a-federated-credential).
///
/// ```
/// use graph_action::{Client, auth::ClientAssertion};
///
/// async fn token_of_the_pipeline() -> graph_action::Result<String> {
///     // For audience `api://AzureADTokenExchange`, from where the pipeline gives it out.
///     Ok("eyJ0eXAi…".to_owned())
/// }
///
/// let credential = ClientAssertion::new("contoso.onmicrosoft.com", "11111111-2222-…", token_of_the_pipeline);
/// let client = Client::new(credential)?;
/// # Ok::<(), graph_action::Error>(())
/// ```
#[derive(Clone)]
pub struct ClientAssertion {
    /// The app, with what its statements come from.
    pub(super) inner: ClientCredentials,
}

/// Statements from a function.
struct FromFn<F>(F);

/// Statements from a file.
struct FromFile(PathBuf);

impl ClientAssertion {
    /// A credential: the tenant's id or domain, the app's client id, and what gives out assertions.
    ///
    /// The function is asked once for each request to the token endpoint; what it gives is sent and not kept. Its errors
    /// reach the call that needed the token: make them with [`Error::token`], and put no secret in.
    pub fn new<F, Fut>(tenant: impl Into<String>, client_id: impl Into<String>, assertion: F) -> Self
    where
        F: Fn() -> Fut + Send + Sync + 'static,
        Fut: Future<Output = Result<String>> + Send + 'static,
    {
        Self::of(tenant, client_id, Arc::new(FromFn(assertion)))
    }

    /// A credential whose assertions are in a file that somebody keeps up to date, such as the one that Azure workload identity
    /// names in `AZURE_FEDERATED_TOKEN_FILE`. It is read again for each request to the token endpoint.
    ///
    /// Source: [workload identity in Kubernetes](https://learn.microsoft.com/azure/aks/workload-identity-overview).
    ///
    /// ```
    /// use graph_action::{Client, auth::ClientAssertion};
    ///
    /// let file = "/var/run/secrets/azure/tokens/azure-identity-token";
    /// let client = Client::new(ClientAssertion::from_file("contoso.onmicrosoft.com", "11111111-2222-…", file))?;
    /// # Ok::<(), graph_action::Error>(())
    /// ```
    pub fn from_file(tenant: impl Into<String>, client_id: impl Into<String>, path: impl Into<PathBuf>) -> Self {
        Self::of(tenant, client_id, Arc::new(FromFile(path.into())))
    }

    /// A credential with this source of assertions.
    fn of(tenant: impl Into<String>, client_id: impl Into<String>, assertion: Arc<dyn Assertion>) -> Self {
        Self { inner: ClientCredentials::new(App::new(tenant, client_id, Proof::Assertion(assertion))) }
    }
}

impl<F, Fut> Assertion for FromFn<F>
where
    F: Fn() -> Fut + Send + Sync,
    Fut: Future<Output = Result<String>> + Send + 'static,
{
    fn assertion<'a>(&'a self, _endpoint: &'a str) -> BoxFuture<'a, Result<Secret>> {
        let assertion = (self.0)();
        Box::pin(async move {
            let text = Secret::new(assertion.await?);
            trimmed(&text).ok_or_else(|| Error::token("the client assertion that was given is empty"))
        })
    }
}

impl Assertion for FromFile {
    fn assertion<'a>(&'a self, _endpoint: &'a str) -> BoxFuture<'a, Result<Secret>> {
        // Blocks, but for microseconds: a small file, as a rule in memory, once for each token. A thread for it would need a
        // runtime's spawner, which nothing else here does.
        Box::pin(std::future::ready(read(&self.0)))
    }
}

/// The assertion in a file.
fn read(path: &Path) -> Result<Secret> {
    let named = |what: &str| Error::token(format!("the file of client assertions, {}, {what}", path.display()));
    let text = std::fs::read_to_string(path).map_err(|error| named("cannot be read").with_source(error))?;
    trimmed(&Secret::new(text)).ok_or_else(|| named("is empty"))
}

/// An assertion without the line end behind it; none if there is nothing else.
fn trimmed(text: &Secret) -> Option<Secret> {
    let text = text.expose().trim();
    (!text.is_empty()).then(|| Secret::new(text))
}

//! The credential that the environment describes, by the variables of Microsoft's own libraries.
//!
//! The variables are read once, through a function, so that a test need not change the environment of its process. Their
//! values never show, but for those that are no secret.

use std::ffi::OsString;
use std::sync::Arc;

use super::{AccessToken, ClientSecret, TokenProvider, TokenRequest};
use crate::error::ErrorKind;
use crate::transport::BoxFuture;
use crate::{Error, Result};

/// The tenant's id or domain.
const TENANT: &str = "AZURE_TENANT_ID";
/// The app's (client) id.
const CLIENT: &str = "AZURE_CLIENT_ID";
/// The app's secret.
const SECRET: &str = "AZURE_CLIENT_SECRET";
/// A file with the app's certificate and key.
const CERTIFICATE: &str = "AZURE_CLIENT_CERTIFICATE_PATH";
/// A file with an assertion of a federated identity.
const FEDERATED: &str = "AZURE_FEDERATED_TOKEN_FILE";
/// The login host.
const AUTHORITY: &str = "AZURE_AUTHORITY_HOST";

/// An app's credential as the environment describes it, by the variables of Microsoft's own libraries:
///
/// | variable | holds |
/// | --- | --- |
/// | `AZURE_TENANT_ID`, `AZURE_CLIENT_ID` | the app and its tenant, always needed |
/// | `AZURE_CLIENT_SECRET` | its secret: a [`ClientSecret`]; or |
/// | `AZURE_CLIENT_CERTIFICATE_PATH` | a file with its certificate and key; or |
/// | `AZURE_FEDERATED_TOKEN_FILE` | a file with an assertion, as Kubernetes writes it for a workload identity |
/// | `AZURE_AUTHORITY_HOST` | the login host, where it is not the cloud's own: `https://login.microsoftonline.us` |
///
/// Where several of the second group are set, the first of them counts. A variable that is empty is not set. Names and
/// passwords of users (`AZURE_USERNAME`) are not read: that grant has had its day.
///
/// A client of it is built only if everything is there. In a [`Chain`](super::Chain), an environment with none of the
/// second group is passed over; one that is half filled in is an error.
///
/// Source: [`EnvironmentCredential`](https://learn.microsoft.com/dotnet/api/azure.identity.environmentcredential),
/// [workload identities](https://azure.github.io/azure-workload-identity/docs/topics/service-account-labels-and-annotations.html).
///
/// ```no_run
/// use graph_action::{Client, auth::Environment};
///
/// let client = Client::new(Environment::new())?;
/// # Ok::<(), graph_action::Error>(())
/// ```
#[derive(Clone)]
pub struct Environment {
    /// The credential, or why there is none.
    credential: Result<Arc<dyn TokenProvider>>,
}

impl Environment {
    /// The credential that the environment of this process describes now.
    #[must_use]
    pub fn new() -> Self {
        Self { credential: read(&|name| std::env::var_os(name)) }
    }

    /// The credential that other variables describe: a test's, or those of a file.
    ///
    /// ```
    /// use graph_action::{Client, auth::Environment};
    ///
    /// let file = [("AZURE_TENANT_ID", "contoso.onmicrosoft.com"), ("AZURE_CLIENT_SECRET", "the secret")];
    /// let variable = |name: &str| file.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned());
    /// let error = Client::new(Environment::from_variables(variable)).unwrap_err();
    /// assert!(error.to_string().contains("AZURE_CLIENT_ID is not set"));
    /// ```
    #[must_use]
    pub fn from_variables(variable: impl Fn(&str) -> Option<String>) -> Self {
        Self { credential: read(&|name| variable(name).map(OsString::from)) }
    }
}

impl Default for Environment {
    fn default() -> Self {
        Self::new()
    }
}

/// The credential that variables describe.
fn read(variable: &dyn Fn(&str) -> Option<OsString>) -> Result<Arc<dyn TokenProvider>> {
    let text = |name: &'static str| match variable(name).filter(|value| !value.is_empty()) {
        None => Ok(None),
        Some(value) => value.into_string().map(Some).map_err(|_| configuration(format!("{name} is not UTF-8"))),
    };
    let (tenant, client, authority) = (text(TENANT)?, text(CLIENT)?, text(AUTHORITY)?);
    let (secret, certificate, federated) = (text(SECRET)?, variable(CERTIFICATE), variable(FEDERATED));
    let proofs = [secret.is_some(), is_set(certificate.as_ref()), is_set(federated.as_ref())];
    let mut missing: Vec<&str> = [(TENANT, tenant.is_none()), (CLIENT, client.is_none())]
        .into_iter()
        .filter_map(|(name, is_missing)| is_missing.then_some(name))
        .collect();
    if !proofs.contains(&true) {
        let proof = format!("one of {SECRET}, {CERTIFICATE} and {FEDERATED}");
        missing.push(&proof);
        return Err(configuration(not_set(&missing)).without_credential());
    }
    let (Some(tenant), Some(client)) = (tenant, client) else { return Err(configuration(not_set(&missing))) };
    let authority = authority.map(|host| if host.contains("://") { host } else { format!("https://{host}") });
    let [_, has_certificate, _] = proofs;
    if let Some(secret) = secret {
        let credential = ClientSecret::new(tenant, client, secret);
        let credential = match authority {
            Some(authority) => credential.authority(authority),
            None => credential,
        };
        return Ok(Arc::new(credential));
    }
    let name = if has_certificate { CERTIFICATE } else { FEDERATED };
    Err(configuration(format!("{name} is set, but this build cannot read it")))
}

/// Whether a variable is set to something.
fn is_set(value: Option<&OsString>) -> bool {
    value.is_some_and(|value| !value.is_empty())
}

/// The sentence about variables that are not there.
fn not_set(missing: &[&str]) -> String {
    match missing {
        [name] if !name.contains(' ') => format!("the environment describes no credential: {name} is not set"),
        names => format!("the environment describes no credential: not set are {}", names.join(", ")),
    }
}

/// An error of the environment.
fn configuration(message: String) -> Error {
    Error::new(ErrorKind::Configuration, message)
}

impl TokenProvider for Environment {
    fn token<'a>(&'a self, request: TokenRequest<'a>) -> BoxFuture<'a, Result<AccessToken>> {
        match &self.credential {
            Ok(credential) => credential.token(request),
            Err(error) => Box::pin(std::future::ready(Err(error.clone()))),
        }
    }

    fn kept(&self, request: &TokenRequest<'_>) -> Option<AccessToken> {
        self.credential.as_ref().ok()?.kept(request)
    }

    fn reject(&self, token: &AccessToken) {
        if let Ok(credential) = &self.credential {
            credential.reject(token);
        }
    }

    fn validate(&self) -> Result<()> {
        self.credential.as_ref().map_err(Error::clone)?.validate()
    }
}

impl std::fmt::Debug for Environment {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Environment").field("has_credential", &self.credential.is_ok()).finish_non_exhaustive()
    }
}

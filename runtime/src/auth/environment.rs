//! The credential that the environment describes, by the variables of Microsoft's own libraries.
//!
//! The variables are read once, through a function, so that a test need not change the environment of its process. Their
//! values never show, but for those that are no secret.

use std::ffi::OsString;
use std::path::PathBuf;

use super::app::ConfidentialApp;
use super::client_credentials::ClientCredentials;
use super::{AccessToken, ClientAssertion, ClientSecret, TokenProvider, TokenRequest};
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
/// The password of that file.
#[cfg(feature = "certificate")]
const PASSWORD: &str = "AZURE_CLIENT_CERTIFICATE_PASSWORD";
/// Whether the certificate goes along with those that vouch for it.
#[cfg(feature = "certificate")]
const SENDS_CHAIN: &str = "AZURE_CLIENT_SEND_CERTIFICATE_CHAIN";
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
/// | `AZURE_CLIENT_CERTIFICATE_PATH` | a file with its certificate and key: a `ClientCertificate`, by the feature `certificate`; or |
/// | `AZURE_FEDERATED_TOKEN_FILE` | a file with an assertion, as Kubernetes writes it for a workload identity: a [`ClientAssertion`] |
/// | `AZURE_CLIENT_CERTIFICATE_PASSWORD` | the password of the certificate's file, where it is PKCS#12 |
/// | `AZURE_CLIENT_SEND_CERTIFICATE_CHAIN` | `true` or `1` to send the certificate along with those that vouch for it |
/// | `AZURE_AUTHORITY_HOST` | the login host, where it is not the cloud's own: `https://login.microsoftonline.us` |
///
/// Where several of those in the middle that prove the app are set, the first of them counts. A variable that is empty is
/// not set. Names and passwords of users (`AZURE_USERNAME`) are not read: that grant has had its day.
///
/// A client of it is built only if everything is there. In a [`Chain`](super::Chain), an environment in which nothing proves an
/// app is passed over; one that is half filled in is an error.
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
    credential: Result<ClientCredentials>,
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

    /// The app itself, for a grant that is about its users: [`OnBehalfOf`](super::OnBehalfOf),
    /// [`RefreshToken`](super::RefreshToken).
    ///
    /// ```no_run
    /// use graph_action::{Client, auth::{Environment, OnBehalfOf}};
    ///
    /// let app = Environment::new().app()?;
    /// let client = Client::new(OnBehalfOf::new(app, "what the user's client sent"))?;
    /// # Ok::<(), graph_action::Error>(())
    /// ```
    pub fn app(&self) -> Result<ConfidentialApp> {
        self.credential.as_ref().map(|credential| ConfidentialApp::of(credential.app())).map_err(Error::clone)
    }
}

impl Default for Environment {
    fn default() -> Self {
        Self::new()
    }
}

/// Looks a variable up.
type Lookup<'a> = &'a dyn Fn(&str) -> Option<OsString>;

/// What proves the app.
enum Proof {
    /// A secret.
    Secret(String),
    /// The file of a certificate.
    Certificate(PathBuf),
    /// The file of an assertion.
    Federated(PathBuf),
}

/// The credential that variables describe.
fn read(variable: Lookup<'_>) -> Result<ClientCredentials> {
    let (tenant, client, proof) = (text(variable, TENANT)?, text(variable, CLIENT)?, proof(variable)?);
    let mut missing: Vec<&str> = Vec::new();
    missing.extend(tenant.is_none().then_some(TENANT));
    missing.extend(client.is_none().then_some(CLIENT));
    let Some(proof) = proof else {
        let any = format!("one of {SECRET}, {CERTIFICATE} and {FEDERATED}");
        missing.push(&any);
        return Err(configuration(not_set(&missing)).without_credential());
    };
    let (Some(tenant), Some(client)) = (tenant, client) else { return Err(configuration(not_set(&missing))) };
    let credential = match proof {
        Proof::Secret(secret) => ClientSecret::new(tenant, client, secret).inner,
        Proof::Federated(file) => ClientAssertion::from_file(tenant, client, file).inner,
        Proof::Certificate(file) => certificate(variable, tenant, client, file)?,
    };
    Ok(match text(variable, AUTHORITY)? {
        Some(address) if address.contains("://") => credential.with_authority(address),
        Some(host) => credential.with_authority(format!("https://{host}")),
        None => credential,
    })
}

/// What proves the app, if anything does.
fn proof(variable: Lookup<'_>) -> Result<Option<Proof>> {
    if let Some(secret) = text(variable, SECRET)? {
        return Ok(Some(Proof::Secret(secret)));
    }
    let certificate = set(variable, CERTIFICATE).map(|path| Proof::Certificate(path.into()));
    Ok(certificate.or_else(|| set(variable, FEDERATED).map(|path| Proof::Federated(path.into()))))
}

/// The credential with the certificate of a file.
#[cfg(feature = "certificate")]
fn certificate(variable: Lookup<'_>, tenant: String, client: String, file: PathBuf) -> Result<ClientCredentials> {
    let password = text(variable, PASSWORD)?.map(zeroize::Zeroizing::new);
    let certificate = super::Certificate::from_file(file, password.as_ref().map(|password| password.as_str()))?;
    let credential = super::ClientCertificate::new(tenant, client, certificate);
    let sends_chain = text(variable, SENDS_CHAIN)?;
    let sends_chain = sends_chain.is_some_and(|value| value == "1" || value.eq_ignore_ascii_case("true"));
    Ok(if sends_chain { credential.send_chain() } else { credential }.inner)
}

/// No credential, in a build that reads no certificates.
#[cfg(not(feature = "certificate"))]
fn certificate(_: Lookup<'_>, _: String, _: String, _: PathBuf) -> Result<ClientCredentials> {
    Err(configuration(format!(
        "{CERTIFICATE} is set, but this build reads no certificates: switch the feature `certificate` on"
    )))
}

/// A variable that is set to something.
fn set(variable: Lookup<'_>, name: &str) -> Option<OsString> {
    variable(name).filter(|value| !value.is_empty())
}

/// A variable that is set to some text.
fn text(variable: Lookup<'_>, name: &str) -> Result<Option<String>> {
    let value = set(variable, name).map(OsString::into_string).transpose();
    value.map_err(|_| configuration(format!("{name} is not UTF-8")))
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
        let app = self.credential.as_ref().map(ClientCredentials::app);
        formatter.debug_struct("Environment").field("app", &app).finish_non_exhaustive()
    }
}

//! What a verifier is made of, and what it refuses to be made of.

use std::sync::Arc;
use std::time::Duration;

use http::{HeaderValue, Uri};

use super::EncryptionCertificate;
use super::key_set::KeySet;
use super::validation_token::{Expected, TENANT};
use super::verifier::{Inner, Verifier};
use crate::client::require_safe_url;
use crate::error::ErrorKind;
use crate::transport::Transport;
use crate::{Client, Cloud, Error, Result};

/// Graph's change tracking, as the login service knows it.
const PUBLISHER: &str = "0bf30f3b-4a52-48df-9a82-234910c4a086";

/// Configures a [`Verifier`]. Needed are an [app](Self::app) and a [certificate](Self::certificate); all else has a default.
///
/// ```no_run
/// # use graph_action::{Client, notify::{EncryptionCertificate, Verifier}};
/// # fn f(client: &Client, old: EncryptionCertificate, new: EncryptionCertificate) -> graph_action::Result<()> {
/// let verifier = Verifier::builder(client)
///     .app("11111111-2222-…")
///     .tenant("84bd8158-6d4d-4958-8b9f-9d6445542f95")     // and no other
///     .certificate(old)                                   // until its subscriptions are renewed
///     .certificate(new)
///     .build()?;
/// # Ok(()) }
/// ```
#[must_use = "a builder does nothing until it is built"]
pub struct VerifierBuilder {
    /// The login host.
    authority: String,
    /// The cloud.
    cloud: Cloud,
    /// What fetches the keys.
    transport: Arc<dyn Transport>,
    /// What the requests say of their sender.
    user_agent: HeaderValue,
    /// The apps.
    apps: Vec<String>,
    /// The tenants.
    tenants: Vec<String>,
    /// The certificates.
    certificates: Vec<EncryptionCertificate>,
    /// Whom tokens are given to.
    publisher: String,
    /// Who issues tokens, where it is not the cloud's login service.
    issuers: Vec<String>,
    /// Where the keys are, where it is not the login host's own place.
    keys_url: Option<String>,
    /// The shortest time between two fetches of keys.
    refetch_after: Duration,
}

impl VerifierBuilder {
    /// The defaults, with what a client knows.
    pub(super) fn new(client: &Client) -> Self {
        Self {
            authority: client.authority().trim_end_matches('/').to_owned(),
            cloud: client.cloud(),
            transport: Arc::clone(client.transport()),
            user_agent: client.user_agent().clone(),
            apps: Vec::new(),
            tenants: Vec::new(),
            certificates: Vec::new(),
            publisher: PUBLISHER.to_owned(),
            issuers: Vec::new(),
            keys_url: None,
            refetch_after: Duration::from_mins(5),
        }
    }

    /// The id of an app whose subscriptions these are; several may be given.
    pub fn app(mut self, client_id: impl Into<String>) -> Self {
        self.apps.push(client_id.into());
        self
    }

    /// The id of a tenant that notifications may be from; several may be given. Default: any tenant, as the login service
    /// gives tokens for an app only in tenants that it is installed in.
    pub fn tenant(mut self, tenant_id: impl Into<String>) -> Self {
        self.tenants.push(tenant_id.into());
        self
    }

    /// A certificate that content is encrypted for; several may be given, each under an id of its own.
    pub fn certificate(mut self, certificate: EncryptionCertificate) -> Self {
        self.certificates.push(certificate);
        self
    }

    /// The app that Graph's tokens are given to, in a cloud where it is another. Default:
    /// `0bf30f3b-4a52-48df-9a82-234910c4a086`, Graph's change tracking.
    pub fn publisher(mut self, client_id: impl Into<String>) -> Self {
        self.publisher = client_id.into();
        self
    }

    /// Who issues tokens, with `{tenantid}` in place of the tenant; several may be given, and none of the defaults stays.
    /// Default: the login service of the client's cloud, in its old name (`https://sts.windows.net/{tenantid}/`) and its new
    /// one (`https://login.microsoftonline.com/{tenantid}/v2.0`).
    pub fn issuer(mut self, template: impl Into<String>) -> Self {
        self.issuers.push(template.into());
        self
    }

    /// Where the login service's keys are: https, or http on this machine. Default: `/common/discovery/v2.0/keys` of the
    /// client's login host.
    pub fn keys_url(mut self, url: impl Into<String>) -> Self {
        self.keys_url = Some(url.into());
        self
    }

    /// The shortest time between two fetches of the keys, however many tokens name keys that nobody knows. Default: 5 minutes.
    /// After a fetch that failed it is 30 seconds at most.
    pub fn refetch_after(mut self, rest: Duration) -> Self {
        self.refetch_after = rest;
        self
    }

    /// The verifier, or what is wrong with its settings.
    pub fn build(self) -> Result<Verifier> {
        let wrong = |why: String| Error::new(ErrorKind::Configuration, format!("the verifier of notifications {why}"));
        if self.apps.is_empty() {
            return Err(wrong("needs the id of the app: `app`".to_owned()));
        }
        for (what, ids) in
            [("app", &self.apps), ("tenant", &self.tenants), ("publisher", &vec![self.publisher.clone()])]
        {
            if ids.iter().any(|id| id.trim().is_empty()) {
                return Err(wrong(format!("has an empty id: `{what}`")));
            }
        }
        if self.certificates.is_empty() {
            return Err(wrong("needs a certificate to decrypt with: `certificate`".to_owned()));
        }
        let ids: Vec<&str> = self.certificates.iter().map(EncryptionCertificate::id).collect();
        if let Some(twice) =
            ids.iter().enumerate().find_map(|(at, id)| ids.iter().skip(at + 1).find(|other| *other == id))
        {
            return Err(wrong(format!("has two certificates of the id {twice:?}")));
        }
        if let Some(fixed) = self.issuers.iter().find(|issuer| !issuer.contains(TENANT)) {
            return Err(wrong(format!("has an issuer without `{TENANT}` in it: {fixed:?}")));
        }
        let keys_url = self.keys_url.unwrap_or_else(|| format!("{}/common/discovery/v2.0/keys", self.authority));
        let keys_url = require_safe_url("keys_url", &keys_url)?;
        let address = Uri::try_from(keys_url.as_str())
            .map_err(|error| wrong("has a keys_url that is no address".to_owned()).with_source(error))?;
        let issuers = if self.issuers.is_empty() { issuers(self.cloud, &self.authority) } else { self.issuers };
        let expected = Expected { apps: self.apps, tenants: self.tenants, issuers, publisher: self.publisher };
        let keys = KeySet::new(address, self.transport, self.user_agent, self.refetch_after);
        Ok(Verifier::new(Inner { expected, certificates: self.certificates, keys }))
    }
}

/// Who issues the tokens of a cloud: its old name, and the login host, which in China has two.
fn issuers(cloud: Cloud, authority: &str) -> Vec<String> {
    let own = format!("{authority}/{TENANT}/v2.0");
    let others: &[&str] = match cloud {
        Cloud::China => {
            &["https://sts.chinacloudapi.cn/{tenantid}/", "https://login.partner.microsoftonline.cn/{tenantid}/v2.0"]
        }
        _ => &["https://sts.windows.net/{tenantid}/"],
    };
    others.iter().map(|issuer| (*issuer).to_owned()).chain([own]).collect()
}

impl std::fmt::Debug for VerifierBuilder {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("VerifierBuilder")
            .field("apps", &self.apps)
            .field("tenants", &self.tenants)
            .field("certificates", &self.certificates)
            .finish_non_exhaustive()
    }
}

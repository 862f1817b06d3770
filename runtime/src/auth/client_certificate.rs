//! An app that proves itself with a certificate: a statement about itself, signed anew for each request.
//!
//! Only the statement is made here; [`Certificate`] holds the key, [`jwt`] signs.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde_json::{Value, json};

use super::app::{App, Assertion, Proof};
use super::client_credentials::ClientCredentials;
use super::jwt::{self, Algorithm};
use super::{Certificate, Secret};
use crate::Result;
use crate::base64_text::{encode, encode_for_url};
use crate::error::ErrorKind;
use crate::transport::BoxFuture;

/// How long a statement is good for: the most that Microsoft advises.
const LIFETIME: Duration = Duration::from_mins(10);

/// An app registration and its certificate: Entra ID's client credentials grant without a secret that could leak.
///
/// Take it where the program keeps a private key better than a secret: the key never leaves the machine, and what is sent is
/// good for ten minutes. Each request for a token is signed with PS256, as Microsoft advises, and names the certificate by
/// its SHA-256 thumbprint. An expired certificate is an error before anything is sent.
///
/// Source: [certificate credentials](https://learn.microsoft.com/entra/identity-platform/certificate-credentials).
///
/// ```no_run
/// use graph_action::{Client, auth::{Certificate, ClientCertificate}};
///
/// let certificate = Certificate::from_file("/etc/bot/certificate.pem", None)?;
/// let client = Client::new(ClientCertificate::new("contoso.onmicrosoft.com", "11111111-2222-…", certificate))?;
/// # Ok::<(), graph_action::Error>(())
/// ```
#[derive(Clone)]
#[cfg_attr(docsrs, doc(cfg(feature = "certificate")))]
pub struct ClientCertificate {
    /// What signs.
    signer: Signer,
    /// The app, with what signs.
    pub(super) inner: ClientCredentials,
}

/// Signs statements about an app with the key of its certificate.
#[derive(Clone)]
struct Signer {
    /// The app's id, which states it about itself.
    client_id: String,
    /// The certificate.
    certificate: Certificate,
    /// How it is signed.
    algorithm: Algorithm,
    /// Whether the certificate goes along with those that vouch for it.
    sends_chain: bool,
}

impl ClientCertificate {
    /// A credential: the tenant's id or domain, the app's client id, and the certificate that its registration knows.
    pub fn new(tenant: impl Into<String>, client_id: impl Into<String>, certificate: Certificate) -> Self {
        let client_id = client_id.into();
        let signer =
            Signer { client_id: client_id.clone(), certificate, algorithm: Algorithm::default(), sends_chain: false };
        Self { inner: ClientCredentials::new(App::new(tenant, client_id, signer.proof())), signer }
    }

    /// Signs with RS256 in place of PS256: for login services other than Entra ID that know no other, such as AD FS.
    #[must_use]
    pub fn rs256(self) -> Self {
        let signer = Signer { algorithm: Algorithm::Rs256, ..self.signer };
        Self { inner: self.inner.with_proof(signer.proof()), signer }
    }

    /// Sends the certificate along with those that vouch for it (`x5c`): for apps whose registration trusts an authority and a
    /// subject name in place of one certificate, so that a renewed one needs no new registration.
    #[must_use]
    pub fn send_chain(self) -> Self {
        let signer = Signer { sends_chain: true, ..self.signer };
        Self { inner: self.inner.with_proof(signer.proof()), signer }
    }
}

impl Signer {
    /// It as a proof.
    fn proof(&self) -> Proof {
        Proof::Assertion(std::sync::Arc::new(self.clone()))
    }

    /// A statement for the token endpoint at this address, made at this moment.
    fn sign(&self, endpoint: &str, now: SystemTime) -> Result<Secret> {
        self.certificate.require_current(now, ErrorKind::Token)?;
        jwt::sign(self.certificate.key(), self.algorithm, &self.header(), &self.claims(endpoint, now))
    }

    /// What the statement says about its signature.
    fn header(&self) -> Value {
        let mut header = json!({
            "alg": self.algorithm.name(),
            "typ": "JWT",
            "x5t#S256": encode_for_url(&self.certificate.sha256()),
        });
        if self.sends_chain
            && let Some(members) = header.as_object_mut()
        {
            let chain = self.certificate.chain().iter().map(|der| encode(der)).collect();
            members.insert("x5c".to_owned(), chain);
        }
        header
    }

    /// What it states.
    fn claims(&self, endpoint: &str, now: SystemTime) -> Value {
        // A clock before 1970 is wrong in any case, and the endpoint says so.
        let now = now.duration_since(UNIX_EPOCH).unwrap_or_default();
        json!({
            "aud": endpoint,
            "iss": self.client_id,
            "sub": self.client_id,
            "jti": uuid::Uuid::new_v4().to_string(),
            "nbf": now.as_secs(),
            "exp": (now + LIFETIME).as_secs(),
        })
    }
}

impl Assertion for Signer {
    fn assertion<'a>(&'a self, endpoint: &'a str) -> BoxFuture<'a, Result<Secret>> {
        // About a millisecond of work, once an hour: not worth another thread.
        Box::pin(std::future::ready(self.sign(endpoint, SystemTime::now())))
    }

    fn validate(&self) -> Result<()> {
        let now = SystemTime::now();
        self.certificate.require_current(now, ErrorKind::Configuration)?;
        self.certificate.warn_of_end(now);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A signer with a certificate that is good for a while.
    fn signer() -> Signer {
        let certificate = crate::auth::certificate::tests::certificate();
        Signer { client_id: "app".to_owned(), certificate, algorithm: Algorithm::Ps256, sends_chain: false }
    }

    /// The header and claims of a statement.
    fn read(statement: &Secret) -> (Value, Value) {
        let parts: Vec<Vec<u8>> =
            statement.expose().split('.').map(|part| crate::base64_text::decode(part).unwrap()).collect();
        let [header, claims, signature] = parts.as_slice() else { panic!("not three parts") };
        assert_eq!(signature.len(), 256);
        (serde_json::from_slice(header).unwrap(), serde_json::from_slice(claims).unwrap())
    }

    #[test]
    fn a_statement_says_what_microsoft_documents() {
        let now = UNIX_EPOCH + Duration::from_hours(500_000);
        let (header, claims) = read(&signer().sign("https://login.example/t/oauth2/v2.0/token", now).unwrap());
        let thumbprint = header["x5t#S256"].as_str().unwrap();
        assert_eq!((header["alg"].as_str(), header["typ"].as_str()), (Some("PS256"), Some("JWT")));
        assert_eq!((thumbprint.len(), thumbprint.contains(['+', '/', '='])), (43, false));
        assert_eq!(header.as_object().unwrap().len(), 3);
        assert_eq!(claims["aud"], "https://login.example/t/oauth2/v2.0/token");
        assert_eq!((&claims["iss"], &claims["sub"]), (&json!("app"), &json!("app")));
        assert_eq!((&claims["nbf"], &claims["exp"]), (&json!(1_800_000_000), &json!(1_800_000_600)));
        assert_eq!(claims["jti"].as_str().unwrap().len(), 36);
    }

    #[test]
    fn each_statement_is_another_one() {
        let signer = signer();
        let jti = || read(&signer.sign("https://login.example", SystemTime::now()).unwrap()).1["jti"].clone();
        assert_ne!(jti(), jti());
    }

    #[test]
    fn rs256_and_the_chain_are_said_in_the_header() {
        let credential = ClientCertificate::new("t", "app", crate::auth::certificate::tests::certificate());
        let signer = credential.rs256().send_chain().signer;
        let (header, _) = read(&signer.sign("https://login.example", SystemTime::now()).unwrap());
        assert_eq!(header["alg"], "RS256");
        assert_eq!(header["x5c"], json!([encode(&signer.certificate.chain()[0])]));
    }

    #[test]
    fn an_expired_certificate_signs_nothing() {
        let signer = signer();
        let error = signer.sign("https://login.example", signer.certificate.expires()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Token);
        assert!(error.to_string().contains("expired on"), "{error}");
    }
}

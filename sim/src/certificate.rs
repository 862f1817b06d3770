//! The certificates that the application is registered with, and the signatures made with their keys.
//!
//! Signatures are checked by webpki over ring, which is other code than what clients of this project sign with.

use std::time::SystemTime;

use ring::digest::{SHA256, digest};
use rustls_pki_types::{CertificateDer, ServerName, SignatureVerificationAlgorithm, UnixTime};
use webpki::{EndEntityCert, KeyUsage, anchor_from_trusted_cert, ring as algorithms};

use crate::jwt::Jwt;

/// What the application is registered with. Public parts alone.
#[derive(Clone, Default)]
pub(crate) struct Registered {
    /// Certificates, in DER.
    pub(crate) certificates: Vec<Vec<u8>>,
    /// Authorities, in DER, with the name that they have to have vouched for.
    pub(crate) names: Vec<(Vec<u8>, String)>,
}

/// Why a statement is not believed to be the application's.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Doubt {
    /// Not an algorithm that is taken.
    Algorithm,
    /// Nobody registered such a certificate.
    Unknown,
    /// It came with a certificate of another name, or of an authority that is not trusted.
    Name,
    /// The signature is not of that key, or not of that text.
    Signature,
}

impl Registered {
    /// Whether a statement is signed with the key of a certificate that is registered, or of a name that is.
    pub(crate) fn check(&self, jwt: &Jwt<'_>) -> Result<(), Doubt> {
        let algorithm = algorithm(jwt).ok_or(Doubt::Algorithm)?;
        let certificate = self.certificate(jwt)?;
        let der = CertificateDer::from(certificate.as_slice());
        let certificate = EndEntityCert::try_from(&der).map_err(|_| Doubt::Unknown)?;
        certificate.verify_signature(algorithm, jwt.signed.as_bytes(), &jwt.signature).map_err(|_| Doubt::Signature)
    }

    /// The certificate that a statement names by its thumbprint.
    fn certificate(&self, jwt: &Jwt<'_>) -> Result<Vec<u8>, Doubt> {
        let thumbprint = jwt.thumbprint().ok_or(Doubt::Unknown)?;
        let is_named = |der: &&Vec<u8>| digest(&SHA256, der).as_ref() == thumbprint;
        if let Some(registered) = self.certificates.iter().find(is_named) {
            return Ok(registered.clone());
        }
        let chain = jwt.chain().unwrap_or_default();
        let Some((sent, issuers)) = chain.split_first().filter(|(sent, _)| is_named(sent)) else {
            return Err(Doubt::Unknown);
        };
        if self.names.iter().any(|(authority, name)| is_vouched_for(sent, issuers, authority, name)) {
            Ok(sent.clone())
        } else {
            Err(Doubt::Name)
        }
    }
}

/// How a statement says that it is signed.
fn algorithm(jwt: &Jwt<'_>) -> Option<&'static dyn SignatureVerificationAlgorithm> {
    match jwt.header.get("alg")?.as_str()? {
        "RS256" => Some(algorithms::RSA_PKCS1_2048_8192_SHA256),
        "PS256" => Some(algorithms::RSA_PSS_2048_8192_SHA256_LEGACY_KEY),
        _ => None,
    }
}

/// Whether an authority vouches now, itself or through others, for a certificate of this name.
fn is_vouched_for(certificate: &[u8], issuers: &[Vec<u8>], authority: &[u8], name: &str) -> bool {
    let (certificate, authority) = (CertificateDer::from(certificate), CertificateDer::from(authority));
    let issuers: Vec<CertificateDer<'_>> = issuers.iter().map(|der| CertificateDer::from(der.as_slice())).collect();
    let checked = || {
        let anchors = [anchor_from_trusted_cert(&authority).ok()?];
        let certificate = EndEntityCert::try_from(&certificate).ok()?;
        let signatures = &[algorithms::RSA_PKCS1_2048_8192_SHA256, algorithms::ECDSA_P256_SHA256];
        let now = UnixTime::since_unix_epoch(SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).ok()?);
        certificate.verify_for_usage(signatures, &anchors, &issuers, now, KeyUsage::client_auth(), None, None).ok()?;
        certificate.verify_is_valid_for_subject_name(&ServerName::try_from(name).ok()?).ok()
    };
    checked().is_some()
}

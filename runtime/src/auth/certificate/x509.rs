//! X.509: which of the certificates is the key's, until when it is good, and who vouches for it. No signature is checked:
//! that is for whoever trusts the certificate.

use std::time::SystemTime;

use aws_lc_rs::rsa::KeyPair;
use aws_lc_rs::signature::KeyPair as _;
use x509_cert::Certificate;
use x509_cert::der::Decode;
use x509_cert::der::asn1::ObjectIdentifier;

use super::{RSA_ALONE, wrong};
use crate::Result;

/// The algorithm of RSA keys, whatever they sign with.
const RSA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.1");

/// The key's certificate and behind it those that vouch for it, each for the one before; and when the first one expires.
pub(super) fn chain(key: &KeyPair, certificates: Vec<Vec<u8>>) -> Result<(Vec<Vec<u8>>, SystemTime)> {
    let mut read = Vec::with_capacity(certificates.len());
    for der in certificates {
        let certificate = Certificate::from_der(&der).map_err(|error| wrong("it is no X.509").with_source(error))?;
        read.push((certificate, der));
    }
    let Some(leaf) = read.iter().position(|(certificate, _)| is_of(certificate, key)) else {
        let is_rsa = |(certificate, _): &(Certificate, _)| algorithm(certificate) == RSA;
        return Err(if read.iter().any(is_rsa) {
            wrong("the private key belongs to another certificate")
        } else {
            wrong(format!("its key is not RSA; {RSA_ALONE}"))
        });
    };
    let (mut last, der) = read.swap_remove(leaf);
    let expires = last.tbs_certificate().validity().not_after.to_system_time();
    let mut chain = vec![der];
    while last.tbs_certificate().issuer() != last.tbs_certificate().subject() {
        let is_issuer =
            |(other, _): &(Certificate, _)| other.tbs_certificate().subject() == last.tbs_certificate().issuer();
        let Some(issuer) = read.iter().position(is_issuer) else { break };
        let (certificate, der) = read.swap_remove(issuer);
        chain.push(der);
        last = certificate;
    }
    Ok((chain, expires))
}

/// Whether a certificate is for this key.
fn is_of(certificate: &Certificate, key: &KeyPair) -> bool {
    let info = certificate.tbs_certificate().subject_public_key_info();
    algorithm(certificate) == RSA && info.subject_public_key.raw_bytes() == key.public_key().as_ref()
}

/// The algorithm of a certificate's key.
fn algorithm(certificate: &Certificate) -> ObjectIdentifier {
    certificate.tbs_certificate().subject_public_key_info().algorithm.oid
}

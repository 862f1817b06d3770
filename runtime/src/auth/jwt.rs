//! Signed statements: a header, claims, and an RSA signature over both (JWS in its compact form, RFC 7515).
//!
//! Nothing here knows what is stated. Statements of others are never read here.

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::KeyPair;
use aws_lc_rs::signature::{RSA_PKCS1_SHA256, RSA_PSS_SHA256, RsaEncoding};
use serde_json::Value;

use super::Secret;
use crate::base64_text::encode_for_url;
use crate::{Error, Result};

/// How a statement is signed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Algorithm {
    /// RSASSA-PSS with SHA-256.
    #[default]
    Ps256,
    /// RSASSA-PKCS1-v1_5 with SHA-256.
    Rs256,
}

impl Algorithm {
    /// The algorithm's name in a header (RFC 7518, section 3.1).
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Ps256 => "PS256",
            Self::Rs256 => "RS256",
        }
    }

    /// How the library pads.
    fn encoding(self) -> &'static dyn RsaEncoding {
        match self {
            Self::Ps256 => &RSA_PSS_SHA256,
            Self::Rs256 => &RSA_PKCS1_SHA256,
        }
    }
}

/// A signed statement with this header, which has to name the same algorithm.
pub(crate) fn sign(key: &KeyPair, algorithm: Algorithm, header: &Value, claims: &Value) -> Result<Secret> {
    let mut text = encode_for_url(header.to_string().as_bytes());
    text.push('.');
    text.push_str(&encode_for_url(claims.to_string().as_bytes()));
    let mut signature = vec![0; key.public_modulus_len()];
    key.sign(algorithm.encoding(), &SystemRandom::new(), text.as_bytes(), &mut signature)
        .map_err(|error| Error::token("the assertion could not be signed").with_source(error))?;
    text.push('.');
    text.push_str(&encode_for_url(&signature));
    Ok(Secret::new(text))
}

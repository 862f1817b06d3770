//! A signed statement as it arrives: three parts in base64, of which the first two are JSON. Nothing is believed here.

use base64::{
    Engine as _,
    prelude::{BASE64_STANDARD, BASE64_URL_SAFE_NO_PAD},
};
use serde_json::Value;

/// A statement, read and not yet judged.
pub(crate) struct Jwt<'a> {
    /// What it says about its signature.
    pub(crate) header: Value,
    /// What it states.
    pub(crate) claims: Value,
    /// What is signed: the first two parts as they arrived.
    pub(crate) signed: &'a str,
    /// The signature.
    pub(crate) signature: Vec<u8>,
}

impl<'a> Jwt<'a> {
    /// Reads a statement; none if it is not one.
    pub(crate) fn read(text: &'a str) -> Option<Self> {
        let (signed, signature) = text.rsplit_once('.')?;
        let (header, claims) = signed.split_once('.')?;
        let json = |part: &str| serde_json::from_slice(&bytes(part)?).ok().filter(Value::is_object);
        Some(Self { header: json(header)?, claims: json(claims)?, signed, signature: bytes(signature)? })
    }

    /// A claim that is text.
    pub(crate) fn claim(&self, name: &str) -> Option<&str> {
        self.claims.get(name)?.as_str()
    }

    /// A claim that is a moment: seconds since the beginning of 1970.
    pub(crate) fn moment(&self, name: &str) -> Option<u64> {
        self.claims.get(name)?.as_u64()
    }

    /// The certificates that came along, in DER, the signer's first; none where there are none or one is not base64.
    pub(crate) fn chain(&self) -> Option<Vec<Vec<u8>>> {
        let chain = self.header.get("x5c")?.as_array()?;
        chain.iter().map(|der| BASE64_STANDARD.decode(der.as_str()?).ok()).collect()
    }

    /// The SHA-256 thumbprint of the signer's certificate.
    pub(crate) fn thumbprint(&self) -> Option<Vec<u8>> {
        bytes(self.header.get("x5t#S256")?.as_str()?)
    }
}

/// The bytes of one part: base64 in the alphabet of URLs, without padding.
fn bytes(part: &str) -> Option<Vec<u8>> {
    BASE64_URL_SAFE_NO_PAD.decode(part).ok()
}

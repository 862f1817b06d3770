//! PEM: the sections of a text, each of which is base64 of DER. Whether they fit together is judged elsewhere.

use rustls_pki_types::pem::{PemObject, SectionKind};
use zeroize::Zeroizing;

use super::{Parts, PrivateKey, wrong};
use crate::Result;

/// What every section begins with.
const BEGIN: &[u8] = b"-----BEGIN ";
/// What marks an encrypted key, in PKCS#8 and in OpenSSL's old form.
const ENCRYPTED: [&[u8]; 2] = [b"-----BEGIN ENCRYPTED PRIVATE KEY-----", b"Proc-Type: 4,ENCRYPTED"];

/// Whether there is a section in the text.
pub(super) fn is_pem(text: &[u8]) -> bool {
    contains(text, BEGIN)
}

/// Adds the certificates and keys of a text; other sections are passed over, as are the words between them.
pub(super) fn read(text: &[u8], parts: &mut Parts) -> Result<()> {
    if ENCRYPTED.iter().any(|mark| contains(text, mark)) {
        return Err(wrong(
            "the private key is encrypted, which in PEM is not read; take PKCS#12, or decrypt it: `openssl pkey -in key.pem`",
        ));
    }
    for section in <(SectionKind, Vec<u8>)>::pem_slice_iter(text) {
        // The parser's error may repeat the line that it stumbled over, which may be the key's.
        let (kind, der) = section.map_err(|_| wrong("the PEM is broken: a section has no end, or is not base64"))?;
        let der = Zeroizing::new(der);
        match kind {
            SectionKind::Certificate => parts.certificates.push(der.to_vec()),
            SectionKind::PrivateKey => parts.keys.push(PrivateKey::Pkcs8(der)),
            SectionKind::RsaPrivateKey => parts.keys.push(PrivateKey::Pkcs1(der)),
            SectionKind::EcPrivateKey => parts.keys.push(PrivateKey::Sec1),
            _ => {}
        }
    }
    Ok(())
}

/// Whether `what` is somewhere in the text.
fn contains(text: &[u8], what: &[u8]) -> bool {
    text.windows(what.len()).any(|window| window == what)
}

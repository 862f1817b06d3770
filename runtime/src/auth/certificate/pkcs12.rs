//! PKCS#12: the keys and certificates of a file, decrypted by the library that knows its many ciphers.

use p12_keystore::{Pkcs12Archive, error::Error as Pkcs12Error};
use zeroize::Zeroizing;

use super::{Parts, PrivateKey, wrong};
use crate::{Error, Result};

/// The keys and certificates of a file with this password.
pub(super) fn read(bytes: &[u8], password: &str) -> Result<Parts> {
    let archive = Pkcs12Archive::from_pkcs12(bytes, password).map_err(|error| explained(&error))?;
    let key = |der: &[u8]| PrivateKey::Pkcs8(Zeroizing::new(der.to_vec()));
    Ok(Parts {
        keys: archive.keys.iter().map(|bag| key(bag.key.as_der())).collect(),
        certificates: archive.certs.iter().map(|bag| bag.cert.as_der().to_vec()).collect(),
    })
}

/// What went wrong, in words that say what to do. Only the kind of the library's error is looked at: what it holds is about
/// bytes that may be the key's.
fn explained(error: &Pkcs12Error) -> Error {
    wrong(match error {
        Pkcs12Error::MacError(_) => "the password of the PKCS#12 file is wrong",
        Pkcs12Error::UnsupportedEncryptionScheme | Pkcs12Error::UnsupportedMacAlgorithm => {
            "the PKCS#12 file is encrypted in a way that is not read; export it with AES-256"
        }
        Pkcs12Error::Pkcs5Error(_) | Pkcs12Error::UnpadError => {
            "the PKCS#12 file cannot be decrypted: the password is wrong, or the file is damaged"
        }
        _ => "it is no PKCS#12 file, or a damaged one",
    })
}

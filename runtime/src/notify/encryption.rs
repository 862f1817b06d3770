//! Decrypting the content of rich notifications.
//!
//! The steps are Graph's, in the only safe order: the key is decrypted, then the signature checked with it, in constant time,
//! and only what is signed is decrypted. Neither a key nor a plaintext is ever shown, whatever goes wrong.
//!
//! Source: [decrypting resource data](https://learn.microsoft.com/graph/change-notifications-with-resource-data#decrypting-resource-data-from-change-notifications).

use aws_lc_rs::cipher::{AES_256, AES_256_KEY_LEN, DecryptionContext, PaddedBlockDecryptingKey, UnboundCipherKey};
use aws_lc_rs::encoding::AsDer;
use aws_lc_rs::hmac;
use aws_lc_rs::iv::{FixedLength, IV_LEN_128_BIT};
use aws_lc_rs::rsa::{OAEP_SHA1_MGF1SHA1, OaepPrivateDecryptingKey, PrivateDecryptingKey};
use serde::de::DeserializeOwned;
use zeroize::Zeroizing;

use super::{ContentFlaw, DropReason, EncryptedContent, dropped};
use crate::auth::Certificate;
use crate::error::ErrorKind;
use crate::{Error, Result, base64_text};

/// The longest id of a certificate that Graph takes, in characters.
const LONGEST_ID: usize = 128;

/// A certificate that rich notifications are encrypted for, and the id that subscriptions give it.
///
/// The certificate may be self-signed; its key is RSA of 2048 to 4096 bits. `id` and [`encoded`](Self::encoded) are what
/// `POST /subscriptions` wants as `encryptionCertificateId` and `encryptionCertificate`. To replace one, give the new one
/// another id, renew the subscriptions, and keep the old one until no notification can come any more that is encrypted for it.
///
/// ```no_run
/// use graph_action::auth::Certificate;
/// use graph_action::notify::EncryptionCertificate;
///
/// let certificate = Certificate::from_file("/etc/bot/notifications.pem", None)?;
/// let certificate = EncryptionCertificate::new("2026-11", certificate)?;
/// println!("{} {}", certificate.id(), certificate.encoded());
/// # Ok::<(), graph_action::Error>(())
/// ```
pub struct EncryptionCertificate {
    /// What subscriptions call it.
    id: String,
    /// The certificate.
    certificate: Certificate,
    /// Its private key.
    key: OaepPrivateDecryptingKey,
}

/// A resource that was encrypted: JSON, which `Debug` does not show, wiped when dropped.
///
/// ```
/// # use graph_action::{graph_type, notify::DecryptedContent};
/// #[graph_type("microsoft.graph.message")]
/// #[derive(Debug)]
/// struct Message { id: String, subject: Option<String> }
///
/// fn subject(content: &DecryptedContent) -> graph_action::Result<Option<String>> {
///     Ok(content.read::<Message>()?.subject)
/// }
/// ```
#[derive(Clone)]
pub struct DecryptedContent(Zeroizing<Vec<u8>>);

impl EncryptionCertificate {
    /// A certificate under this id, of up to 128 characters.
    pub fn new(id: impl Into<String>, certificate: Certificate) -> Result<Self> {
        let id = id.into();
        let wrong = |why: &str| {
            Error::new(ErrorKind::Configuration, format!("the encryption certificate {:?} {why}", dropped::short(&id)))
        };
        if id.is_empty() || id.chars().count() > LONGEST_ID {
            return Err(wrong("needs an id of 1 to 128 characters"));
        }
        let unusable = |_| wrong("has a key that cannot decrypt");
        let der = certificate.key().as_der().map_err(unusable)?;
        let key = PrivateDecryptingKey::from_pkcs8(der.as_ref()).map_err(|_| wrong("has a key that cannot decrypt"))?;
        if !(2048..=4096).contains(&key.key_size_bits()) {
            return Err(wrong("has a key that Graph does not take: RSA of 2048 to 4096 bits alone"));
        }
        let key = OaepPrivateDecryptingKey::new(key).map_err(unusable)?;
        Ok(Self { id, certificate, key })
    }

    /// What subscriptions call it: `encryptionCertificateId`.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Its public part as subscriptions want it: `encryptionCertificate`.
    #[must_use]
    pub fn encoded(&self) -> String {
        base64_text::encode(self.certificate.chain().first().map(Vec::as_slice).unwrap_or_default())
    }

    /// The key of one notification.
    fn key_of(&self, encrypted: &[u8]) -> Result<Zeroizing<Vec<u8>>, ContentFlaw> {
        let mut room = Zeroizing::new(vec![0; self.key.min_output_size()]);
        let key = self.key.decrypt(&OAEP_SHA1_MGF1SHA1, encrypted, &mut room, None).map_err(|_| ContentFlaw::Key)?;
        if key.len() == AES_256_KEY_LEN { Ok(Zeroizing::new(key.to_vec())) } else { Err(ContentFlaw::Key) }
    }

    /// A content that was encrypted for this certificate.
    fn decrypt(&self, content: &EncryptedContent) -> Result<DecryptedContent, ContentFlaw> {
        let bytes = |part: &Option<String>| {
            let text = part.as_deref().ok_or(ContentFlaw::Encoding)?;
            base64_text::decode(text).map_err(|_| ContentFlaw::Encoding)
        };
        let (signature, mut data) = (bytes(&content.data_signature)?, Zeroizing::new(bytes(&content.data)?));
        let key = self.key_of(&bytes(&content.data_key)?)?;
        let signing = hmac::Key::new(hmac::HMAC_SHA256, &key);
        hmac::verify(&signing, &data, &signature).map_err(|_| ContentFlaw::Signature)?;
        let length = decrypt(&key, &mut data).ok_or(ContentFlaw::Cipher)?;
        data.truncate(length);
        Ok(DecryptedContent(data))
    }
}

/// Decrypts in place, and says how long the plaintext is: AES-256 in CBC mode, padded as PKCS#7 has it; the key's own first
/// half is the initialisation vector.
fn decrypt(key: &[u8], data: &mut [u8]) -> Option<usize> {
    let vector: [u8; IV_LEN_128_BIT] = key.get(..IV_LEN_128_BIT)?.try_into().ok()?;
    let cipher = PaddedBlockDecryptingKey::cbc_pkcs7(UnboundCipherKey::new(&AES_256, key).ok()?).ok()?;
    let plain = cipher.decrypt(data, DecryptionContext::Iv128(FixedLength::from(vector))).ok()?;
    Some(plain.len())
}

/// Decrypts a content with the certificate that it names.
pub(super) fn decrypt_for(
    certificates: &[EncryptionCertificate],
    content: &EncryptedContent,
) -> Result<DecryptedContent, DropReason> {
    let id = content.encryption_certificate_id.as_deref().unwrap_or_default();
    let Some(certificate) = certificates.iter().find(|certificate| certificate.id == id) else {
        return Err(DropReason::UnknownCertificate { id: dropped::short(id).to_owned() });
    };
    certificate.decrypt(content).map_err(DropReason::Content)
}

impl DecryptedContent {
    /// The JSON as Graph encrypted it.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// The resource as a type of yours. The error says where it does not fit, and nothing of what is there.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T> {
        serde_json::from_slice(&self.0).map_err(|error| {
            let (line, column) = (error.line(), error.column());
            let message = format!("the decrypted resource does not fit its type, at line {line}, column {column}");
            Error::new(ErrorKind::Notification, message)
        })
    }
}

impl std::fmt::Debug for DecryptedContent {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "DecryptedContent({} bytes)", self.0.len())
    }
}

impl std::fmt::Debug for EncryptionCertificate {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("EncryptionCertificate")
            .field("id", &self.id)
            .field("certificate", &self.certificate)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;

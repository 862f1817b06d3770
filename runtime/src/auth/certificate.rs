//! A certificate with its private key: what an app proves with that it is itself.
//!
//! Read once ([`pem`], [`pkcs12`]), checked at once ([`x509`]): what Entra ID could not accept is refused here, with the
//! reason. The key never leaves this value, nor is anything of it shown; it is wiped by the library that holds it.

mod pem;
#[cfg(feature = "pkcs12")]
mod pkcs12;
mod x509;

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use aws_lc_rs::digest::{SHA256, digest};
use aws_lc_rs::rsa::KeyPair;
use zeroize::Zeroizing;

use crate::error::ErrorKind;
use crate::{Error, Result};

/// What ends a message about a key that is not RSA.
const RSA_ALONE: &str = "Entra ID takes certificates of RSA keys of 2048 to 8192 bits alone";

/// How long before its end a certificate should be renewed.
const ENDING: Duration = Duration::from_hours(30 * 24);

/// A certificate with its private key, read from PEM or PKCS#12.
///
/// The certificate may be self-signed or of an authority. Its public part is what the app registration is given, under
/// *Certificates & secrets*; its key has to be RSA. Clones share one key, which never shows.
///
/// Source: [certificate credentials](https://learn.microsoft.com/entra/identity-platform/certificate-credentials).
///
/// ```no_run
/// use graph_action::auth::Certificate;
///
/// let certificate = Certificate::from_file("/etc/bot/certificate.pem", None)?;
/// println!("{} is good until {:?}", certificate.thumbprint(), certificate.expires());
/// # Ok::<(), graph_action::Error>(())
/// ```
#[derive(Clone)]
pub struct Certificate {
    /// Shared, since the key is not to be copied.
    inner: Arc<Inner>,
}

/// What is known of a certificate.
struct Inner {
    /// The private key.
    key: KeyPair,
    /// The certificate, and behind it those that vouch for it, each for the one before; all in DER.
    chain: Vec<Vec<u8>>,
    /// The first moment at which the certificate is not good any more.
    expires: SystemTime,
}

/// What a file held, before it is known to fit together. All of it is DER.
#[derive(Default)]
struct Parts {
    /// The private keys.
    keys: Vec<PrivateKey>,
    /// The certificates, in any order.
    certificates: Vec<Vec<u8>>,
}

/// A private key as it was written.
enum PrivateKey {
    /// PKCS#8, of any algorithm.
    Pkcs8(Zeroizing<Vec<u8>>),
    /// PKCS#1, which is RSA.
    Pkcs1(Zeroizing<Vec<u8>>),
    /// SEC 1, which is elliptic curves.
    Sec1,
}

impl Certificate {
    /// A certificate and its private key from one text in PEM, in any order, with the certificates that vouch for it or without.
    ///
    /// The key is PKCS#8 (`PRIVATE KEY`) or PKCS#1 (`RSA PRIVATE KEY`). An encrypted one is refused: take PKCS#12 then.
    pub fn from_pem(text: impl AsRef<[u8]>) -> Result<Self> {
        let mut parts = Parts::default();
        pem::read(text.as_ref(), &mut parts)?;
        Self::of(parts)
    }

    /// The same from two texts: the certificate, and its private key.
    pub fn from_pem_pair(certificate: impl AsRef<[u8]>, key: impl AsRef<[u8]>) -> Result<Self> {
        let mut parts = Parts::default();
        pem::read(certificate.as_ref(), &mut parts)?;
        pem::read(key.as_ref(), &mut parts)?;
        Self::of(parts)
    }

    /// A certificate and its private key from the bytes of a PKCS#12 file (`.pfx`, `.p12`), and its password (`""` for none).
    ///
    /// Read are files encrypted with AES (PBES2) as today's tools write them, and with triple DES or RC2 as older ones do;
    /// Azure Key Vault and Windows export both kinds.
    #[cfg(feature = "pkcs12")]
    #[cfg_attr(docsrs, doc(cfg(feature = "pkcs12")))]
    pub fn from_pkcs12(bytes: impl AsRef<[u8]>, password: &str) -> Result<Self> {
        Self::of(pkcs12::read(bytes.as_ref(), password)?)
    }

    /// A certificate and its private key from a file: PEM, or PKCS#12 with the feature `pkcs12`.
    ///
    /// The password is for PKCS#12 alone. Errors name the file. It is read at once, on this thread.
    pub fn from_file(path: impl AsRef<Path>, password: Option<&str>) -> Result<Self> {
        let path = path.as_ref();
        let bytes = std::fs::read(path).map(Zeroizing::new).map_err(|error| {
            Error::new(ErrorKind::Configuration, format!("the certificate file {} cannot be read", path.display()))
                .with_source(error)
        })?;
        Self::from_bytes(&bytes, password).map_err(|error| error.in_words(&format!("the file {}", path.display())))
    }

    /// The SHA-256 thumbprint of the certificate in hexadecimal, as `openssl x509 -fingerprint -sha256` shows it but for the
    /// colons.
    #[must_use]
    pub fn thumbprint(&self) -> String {
        use std::fmt::Write as _;
        self.sha256().iter().fold(String::with_capacity(64), |mut text, byte| {
            // Writing into a string cannot fail.
            let _ = write!(text, "{byte:02X}");
            text
        })
    }

    /// When the certificate expires. From then on Entra ID gives no token for it: renew it before. A client that is built in
    /// the last thirty days says so with a warning event.
    #[must_use]
    pub fn expires(&self) -> SystemTime {
        self.inner.expires
    }

    /// The private key, for signatures and for decrypting alone.
    pub(crate) fn key(&self) -> &KeyPair {
        &self.inner.key
    }

    /// The certificate, and behind it those that vouch for it.
    pub(crate) fn chain(&self) -> &[Vec<u8>] {
        &self.inner.chain
    }

    /// The SHA-256 thumbprint.
    pub(super) fn sha256(&self) -> Vec<u8> {
        let leaf = self.inner.chain.first().map(Vec::as_slice).unwrap_or_default();
        digest(&SHA256, leaf).as_ref().to_vec()
    }

    /// That it has expired by this moment, as an error of this kind.
    pub(super) fn require_current(&self, now: SystemTime, kind: ErrorKind) -> Result<()> {
        if now < self.inner.expires {
            return Ok(());
        }
        let message = format!(
            "the certificate {} expired on {}: add a new one to the app registration",
            self.thumbprint(),
            httpdate::fmt_http_date(self.inner.expires),
        );
        Err(Error::new(kind, message))
    }

    /// Says so, if it has not much longer to live at this moment.
    pub(super) fn warn_of_end(&self, now: SystemTime) {
        if self.is_ending(now) {
            let (thumbprint, expires) = (self.thumbprint(), httpdate::fmt_http_date(self.inner.expires));
            tracing::warn!(target: "graph_action", thumbprint, expires, "the certificate expires soon: renew it");
        }
    }

    /// Whether it has not much longer to live at this moment.
    fn is_ending(&self, now: SystemTime) -> bool {
        self.inner.expires.duration_since(now).is_ok_and(|left| left < ENDING)
    }

    /// From the bytes of a file of either kind.
    fn from_bytes(bytes: &[u8], password: Option<&str>) -> Result<Self> {
        if pem::is_pem(bytes) {
            return Self::from_pem(bytes);
        }
        #[cfg(feature = "pkcs12")]
        return Self::from_pkcs12(bytes, password.unwrap_or_default());
        #[cfg(not(feature = "pkcs12"))]
        {
            let _ = password;
            Err(wrong("it is no PEM; for PKCS#12 switch on the feature `pkcs12`"))
        }
    }

    /// Fits the parts of a file together.
    fn of(Parts { keys, certificates }: Parts) -> Result<Self> {
        if certificates.is_empty() {
            return Err(wrong("there is no certificate, which in PEM begins with `-----BEGIN CERTIFICATE-----`"));
        }
        let mut keys = keys.into_iter();
        let (Some(key), None) = (keys.next(), keys.next()) else {
            return Err(wrong("there has to be one private key, beside the certificate or in a text of its own"));
        };
        let key = key.read()?;
        let (chain, expires) = x509::chain(&key, certificates)?;
        Ok(Self { inner: Arc::new(Inner { key, chain, expires }) })
    }
}

impl PrivateKey {
    /// The key, if it is RSA.
    fn read(&self) -> Result<KeyPair> {
        let read = match self {
            Self::Pkcs8(der) => KeyPair::from_pkcs8(der),
            Self::Pkcs1(der) => KeyPair::from_der(der),
            Self::Sec1 => return Err(wrong(format!("the private key is of an elliptic curve; {RSA_ALONE}"))),
        };
        // What the library says is one word about the encoding, and nothing of the key.
        read.map_err(|error| wrong(format!("the private key is not read; {RSA_ALONE}")).with_source(error))
    }
}

/// A certificate that cannot be used.
fn wrong(why: impl std::fmt::Display) -> Error {
    Error::new(ErrorKind::Configuration, format!("the certificate is not usable: {why}"))
}

impl std::fmt::Debug for Certificate {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Certificate")
            .field("thumbprint", &self.thumbprint())
            .field("expires", &httpdate::fmt_http_date(self.inner.expires))
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
pub(super) mod tests;

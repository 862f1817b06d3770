//! Proof key for code exchange: a code is redeemed only by whoever asked for it.
//!
//! All randomness here is the operating system's; there is no other source to fall back on.

use aws_lc_rs::digest;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use zeroize::Zeroizing;

use crate::auth::Secret;
use crate::{Error, Result};

/// A verifier, and what the browser is given of it.
pub(super) struct Pkce {
    /// What the code is redeemed with.
    pub(super) verifier: Secret,
    /// Its SHA-256, from which nobody gets it back.
    pub(super) challenge: String,
}

impl Pkce {
    /// A new pair.
    pub(super) fn new() -> Result<Self> {
        Ok(Self::of(random()?))
    }

    /// The pair of a verifier, by the method `S256`.
    fn of(verifier: Secret) -> Self {
        let hash = digest::digest(&digest::SHA256, verifier.expose().as_bytes());
        Self { challenge: URL_SAFE_NO_PAD.encode(hash), verifier }
    }
}

/// A text that nobody guesses: 256 random bits in 43 characters, as a verifier has to have.
pub(super) fn random() -> Result<Secret> {
    let mut bytes = Zeroizing::new([0_u8; 32]);
    getrandom::fill(&mut *bytes).map_err(|error| {
        Error::token("the operating system gave no random bytes for a sign-in").with_source(error.to_string())
    })?;
    Ok(Secret::new(URL_SAFE_NO_PAD.encode(bytes.as_slice())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_challenge_is_that_of_the_standard() {
        // RFC 7636, appendix B.
        let pkce = Pkce::of(Secret::new("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"));
        assert_eq!(pkce.challenge, "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    }

    #[test]
    fn no_two_are_the_same_and_each_is_a_verifier() {
        let texts: std::collections::HashSet<String> =
            (0..1000).map(|_| random().unwrap().expose().to_owned()).collect();
        assert_eq!(texts.len(), 1000);
        for text in texts {
            assert_eq!(text.len(), 43);
            assert!(text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte)), "{text}");
        }
    }
}

//! Authorization codes: what the sign-in page gives out, and what the token endpoint wants to see before it takes one. A code is
//! good once, for whoever asked for it.

use std::{
    collections::HashMap,
    sync::Mutex,
    time::{Duration, Instant},
};

use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use ring::digest;
use uuid::Uuid;

use crate::{entra_error::EntraError, form::Form, grant::Given, state::lock};

/// How long a code is good for.
const LIFETIME: Duration = Duration::from_mins(10);

/// The lengths that a verifier may have (RFC 7636, section 4.1).
const VERIFIER: std::ops::RangeInclusive<usize> = 43..=128;

/// The codes that were not redeemed yet.
#[derive(Default)]
pub(crate) struct Codes {
    /// By their text.
    codes: Mutex<HashMap<String, Code>>,
}

/// A code, and what it is bound to.
struct Code {
    /// Where it was sent.
    redirect_uri: String,
    /// The hash of what it is redeemed with.
    challenge: String,
    /// Whether a refresh token was asked for.
    wants_refresh_token: bool,
    /// When it expires.
    expiry: Option<Instant>,
}

impl Codes {
    /// A new code, bound to the redirect URI that it is sent to and to the hash of a verifier.
    pub(crate) fn issue(&self, redirect_uri: &str, challenge: &str, wants_refresh_token: bool) -> String {
        let text = format!("1.{}{}", Uuid::new_v4().simple(), Uuid::new_v4().simple());
        let code = Code {
            redirect_uri: redirect_uri.to_owned(),
            challenge: challenge.to_owned(),
            wants_refresh_token,
            expiry: Instant::now().checked_add(LIFETIME),
        };
        lock(&self.codes).insert(text.clone(), code);
        text
    }

    /// Makes every code that was given out an expired one.
    pub(crate) fn expire_all(&self) {
        lock(&self.codes).values_mut().for_each(|code| code.expiry = Some(Instant::now()));
    }

    /// What a client gets for a code, which is good once, however that ends.
    pub(crate) fn redeem(&self, form: &Form) -> Result<Given, EntraError> {
        let (text, redirect_uri) = (form.require("code")?, form.require("redirect_uri")?);
        let code = lock(&self.codes).remove(text).ok_or_else(unknown_code)?;
        if code.expiry.is_some_and(|expiry| expiry <= Instant::now()) {
            return Err(expired_code());
        }
        if code.redirect_uri != redirect_uri {
            return Err(other_redirect_uri(redirect_uri));
        }
        let verifier = form.require("code_verifier")?;
        let hash = BASE64_URL_SAFE_NO_PAD.encode(digest::digest(&digest::SHA256, verifier.as_bytes()));
        if hash != code.challenge || !VERIFIER.contains(&verifier.len()) {
            return Err(wrong_verifier());
        }
        Ok(Given { has_refresh_token: code.wants_refresh_token })
    }
}

/// No code of this host's, or one that was redeemed.
fn unknown_code() -> EntraError {
    EntraError::new(
        "invalid_grant",
        54_005,
        "OAuth2 Authorization code was already redeemed, please retry with a new valid code.",
    )
}

/// A code that came late.
fn expired_code() -> EntraError {
    EntraError::new(
        "invalid_grant",
        70_008,
        "The provided authorization code or refresh token has expired due to inactivity.",
    )
}

/// A code that is redeemed with another redirect URI than it was sent to.
fn other_redirect_uri(uri: &str) -> EntraError {
    let message = format!(
        "The reply address '{uri}' does not match the reply address provided when requesting Authorization code."
    );
    EntraError::new("invalid_grant", 500_112, message)
}

/// A code that is redeemed by somebody else.
fn wrong_verifier() -> EntraError {
    let message = "The Code_Verifier does not match the code_challenge supplied in the authorization request.";
    EntraError::new("invalid_grant", 501_481, message)
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;
    use http::header::CONTENT_TYPE;
    use url::form_urlencoded;

    use super::*;
    use crate::reply::set_header;

    /// The hash of the verifier, from RFC 7636, appendix B.
    const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
    /// The verifier.
    const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    /// What a client gets for a code that is good for so long.
    fn redeemed(lifetime: Duration, fields: &[(&str, &str)]) -> Result<Given, u32> {
        let code = Code {
            redirect_uri: "http://localhost:1".to_owned(),
            challenge: CHALLENGE.to_owned(),
            wants_refresh_token: true,
            expiry: Instant::now().checked_add(lifetime),
        };
        let codes = Codes { codes: Mutex::new(HashMap::from([("code".to_owned(), code)])) };
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let mut headers = http::HeaderMap::new();
        set_header(&mut headers, CONTENT_TYPE, "application/x-www-form-urlencoded");
        let form = Form::read(&headers, &Bytes::from(body)).map_err(|error| error.number)?;
        let first = codes.redeem(&form).map_err(|error| error.number);
        assert!(codes.redeem(&form).is_err());
        first
    }

    #[test]
    fn a_code_is_good_once_for_whoever_asked_for_it() {
        let right = [("code", "code"), ("redirect_uri", "http://localhost:1"), ("code_verifier", VERIFIER)];
        assert_eq!(redeemed(Duration::MAX, &right), Ok(Given { has_refresh_token: true }));
        assert_eq!(redeemed(Duration::ZERO, &right), Err(70_008));
        for (index, value, number) in [
            (0, "other", 54_005),
            (0, "", 900_144),
            (1, "http://localhost:2", 500_112),
            (1, "http://localhost:1/", 500_112),
            (2, CHALLENGE, 501_481),
            (2, "short", 501_481),
            (2, "", 900_144),
        ] {
            let mut fields = right;
            fields[index].1 = value;
            assert_eq!(redeemed(Duration::MAX, &fields), Err(number), "{fields:?}");
        }
    }
}

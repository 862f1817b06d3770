//! The tokens that prove where rich notifications come from: JWTs that the login service gave to Graph's change tracking, for
//! an app, in a tenant. Whether one is what it should be, clause by clause; the keys are found elsewhere.
//!
//! Signatures are checked with aws-lc directly, and RS256 alone. The ready crate (`jsonwebtoken`) verifies with a provider
//! that is chosen once for the whole process, and panics where two are compiled in and nobody chose: a library can neither
//! choose for the program without taking the choice from it, nor know what was chosen.
//!
//! Source: [validating the tokens](https://learn.microsoft.com/graph/change-notifications-with-resource-data#validation-tokens-in-the-change-notification).

use std::time::{SystemTime, UNIX_EPOCH};

use serde::Deserialize;

use super::TokenFlaw;
use super::jwks::Key;
use crate::base64_text;

/// What the clocks of two machines may differ by, in seconds.
const LEEWAY: u64 = 300;

/// The place of the tenant in an issuer.
pub(super) const TENANT: &str = "{tenantid}";

/// What a token has to state.
pub(super) struct Expected {
    /// The apps that it may be for.
    pub(super) apps: Vec<String>,
    /// The tenants that it may be from; any, where there are none.
    pub(super) tenants: Vec<String>,
    /// Who may have issued it, with [`TENANT`] in place of the tenant.
    pub(super) issuers: Vec<String>,
    /// The app that it has to have been given to.
    pub(super) publisher: String,
}

/// A token, read and not believed.
pub(super) struct ValidationToken<'a> {
    /// What it says of its signature.
    header: Header,
    /// What it states.
    claims: Claims,
    /// What is signed: the first two parts as they arrived.
    signed: &'a str,
    /// The signature.
    signature: Vec<u8>,
}

/// What a token says of its signature.
#[derive(Deserialize)]
struct Header {
    /// The algorithm.
    alg: String,
    /// The key.
    #[serde(default)]
    kid: String,
    /// What has to be understood. Nothing is (RFC 7515, section 4.1.11).
    crit: Option<serde_json::Value>,
}

/// What a token states. What is not there is nothing that was expected.
#[derive(Deserialize)]
struct Claims {
    /// The app that it is for.
    #[serde(default)]
    aud: String,
    /// Who issued it.
    #[serde(default)]
    iss: String,
    /// The tenant.
    tid: Option<String>,
    /// The app that it was given to, in tokens of version 1.
    appid: Option<String>,
    /// The same in tokens of version 2.
    azp: Option<String>,
    /// When it ends, in seconds since the beginning of 1970.
    exp: Option<f64>,
    /// When it begins.
    nbf: Option<f64>,
}

impl<'a> ValidationToken<'a> {
    /// Reads a token.
    pub(super) fn read(text: &'a str) -> Result<Self, TokenFlaw> {
        let read = || {
            let (signed, signature) = text.rsplit_once('.')?;
            let (header, claims) = signed.split_once('.')?;
            let header: Header = serde_json::from_slice(&base64_text::decode(header).ok()?).ok()?;
            let claims: Claims = serde_json::from_slice(&base64_text::decode(claims).ok()?).ok()?;
            Some(Self { header, claims, signed, signature: base64_text::decode(signature).ok()? })
        };
        read().ok_or(TokenFlaw::Unreadable)
    }

    /// The tenant that it speaks of.
    pub(super) fn tenant(&self) -> Option<&str> {
        self.claims.tid.as_deref()
    }

    /// The key that it says it is signed with.
    pub(super) fn key_id(&self) -> &str {
        &self.header.kid
    }

    /// Whether it states what it has to, at this moment. Its signature is still to be checked.
    pub(super) fn check(&self, expected: &Expected, now: SystemTime) -> Result<(), TokenFlaw> {
        let Claims { aud, tid, appid, azp, exp, nbf, .. } = &self.claims;
        if self.header.alg != "RS256" {
            return Err(TokenFlaw::Algorithm);
        }
        if self.header.crit.is_some() {
            return Err(TokenFlaw::Unreadable);
        }
        if !expected.apps.iter().any(|app| app.eq_ignore_ascii_case(aud)) {
            return Err(TokenFlaw::Audience);
        }
        let tenant = tid.as_deref().unwrap_or_default();
        if !self.is_issued_by(&expected.issuers, tenant) {
            return Err(TokenFlaw::Issuer);
        }
        if !expected.tenants.is_empty() && !expected.tenants.iter().any(|own| own.eq_ignore_ascii_case(tenant)) {
            return Err(TokenFlaw::Tenant);
        }
        // A token has the one or the other by its version; where it has both, both have to be right.
        let mut publishers = [appid, azp].into_iter().flatten().peekable();
        let is_given = publishers.peek().is_some();
        if !is_given || !publishers.all(|publisher| publisher.eq_ignore_ascii_case(&expected.publisher)) {
            return Err(TokenFlaw::Publisher);
        }
        let now = now.duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
        // Written so that what is no number at all is refused as well.
        if !exp.is_some_and(|end| end > seconds(now.saturating_sub(LEEWAY))) {
            return Err(TokenFlaw::Expired);
        }
        if !nbf.is_none_or(|begin| begin <= seconds(now.saturating_add(LEEWAY))) {
            return Err(TokenFlaw::NotYet);
        }
        Ok(())
    }

    /// Whether this key signed it, and may sign for its issuer.
    pub(super) fn check_signature(&self, key: &Key, expected: &Expected) -> Result<(), TokenFlaw> {
        // Keys of single tenants and of personal accounts stand beside those of all tenants. Issuers of version 1 have no keys
        // of their own, so it is any spelling of the issuer that has to fit.
        if let Some(issuer) = key.issuer() {
            let tenant = self.tenant().unwrap_or_default();
            let of_key = of_tenant(issuer, tenant);
            if !expected.issuers.iter().any(|issuer| of_tenant(issuer, tenant) == of_key) {
                return Err(TokenFlaw::KeyIssuer);
            }
        }
        if key.has_signed(self.signed.as_bytes(), &self.signature) { Ok(()) } else { Err(TokenFlaw::Signature) }
    }

    /// Whether its issuer is one of these, for its own tenant.
    fn is_issued_by(&self, issuers: &[String], tenant: &str) -> bool {
        // A tenant is an id; anything else in its place could make another issuer.
        let is_id = !tenant.is_empty() && tenant.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-');
        is_id && issuers.iter().any(|issuer| of_tenant(issuer, tenant).eq_ignore_ascii_case(&self.claims.iss))
    }
}

/// An issuer for a tenant.
fn of_tenant(issuer: &str, tenant: &str) -> String {
    issuer.replace(TENANT, tenant)
}

/// A moment as claims have it: a number of JSON, with a fraction or without.
#[allow(clippy::cast_precision_loss, reason = "seconds of millennia fit")]
fn seconds(moment: u64) -> f64 {
    moment as f64
}

#[cfg(test)]
mod tests;

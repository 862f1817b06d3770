//! The tokens: giving them out, and telling a good one from a missing, wrong or expired one.

use std::{
    collections::HashMap,
    sync::Mutex,
    time::{Duration, Instant},
};

use http::{HeaderMap, header::AUTHORIZATION};
use uuid::Uuid;

use crate::{error::Fault, state::lock};

/// Every token given out, with the moment it expires; `None` where that is beyond what a clock can say.
#[derive(Default)]
pub(crate) struct Tokens {
    /// By the token itself.
    expiries: Mutex<HashMap<String, Option<Instant>>>,
}

impl Tokens {
    /// A new token that is accepted for so long. It has a JWT's three parts and nothing in them: a client that looks
    /// inside a token finds out here.
    pub(crate) fn issue(&self, lifetime: Duration) -> String {
        let part = || Uuid::new_v4().simple();
        let token = format!("sim{}.{}.{}", part(), part(), part());
        lock(&self.expiries).insert(token.clone(), Instant::now().checked_add(lifetime));
        token
    }

    /// Makes every token an expired one.
    pub(crate) fn expire_all(&self) {
        let now = Instant::now();
        lock(&self.expiries).values_mut().for_each(|expiry| *expiry = Some(now));
    }

    /// Refuses a request whose `Authorization` does not carry a token that is good now.
    pub(crate) fn check(&self, headers: &HeaderMap) -> Result<(), Fault> {
        let Some(token) = bearer(headers) else {
            return Err(Fault::unauthorized("Access token is empty.", false));
        };
        match lock(&self.expiries).get(token) {
            None => Err(Fault::unauthorized("Access token validation failure.", true)),
            Some(Some(expiry)) if *expiry <= Instant::now() => {
                Err(Fault::unauthorized("Lifetime validation failed, the token is expired.", true))
            }
            Some(_) => Ok(()),
        }
    }
}

/// The token in `Authorization: Bearer …`, if there is one.
pub(crate) fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers.get(AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    let token = token.trim();
    (scheme.eq_ignore_ascii_case("Bearer") && !token.is_empty()).then_some(token)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reply::set_header;

    /// The message with which a request with this `Authorization` is refused.
    fn refusal(tokens: &Tokens, authorization: Option<&str>) -> Option<String> {
        let mut headers = HeaderMap::new();
        if let Some(value) = authorization {
            set_header(&mut headers, AUTHORIZATION, value);
        }
        tokens.check(&headers).err().map(|fault| fault.message)
    }

    #[test]
    fn a_token_is_missing_wrong_expired_or_good() {
        let tokens = Tokens::default();
        let good = tokens.issue(Duration::from_mins(1));
        let forever = tokens.issue(Duration::MAX);
        let expired = tokens.issue(Duration::ZERO);
        let (empty, wrong, late) = (
            Some("Access token is empty."),
            Some("Access token validation failure."),
            Some("Lifetime validation failed, the token is expired."),
        );
        for (authorization, expected) in [
            (None, empty),
            (Some("Bearer".to_owned()), empty),
            (Some("Bearer ".to_owned()), empty),
            (Some(good.clone()), empty),
            (Some(format!("Basic {good}")), empty),
            (Some("Bearer other".to_owned()), wrong),
            (Some(format!("Bearer {good}x")), wrong),
            (Some(format!("Bearer {expired}")), late),
            (Some(format!("Bearer {good}")), None),
            (Some(format!("bearer {good}")), None),
            (Some(format!("Bearer {forever}")), None),
        ] {
            assert_eq!(refusal(&tokens, authorization.as_deref()).as_deref(), expected, "{authorization:?}");
        }
    }

    #[test]
    fn expiring_all_spares_the_tokens_that_come_later() {
        let tokens = Tokens::default();
        let before = tokens.issue(Duration::MAX);
        tokens.expire_all();
        let after = tokens.issue(Duration::from_mins(1));
        assert!(refusal(&tokens, Some(&format!("Bearer {before}"))).is_some());
        assert_eq!(refusal(&tokens, Some(&format!("Bearer {after}"))), None);
    }
}

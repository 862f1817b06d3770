//! Claims challenges: what tokens were asked for with, and tokens that do not state what the service wants to know.
//!
//! A token here states what it was asked for with, and nothing else: a client that answers a challenge without repeating its
//! claims is challenged again.

use std::{collections::HashMap, sync::Mutex};

use base64::{Engine as _, prelude::BASE64_STANDARD};
use bytes::Bytes;
use http::{HeaderMap, request::Parts};
use serde_json::{Map, Value};
use url::form_urlencoded;

use crate::{
    bearer::bearer,
    correlation::Correlation,
    entra_error::EntraError,
    error::Fault,
    reply::Reply,
    state::{State, lock},
    token,
};

/// What is known of claims.
#[derive(Default)]
pub(crate) struct Claims {
    /// What each request for a token asked for, in order.
    asked: Mutex<Vec<Option<Value>>>,
    /// What each token states.
    stated: Mutex<HashMap<String, Value>>,
    /// What the service wants to know.
    wanted: Mutex<Option<Value>>,
}

impl Claims {
    /// From now on, tokens have to state this.
    pub(crate) fn want(&self, claims: Option<Value>) {
        *lock(&self.wanted) = claims;
    }

    /// What each request for a token asked for.
    pub(crate) fn asked(&self) -> Vec<Option<Value>> {
        lock(&self.asked).clone()
    }

    /// Challenges a request whose token does not state what is wanted.
    pub(crate) fn check(&self, headers: &HeaderMap) -> Result<(), Fault> {
        let Some(wanted) = lock(&self.wanted).clone() else { return Ok(()) };
        let stated = lock(&self.stated);
        match bearer(headers).and_then(|token| stated.get(token)) {
            Some(stated) if holds(stated, &wanted) => Ok(()),
            _ => Err(Fault::insufficient_claims(&BASE64_STANDARD.encode(wanted.to_string()))),
        }
    }
}

/// The token endpoint's reply, with what its token states written down.
pub(crate) async fn token(state: &State, tenant: &str, parts: &Parts, body: &Bytes) -> Reply {
    let claims = form_urlencoded::parse(body).find(|(name, _)| name == "claims").map(|(_, value)| value.into_owned());
    let claims = match claims.map(|claims| serde_json::from_str::<Map<String, Value>>(&claims)) {
        None => None,
        Some(Ok(claims)) => Some(Value::Object(claims)),
        Some(Err(_)) => return EntraError::malformed().reply(&Correlation::of(&parts.headers), &state.base_url),
    };
    lock(&state.claims.asked).push(claims.clone());
    let reply = token::answer(state, tenant, parts, body).await;
    let given = serde_json::from_slice::<Map<String, Value>>(reply.body()).ok();
    let token = given.as_ref().and_then(|given| given.get("access_token")?.as_str());
    if let (Some(token), Some(claims)) = (token, claims) {
        lock(&state.claims.stated).insert(token.to_owned(), claims);
    }
    reply
}

/// Whether everything that is wanted is stated.
fn holds(stated: &Value, wanted: &Value) -> bool {
    match (stated, wanted) {
        (Value::Object(stated), Value::Object(wanted)) => {
            wanted.iter().all(|(name, wanted)| stated.get(name).is_some_and(|stated| holds(stated, wanted)))
        }
        _ => stated == wanted,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::holds;

    #[test]
    fn more_may_be_stated_than_is_wanted_and_not_less() {
        let wanted = json!({"access_token": {"nbf": {"essential": true, "value": "1"}}});
        let more = json!({"access_token": {"nbf": {"essential": true, "value": "1"}, "xms_cc": {"values": ["CP1"]}}});
        assert!(holds(&wanted, &wanted) && holds(&more, &wanted));
        for less in [json!({}), json!({"access_token": {}}), json!({"access_token": {"nbf": {"value": "1"}}})] {
            assert!(!holds(&less, &wanted), "{less}");
        }
        assert!(!holds(&json!({"access_token": {"nbf": {"essential": true, "value": "2"}}}), &wanted));
    }
}

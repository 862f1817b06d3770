//! What a token has to state beside: the `claims` parameter of the login service, made of a challenge and of what the client
//! is able to do. Nothing here knows where a challenge comes from.
//!
//! Source: [claims challenges](https://learn.microsoft.com/entra/identity-platform/claims-challenge).

use std::borrow::Cow;

use serde_json::{Map, Value, json};

/// The claim by which a client says that it answers challenges at any time.
const CAPABILITY: &str = r#"{"access_token":{"xms_cc":{"values":["CP1"]}}}"#;

/// The `claims` parameter.
pub(super) fn parameter(challenge: Option<&str>, continuous_access: bool) -> Option<Cow<'_, str>> {
    match (challenge, continuous_access) {
        (None, false) => None,
        (None, true) => Some(Cow::Borrowed(CAPABILITY)),
        (Some(claims), false) => Some(Cow::Borrowed(claims)),
        (Some(claims), true) => Some(Cow::Owned(with_capability(claims))),
    }
}

/// Claims, and the capability beside them. What is no claims request is left for the login service to refuse.
fn with_capability(claims: &str) -> String {
    let Ok(mut request) = serde_json::from_str::<Map<String, Value>>(claims) else { return claims.to_owned() };
    let of_token = request.entry("access_token").or_insert_with(|| Value::Object(Map::new()));
    if of_token.is_null() {
        *of_token = Value::Object(Map::new());
    }
    let Some(of_token) = of_token.as_object_mut() else { return claims.to_owned() };
    of_token.insert("xms_cc".to_owned(), json!({ "values": ["CP1"] }));
    Value::Object(request).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_challenge_and_the_capability_are_one_request() {
        let nbf = r#"{"access_token":{"nbf":{"essential":true,"value":"1604106651"}}}"#;
        assert_eq!(parameter(None, false), None);
        assert_eq!(parameter(None, true).as_deref(), Some(CAPABILITY));
        assert_eq!(parameter(Some(nbf), false).as_deref(), Some(nbf));
        for (claims, both) in [
            (
                nbf,
                json!({"access_token": {"nbf": {"essential": true, "value": "1604106651"}, "xms_cc": {"values": ["CP1"]}}}),
            ),
            ("{}", json!({"access_token": {"xms_cc": {"values": ["CP1"]}}})),
            (r#"{"access_token":null}"#, json!({"access_token": {"xms_cc": {"values": ["CP1"]}}})),
            (
                r#"{"id_token":{"a":null}}"#,
                json!({"id_token": {"a": null}, "access_token": {"xms_cc": {"values": ["CP1"]}}}),
            ),
        ] {
            let parameter = parameter(Some(claims), true).unwrap();
            assert_eq!(serde_json::from_str::<Value>(&parameter).unwrap(), both, "{claims}");
        }
        for unread in ["", "no JSON", "[]", r#"{"access_token":7}"#] {
            assert_eq!(parameter(Some(unread), true).as_deref(), Some(unread));
        }
    }
}

//! What Entra ID's token endpoint says, and what to do about it.
//!
//! Source: [error codes](https://learn.microsoft.com/entra/identity-platform/reference-error-codes). Their texts may
//! change, so only a hint depends on them, never a decision.

use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use serde::de::{Deserializer, Error as _, Visitor};

use crate::error::{Error, ErrorKind};

/// What to do about the errors that an app on its own meets, by Entra's number.
const ADVICE: [(&str, &str); 7] = [
    ("AADSTS7000215", "the client secret is wrong: it is the secret's value, not its id"),
    ("AADSTS7000222", "the client secret has expired: add a new one to the app registration"),
    (
        "AADSTS700016",
        "the tenant has no such app: check the client id, and that the app was consented to in this tenant",
    ),
    ("AADSTS90002", "there is no such tenant: check the tenant id, and that the cloud is the right one"),
    ("AADSTS1002012", "the scope of an app on its own ends in `/.default`"),
    ("AADSTS70011", "the scope is not valid in this cloud"),
    ("AADSTS53003", "a conditional access policy forbids the token"),
];

/// The error that the token endpoint answered with.
pub(crate) fn error(status: StatusCode, headers: HeaderMap, body: Bytes) -> Error {
    let text = String::from_utf8_lossy(&body);
    let advice = ADVICE.iter().find(|(number, _)| text.contains(&format!("{number}:")));
    let message = match advice {
        Some((_, advice)) => format!("no token, since {advice}"),
        None => "no token".to_owned(),
    };
    Error::of_response(ErrorKind::Token, message, (status, headers, body))
}

/// Seconds as a number, or as text.
pub(crate) fn seconds<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<u64>, D::Error> {
    /// Reads either.
    struct Seconds;

    impl Visitor<'_> for Seconds {
        type Value = Option<u64>;

        fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            formatter.write_str("a number of seconds")
        }

        fn visit_u64<E: serde::de::Error>(self, seconds: u64) -> Result<Self::Value, E> {
            Ok(Some(seconds))
        }

        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        fn visit_f64<E: serde::de::Error>(self, seconds: f64) -> Result<Self::Value, E> {
            Ok(Some(seconds as u64))
        }

        fn visit_str<E: serde::de::Error>(self, seconds: &str) -> Result<Self::Value, E> {
            seconds.parse().map(Some).map_err(|_| E::custom("not a number of seconds"))
        }

        fn visit_unit<E: serde::de::Error>(self) -> Result<Self::Value, E> {
            Ok(None)
        }
    }

    deserializer.deserialize_any(Seconds).map_err(|_| D::Error::custom("not a number of seconds"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_known_number_says_what_to_do() {
        let body = r#"{"error": "invalid_client", "error_description": "AADSTS7000222: The provided client secret keys are expired."}"#;
        let error = error(StatusCode::UNAUTHORIZED, HeaderMap::new(), body.into());
        assert_eq!(error.code(), Some("invalid_client"));
        assert!(error.to_string().starts_with("no token, since the client secret has expired"), "{error}");
        let other = super::error(StatusCode::BAD_GATEWAY, HeaderMap::new(), "<title>no</title>".into());
        assert_eq!(other.to_string(), "no token: 502 Bad Gateway: no");
    }
}

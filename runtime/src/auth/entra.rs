//! What Entra ID's token endpoint says: its errors with what to do about them ([`advice`]), and its way with numbers.

mod advice;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use serde::de::{Deserializer, Error as _, Visitor};

use crate::error::{Error, ErrorKind};

/// The error that the token endpoint answered with.
pub(crate) fn error(status: StatusCode, headers: HeaderMap, body: Bytes) -> Error {
    let message = match advice::advice(&body) {
        Some(advice) => format!("no token, since {advice}"),
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

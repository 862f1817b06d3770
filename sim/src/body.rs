//! Reading an action's parameters from a request body as strictly as OData reads them: the content type, then the JSON,
//! then each parameter's type.

use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, header::CONTENT_TYPE};
use serde::{
    Deserialize, Deserializer,
    de::{MapAccess, Visitor},
};
use serde_json::Value;

use crate::error::Fault;

/// A JSON object's members as they were sent. A map would hide that one was sent twice.
struct Members(Vec<(String, Value)>);

impl<'de> Deserialize<'de> for Members {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        /// Collects them.
        struct Collect;

        impl<'de> Visitor<'de> for Collect {
            type Value = Members;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(Members(members))
            }
        }

        deserializer.deserialize_map(Collect)
    }
}

/// The parameters sent to `action`, annotations left out. There has to be a body, though each parameter may be absent.
pub(crate) fn parameters(action: &str, headers: &HeaderMap, body: &Bytes) -> Result<Vec<(String, Value)>, Fault> {
    if body.is_empty() {
        return Err(Fault::bad_request("Empty Payload. JSON content expected."));
    }
    expect_json(headers)?;
    let value: Value = serde_json::from_slice(body).map_err(|_| unreadable())?;
    if !value.is_object() {
        return Err(unexpected_node(&value, "StartObject"));
    }
    let Members(mut members) = serde_json::from_slice(body).map_err(|_| unreadable())?;
    members.retain(|(name, _)| !name.contains('@'));
    for (index, (name, _)) in members.iter().enumerate() {
        if members.iter().take(index).any(|(earlier, _)| earlier == name) {
            return Err(Fault::bad_request(format!(
                "Multiple parameters with the name '{name}' were found in the request payload for the operation \
                 '{action}'."
            )));
        }
    }
    Ok(members)
}

/// The refusal of a parameter that the action does not have.
pub(crate) fn unknown_parameter(action: &str, name: &str) -> Fault {
    Fault::bad_request(format!(
        "The parameter '{name}' in the request payload is not a valid parameter for the operation '{action}'."
    ))
}

/// A parameter of the type `Edm.Boolean`; null is absence.
pub(crate) fn boolean(value: &Value) -> Result<Option<bool>, Fault> {
    match value {
        Value::Null => Ok(None),
        Value::Bool(value) => Ok(Some(*value)),
        other => Err(wrong_type(other, "Edm.Boolean")),
    }
}

/// A parameter of the type `Edm.String`; null is absence.
pub(crate) fn string(value: Value) -> Result<Option<String>, Fault> {
    match value {
        Value::Null => Ok(None),
        Value::String(value) => Ok(Some(value)),
        other => Err(wrong_type(&other, "Edm.String")),
    }
}

/// Refuses a body that is not said to be JSON.
pub(crate) fn expect_json(headers: &HeaderMap) -> Result<(), Fault> {
    let sent = headers.get(CONTENT_TYPE).map(|value| String::from_utf8_lossy(value.as_bytes()));
    let essence = sent.as_deref().and_then(|sent| sent.split(';').next()).unwrap_or_default().trim();
    if essence.eq_ignore_ascii_case("application/json") {
        Ok(())
    } else {
        Err(Fault::unsupported_media_type(sent.as_deref().filter(|sent| !sent.trim().is_empty())))
    }
}

/// The refusal of what is not JSON at all.
pub(crate) fn unreadable() -> Fault {
    Fault::bad_request(
        "Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON \
         format.",
    )
}

/// The refusal of a value that is not of its parameter's type.
fn wrong_type(value: &Value, expected: &str) -> Fault {
    match value {
        Value::Array(_) | Value::Object(_) => unexpected_node(value, "PrimitiveValue"),
        Value::String(literal) => cannot_convert(literal, expected),
        other => cannot_convert(&other.to_string(), expected),
    }
}

/// The refusal of a literal of another type.
fn cannot_convert(literal: &str, expected: &str) -> Fault {
    Fault::bad_request(format!("Cannot convert the literal '{literal}' to the expected type '{expected}'."))
}

/// The refusal of an object, array or literal where another of the three has to be.
fn unexpected_node(value: &Value, expected: &str) -> Fault {
    let found = match value {
        Value::Array(_) => "StartArray",
        Value::Object(_) => "StartObject",
        _ => "PrimitiveValue",
    };
    Fault::bad_request(format!(
        "An unexpected '{found}' node was found when reading from the JSON reader. A '{expected}' node was expected."
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reply::set_header;

    /// Reads a body under a content type.
    fn read(content_type: Option<&str>, body: &str) -> Result<Vec<(String, Value)>, Fault> {
        let mut headers = HeaderMap::new();
        if let Some(value) = content_type {
            set_header(&mut headers, CONTENT_TYPE, value);
        }
        parameters("act", &headers, &Bytes::copy_from_slice(body.as_bytes()))
    }

    #[test]
    fn a_body_has_to_be_said_to_be_json() {
        for good in ["application/json", "Application/JSON", "application/json; charset=utf-8", " application/json "] {
            assert!(read(Some(good), "{}").is_ok(), "{good}");
        }
        for bad in [None, Some(""), Some("text/plain"), Some("application/jsonp"), Some("text/json")] {
            assert_eq!(read(bad, "{}").unwrap_err().status, 415, "{bad:?}");
        }
        assert!(read(None, "{}").unwrap_err().message.contains("content type header is required"));
        assert!(read(Some("text/plain"), "{}").unwrap_err().message.ends_with("the content type 'text/plain'."));
    }

    #[test]
    fn a_body_has_to_be_one_object_without_duplicates() {
        for (body, message) in [
            ("", "Empty Payload"),
            ("{", "Unable to read JSON"),
            ("{} {}", "Unable to read JSON"),
            ("[]", "An unexpected 'StartArray' node"),
            ("null", "An unexpected 'PrimitiveValue' node"),
            (r#"{"a":1,"b":2,"a":1}"#, "Multiple parameters with the name 'a'"),
        ] {
            let fault = read(Some("application/json"), body).unwrap_err();
            assert_eq!(fault.status, 400, "{body}");
            assert!(fault.message.starts_with(message), "{body}: {}", fault.message);
        }
    }

    #[test]
    fn annotations_are_not_parameters() {
        let read = read(Some("application/json"), r##"{"@odata.type":"#a","b@odata.type":"#c","b":1}"##).unwrap();
        assert_eq!(read, [("b".to_owned(), Value::from(1))]);
    }

    #[test]
    fn a_value_is_null_of_its_type_or_refused() {
        let value = |json: &str| serde_json::from_str::<Value>(json).unwrap();
        assert_eq!(boolean(&value("null")).unwrap(), None);
        assert_eq!(boolean(&value("false")).unwrap(), Some(false));
        assert_eq!(string(value("null")).unwrap(), None);
        assert_eq!(string(value(r#""x""#)).unwrap().as_deref(), Some("x"));
        for (json, message) in [
            (r#""true""#, "Cannot convert the literal 'true' to the expected type 'Edm.Boolean'."),
            ("1", "Cannot convert the literal '1' to the expected type 'Edm.Boolean'."),
            (
                "[true]",
                "An unexpected 'StartArray' node was found when reading from the JSON reader. A 'PrimitiveValue' node \
                 was expected.",
            ),
        ] {
            assert_eq!(boolean(&value(json)).unwrap_err().message, message, "{json}");
        }
        for json in ["1", "true", "{}", "[]"] {
            assert_eq!(string(value(json)).unwrap_err().status, 400, "{json}");
        }
    }
}

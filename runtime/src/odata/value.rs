//! OData's envelope around what is no entity.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// OData's `{"value": …}` around a primitive value, a complex value or a collection, as functions and some actions return it.
///
/// ```
/// # use graph_action::{Action, graph_action};
/// use graph_action::Value;
///
/// #[graph_action(POST "/users/<id>/revokeSignInSessions" -> Value<bool>)]
/// struct RevokeSignInSessions { id: String }
///
/// let response = http::Response::new(r##"{"@odata.context": "…#Edm.Boolean", "value": true}"##.into());
/// assert!(RevokeSignInSessions::response(response)?.0);
/// # Ok::<(), graph_action::Error>(())
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Value<T>(pub T);

/// The envelope.
#[derive(Serialize, Deserialize)]
struct Envelope<T> {
    /// What is in it.
    value: T,
}

impl<T> Value<T> {
    /// What is in the envelope.
    pub fn into_inner(self) -> T {
        self.0
    }
}

impl<T: Serialize> Serialize for Value<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Envelope { value: &self.0 }.serialize(serializer)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Value<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Envelope::deserialize(deserializer).map(|envelope| Self(envelope.value))
    }
}

#[cfg(test)]
mod tests {
    use super::Value;

    #[test]
    fn a_value_is_taken_out_of_its_envelope_and_put_back() {
        let json = r#"{"value":["a","b"]}"#;
        let value: Value<Vec<String>> = serde_json::from_str(json).unwrap();
        assert_eq!(value.0, ["a", "b"]);
        assert_eq!(serde_json::to_string(&value).unwrap(), json);
        assert_eq!(serde_json::from_str::<Value<Option<u8>>>(r#"{"value": null}"#).unwrap(), Value(None));
        let missing = serde_json::from_str::<Value<u8>>("{}").unwrap_err();
        assert!(missing.to_string().contains("missing field `value`"), "{missing}");
    }
}

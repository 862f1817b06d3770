//! Absent, null and a value, told apart.

use serde::de::{Deserialize, Deserializer, Visitor};
use serde::ser::{Serialize, Serializer};

/// A member that may be left out (keep it as it is), null (clear it) or a value (set it), as `PATCH` tells them apart.
///
/// ```
/// # use graph_action::{Action, graph_action};
/// use graph_action::Nullable;
///
/// #[graph_action(PATCH "/me")]
/// #[derive(Default)]
/// struct UpdateMe { mobile_phone: Nullable<String>, job_title: Nullable<String>, city: Nullable<String> }
///
/// let action = UpdateMe { mobile_phone: Nullable::Null, job_title: "Founder".to_owned().into(), ..Default::default() };
/// let request = action.request("https://graph.microsoft.com")?;
/// assert_eq!(request.body(), r#"{"mobilePhone":null,"jobTitle":"Founder"}"#);
/// # Ok::<(), graph_action::Error>(())
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Nullable<T> {
    /// Not there.
    #[default]
    Absent,
    /// There, and null.
    Null,
    /// There, with a value.
    Value(T),
}

impl<T> Nullable<T> {
    /// The value, if there is one.
    pub fn as_value(&self) -> Option<&T> {
        match self {
            Nullable::Value(value) => Some(value),
            Nullable::Absent | Nullable::Null => None,
        }
    }

    /// The value alone, if there is one.
    pub fn into_value(self) -> Option<T> {
        match self {
            Nullable::Value(value) => Some(value),
            Nullable::Absent | Nullable::Null => None,
        }
    }

    /// Whether the member is not there.
    pub fn is_absent(&self) -> bool {
        matches!(self, Nullable::Absent)
    }

    /// Whether the member is null.
    pub fn is_null(&self) -> bool {
        matches!(self, Nullable::Null)
    }
}

impl<T> From<T> for Nullable<T> {
    fn from(value: T) -> Self {
        Nullable::Value(value)
    }
}

/// `None` is null: the member was named.
impl<T> From<Option<T>> for Nullable<T> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Nullable::Null, Nullable::Value)
    }
}

impl<T: Serialize> Serialize for Nullable<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            // An action or a `#[graph_type]` leaves out what serialises as none; null is the unit.
            Nullable::Absent => serializer.serialize_none(),
            Nullable::Null => serializer.serialize_unit(),
            Nullable::Value(value) => value.serialize(serializer),
        }
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Nullable<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        /// Reads what may be null.
        struct NullableVisitor<T>(std::marker::PhantomData<T>);

        impl<'de, T: Deserialize<'de>> Visitor<'de> for NullableVisitor<T> {
            type Value = Nullable<T>;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("a value or null")
            }

            fn visit_none<E>(self) -> Result<Self::Value, E> {
                Ok(Nullable::Null)
            }

            // How a `#[graph_type]` says that the member is not there.
            fn visit_unit<E>(self) -> Result<Self::Value, E> {
                Ok(Nullable::Absent)
            }

            fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
                T::deserialize(deserializer).map(Nullable::Value)
            }
        }

        deserializer.deserialize_option(NullableVisitor(std::marker::PhantomData))
    }
}

#[diagnostic::do_not_recommend]
impl<T: crate::request::CharCount> crate::request::CharCount for Nullable<T> {
    fn char_count(&self) -> Option<usize> {
        self.as_value().and_then(T::char_count)
    }
}

#[diagnostic::do_not_recommend]
impl<T: crate::request::ItemCount> crate::request::ItemCount for Nullable<T> {
    fn item_count(&self) -> Option<usize> {
        self.as_value().and_then(T::item_count)
    }
}

#[cfg(test)]
mod tests {
    use super::Nullable;

    #[test]
    fn an_option_says_null_and_a_value_says_itself() {
        assert_eq!(Nullable::<u8>::from(None), Nullable::Null);
        assert_eq!(Nullable::<u8>::from(Some(1)), Nullable::Value(1));
        assert_eq!(Nullable::<u8>::from(1), Nullable::Value(1));
        assert_eq!(Nullable::<u8>::default(), Nullable::Absent);
    }

    #[test]
    fn null_and_a_value_are_read_from_json() {
        assert_eq!(serde_json::from_str::<Nullable<u8>>("null").unwrap(), Nullable::Null);
        assert_eq!(serde_json::from_str::<Nullable<u8>>("1").unwrap(), Nullable::Value(1));
        assert_eq!(serde_json::from_value::<Nullable<u8>>(serde_json::Value::Null).unwrap(), Nullable::Null);
    }
}

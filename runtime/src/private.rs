//! What generated code names. Not for people: anything here may change in any release.

pub use std::borrow::Cow;
pub use std::string::String;

pub use graph_action_macros::{GraphAction, GraphType};
pub use serde::de::MapAccess;
pub use serde::ser::SerializeMap;
pub use serde::{Deserialize, Deserializer, Serialize, Serializer};

pub use crate::odata::object::{
    Extra, MemberValue, ReadObject, WriteObject, Writer, read_object, required, write_object,
};
pub use crate::odata::string_enum::{StringEnum, read_enum};
pub use crate::request::{Literal, OptionalText, PathValue, Resource};

/// The error of a type whose declaration has mistakes; never reached, since that does not compile.
#[must_use]
pub fn wrong_declaration<E: serde::de::Error>() -> E {
    E::custom("the declaration of this type has mistakes")
}

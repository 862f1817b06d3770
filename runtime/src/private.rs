//! What generated code names. Not for people: anything here may change in any release.

pub use std::borrow::Cow;
pub use std::string::String;

pub use graph_action_macros::{GraphAction, GraphPath, GraphResponse, GraphType};
pub use serde::de::MapAccess;
pub use serde::ser::SerializeMap;
pub use serde::{Deserialize, Deserializer, Serialize, Serializer};

pub use crate::odata::FlagEnum;
pub use crate::odata::object::{
    Extra, MemberValue, ReadObject, WriteObject, Writer, read_object, required, write_object,
};
pub use crate::odata::string_enum::{StringEnum, read_enum};
pub use crate::odata::union::{Distinct, Named, Union, read_union, read_variant, write_other, write_variant};
pub use crate::request::leads_to::leads_to;
pub use crate::request::{Literal, LiteralText, OptionalText, PathValue, RequestBody, Resource};

/// The error of a type whose declaration has mistakes; never reached, since that does not compile.
#[must_use]
pub fn wrong_declaration<E: serde::de::Error>() -> E {
    E::custom("the declaration of this type has mistakes")
}

/// The error of a response that no variant of its enum is for.
#[must_use]
pub fn no_variant(received: crate::response::Received) -> crate::Error {
    received.without_variant()
}

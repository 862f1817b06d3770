//! One of several types, told apart by `@odata.type`: one visitor and one writer for all such enums.
//!
//! Where the name comes first, as OData asks of services, the rest is read as it arrives; else the object is kept until the
//! name has been seen. Names are compared whatever their case and with or without `#`, since Graph sends all of these.

use std::marker::PhantomData;

use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserializer, Error as _, MapAccess, Visitor};
use serde::ser::{Error as _, SerializeMap, Serializer};
use serde_json::{Map, Value};

use super::object::{ReadMember, TYPE};
use crate::request::Member;

/// A type that has a name in Graph, which is written as `@odata.type`.
pub trait Named {
    /// The qualified name behind a `#`.
    const TYPE: &'static str;
}

impl<T: Named> Named for Box<T> {
    const TYPE: &'static str = T::TYPE;
}

/// A type that a union can tell from others: whatever is [`Named`], which has it without more.
// A trait of its own, so that an error says what to do instead of listing every type that has a name.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no name in Graph by which it could be told from other types",
    label = "not declared with a name",
    note = "name it where it is declared, `#[graph_type(\"microsoft.graph.…\")]`, or on the variant, \
            `#[graph(name = \"microsoft.graph.…\")]`"
)]
pub trait Distinct {
    /// The qualified name behind a `#`.
    const TYPE: &'static str;
}

#[diagnostic::do_not_recommend]
impl<T: Named> Distinct for T {
    const TYPE: &'static str = T::TYPE;
}

/// One of several types.
pub trait Union<'de>: Sized {
    /// The names of those that have a variant.
    const TYPES: &'static [&'static str];

    /// Reads the variant of this number; any other number is the variant for unknown types.
    fn read<D: Deserializer<'de>>(variant: usize, deserializer: D) -> Result<Self, D::Error>;
}

/// What a variant holds; a wrong type is told of as for a member.
pub fn read_variant<'de, T: ReadMember<'de>, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    T::deserialize(deserializer)
}

/// What the variant for unknown types holds.
pub fn write_other<T: Member, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    value.serialize(serializer)
}

/// An object of a type that does not write its name: the variant's, first.
pub fn write_variant<T: Member, S: Serializer>(
    name: &'static str,
    value: &T,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let Value::Object(members) = serde_json::to_value(value).map_err(S::Error::custom)? else {
        return Err(S::Error::custom(format_args!("a value of {name} is written as an object")));
    };
    let mut map = serializer.serialize_map(None)?;
    // One that was read with the object and kept is more derived.
    match members.get(TYPE) {
        Some(read) => map.serialize_entry(TYPE, read)?,
        None => map.serialize_entry(TYPE, name)?,
    }
    for (name, value) in members.iter().filter(|(name, _)| *name != TYPE) {
        map.serialize_entry(name, value)?;
    }
    map.end()
}

/// `Deserialize` of one of several types.
pub fn read_union<'de, T: Union<'de>, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_map(UnionVisitor(PhantomData))
}

/// Reads any of them.
struct UnionVisitor<T>(PhantomData<T>);

impl<'de, T: Union<'de>> Visitor<'de> for UnionVisitor<T> {
    type Value = T;

    fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<T, A::Error> {
        let mut members = Map::new();
        while let Some(name) = map.next_key::<String>()? {
            let value: Value = map.next_value()?;
            if members.is_empty()
                && name == TYPE
                && let Some(variant) = variant::<T>(&value)
            {
                return T::read(variant, MapAccessDeserializer::new(map));
            }
            members.insert(name, value);
        }
        let variant = members.get(TYPE).and_then(variant::<T>);
        if variant.is_some() {
            members.remove(TYPE);
        }
        T::read(variant.unwrap_or(T::TYPES.len()), Value::Object(members)).map_err(A::Error::custom)
    }
}

/// The variant for a type's name, where there is one.
fn variant<'de, T: Union<'de>>(name: &Value) -> Option<usize> {
    let bare = |name: &str| name.trim_start_matches('#').to_ascii_lowercase();
    let name = bare(name.as_str()?);
    T::TYPES.iter().position(|known| bare(known) == name)
}

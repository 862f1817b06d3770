//! Objects: one visitor and one writer for all of them.
//!
//! A generated implementation is data: the members' names, a blank value, and one `match` from a member's number to its
//! field. The loop over a JSON object, what is absent and what is kept as extra live here, once, however many types a
//! program declares.

use std::collections::{BTreeMap, HashMap};
use std::marker::PhantomData;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, Visitor};
use serde::ser::{SerializeMap, Serializer};
use serde_json::{Map, Value};

use crate::request::Member;
use crate::request::probe::is_absent;

/// The annotation that names an object's type.
pub(super) const TYPE: &str = "@odata.type";

/// An object that can be written, member by member.
pub trait WriteObject {
    /// The type's qualified name behind a `#`, where it is declared.
    const TYPE: Option<&'static str> = None;

    /// Writes each member.
    fn write<M: SerializeMap>(&self, writer: &mut Writer<'_, M>);

    /// The members that the type does not declare.
    fn extra(&self) -> Option<&dyn Extra> {
        None
    }
}

/// What members are written to; keeps the first error, so that generated code needs no branches.
#[derive(Debug)]
pub struct Writer<'a, M: SerializeMap> {
    /// The map of the serializer.
    map: &'a mut M,
    /// The first error.
    failed: Option<M::Error>,
}

impl<M: SerializeMap> Writer<'_, M> {
    /// Writes a member, unless it is absent.
    pub fn member<T: Member>(&mut self, name: &'static str, value: &T) {
        if self.failed.is_none() && !is_absent(value) {
            self.failed = self.map.serialize_entry(name, value).err();
        }
    }
}

/// `Serialize` of an object: the type's name first, then the members, then what is extra.
pub fn write_object<T: WriteObject, S: Serializer>(object: &T, serializer: S) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(None)?;
    let extra = object.extra();
    // A type that was read with the object is more derived than the declared one.
    let named = extra.and_then(|extra| extra.get(TYPE));
    match (named, T::TYPE) {
        (Some(named), _) => map.serialize_entry(TYPE, named)?,
        (None, Some(declared)) => map.serialize_entry(TYPE, declared)?,
        (None, None) => {}
    }
    let mut writer = Writer { map: &mut map, failed: None };
    object.write(&mut writer);
    if let Some(extra) = extra {
        extra.each(&mut |name, value| {
            if name != TYPE && writer.failed.is_none() {
                writer.failed = writer.map.serialize_entry(name, value).err();
            }
        });
    }
    match writer.failed {
        Some(error) => Err(error),
        None => map.end(),
    }
}

/// An object that can be read, member by member, in any order.
pub trait ReadObject<'de>: Sized {
    /// What is filled while reading: the object itself, or its members as options.
    type Filled;

    /// The members' names.
    const MEMBERS: &'static [&'static str];

    /// Nothing read yet.
    fn blank() -> Self::Filled;

    /// Reads the member of this number.
    fn set<A: MapAccess<'de>>(
        filled: &mut Self::Filled,
        member: usize,
        value: &mut MemberValue<'_, 'de, A>,
    ) -> Result<(), A::Error>;

    /// Where members go that the type does not declare.
    fn extra_mut(_filled: &mut Self::Filled) -> Option<&mut dyn Extra> {
        None
    }

    /// The object, or the number of the member that is missing.
    fn finish(filled: Self::Filled) -> Result<Self, usize>;
}

/// The value of the member that is being read.
#[derive(Debug)]
pub struct MemberValue<'a, 'de, A> {
    /// The map that it is in.
    map: &'a mut A,
    /// The lifetime of what is borrowed from it.
    lifetime: PhantomData<&'de ()>,
}

impl<'de, A: MapAccess<'de>> MemberValue<'_, 'de, A> {
    /// Reads a value that may be null.
    pub fn read<T: ReadMember<'de>>(&mut self, place: &mut Option<T>) -> Result<(), A::Error> {
        *place = self.map.next_value()?;
        Ok(())
    }

    /// Reads a value whose own type says what null means.
    pub fn read_some<T: ReadMember<'de>>(&mut self, place: &mut Option<T>) -> Result<(), A::Error> {
        *place = Some(self.map.next_value()?);
        Ok(())
    }

    /// Passes the value over.
    pub fn ignore(&mut self) -> Result<(), A::Error> {
        self.map.next_value::<IgnoredAny>().map(drop)
    }
}

/// A value that can be read from a member of an object: whatever is `Deserialize`, which has it without more.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be read from a member of an object",
    label = "not read from JSON",
    note = "put `#[graph_type]` (or `#[derive(serde::Deserialize)]`) on your type"
)]
pub trait ReadMember<'de>: Deserialize<'de> {}

#[diagnostic::do_not_recommend]
impl<'de, T: Deserialize<'de>> ReadMember<'de> for T {}

/// `Deserialize` of an object.
pub fn read_object<'de, T: ReadObject<'de>, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_map(ObjectVisitor(PhantomData))
}

/// The value of a member that must be there, or its number.
///
/// Whether a missing member is an error its type says itself: an alias of `Option` may be missing.
pub fn required<'de, T: ReadMember<'de>>(read: Option<T>, member: usize) -> Result<T, usize> {
    read.or_else(|| T::deserialize(Missing).ok()).ok_or(member)
}

/// Reads any object.
struct ObjectVisitor<T>(PhantomData<T>);

impl<'de, T: ReadObject<'de>> Visitor<'de> for ObjectVisitor<T> {
    type Value = T;

    fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<T, A::Error> {
        let mut filled = T::blank();
        let mut next = 0;
        let keep = T::extra_mut(&mut filled).is_some();
        while let Some(name) = map.next_key_seed(Name { members: T::MEMBERS, next, keep })? {
            match name {
                Found::Member(member) => {
                    next = member + 1;
                    T::set(&mut filled, member, &mut MemberValue { map: &mut map, lifetime: PhantomData })?;
                }
                Found::Unknown(Some(name)) => {
                    let value: Value = map.next_value()?;
                    if let Some(extra) = T::extra_mut(&mut filled) {
                        extra.keep(name, value);
                    }
                }
                Found::Unknown(None) => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        T::finish(filled).map_err(|member| {
            A::Error::custom(format_args!(
                "the member `{}` is missing; make its field an `Option` if Graph may leave it out",
                T::MEMBERS.get(member).copied().unwrap_or_default()
            ))
        })
    }
}

/// Reads a member's name into its number.
struct Name {
    /// The names.
    members: &'static [&'static str],
    /// The member that is likely to come next: Graph sends members in the order of its metadata.
    next: usize,
    /// Whether an unknown name is wanted.
    keep: bool,
}

/// What a name was.
enum Found {
    /// The member of this number.
    Member(usize),
    /// A member that the type does not declare; its name, where it is wanted.
    Unknown(Option<String>),
}

impl<'de> DeserializeSeed<'de> for Name {
    type Value = Found;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Found, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for Name {
    type Value = Found;

    fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("the name of a member")
    }

    fn visit_str<E: serde::de::Error>(self, name: &str) -> Result<Found, E> {
        if self.members.get(self.next) == Some(&name) {
            return Ok(Found::Member(self.next));
        }
        Ok(match self.members.iter().position(|member| *member == name) {
            Some(member) => Found::Member(member),
            None => Found::Unknown(self.keep.then(|| name.to_owned())),
        })
    }
}

/// What a missing member is read from: an `Option` is none, [`Nullable`](super::Nullable) absent, all else an error.
struct Missing;

impl<'de> Deserializer<'de> for Missing {
    type Error = serde::de::value::Error;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Self::Error> {
        Err(Self::Error::custom("missing"))
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Self::Error> {
        // A null is `visit_none`; nothing at all is `visit_unit`.
        visitor.visit_unit()
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

/// A field that keeps the members that a type does not declare: `#[graph(extra)]`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot keep unknown members",
    label = "`extra` needs a map from names to JSON values",
    note = "use `serde_json::Map<String, serde_json::Value>`, or a `BTreeMap` or `HashMap` of the same"
)]
pub trait Extra {
    /// Keeps a member.
    fn keep(&mut self, name: String, value: Value);
    /// The member of this name.
    fn get(&self, name: &str) -> Option<&Value>;
    /// Visits each member.
    fn each(&self, visit: &mut dyn FnMut(&str, &Value));
}

/// Maps from names to JSON values.
macro_rules! extra {
    ($($map:ty),*) => {$(
        #[diagnostic::do_not_recommend]
        impl Extra for $map {
            fn keep(&mut self, name: String, value: Value) {
                self.insert(name, value);
            }

            fn get(&self, name: &str) -> Option<&Value> {
                <$map>::get(self, name)
            }

            fn each(&self, visit: &mut dyn FnMut(&str, &Value)) {
                for (name, value) in self {
                    visit(name, value);
                }
            }
        }
    )*};
}

extra!(Map<String, Value>, BTreeMap<String, Value>);

#[diagnostic::do_not_recommend]
impl<H: std::hash::BuildHasher> Extra for HashMap<String, Value, H> {
    fn keep(&mut self, name: String, value: Value) {
        self.insert(name, value);
    }

    fn get(&self, name: &str) -> Option<&Value> {
        HashMap::get(self, name)
    }

    fn each(&self, visit: &mut dyn FnMut(&str, &Value)) {
        for (name, value) in self {
            visit(name, value);
        }
    }
}

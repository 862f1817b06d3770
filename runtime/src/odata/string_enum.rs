//! Enums: strings with known values, to which Graph adds without notice.

use std::marker::PhantomData;

use serde::de::{Deserializer, Error, Visitor};

/// A string with known values and a place for unknown ones.
pub trait StringEnum: Sized {
    /// The known values as the wire has them.
    const VALUES: &'static [&'static str];

    /// The variant of the known value of this number.
    fn known(index: usize) -> Option<Self>;

    /// The variant that keeps an unknown value.
    fn other(value: String) -> Self;
}

/// `Deserialize` of an enum: the case of a known value does not matter, and an unknown one is kept.
pub fn read_enum<'de, T: StringEnum, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    // Any, since a number asked for as a string is refused before it is seen.
    deserializer.deserialize_any(EnumVisitor(PhantomData))
}

/// The variant of a value.
pub(super) fn parse<T: StringEnum>(value: &str) -> T {
    let index = T::VALUES.iter().position(|known| known.eq_ignore_ascii_case(value));
    index.and_then(T::known).unwrap_or_else(|| T::other(value.to_owned()))
}

/// Reads any enum.
struct EnumVisitor<T>(PhantomData<T>);

impl<T: StringEnum> Visitor<'_> for EnumVisitor<T> {
    type Value = T;

    fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("a string")
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<T, E> {
        Ok(parse(value))
    }

    // Some services send the number of an enum's member: unknown, but no reason to lose the rest.
    fn visit_i64<E: Error>(self, value: i64) -> Result<T, E> {
        Ok(T::other(value.to_string()))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<T, E> {
        Ok(T::other(value.to_string()))
    }
}

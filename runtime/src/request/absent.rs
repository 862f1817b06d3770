//! Whether a value is there at all, asked of its `Serialize`: `Option::None` is absent whatever its alias is called.
//!
//! A serializer that stops at the first call it gets: `serialize_none` means absent, any other call a value. JSON's null
//! is `serialize_unit`, and so a value.

use serde::ser::{Error as _, Impossible, Serialize, Serializer};

/// Whether the value serialises as none.
pub(crate) fn is_absent<T: Serialize + ?Sized>(value: &T) -> bool {
    matches!(value.serialize(Probe), Err(Found::None))
}

/// The serializer that looks at the first call only.
struct Probe;

/// What the first call was.
#[derive(Debug)]
enum Found {
    /// `serialize_none`.
    None,
    /// Any other.
    Some,
}

impl std::fmt::Display for Found {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{self:?}")
    }
}

impl std::error::Error for Found {}

impl serde::ser::Error for Found {
    fn custom<T: std::fmt::Display>(_: T) -> Self {
        Found::Some
    }
}

/// Methods of [`Serializer`] that all say the same: there is a value.
macro_rules! there_is_a_value {
    ($($method:ident($($kind:ty),*) -> $ok:ty;)*) => {
        $(fn $method(self, $(_: $kind),*) -> Result<$ok, Found> { Err(Found::Some) })*
    };
}

impl Serializer for Probe {
    type Ok = ();
    type Error = Found;
    type SerializeSeq = Impossible<(), Found>;
    type SerializeTuple = Impossible<(), Found>;
    type SerializeTupleStruct = Impossible<(), Found>;
    type SerializeTupleVariant = Impossible<(), Found>;
    type SerializeMap = Impossible<(), Found>;
    type SerializeStruct = Impossible<(), Found>;
    type SerializeStructVariant = Impossible<(), Found>;

    fn serialize_none(self) -> Result<(), Found> {
        Err(Found::None)
    }

    fn serialize_some<T: Serialize + ?Sized>(self, _: &T) -> Result<(), Found> {
        Err(Found::Some)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, _: &T) -> Result<(), Found> {
        Err(Found::Some)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<(), Found> {
        Err(Found::Some)
    }

    fn collect_str<T: std::fmt::Display + ?Sized>(self, _: &T) -> Result<(), Found> {
        Err(Found::custom("a value"))
    }

    there_is_a_value! {
        serialize_bool(bool) -> ();
        serialize_i8(i8) -> ();
        serialize_i16(i16) -> ();
        serialize_i32(i32) -> ();
        serialize_i64(i64) -> ();
        serialize_i128(i128) -> ();
        serialize_u8(u8) -> ();
        serialize_u16(u16) -> ();
        serialize_u32(u32) -> ();
        serialize_u64(u64) -> ();
        serialize_u128(u128) -> ();
        serialize_f32(f32) -> ();
        serialize_f64(f64) -> ();
        serialize_char(char) -> ();
        serialize_str(&str) -> ();
        serialize_bytes(&[u8]) -> ();
        serialize_unit() -> ();
        serialize_unit_struct(&'static str) -> ();
        serialize_unit_variant(&'static str, u32, &'static str) -> ();
        serialize_seq(Option<usize>) -> Self::SerializeSeq;
        serialize_tuple(usize) -> Self::SerializeTuple;
        serialize_tuple_struct(&'static str, usize) -> Self::SerializeTupleStruct;
        serialize_tuple_variant(&'static str, u32, &'static str, usize) -> Self::SerializeTupleVariant;
        serialize_map(Option<usize>) -> Self::SerializeMap;
        serialize_struct(&'static str, usize) -> Self::SerializeStruct;
        serialize_struct_variant(&'static str, u32, &'static str, usize) -> Self::SerializeStructVariant;
    }
}

#[cfg(test)]
mod tests {
    use super::is_absent;

    type Maybe<T> = Option<T>;

    #[test]
    fn none_is_absent_and_everything_else_is_there() {
        assert!(is_absent(&None::<u8>));
        assert!(is_absent(&Maybe::<String>::None));
        assert!(is_absent(&&None::<u8>));
        assert!(!is_absent(&Some(None::<u8>)));
        assert!(!is_absent(&()));
        assert!(!is_absent(&""));
        assert!(!is_absent(&Vec::<u8>::new()));
        assert!(!is_absent(&serde_json::Value::Null));
        assert!(!is_absent(&std::collections::BTreeMap::<String, u8>::new()));
        assert!(!is_absent(&format_args!("x")));
    }
}

//! What a value is, asked of its `Serialize`: `Option::None` is absent whatever its alias is called, and bytes are bytes.
//!
//! A serializer that stops at the first call it gets: `serialize_none` means absent, `serialize_bytes` bytes, `serialize_str`
//! a text, any other call something that only JSON can say. JSON's null is `serialize_unit`, and so a value.

use serde::ser::{Error as _, Impossible, Serialize, Serializer};

/// Whether the value serialises as none.
pub(crate) fn is_absent<T: Serialize + ?Sized>(value: &T) -> bool {
    matches!(value.serialize(Probe { keep: false }), Err(Found::None))
}

/// What a value is, with its bytes or text where it is no more than that.
pub(super) fn probe<T: Serialize + ?Sized>(value: &T) -> Found {
    value.serialize(Probe { keep: true }).err().unwrap_or(Found::Other)
}

/// The serializer that looks at the first call only.
struct Probe {
    /// Whether bytes and text are wanted; to copy them costs something.
    keep: bool,
}

/// What the first call was.
#[derive(Debug)]
pub(super) enum Found {
    /// `serialize_none`.
    None,
    /// `serialize_bytes`.
    Bytes(Vec<u8>),
    /// `serialize_str`.
    Text(String),
    /// Any other.
    Other,
}

impl std::fmt::Display for Found {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(match self {
            Found::None => "none",
            Found::Bytes(_) => "bytes",
            Found::Text(_) => "a text",
            Found::Other => "a value",
        })
    }
}

impl std::error::Error for Found {}

impl serde::ser::Error for Found {
    fn custom<T: std::fmt::Display>(_: T) -> Self {
        Found::Other
    }
}

/// Methods of [`Serializer`] that all say the same: there is a value.
macro_rules! there_is_a_value {
    ($($method:ident($($kind:ty),*) -> $ok:ty;)*) => {
        $(fn $method(self, $(_: $kind),*) -> Result<$ok, Found> { Err(Found::Other) })*
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

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Found> {
        // `Some(None)` is there, and null.
        if self.keep { value.serialize(self) } else { Err(Found::Other) }
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Result<(), Found> {
        if self.keep { value.serialize(self) } else { Err(Found::Other) }
    }

    fn serialize_bytes(self, bytes: &[u8]) -> Result<(), Found> {
        Err(if self.keep { Found::Bytes(bytes.to_vec()) } else { Found::Other })
    }

    fn serialize_str(self, text: &str) -> Result<(), Found> {
        Err(if self.keep { Found::Text(text.to_owned()) } else { Found::Other })
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<(), Found> {
        Err(Found::Other)
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
    use super::{Found, is_absent, probe};

    type Maybe<T> = Option<T>;

    #[test]
    fn bytes_and_texts_are_told_from_what_only_json_can_say() {
        assert!(matches!(probe(&bytes::Bytes::from_static(b"a")), Found::Bytes(bytes) if bytes == b"a"));
        assert!(matches!(probe(&Some(bytes::Bytes::from_static(b"a"))), Found::Bytes(bytes) if bytes == b"a"));
        assert!(matches!(probe("a"), Found::Text(text) if text == "a"));
        assert!(matches!(probe(&None::<String>), Found::None));
        for found in [probe(&1), probe(&()), probe(&["a"]), probe(&serde_json::json!({}))] {
            assert!(matches!(found, Found::Other));
        }
    }

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

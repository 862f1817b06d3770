//! Every `Deserialize` type is a response: it is read from the JSON body.
//!
//! Two types ask for no body to be there: `()` ignores it, an `Option` may be empty. Which one a type is, it says itself by
//! the first method that it calls on a deserializer, whatever alias it hides behind.

use std::borrow::Cow;

use serde::de::{DeserializeOwned, Deserializer, Error as _, Visitor};

use super::{FromResponse, Received};
use crate::Result;

#[diagnostic::do_not_recommend]
impl<T: DeserializeOwned> FromResponse for T {
    fn from_response(received: Received) -> Result<Self> {
        read(&received).map_err(|misfit| misfit.of(received))
    }
}

/// Why a body is not what was declared.
pub(crate) struct Misfit {
    /// In words.
    why: Cow<'static, str>,
    /// What serde says.
    source: Option<serde_json::Error>,
}

impl Misfit {
    /// The error of the response that has the body.
    pub(crate) fn of(self, received: Received) -> crate::Error {
        let error = received.does_not_fit(self.why);
        match self.source {
            Some(source) => error.with_source(source),
            None => error,
        }
    }
}

/// Reads the body of a response, which stays whole.
pub(crate) fn read<T: DeserializeOwned>(received: &Received) -> std::result::Result<T, Misfit> {
    let from_nothing = |error: serde_json::Error| Misfit { why: error.to_string().into(), source: None };
    match shape::<T>() {
        Shape::Nothing => {
            T::deserialize(serde::de::value::UnitDeserializer::<serde_json::Error>::new()).map_err(from_nothing)
        }
        Shape::Optional if is_blank(received.body()) => T::deserialize(serde_json::Value::Null).map_err(from_nothing),
        Shape::Value if is_blank(received.body()) => Err(Misfit {
            why:
                "the body is empty; declare the response as `Option<…>`, or leave `->` out, if that is how it should be"
                    .into(),
            source: None,
        }),
        Shape::Optional | Shape::Value => {
            serde_json::from_slice(received.body()).map_err(|error| misfit::<T>(received.body(), error))
        }
    }
}

/// What a type asks of the body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// Nothing: `()`.
    Nothing,
    /// Something or nothing: an `Option`.
    Optional,
    /// Something.
    Value,
}

/// Whether a body says nothing.
fn is_blank(body: &[u8]) -> bool {
    body.iter().all(u8::is_ascii_whitespace)
}

/// Why a body does not bind, with the place in it.
fn misfit<T: DeserializeOwned>(body: &[u8], error: serde_json::Error) -> Misfit {
    // Read again with the path tracked: it costs something, and only a response that does not fit has to pay.
    let mut json = serde_json::Deserializer::from_slice(body);
    let place = serde_path_to_error::deserialize::<_, T>(&mut json).err().map(|error| error.path().to_string());
    let why = match place.as_deref() {
        None | Some(".") => error.to_string(),
        Some(place) => format!("at `{place}`: {error}"),
    };
    Misfit { why: why.into(), source: Some(error) }
}

/// What a type asks of the body, told by its first call.
fn shape<T: DeserializeOwned>() -> Shape {
    match T::deserialize(Probe) {
        Err(Found(shape)) => shape,
        // A type that reads nothing at all.
        Ok(_) => Shape::Nothing,
    }
}

/// The deserializer that looks at the first call only.
struct Probe;

/// What the first call was.
#[derive(Debug)]
struct Found(Shape);

impl std::fmt::Display for Found {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{:?}", self.0)
    }
}

impl std::error::Error for Found {}

impl serde::de::Error for Found {
    fn custom<T: std::fmt::Display>(_: T) -> Self {
        Found(Shape::Value)
    }
}

impl<'de> Deserializer<'de> for Probe {
    type Error = Found;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> std::result::Result<V::Value, Found> {
        Err(Found::custom("a value"))
    }

    fn deserialize_option<V: Visitor<'de>>(self, _: V) -> std::result::Result<V::Value, Found> {
        Err(Found(Shape::Optional))
    }

    fn deserialize_unit<V: Visitor<'de>>(self, _: V) -> std::result::Result<V::Value, Found> {
        Err(Found(Shape::Nothing))
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit_struct newtype_struct
        seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Maybe<T> = Option<T>;

    #[test]
    fn a_type_says_what_it_asks_of_the_body() {
        assert_eq!(shape::<()>(), Shape::Nothing);
        assert_eq!(shape::<Maybe<u8>>(), Shape::Optional);
        assert_eq!(shape::<Box<Option<u8>>>(), Shape::Optional);
        assert_eq!(shape::<String>(), Shape::Value);
        assert_eq!(shape::<Vec<u8>>(), Shape::Value);
        assert_eq!(shape::<serde_json::Value>(), Shape::Value);
    }
}

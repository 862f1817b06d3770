//! Values of other crates as OData writes them: the wrapper [`Edm`], and the trait [`EdmValue`] that says how.
//!
//! Each module below holds the types of one crate or one Edm type. A type whose serde form is OData's already needs no
//! wrapper: its module only says how it stands in a URL.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;
use std::ops::Deref;
use std::str::FromStr;

use serde::de::{Deserialize, Deserializer, Visitor};
use serde::ser::{Serialize, Serializer};

use crate::request::{Literal, LiteralText, PathValue};

#[cfg(feature = "base64")]
mod binary;
#[cfg(feature = "chrono")]
mod chrono;
#[cfg(any(feature = "chrono", feature = "jiff", feature = "time"))]
mod clock;
#[cfg(feature = "decimal")]
mod decimal;
#[cfg(all(
    doctest,
    feature = "base64",
    feature = "chrono",
    feature = "decimal",
    feature = "jiff",
    feature = "time",
    feature = "uuid"
))]
mod declared;
mod duration;
#[cfg(feature = "jiff")]
mod jiff;
mod number;
#[cfg(test)]
mod tests;
mod text;
#[cfg(feature = "time")]
mod time;
#[cfg(feature = "uuid")]
mod uuid;

/// How many characters of a wrong text an error repeats.
const SHOWN: usize = 64;

/// A `T` as OData writes it, in JSON and in a URL.
///
/// Use it where the type's own serde form is another: `serde_json` writes an infinite `f64` as null, and a
/// `std::time::Duration` as an object of seconds and nanoseconds.
///
/// ```
/// use std::time::Duration;
/// use graph_action::odata::Edm;
/// use graph_action::{Action, graph_action, graph_type};
///
/// #[graph_type]
/// struct Shift { length: Option<Edm<Duration>>, pay: Option<Edm<f64>> }
///
/// let shift: Shift = serde_json::from_str(r#"{"length": "PT8H30M", "pay": "INF"}"#)?;
/// assert_eq!(shift.length, Some(Edm(Duration::from_secs(30_600))));
/// assert_eq!(serde_json::to_string(&shift)?, r#"{"length":"PT8H30M","pay":"INF"}"#);
///
/// #[graph_action(GET "/shifts/longerThan(length=<length>)")]
/// struct LongerThan { length: Edm<Duration> }
///
/// let request = LongerThan { length: Duration::from_secs(3600).into() }.request("https://graph.microsoft.com")?;
/// assert!(request.uri().path().ends_with("/longerThan(length=duration%27PT1H%27)"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// Which type stands for which, and the cargo feature of this crate that it needs. "As it is" needs no wrapper.
///
/// | Edm type | Rust type | Feature |
/// |---|---|---|
/// | `Edm.Int64` | `Edm<i64>`, `Edm<u64>` (also read from text) | |
/// | `Edm.Double`, `Edm.Single` | `Edm<f64>`, `Edm<f32>` (`INF`, `-INF`, `NaN`) | |
/// | `Edm.Duration` | `Edm<std::time::Duration>` (never negative) | |
/// | | `Edm<jiff::SignedDuration>`, `Edm<jiff::Span>` | `jiff` |
/// | | `Edm<time::Duration>` | `time` |
/// | | `Edm<chrono::TimeDelta>` | `chrono` |
/// | `Edm.Binary` | `Edm<Bytes>`, `Edm<Vec<u8>>` | `base64` |
/// | `Edm.DateTimeOffset` | `jiff::Timestamp`, as it is or in `Edm` | `jiff` |
/// | | `Edm<time::OffsetDateTime>` | `time` |
/// | | `chrono::DateTime<Utc>`, `chrono::DateTime<FixedOffset>`, as they are or in `Edm` | `chrono` |
/// | `Edm.Date` | `jiff::civil::Date`, as it is | `jiff` |
/// | | `Edm<time::Date>` | `time` |
/// | | `chrono::NaiveDate`, as it is | `chrono` |
/// | `Edm.TimeOfDay` | `jiff::civil::Time`, as it is or in `Edm` | `jiff` |
/// | | `Edm<time::Time>` | `time` |
/// | | `chrono::NaiveTime`, as it is or in `Edm` | `chrono` |
/// | `Edm.Guid` | `uuid::Uuid`, as it is | `uuid` |
/// | `Edm.Decimal` | `Edm<rust_decimal::Decimal>` | `decimal` |
/// | any of the last six | `String` in JSON; `Edm<String>` in a URL, where it is not quoted | |
///
/// A point or time of day in `Edm` may come without seconds and with more digits than nanoseconds have, as OData allows
/// (up to twelve); what is beyond a nanosecond is dropped.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Edm<T>(pub T);

/// A type that [`Edm`] can wrap: how OData writes it.
#[diagnostic::on_unimplemented(
    message = "how OData writes `{Self}` is not known",
    label = "not a type that `Edm` can wrap",
    note = "dates, durations, bytes and decimals need a cargo feature of graph-action: `jiff`, `time`, `chrono`, `base64` or \
            `decimal`; other types can implement `graph_action::odata::EdmValue`"
)]
pub trait EdmValue: Sized {
    /// What it is, for errors: `an Edm.Duration`.
    const EXPECTED: &'static str;
    /// Whether JSON may have it as a number, which is then read as the number's text.
    const NUMBER: bool = false;
    /// What stands before the quoted text in a URL: `duration` in `duration'PT1H'`; nothing for a bare literal.
    const PREFIX: &'static str = "";

    /// Reads the text of a JSON string or number, or says why it is none.
    fn from_text(text: &str) -> Result<Self, Cow<'static, str>>;

    /// The text of the JSON string.
    fn text(&self) -> Cow<'_, str>;

    /// The text in a URL, without a prefix.
    fn url_text(&self) -> Cow<'_, str> {
        self.text()
    }

    /// Reads it from JSON.
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(EdmVisitor(PhantomData))
    }

    /// Writes it to JSON.
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text())
    }
}

/// A text that is not what it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvalidEdm {
    /// What it should be.
    expected: &'static str,
    /// The text, or its beginning.
    text: String,
    /// Why it is not.
    why: Cow<'static, str>,
}

impl InvalidEdm {
    /// What it should be, the text (of which the beginning is kept), and why it is not.
    fn new(expected: &'static str, text: &str, why: Cow<'static, str>) -> Self {
        let mut shown: String = text.chars().take(SHOWN).collect();
        if shown.len() < text.len() {
            shown.push('…');
        }
        Self { expected, text: shown, why }
    }
}

impl fmt::Display for InvalidEdm {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "`{}` is not {}: {}", self.text, self.expected, self.why)
    }
}

impl std::error::Error for InvalidEdm {}

/// Reads a text, and names type and text where it is wrong.
fn parse<T: EdmValue>(text: &str) -> Result<T, InvalidEdm> {
    T::from_text(text).map_err(|why| InvalidEdm::new(T::EXPECTED, text, why))
}

impl<T> Edm<T> {
    /// The value without the wrapper.
    pub fn into_inner(self) -> T {
        self.0
    }
}

impl<T> From<T> for Edm<T> {
    fn from(value: T) -> Self {
        Self(value)
    }
}

impl<T> Deref for Edm<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

/// The literal, as in a URL but not encoded.
impl<T: EdmValue> fmt::Display for Edm<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = self.0.url_text();
        if T::PREFIX.is_empty() { formatter.write_str(&text) } else { write!(formatter, "{}'{text}'", T::PREFIX) }
    }
}

/// Reads a literal, with its prefix or without.
impl<T: EdmValue> FromStr for Edm<T> {
    type Err = InvalidEdm;

    fn from_str(text: &str) -> Result<Self, InvalidEdm> {
        let quoted = Some(text).filter(|_| !T::PREFIX.is_empty()).and_then(|text| text.strip_prefix(T::PREFIX));
        let inner = quoted.and_then(|text| text.strip_prefix('\'')?.strip_suffix('\''));
        parse(inner.unwrap_or(text)).map(Self)
    }
}

impl<T: EdmValue> Serialize for Edm<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.write(serializer)
    }
}

impl<'de, T: EdmValue> Deserialize<'de> for Edm<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::read(deserializer).map(Self)
    }
}

/// A key segment, a query option or a header has no prefix: its text is not a literal of a function's argument.
#[diagnostic::do_not_recommend]
impl<T: EdmValue> PathValue for Edm<T> {
    fn path_text(&self) -> Cow<'_, str> {
        self.0.url_text()
    }
}

#[diagnostic::do_not_recommend]
impl<T: EdmValue> Literal for Edm<T> {
    fn literal(&self) -> Option<LiteralText<'_>> {
        let text = if T::PREFIX.is_empty() { self.0.url_text() } else { Cow::Owned(self.to_string()) };
        Some(LiteralText::Bare(text))
    }
}

/// Reads a string, or a number as its text.
struct EdmVisitor<T>(PhantomData<T>);

impl<T: EdmValue> EdmVisitor<T> {
    /// Reads the text of a number.
    fn number<E: serde::de::Error>(text: &str) -> Result<T, E> {
        if T::NUMBER {
            parse(text).map_err(E::custom)
        } else {
            Err(E::custom(format_args!("the number `{text}` is not {}", T::EXPECTED)))
        }
    }
}

impl<T: EdmValue> Visitor<'_> for EdmVisitor<T> {
    type Value = T;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(T::EXPECTED)
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<T, E> {
        parse(text).map_err(E::custom)
    }

    fn visit_i64<E: serde::de::Error>(self, number: i64) -> Result<T, E> {
        Self::number(&number.to_string())
    }

    fn visit_u64<E: serde::de::Error>(self, number: u64) -> Result<T, E> {
        Self::number(&number.to_string())
    }

    fn visit_f64<E: serde::de::Error>(self, number: f64) -> Result<T, E> {
        Self::number(&number.path_text())
    }
}

/// Types that need no wrapper, and their text in a URL.
#[cfg(any(feature = "chrono", feature = "jiff", feature = "uuid"))]
macro_rules! as_it_is {
    ($($kind:ty => |$value:ident| $text:expr;)*) => {$(
        #[diagnostic::do_not_recommend]
        impl crate::request::PathValue for $kind {
            fn path_text(&self) -> std::borrow::Cow<'_, str> {
                let $value = self;
                std::borrow::Cow::Owned($text)
            }
        }

        #[diagnostic::do_not_recommend]
        impl crate::request::Literal for $kind {
            fn literal(&self) -> Option<crate::request::LiteralText<'_>> {
                Some(crate::request::LiteralText::Bare(crate::request::PathValue::path_text(self)))
            }
        }
    )*};
}
#[cfg(any(feature = "chrono", feature = "jiff", feature = "uuid"))]
use as_it_is;

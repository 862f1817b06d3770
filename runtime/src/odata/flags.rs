//! Enums of which several values are sent together: `"monday,friday"`.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, Deserializer, Error, Visitor};
use serde::ser::{Serialize, Serializer};

use super::string_enum::{StringEnum, parse};
use crate::request::{Literal, LiteralText, PathValue};

/// An enum whose values are flags: what `#[graph_type(flags)]` declares.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no enum of flags",
    label = "its values are sent one at a time",
    note = "declare the enum with `#[graph_type(flags)]`; a collection of values is a `Vec`"
)]
pub trait FlagEnum: StringEnum + PathValue {
    /// The qualified name of the enum, where it is declared.
    const TYPE: Option<&'static str>;
}

/// A set of flags, sent as one comma-separated text.
///
/// ```
/// # use graph_action::graph_type;
/// use graph_action::odata::Flags;
///
/// #[graph_type(flags)]
/// #[derive(Debug, Clone, PartialEq)]
/// enum Modality { Audio, Video, #[graph(other)] Other(String) }
///
/// let flags: Flags<Modality> = serde_json::from_str("\"audio, Video,hologram\"")?;
/// assert!(flags.contains(&Modality::Video));
/// assert_eq!(serde_json::to_string(&flags)?, "\"audio,video,hologram\"");
/// assert_eq!(Flags::from([Modality::Audio]).to_string(), "audio");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Flags<T> {
    /// The flags in the order in which they were read or given.
    flags: Vec<T>,
}

impl<T> Flags<T> {
    /// Whether a flag is set.
    pub fn contains(&self, flag: &T) -> bool
    where
        T: PartialEq,
    {
        self.flags.contains(flag)
    }

    /// Sets a flag.
    pub fn insert(&mut self, flag: T)
    where
        T: PartialEq,
    {
        if !self.contains(&flag) {
            self.flags.push(flag);
        }
    }

    /// Whether no flag is set.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.flags.is_empty()
    }

    /// The flags that are set.
    pub fn iter(&self) -> std::slice::Iter<'_, T> {
        self.flags.iter()
    }
}

impl<T> Default for Flags<T> {
    fn default() -> Self {
        Self { flags: Vec::new() }
    }
}

impl<T> FromIterator<T> for Flags<T> {
    fn from_iter<I: IntoIterator<Item = T>>(flags: I) -> Self {
        Self { flags: flags.into_iter().collect() }
    }
}

impl<T, const N: usize> From<[T; N]> for Flags<T> {
    fn from(flags: [T; N]) -> Self {
        flags.into_iter().collect()
    }
}

impl<T> IntoIterator for Flags<T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.flags.into_iter()
    }
}

impl<'a, T> IntoIterator for &'a Flags<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<T: FlagEnum> fmt::Display for Flags<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(&self.path_text())
    }
}

#[diagnostic::do_not_recommend]
impl<T: FlagEnum> PathValue for Flags<T> {
    fn path_text(&self) -> Cow<'_, str> {
        let flags: Vec<Cow<'_, str>> = self.iter().map(PathValue::path_text).collect();
        Cow::Owned(flags.join(","))
    }
}

#[diagnostic::do_not_recommend]
impl<T: FlagEnum> Literal for Flags<T> {
    fn literal(&self) -> Option<LiteralText<'_>> {
        Some(match T::TYPE {
            Some(name) => LiteralText::Member(name, self.path_text()),
            None => LiteralText::Quoted(self.path_text()),
        })
    }
}

impl<T: FlagEnum> Serialize for Flags<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.path_text())
    }
}

impl<'de, T: FlagEnum> Deserialize<'de> for Flags<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // Any, since a number asked for as a string is refused before it is seen.
        deserializer.deserialize_any(FlagsVisitor(PhantomData))
    }
}

/// Reads any set of flags.
struct FlagsVisitor<T>(PhantomData<T>);

impl<T: FlagEnum> Visitor<'_> for FlagsVisitor<T> {
    type Value = Flags<T>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a string of flags")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Flags<T>, E> {
        Ok(text.split(',').map(str::trim).filter(|flag| !flag.is_empty()).map(parse).collect())
    }

    // Some services send the flags' number: unknown, but no reason to lose the rest.
    fn visit_i64<E: Error>(self, number: i64) -> Result<Flags<T>, E> {
        Ok(Flags::from([T::other(number.to_string())]))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Flags<T>, E> {
        Ok(Flags::from([T::other(number.to_string())]))
    }
}

//! Text in a notification that proves something, and so must not be seen in `Debug`, an error or a log.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::constant_time::is_equal;
use crate::auth::Secret;

/// A text that proves something: a client state, a validation token. `Debug` does not show it; serialised, it is itself, so
/// that a queue can keep what was received.
///
/// ```
/// use graph_action::notify::SecretText;
///
/// let state = SecretText::new("a7c1…");
/// assert_eq!(format!("{state:?}"), "[secret]");
/// assert_eq!(state.expose(), "a7c1…");
/// ```
#[derive(Clone)]
pub struct SecretText(Secret);

impl SecretText {
    /// Takes a text in.
    pub fn new(text: impl Into<String>) -> Self {
        Self(Secret::new(text))
    }

    /// The text itself.
    #[must_use]
    pub fn expose(&self) -> &str {
        self.0.expose()
    }
}

impl std::fmt::Debug for SecretText {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(formatter)
    }
}

impl PartialEq for SecretText {
    /// In a time that does not depend on where the two differ.
    fn eq(&self, other: &Self) -> bool {
        is_equal(self.expose().as_bytes(), other.expose().as_bytes())
    }
}

impl Eq for SecretText {}

impl Serialize for SecretText {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.expose())
    }
}

impl<'de> Deserialize<'de> for SecretText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self::new)
    }
}

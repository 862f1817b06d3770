//! JSON that broke off: what was there before is closed, so that an error whose end is lost still tells its code.
//!
//! Used for the bodies of errors alone. Half of a success is never taken for a success.

use serde_json::Value;

/// The value that a text began, as far as it came.
pub(super) fn mended(body: &[u8]) -> Option<Value> {
    let text = String::from_utf8_lossy(body);
    let place = Place::at_the_end_of(&text);
    let whole = match place.string {
        // A text that broke off is worth having; an escape that did is not.
        Some(_) => format!("{}\"", text.get(..place.escape.unwrap_or(text.len()))?),
        None => text.to_string(),
    };
    let (safe, open) = (text.get(..place.safe)?, place.open.get(..place.open_at_safe)?);
    [(whole.as_str(), place.open.as_slice()), (safe, open)].into_iter().find_map(|(text, open)| {
        let closed: String = text.chars().chain(open.iter().rev().copied()).collect();
        serde_json::from_str(&closed).ok()
    })
}

/// Where a text broke off.
#[derive(Default)]
struct Place {
    /// What closes that which is open, the innermost last.
    open: Vec<char>,
    /// Where the string began that is open.
    string: Option<usize>,
    /// Where an escape began that may not be complete.
    escape: Option<usize>,
    /// Up to where everything is complete.
    safe: usize,
    /// How much was open there.
    open_at_safe: usize,
}

impl Place {
    /// Reads a text to its end.
    fn at_the_end_of(text: &str) -> Self {
        let mut place = Self::default();
        for (at, character) in text.char_indices() {
            if place.string.is_some() {
                place.in_string(at, character);
            } else {
                place.outside(at, character);
            }
        }
        place
    }

    /// One character of a string.
    fn in_string(&mut self, at: usize, character: char) {
        // `\u12ab` is the longest escape; a character behind it ends it in any case.
        let is_escaped = self.escape.is_some_and(|start| at == start + 1);
        let is_over = self.escape.is_some_and(|start| at > start + 5);
        match character {
            '\\' if !is_escaped => self.escape = Some(at),
            '"' if !is_escaped => (self.string, self.escape) = (None, None),
            'u' if is_escaped => {}
            _ if is_escaped || is_over => self.escape = None,
            _ => {}
        }
    }

    /// One character outside of strings.
    fn outside(&mut self, at: usize, character: char) {
        match character {
            '"' => self.string = Some(at),
            '{' | '[' => {
                self.open.push(if character == '{' { '}' } else { ']' });
                (self.safe, self.open_at_safe) = (at + 1, self.open.len());
            }
            '}' | ']' => {
                self.open.pop();
                (self.safe, self.open_at_safe) = (at + 1, self.open.len());
            }
            ',' => (self.safe, self.open_at_safe) = (at, self.open.len()),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::mended;

    #[test]
    fn what_was_complete_is_kept_wherever_the_end_is() {
        let whole = r#"{"a": {"b": "c\"\u00e9\\", "d": [1, {"e": null}], "f": -1.5e3}, "g": true}"#;
        let full: Value = serde_json::from_str(whole).unwrap();
        for end in 1..whole.len() {
            let part = whole.get(..end).unwrap();
            let found = mended(part.as_bytes()).unwrap_or_else(|| panic!("{part}"));
            assert!(is_part_of(&found, &full), "{part}: {found}");
        }
        assert_eq!(mended(whole.as_bytes()), Some(full));
    }

    /// Whether one value is the beginning of another one.
    fn is_part_of(part: &Value, whole: &Value) -> bool {
        match (part, whole) {
            (Value::Object(part), Value::Object(whole)) => {
                part.iter().all(|(name, part)| whole.get(name).is_some_and(|whole| is_part_of(part, whole)))
            }
            (Value::Array(part), Value::Array(whole)) => {
                part.iter().zip(whole).all(|(part, whole)| is_part_of(part, whole)) && part.len() <= whole.len()
            }
            (Value::String(part), Value::String(whole)) => whole.starts_with(part.as_str()),
            // A number that broke off may be a smaller one.
            (Value::Number(_), Value::Number(_)) => true,
            (part, whole) => part == whole,
        }
    }

    #[test]
    fn what_breaks_off_within_a_character_or_is_no_json_is_no_danger() {
        assert_eq!(mended(b"{\"a\": \"b\xc3"), Some(json!({"a": "b\u{fffd}"})));
        for body in [&b""[..], b"x", b"}{", b"]", b"{\"a\" \"b\"", b"\"", b"{{", b"\\"] {
            let _ = mended(body);
        }
        assert_eq!(mended(b"<html>"), None);
        assert_eq!(mended("[".repeat(10_000).as_bytes()), None);
    }
}

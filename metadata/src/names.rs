//! Names as Rust writes them and as the wire writes them.
//!
//! The macros turn a declaration's names into the wire's by these rules; whoever writes declarations asks the same rules
//! which names need saying. Nothing here knows of keywords or of tokens.

/// `client_context` as JSON says it: `clientContext`.
#[must_use]
pub fn lower_camel(snake: &str) -> String {
    let mut camel = String::with_capacity(snake.len());
    let mut raise = false;
    for character in snake.chars() {
        if character == '_' {
            raise = !camel.is_empty();
        } else if raise {
            camel.extend(character.to_uppercase());
            raise = false;
        } else {
            camel.push(character);
        }
    }
    camel
}

/// `NotStarted` as JSON says it: `notStarted`.
#[must_use]
pub fn lower_first(pascal: &str) -> String {
    let mut characters = pascal.chars();
    characters.next().map_or_else(String::new, |first| first.to_lowercase().chain(characters).collect())
}

/// `CancelMediaProcessing` as a function is named: `cancel_media_processing`.
///
/// A run of capitals is one word: `GetPSTNCalls` is `get_pstn_calls`.
#[must_use]
pub fn snake(pascal: &str) -> String {
    let characters: Vec<char> = pascal.chars().collect();
    let mut snake = String::with_capacity(pascal.len() + 4);
    for (index, character) in characters.iter().enumerate() {
        let before = index.checked_sub(1).and_then(|before| characters.get(before));
        let after = characters.get(index + 1);
        let starts_word = character.is_uppercase()
            && before.is_some_and(|before| {
                *before != '_' && (!before.is_uppercase() || after.is_some_and(|after| after.is_lowercase()))
            });
        if starts_word {
            snake.push('_');
        }
        snake.extend(character.to_lowercase());
    }
    snake
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_converted_as_the_wire_and_rust_write_them() {
        for (from, to) in [("client_context", "clientContext"), ("id", "id"), ("_private", "private"), ("a__b", "aB")] {
            assert_eq!(lower_camel(from), to);
        }
        for (from, to) in [("NotStarted", "notStarted"), ("A", "a"), ("", "")] {
            assert_eq!(lower_first(from), to);
        }
        for (from, to) in [
            ("CancelMediaProcessing", "cancel_media_processing"),
            ("GetPSTNCalls", "get_pstn_calls"),
            ("Move", "move"),
            ("SendDTMF", "send_dtmf"),
            ("Range2", "range2"),
            ("Snake_Case", "snake_case"),
        ] {
            assert_eq!(snake(from), to);
        }
    }
}

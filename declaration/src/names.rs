//! Names as Rust writes them and as the wire writes them.

use proc_macro2::Span;
use syn::Ident;
use syn::ext::IdentExt;

/// A Rust name without its raw prefix: `type` for `r#type`.
#[must_use]
pub fn unraw(name: &Ident) -> String {
    name.unraw().to_string()
}

/// `client_context` as JSON says it: `clientContext`.
pub(crate) fn lower_camel(snake: &str) -> String {
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
pub(crate) fn lower_first(pascal: &str) -> String {
    let mut characters = pascal.chars();
    characters.next().map_or_else(String::new, |first| first.to_lowercase().chain(characters).collect())
}

/// `CancelMediaProcessing` as a function is named: `cancel_media_processing`.
///
/// A run of capitals is one word: `GetPSTNCalls` is `get_pstn_calls`.
pub(crate) fn snake(pascal: &str) -> String {
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

/// An identifier, raw where the word is a keyword; the four keywords that cannot be raw get an underscore.
pub(crate) fn identifier(word: &str, span: Span) -> Ident {
    match word {
        "self" | "super" | "crate" | "Self" => Ident::new(&format!("{word}_"), span),
        _ if syn::parse_str::<Ident>(word).is_ok() => Ident::new(word, span),
        _ => Ident::new_raw(word, span),
    }
}

/// The name of a function as a user gave it, raw where it is a keyword; nothing where no function can have it.
pub(crate) fn function(word: &Ident) -> Option<Ident> {
    match word.to_string().as_str() {
        "_" | "self" | "super" | "crate" | "Self" => None,
        name if name.starts_with("r#") => Some(word.clone()),
        name => Some(identifier(name, word.span())),
    }
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

    #[test]
    fn a_keyword_becomes_a_legal_function_name() {
        for (word, name) in [("move", "r#move"), ("send", "send"), ("crate", "crate_"), ("super", "super_")] {
            assert_eq!(identifier(word, Span::call_site()).to_string(), name);
        }
    }
}

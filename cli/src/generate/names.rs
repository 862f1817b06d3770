//! Names of the wire as Rust writes them: fields, variants, types. No tables of a service here, and no decisions about two
//! things of one name beyond counting them.

use std::collections::BTreeSet;

use graph_action_metadata::names::{lower_camel, lower_first, snake};

/// The words that Rust 2024 keeps for itself; of these four cannot be written raw.
const KEYWORDS: [&str; 53] = [
    "Self", "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro",
    "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "self", "static", "struct", "super",
    "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield", "_",
];

/// Names that a type of a generated module cannot have: those of the prelude, and those that the module imports or that its
/// reader expects to mean something else.
const RESERVED: [&str; 60] = [
    "AsMut",
    "AsRef",
    "AsyncFn",
    "AsyncFnMut",
    "AsyncFnOnce",
    "Box",
    "Bytes",
    "Client",
    "Clone",
    "Content",
    "Copy",
    "Debug",
    "Default",
    "DoubleEndedIterator",
    "Drop",
    "Edm",
    "Eq",
    "Err",
    "Error",
    "ExactSizeIterator",
    "Extend",
    "Flags",
    "Fn",
    "FnMut",
    "FnOnce",
    "From",
    "FromIterator",
    "Future",
    "Hash",
    "Into",
    "IntoFuture",
    "IntoIterator",
    "Iterator",
    "None",
    "Nullable",
    "Ok",
    "Operation",
    "Option",
    "Ord",
    "Page",
    "PartialEq",
    "PartialOrd",
    "Query",
    "Reply",
    "ResourcePath",
    "Result",
    "Self",
    "Send",
    "Sized",
    "Some",
    "String",
    "Sync",
    "ToOwned",
    "ToString",
    "TryFrom",
    "TryInto",
    "Unpin",
    "Value",
    "Vec",
    "graph_action",
];

/// Whether a type cannot have a name.
pub(crate) fn is_reserved(name: &str) -> bool {
    RESERVED.contains(&name)
}

/// A name of the wire as a field has it, `clientContext` as `client_context`, raw where that is a keyword.
pub(crate) fn field(wire: &str) -> String {
    raw(snake(&legal(wire)))
}

/// A word that is a name already, raw where it is a keyword.
pub(crate) fn raw(word: String) -> String {
    match word.as_str() {
        "self" | "Self" | "super" | "crate" | "_" => word + "_",
        _ if KEYWORDS.contains(&word.as_str()) => format!("r#{word}"),
        _ => word,
    }
}

/// A name without what makes it raw.
pub(crate) fn unraw(name: &str) -> &str {
    name.strip_prefix("r#").unwrap_or(name)
}

/// A name of the wire as a type or a variant has it: `iosVPPApp` as `IosVppApp`.
///
/// A run of capitals becomes a word as others are; an underscore stays only between digits, `v10_0`, where leaving it out
/// would make another number of them.
pub(crate) fn pascal(wire: &str) -> String {
    let mut name = String::with_capacity(wire.len());
    for word in snake(&legal(wire)).split('_') {
        let parts_numbers = |before: &str| before.ends_with(digit) && word.starts_with(digit);
        if parts_numbers(&name) || (name.is_empty() && word.starts_with(digit)) {
            name.push('_');
        }
        let mut characters = word.chars();
        name.extend(characters.next().into_iter().flat_map(char::to_uppercase));
        name.extend(characters);
    }
    if name.is_empty() { "Unnamed".to_owned() } else { raw(name) }
}

/// A name of the wire as a person would say it: `clientContext` as `client context`.
pub(crate) fn words(wire: &str) -> String {
    snake(&legal(wire)).replace('_', " ").trim().to_owned()
}

/// Whether a name has one word.
pub(crate) fn is_one_word(wire: &str) -> bool {
    !snake(&legal(wire)).trim_matches('_').contains('_')
}

/// The name on the wire, where the macros would not make it of the field's.
pub(crate) fn unlike_field<'a>(wire: &'a str, field: &str) -> Option<&'a str> {
    Some(wire).filter(|wire| lower_camel(unraw(field)) != *wire)
}

/// The name on the wire, where the macros would not make it of the variant's.
pub(crate) fn unlike_variant<'a>(wire: &'a str, variant: &str) -> Option<&'a str> {
    Some(wire).filter(|wire| lower_first(variant) != *wire)
}

/// Whether a character is a digit.
fn digit(character: char) -> bool {
    character.is_ascii_digit()
}

/// A name with nothing in it that no name of Rust has, and no digit at its start.
fn legal(wire: &str) -> String {
    let mut name: String = wire.chars().map(|character| if is_legal(character) { character } else { '_' }).collect();
    if name.is_empty() || name.starts_with(digit) {
        name.insert(0, '_');
    }
    name
}

/// Whether a character may stand in a name.
fn is_legal(character: char) -> bool {
    character == '_' || character.is_ascii_alphanumeric() || (!character.is_ascii() && character.is_alphabetic())
}

/// Names of which each is given once.
#[derive(Debug, Default)]
pub(crate) struct Taken(BTreeSet<String>);

impl Taken {
    /// Names that are given already.
    pub(crate) fn of<'a>(names: impl IntoIterator<Item = &'a str>) -> Self {
        Self(names.into_iter().map(str::to_owned).collect())
    }

    /// Takes a name, unless it is given.
    pub(crate) fn take(&mut self, name: &str) -> bool {
        self.0.insert(name.to_owned())
    }

    /// Takes the first of some names that is free; where none is, the last one with a number.
    pub(crate) fn first_free(&mut self, names: impl IntoIterator<Item = String>) -> String {
        let mut last = String::new();
        for name in names {
            if self.take(&name) {
                return name;
            }
            last = name;
        }
        let separator = if last.starts_with(char::is_lowercase) { "_" } else { "" };
        let bare = unraw(&last);
        let mut number = 2_u64;
        loop {
            let name = format!("{bare}{separator}{number}");
            if self.take(&name) {
                return name;
            }
            number += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_named_as_rust_names_them_and_say_what_does_not_come_back() {
        for (wire, rust, said) in [
            ("clientContext", "client_context", None),
            ("Comment", "comment", Some("Comment")),
            ("type", "r#type", None),
            ("self", "self_", None),
            ("riskEventTypes_v2", "risk_event_types_v2", Some("riskEventTypes_v2")),
            ("customCSS", "custom_css", Some("customCSS")),
            ("sha256", "sha256", None),
            ("v10_0", "v10_0", Some("v10_0")),
            ("3d", "_3d", None),
            ("@odata.etag", "_odata_etag", Some("@odata.etag")),
        ] {
            let name = field(wire);
            assert_eq!((name.as_str(), unlike_field(wire, &name)), (rust, said), "{wire}");
        }
    }

    #[test]
    fn types_and_variants_are_words() {
        for (wire, rust, said) in [
            ("notStarted", "NotStarted", None),
            ("NotStarted", "NotStarted", Some("NotStarted")),
            ("IT", "It", Some("IT")),
            ("iosVPPApp", "IosVppApp", Some("iosVPPApp")),
            ("v10_0", "V10_0", None),
            ("tls1_2", "Tls1_2", None),
            ("id_token", "IdToken", Some("id_token")),
            ("365days", "_365days", Some("365days")),
            ("self", "Self_", Some("self")),
            ("-", "Unnamed", Some("-")),
        ] {
            let name = pascal(wire);
            assert_eq!((name.as_str(), unlike_variant(wire, &name)), (rust, said), "{wire}");
        }
    }

    #[test]
    fn a_name_is_given_once() {
        let mut taken = Taken::default();
        let names = || ["Alert".to_owned(), "SecurityAlert".to_owned()];
        assert_eq!(taken.first_free(names()), "Alert");
        assert_eq!(taken.first_free(names()), "SecurityAlert");
        assert_eq!(taken.first_free(names()), "SecurityAlert2");
        assert_eq!(taken.first_free(["r#type".to_owned()]), "r#type");
        assert_eq!(taken.first_free(["r#type".to_owned()]), "type_2");
    }

    #[test]
    fn words_are_read_as_people_say_them() {
        assert_eq!(words("cancelMediaProcessing"), "cancel media processing");
        assert!(is_one_word("accept") && !is_one_word("playPrompt"));
    }
}

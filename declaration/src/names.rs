//! Names as Rust writes them and as the wire writes them.

pub(crate) use graph_action_metadata::names::{lower_camel, lower_first, snake};
use proc_macro2::Span;
use syn::Ident;
use syn::ext::IdentExt;

/// A Rust name without its raw prefix: `type` for `r#type`.
#[must_use]
pub fn unraw(name: &Ident) -> String {
    name.unraw().to_string()
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
    fn a_keyword_becomes_a_legal_function_name() {
        for (word, name) in [("move", "r#move"), ("send", "send"), ("crate", "crate_"), ("super", "super_")] {
            assert_eq!(identifier(word, Span::call_site()).to_string(), name);
        }
    }
}

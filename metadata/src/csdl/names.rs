//! Names as OData has them: what is one, and what a type expression names.
//!
//! No document is looked at here: whether a name means something is for [`super::resolve`].

use crate::model::TypeRef;

/// The longest part of a name, in characters.
const LONGEST: usize = 128;
/// The longest namespace with a name behind it, in bytes. The specification allows 511 characters for a namespace.
const LONGEST_WHOLE: usize = 2048;

/// Whether this is a simple identifier: letters, digits and `_`, no digit first, at most 128 characters.
///
/// See [simple identifiers](https://docs.oasis-open.org/odata/odata-csdl-xml/v4.01/odata-csdl-xml-v4.01.html#sec_SimpleIdentifier).
pub(super) fn is_identifier(name: &str) -> bool {
    let mut characters = name.chars();
    characters.next().is_some_and(|c| c == '_' || c.is_alphabetic())
        && characters.all(|c| c == '_' || c.is_alphanumeric())
        && name.chars().take(LONGEST + 1).count() <= LONGEST
}

/// Whether this is a name of identifiers with dots between them, as a namespace is.
pub(super) fn is_dotted(name: &str) -> bool {
    name.len() <= LONGEST_WHOLE && name.split('.').all(is_identifier)
}

/// What a type expression names: `graph.call`, `Collection(Edm.String)`; nothing where it is none.
pub(super) fn type_ref(text: &str) -> Option<TypeRef> {
    let text = text.trim();
    let (name, is_collection) = match text.strip_prefix("Collection(") {
        Some(rest) => (rest.strip_suffix(')')?.trim(), true),
        None => (text, false),
    };
    is_qualified(name).then(|| TypeRef { name: name.to_owned(), is_collection })
}

/// Whether this is a name with its namespace, or the alias of one, before it.
pub(super) fn is_qualified(name: &str) -> bool {
    name.contains('.') && is_dotted(name)
}

/// The target of an annotation: what it is about, the types that tell its overload, and what of it is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Target<'a> {
    /// The name before anything else: of a type, an operation or a container.
    pub(super) name: &'a str,
    /// The parameter types in parentheses.
    pub(super) signature: Option<&'a str>,
    /// What is behind the `/`: a property, a member, a parameter, `$ReturnType`.
    pub(super) part: Option<&'a str>,
}

/// Takes an annotation's target apart: `graph.call/state`, `graph.cancel(graph.event)/Comment`.
pub(super) fn target(text: &str) -> Target<'_> {
    let text = text.trim();
    let name_end = text.find(['(', '/']).unwrap_or(text.len());
    let (name, rest) = text.split_at(name_end);
    let (signature, rest) = match rest.strip_prefix('(') {
        Some(inner) => match closing(inner).and_then(|end| inner.split_at_checked(end)) {
            Some((types, rest)) => (Some(types), rest.strip_prefix(')').unwrap_or(rest)),
            None => (None, ""),
        },
        None => (None, rest),
    };
    Target { name: name.trim(), signature, part: rest.trim().strip_prefix('/') }
}

/// Where the parenthesis closes that was opened before this text.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    text.char_indices().find_map(|(index, c)| {
        match c {
            '(' => depth += 1,
            ')' if depth == 0 => return Some(index),
            ')' => depth -= 1,
            _ => {}
        }
        None
    })
}

#[cfg(test)]
mod tests {
    use super::{Target, target, type_ref};
    use crate::model::TypeRef;

    #[test]
    fn a_type_expression_names_one_or_a_collection() {
        assert_eq!(type_ref("graph.call"), Some(TypeRef::one("graph.call")));
        assert_eq!(type_ref(" Collection( Edm.String ) "), Some(TypeRef::collection("Edm.String")));
        for text in [
            "",
            "call",
            ".call",
            "graph.",
            "Collection()",
            "Collection(Collection(a.b))",
            "Collection(a.b)x",
            "a b.c",
            "a..b",
            "a.b?",
        ] {
            assert_eq!(type_ref(text), None, "{text}");
        }
    }

    #[test]
    fn a_target_is_taken_apart() {
        for (text, name, signature, part) in [
            ("g.e", "g.e", None, None),
            ("g.e/p", "g.e", None, Some("p")),
            ("g.e/p/q", "g.e", None, Some("p/q")),
            ("g.f()", "g.f", Some(""), None),
            (
                "g.f(Collection(g.e), Edm.String)/$ReturnType",
                "g.f",
                Some("Collection(g.e), Edm.String"),
                Some("$ReturnType"),
            ),
            ("g.f(g.e", "g.f", None, None),
            ("g.f)/p", "g.f)", None, Some("p")),
            ("", "", None, None),
        ] {
            assert_eq!(target(text), Target { name, signature, part }, "{text}");
        }
    }
}

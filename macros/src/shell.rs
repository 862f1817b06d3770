//! The attributes as users write them: a shell that puts the hidden derive in front of the untouched item.
//!
//! The arguments travel to the derive inside a helper attribute, `#[graph(__action(..))]`, with their spans. The shell
//! reads two things only: where the runtime crate is, for the path of the derive, and whether a derive is legal here.

use graph_action_declaration::read::{self, Kind};
use proc_macro2::{Delimiter, Span, TokenStream, TokenTree};
use quote::{quote, quote_spanned};

/// What tells one attribute from another.
pub(crate) struct Shell {
    /// What it declares.
    kind: Kind,
    /// The hidden derive behind it.
    derive: &'static str,
    /// What it usually stands on, for a message.
    item: &'static str,
    /// The same for a message, with the reason.
    place: &'static str,
}

/// The items that a derive may stand on.
const DERIVABLE: [&str; 3] = ["struct", "enum", "union"];

/// `#[graph_action]`.
pub(crate) const ACTION: Shell = Shell {
    kind: Kind::Action,
    derive: "GraphAction",
    item: "struct",
    place: "a struct with named fields, one field for each parameter of the action",
};

/// `#[graph_type]`.
pub(crate) const TYPE: Shell = Shell {
    kind: Kind::Type,
    derive: "GraphType",
    item: "type",
    place: "a struct (an object) or an enum (a string with known values, or one of several types)",
};

/// `#[graph_path]`.
pub(crate) const PATH: Shell = Shell {
    kind: Kind::Path,
    derive: "GraphPath",
    item: "enum",
    place: "an enum, one variant for each path of a resource",
};

/// `#[graph_response]`.
pub(crate) const RESPONSE: Shell = Shell {
    kind: Kind::Response,
    derive: "GraphResponse",
    item: "enum",
    place: "an enum, one variant for each status of a response",
};

/// Puts the derive in front of `item`.
pub(crate) fn wrap(shell: &Shell, arguments: &TokenStream, item: &TokenStream) -> TokenStream {
    let runtime = read::runtime(arguments);
    match item_keyword(item.clone()) {
        Some(keyword) if DERIVABLE.contains(&keyword.to_string().as_str()) => {}
        other => {
            let message = format!("`#[{}]` belongs on {}", shell.kind.attribute(), shell.place);
            let span = other.map_or_else(Span::call_site, |keyword| keyword.span());
            let error = quote_spanned!(span=> ::core::compile_error!(#message););
            return quote!(#item #error);
        }
    }
    if is_wrapped(shell, item.clone()) {
        let message =
            format!("`#[{}]` is there twice; declare a second {} for a second one", shell.kind.attribute(), shell.item);
        let error = quote!(::core::compile_error!(#message););
        return quote!(#item #error);
    }
    let derive = proc_macro2::Ident::new(shell.derive, Span::call_site());
    let carrier = proc_macro2::Ident::new(shell.kind.carrier(), Span::call_site());
    quote! {
        #[derive(#runtime::__private::#derive)]
        #[graph(#carrier(#arguments))]
        #item
    }
}

/// Whether the item carries the arguments of this attribute already.
fn is_wrapped(shell: &Shell, item: TokenStream) -> bool {
    item.into_iter().any(|token| match token {
        // `[graph(__action(..))]` of an attribute.
        TokenTree::Group(group) if group.delimiter() == Delimiter::Bracket => {
            let mut tokens = group.stream().into_iter();
            matches!((tokens.next(), tokens.next()), (Some(TokenTree::Ident(word)), Some(TokenTree::Group(inside)))
                if word == "graph" && matches!(inside.stream().into_iter().next(),
                    Some(TokenTree::Ident(word)) if word == shell.kind.carrier()))
        }
        TokenTree::Group(group) if group.delimiter() == Delimiter::None => is_wrapped(shell, group.stream()),
        _ => false,
    })
}

/// The word that says what kind of item this is, past attributes, visibility and qualifiers.
fn item_keyword(item: TokenStream) -> Option<proc_macro2::Ident> {
    const KEYWORDS: [&str; 13] = [
        "struct",
        "enum",
        "union",
        "fn",
        "impl",
        "trait",
        "mod",
        "type",
        "static",
        "use",
        "extern",
        "macro_rules",
        "let",
    ];
    item.into_iter().find_map(|token| match token {
        TokenTree::Ident(word) if KEYWORDS.contains(&word.to_string().as_str()) => Some(word),
        // What a macro_rules fragment captured arrives in an invisible group.
        TokenTree::Group(group) if group.delimiter() == Delimiter::None => item_keyword(group.stream()),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kind_of_item_is_read_past_what_comes_before_it() {
        for (item, keyword) in [
            (
                quote!(
                    #[derive(Debug)]
                    pub(crate) struct A;
                ),
                Some("struct"),
            ),
            (
                quote!(
                    pub enum A {}
                ),
                Some("enum"),
            ),
            (
                quote!(
                    async unsafe fn f() {}
                ),
                Some("fn"),
            ),
            (
                quote!(
                    const A: u8 = 0;
                ),
                None,
            ),
        ] {
            assert_eq!(item_keyword(item).map(|word| word.to_string()).as_deref(), keyword);
        }
    }
}

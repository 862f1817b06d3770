//! Expressions with which a type error is shown where the user wrote the type.
//!
//! The compiler underlines an expression from its first token to its last. The first one here has the span of the type's
//! first token, the last one that of its last, all in the hygiene of the user's own tokens: then the error is about
//! `Option<String>`, with no word about macros.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{DeriveInput, Ident, Type};

/// How [`shown`] uses a place.
#[derive(Clone, Copy)]
pub(super) enum Shown {
    /// `&place`.
    Shared,
    /// `&mut place`.
    Mutable,
    /// `place`.
    Moved,
}

/// `base.member`, with which a type error is shown under the type.
pub(super) fn shown(
    item: &DeriveInput,
    ty: &Type,
    how: Shown,
    base: &str,
    member: impl Into<syn::Member>,
) -> TokenStream {
    let [first, last] = ends(ty, &item.ident);
    let base = Ident::new(base, first);
    let mut member = member.into();
    match &mut member {
        syn::Member::Named(name) => name.set_span(last),
        syn::Member::Unnamed(index) => index.span = last,
    }
    match how {
        Shown::Shared => quote_spanned!(first=> & #base.#member),
        Shown::Mutable => quote_spanned!(first=> &mut #base.#member),
        Shown::Moved => quote_spanned!(first=> #base.#member),
    }
}

/// The value of a field that the wire does not fill; a type without one is shown at the type.
pub(super) fn default(item: &DeriveInput, ty: &Type) -> TokenStream {
    let [first, last] = ends(ty, &item.ident);
    let trait_name = quote_spanned!(first=> ::core::default::Default);
    let mut call = quote_spanned!(last=> default());
    call = quote_spanned!(last=> ::#call);
    quote!(#trait_name #call)
}

/// Where a type begins and ends: tokens with these spans around an expression show its type errors under the type.
///
/// They are the user's, not the macro's, so that the error is told without a word about macros.
pub(super) fn ends(ty: &Type, item: &Ident) -> [Span; 2] {
    fn end(tokens: TokenStream, last: bool) -> Option<Span> {
        let mut tokens = tokens.into_iter();
        match if last { tokens.last() } else { tokens.next() }? {
            proc_macro2::TokenTree::Group(group) if group.delimiter() == proc_macro2::Delimiter::None => {
                end(group.stream(), last)
            }
            token => Some(token.span()),
        }
    }
    [false, true].map(|last| item.span().located_at(end(ty.to_token_stream(), last).unwrap_or_else(|| ty.span())))
}

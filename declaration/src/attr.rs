//! The syntax of the attributes: tokens in, words with their spans out. Nothing here knows what a word is good for.
//!
//! [`action`] reads the arguments of `#[graph_action(..)]`, [`item`] those of `#[graph_type(..)]`, [`field`] what
//! `#[graph(..)]` says on fields and variants. All of them go on after a mistake, so that every mistake is told.

pub(crate) mod action;
pub(crate) mod field;
pub(crate) mod item;

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use syn::parse::{ParseStream, Parser};
use syn::{Ident, LitStr, Token};

use crate::errors::Errors;

/// Reads items between commas; `one` reads an item, and what it leaves unread of a wrong one is passed over.
fn comma_separated(
    tokens: TokenStream,
    errors: &mut Errors,
    mut one: impl FnMut(ParseStream<'_>, &mut Errors) -> syn::Result<()>,
) {
    let read = |input: ParseStream<'_>| -> syn::Result<()> {
        while !input.is_empty() {
            if let Err(error) = one(input, errors) {
                errors.push(error);
            } else if !input.is_empty() && !input.peek(Token![,]) {
                errors.push(input.error("a `,` is missing before this"));
            }
            while !input.is_empty() && !input.peek(Token![,]) {
                input.parse::<TokenTree>()?;
            }
            input.parse::<Option<Token![,]>>()?;
        }
        Ok(())
    };
    if let Err(error) = read.parse2(tokens) {
        errors.push(error);
    }
}

/// `= "text"` behind `key`.
fn text_value(input: ParseStream<'_>, key: &Ident, example: &str) -> syn::Result<LitStr> {
    let wanted = || format!("`{key}` takes a text: `{key} = \"{example}\"`");
    if !input.peek(Token![=]) {
        return Err(syn::Error::new(key.span(), wanted()));
    }
    input.parse::<Token![=]>()?;
    input.parse::<LitStr>().map_err(|error| syn::Error::new(error.span(), wanted()))
}

/// A word that takes no value.
fn alone(input: ParseStream<'_>, key: &Ident) -> syn::Result<proc_macro2::Span> {
    if input.is_empty() || input.peek(Token![,]) || input.peek(Ident) {
        return Ok(key.span());
    }
    Err(input.error(format!("`{key}` stands alone and takes no value")))
}

/// The group in brackets of one kind behind `key`.
fn group(input: ParseStream<'_>, key: &Ident, delimiter: Delimiter, example: &str) -> syn::Result<Group> {
    match input.parse::<TokenTree>() {
        Ok(TokenTree::Group(group)) if group.delimiter() == delimiter => Ok(group),
        Ok(other) => Err(syn::Error::new(other.span(), format!("`{key}` is written `{example}`"))),
        Err(_) => Err(syn::Error::new(key.span(), format!("`{key}` is written `{example}`"))),
    }
}

/// Keeps `value` in `slot`, and says so where there is one already.
fn once<T>(slot: &mut Option<T>, key: &Ident, value: T, errors: &mut Errors) {
    if slot.is_some() {
        errors.at(key.span(), format!("`{key}` is given twice; keep one"));
    }
    *slot = Some(value);
}

/// A word, keywords such as `type` and `crate` included.
fn any_word(input: ParseStream<'_>, expected: &str) -> syn::Result<Ident> {
    use syn::ext::IdentExt;
    input.call(Ident::parse_any).map_err(|error| syn::Error::new(error.span(), format!("expected {expected}")))
}

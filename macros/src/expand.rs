//! From a checked model to code. `quote!` only: what is written where has been decided before.
//!
//! Generated code is data and calls of one line each; encoding, dispatch and waiting live once, in the runtime. Paths
//! are absolute, names of our own are hygienic, and only type errors carry the user's spans.

mod call;
mod checked;
mod docs;
mod path;
mod request;
mod response;
mod shown;
mod string_enum;
mod types;
mod union;

pub(crate) use types::{de, with_de};

use graph_action_declaration::errors::Errors;
use graph_action_declaration::model::Signature;
use graph_action_declaration::read::{self, Kind};
use proc_macro2::{TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::{DeriveInput, Generics, Type, WhereClause};

use crate::fallback;

/// What `#[graph_action]` adds to a struct.
pub(crate) fn action(item: TokenStream) -> TokenStream {
    derive(item, Kind::Action, |item, arguments| match read::action(item, arguments) {
        Ok(declaration) => {
            let implementation = request::action(&declaration);
            let calls = call::calls(&declaration.signature, &docs::call(&declaration));
            let warning = request::deprecation(&declaration);
            let checked = checked::action(&declaration);
            quote!(#checked #implementation #calls #warning)
        }
        Err(wrong) => told(wrong.errors, &fallback::action(&wrong.signature)),
    })
}

/// What `#[graph_type]` adds to a struct or an enum.
pub(crate) fn graph_type(item: TokenStream) -> TokenStream {
    derive(item, Kind::Type, |item, arguments| {
        let runtime = read::runtime(&arguments);
        match read::graph_type(item, arguments.clone()) {
            Ok(model) => {
                let checked = checked::graph_type(item, &arguments, &model);
                let implementation = types::implement(item, &model, &runtime);
                quote!(#checked #implementation)
            }
            Err(errors) => told(errors, &fallback::graph_type(item, &runtime)),
        }
    })
}

/// What `#[graph_path]` adds to an enum.
pub(crate) fn graph_path(item: TokenStream) -> TokenStream {
    derive(item, Kind::Path, |item, arguments| {
        let runtime = read::runtime(&arguments);
        match read::graph_path(item, arguments.clone()) {
            Ok(paths) => {
                let (checked, leads_to) = checked::graph_path(item, &arguments, &paths);
                let implementation = path::implement(item, &paths, &leads_to, &runtime);
                quote!(#checked #implementation)
            }
            Err(errors) => told(errors, &fallback::graph_path(item, &runtime)),
        }
    })
}

/// What `#[graph_response]` adds to an enum.
pub(crate) fn graph_response(item: TokenStream) -> TokenStream {
    derive(item, Kind::Response, |item, arguments| {
        let runtime = read::runtime(&arguments);
        match read::graph_response(item, arguments) {
            Ok(responses) => response::implement(item, &responses, &runtime),
            Err(errors) => told(errors, &fallback::graph_response(item, &runtime)),
        }
    })
}

/// Hands an item on with the arguments that its attribute carries.
fn derive(item: TokenStream, kind: Kind, expand: impl FnOnce(&DeriveInput, TokenStream) -> TokenStream) -> TokenStream {
    match syn::parse2::<DeriveInput>(item) {
        Ok(item) => expand(&item, read::carried(&item.attrs, kind).unwrap_or_default()),
        Err(error) => error.to_compile_error(),
    }
}

/// One `compile_error!` for each mistake, and the stubs behind them.
fn told(errors: Errors, stubs: &TokenStream) -> TokenStream {
    let errors = errors.into_iter().map(|error| error.to_compile_error());
    quote!(#(#errors)* #stubs)
}

/// What generated implementations are silent on.
///
/// `deprecated`: an item or field that its author deprecates warns where it is used, not where we mention it.
/// `single_use_lifetimes`: an implementation for `X<'a>` names the lifetime of its struct.
pub(crate) fn quiet() -> TokenStream {
    quote!(#[allow(deprecated, single_use_lifetimes)])
}

/// What generated functions are silent on.
///
/// Besides what implementations are: `dead_code`, since the functions of a private struct are not dead for not being
/// called, and `needless_lifetimes`, since a function repeats the parameters of its struct.
pub(crate) fn quiet_calls() -> TokenStream {
    quote!(#[allow(deprecated, dead_code, single_use_lifetimes, clippy::needless_lifetimes)])
}

/// `where` with the item's own predicates and ours.
pub(crate) fn where_clause(own: Option<&WhereClause>, ours: &[TokenStream]) -> TokenStream {
    let own = own.into_iter().flat_map(|clause| clause.predicates.iter());
    let all: Vec<TokenStream> = own.map(|predicate| quote!(#predicate)).chain(ours.iter().cloned()).collect();
    if all.is_empty() { TokenStream::new() } else { quote!(where #(#all),*) }
}

/// Whether a type mentions a type parameter.
pub(crate) fn mentions(ty: &Type, generics: &Generics) -> bool {
    fn any(tokens: TokenStream, generics: &Generics) -> bool {
        tokens.into_iter().any(|token| match token {
            TokenTree::Ident(word) => generics.type_params().any(|parameter| parameter.ident == word),
            TokenTree::Group(group) => any(group.stream(), generics),
            _ => false,
        })
    }
    generics.type_params().next().is_some() && any(ty.to_token_stream(), generics)
}

/// The calls of a declaration that is wrong: the names and types alone.
pub(crate) fn stub_calls(signature: &Signature<'_>) -> TokenStream {
    call::calls(signature, &quote!(#[doc = "Not generated: the declaration has mistakes."]))
}

#[cfg(test)]
mod tests;

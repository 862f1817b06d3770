//! From a checked model to code. `quote!` only: what is written where has been decided before.
//!
//! Generated code is data and calls of one line each; encoding, dispatch and waiting live once, in the runtime. Paths
//! are absolute, names of our own are hygienic, and only type errors carry the user's spans.

mod call;
mod docs;
mod path;
mod request;
mod response;
mod shown;
mod string_enum;
mod types;
mod union;

pub(crate) use types::{de, with_de};

use proc_macro2::TokenStream;
use quote::quote;
use syn::{DeriveInput, WhereClause};

use crate::attr::action::ActionAttr;
use crate::attr::item::TypeAttr;
use crate::attr::{self};
use crate::errors::Errors;
use crate::model::Signature;
use crate::{fallback, model, paths, responses, shell, types as type_model};

/// What `#[graph_action]` adds to a struct.
pub(crate) fn action(item: TokenStream) -> TokenStream {
    derive(item, "__action", |item, arguments, runtime, errors| {
        let attr = ActionAttr::parse(arguments, errors);
        let signature = Signature::of(item, &attr, runtime.clone());
        match model::declaration(signature, attr, errors) {
            Ok(declaration) => {
                let implementation = request::action(&declaration);
                let calls = call::calls(&declaration.signature, &docs::call(&declaration));
                let warning = request::deprecation(&declaration);
                quote!(#implementation #calls #warning)
            }
            Err(signature) => fallback::action(&signature),
        }
    })
}

/// What `#[graph_type]` adds to a struct or an enum.
pub(crate) fn graph_type(item: TokenStream) -> TokenStream {
    derive(item, "__type", |item, arguments, runtime, errors| {
        let attr = TypeAttr::parse(arguments, errors);
        match type_model::read(item, attr, errors) {
            Some(model) if errors.is_empty() => types::implement(item, &model, runtime),
            _ => fallback::graph_type(item, runtime),
        }
    })
}

/// What `#[graph_path]` adds to an enum.
pub(crate) fn graph_path(item: TokenStream) -> TokenStream {
    derive(item, "__path", |item, arguments, runtime, errors| {
        let misplaced = "the path goes on a variant: `#[graph(\"/me/events/<id>\")] Mine { id: String }`";
        attr::item::only_crate(arguments, misplaced, errors);
        match paths::read(item, errors) {
            Some(paths) if errors.is_empty() => path::implement(item, &paths, runtime),
            _ => fallback::graph_path(item, runtime),
        }
    })
}

/// What `#[graph_response]` adds to an enum.
pub(crate) fn graph_response(item: TokenStream) -> TokenStream {
    derive(item, "__response", |item, arguments, runtime, errors| {
        let misplaced = "the status goes on a variant: `#[graph(status = 201)] Created(Session)`";
        attr::item::only_crate(arguments, misplaced, errors);
        match responses::read(item, errors) {
            Some(responses) if errors.is_empty() => response::implement(item, &responses, runtime),
            _ => fallback::graph_response(item, runtime),
        }
    })
}

/// Reads an item and hands it on with the arguments under `carrier` and the runtime's path; what `expand` yields, code or
/// stubs, stands behind the mistakes that it found.
fn derive(
    item: TokenStream,
    carrier: &str,
    expand: impl FnOnce(&DeriveInput, TokenStream, &TokenStream, &mut Errors) -> TokenStream,
) -> TokenStream {
    let item: DeriveInput = match syn::parse2(item) {
        Ok(item) => item,
        Err(error) => return error.to_compile_error(),
    };
    let mut errors = Errors::default();
    let arguments = attr::carried(&item.attrs, carrier).unwrap_or_default();
    let runtime = runtime(&arguments);
    let code = expand(&item, arguments, &runtime, &mut errors);
    let errors = errors.into_tokens();
    quote!(#errors #code)
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

/// The path of the runtime crate, as generated code begins with it.
fn runtime(arguments: &TokenStream) -> TokenStream {
    shell::runtime_path(arguments.clone()).unwrap_or_else(|| quote!(::graph_action))
}

/// The calls of a declaration that is wrong: the names and types alone.
pub(crate) fn stub_calls(signature: &Signature<'_>) -> TokenStream {
    call::calls(signature, &quote!(#[doc = "Not generated: the declaration has mistakes."]))
}

#[cfg(test)]
mod tests;

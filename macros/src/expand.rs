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
    let item: DeriveInput = match syn::parse2(item) {
        Ok(item) => item,
        Err(error) => return error.to_compile_error(),
    };
    let mut errors = Errors::default();
    let arguments = attr::carried(&item.attrs, "__action").unwrap_or_default();
    let runtime = runtime(&arguments);
    let attr = ActionAttr::parse(arguments, &mut errors);
    let signature = Signature::of(&item, &attr, runtime);
    match model::declaration(signature, attr, &mut errors) {
        Ok(declaration) => {
            let implementation = request::action(&declaration);
            let calls = call::calls(&declaration.signature, &docs::call(&declaration));
            let warning = request::deprecation(&declaration);
            quote!(#implementation #calls #warning)
        }
        Err(signature) => {
            let stubs = fallback::action(&signature);
            let errors = errors.into_tokens();
            quote!(#errors #stubs)
        }
    }
}

/// What `#[graph_type]` adds to a struct or an enum.
pub(crate) fn graph_type(item: TokenStream) -> TokenStream {
    let item: DeriveInput = match syn::parse2(item) {
        Ok(item) => item,
        Err(error) => return error.to_compile_error(),
    };
    let mut errors = Errors::default();
    let arguments = attr::carried(&item.attrs, "__type").unwrap_or_default();
    let runtime = runtime(&arguments);
    let attr = TypeAttr::parse(arguments, &mut errors);
    let model = type_model::read(&item, attr, &mut errors);
    match model {
        Some(model) if errors.is_empty() => types::implement(&item, &model, &runtime),
        _ => {
            let stubs = fallback::graph_type(&item, &runtime);
            let errors = errors.into_tokens();
            quote!(#errors #stubs)
        }
    }
}

/// What `#[graph_path]` adds to an enum.
pub(crate) fn graph_path(item: TokenStream) -> TokenStream {
    let item: DeriveInput = match syn::parse2(item) {
        Ok(item) => item,
        Err(error) => return error.to_compile_error(),
    };
    let mut errors = Errors::default();
    let arguments = attr::carried(&item.attrs, "__path").unwrap_or_default();
    let runtime = runtime(&arguments);
    attr::item::only_crate(
        arguments,
        "the path goes on a variant: `#[graph(\"/me/events/<id>\")] Mine { id: String }`",
        &mut errors,
    );
    match paths::read(&item, &mut errors) {
        Some(paths) if errors.is_empty() => path::implement(&item, &paths, &runtime),
        _ => {
            let stubs = fallback::graph_path(&item, &runtime);
            let errors = errors.into_tokens();
            quote!(#errors #stubs)
        }
    }
}

/// What `#[graph_response]` adds to an enum.
pub(crate) fn graph_response(item: TokenStream) -> TokenStream {
    let item: DeriveInput = match syn::parse2(item) {
        Ok(item) => item,
        Err(error) => return error.to_compile_error(),
    };
    let mut errors = Errors::default();
    let arguments = attr::carried(&item.attrs, "__response").unwrap_or_default();
    let runtime = runtime(&arguments);
    attr::item::only_crate(
        arguments,
        "the status goes on a variant: `#[graph(status = 201)] Created(Session)`",
        &mut errors,
    );
    match responses::read(&item, &mut errors) {
        Some(responses) if errors.is_empty() => response::implement(&item, &responses, &runtime),
        _ => {
            let stubs = fallback::graph_response(&item, &runtime);
            let errors = errors.into_tokens();
            quote!(#errors #stubs)
        }
    }
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

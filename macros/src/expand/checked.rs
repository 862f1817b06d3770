//! What the check against the service's metadata adds to the code of a declaration: its errors, its warnings, and what only
//! the compiler can compare.

use std::sync::Arc;

use graph_action_declaration::model::Declaration;
use graph_action_declaration::paths::PathEnum;
use graph_action_declaration::read;
use graph_action_declaration::schema::{self, Finding, Findings};
use graph_action_declaration::types::TypeModel;
use graph_action_metadata::Index;
use graph_action_metadata::index::Fault;
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::DeriveInput;
use syn::spanned::Spanned;

use crate::schema::{Found, index, indexes};

/// Checks an action.
pub(super) fn action(declaration: &Declaration<'_>) -> TokenStream {
    if declaration.unchecked {
        return TokenStream::new();
    }
    let version = declaration.version.as_ref().map_or_else(|| "v1.0".to_owned(), syn::LitStr::value);
    let Some(found) = index(&version) else { return TokenStream::new() };
    let item = declaration.signature.item;
    let tracked = tracked(&found);
    let code = match opened(&found).map(|index| schema::action::check(&index, declaration)) {
        Ok(Ok(checked)) => {
            let binding = checked.binding.as_ref().and_then(|binding| bound(declaration, binding));
            let findings = told(checked.findings, item);
            quote!(#findings #binding)
        }
        Ok(Err(fault)) => unreadable(&found, &fault),
        Err(error) => error,
    };
    quote!(#tracked #code)
}

/// Checks a type.
pub(super) fn graph_type(item: &DeriveInput, arguments: &TokenStream, model: &TypeModel<'_>) -> TokenStream {
    if read::unchecked(arguments) || schema::types::name(model).is_none() {
        return TokenStream::new();
    }
    of_any_version(|indexes| Ok(told(schema::types::check(indexes, &item.ident, model)?, item)))
}

/// Checks the paths of a resource. What they lead to becomes a constant, for the actions that begin with the resource.
pub(super) fn graph_path(
    item: &DeriveInput,
    arguments: &TokenStream,
    paths: &PathEnum<'_>,
) -> (TokenStream, Vec<Vec<String>>) {
    let mut types = Vec::new();
    if read::unchecked(arguments) {
        return (TokenStream::new(), types);
    }
    let code = of_any_version(|indexes| {
        let (findings, found) = schema::path::check(indexes, paths)?;
        types = found;
        Ok(told(findings, item))
    });
    (code, types)
}

/// Checks something that has no version of its own against all that there are.
fn of_any_version(check: impl FnOnce(&[&Index]) -> Result<TokenStream, Fault>) -> TokenStream {
    let found = indexes();
    let tracked = found.iter().map(tracked);
    let mut opened_ones: Vec<Arc<Index>> = Vec::new();
    for one in &found {
        match opened(one) {
            Ok(index) => opened_ones.push(index),
            Err(error) => return quote!(#(#tracked)* #error),
        }
    }
    let Some(first) = found.first() else { return TokenStream::new() };
    let opened_ones: Vec<&Index> = opened_ones.iter().map(AsRef::as_ref).collect();
    let code = check(&opened_ones).unwrap_or_else(|fault| unreadable(first, &fault));
    quote!(#(#tracked)* #code)
}

/// The index, or its error.
fn opened(found: &Found) -> Result<Arc<Index>, TokenStream> {
    found.index.clone().map_err(|message| quote!(::core::compile_error!(#message);))
}

/// That an index turned out to be damaged.
fn unreadable(found: &Found, fault: &Fault) -> TokenStream {
    let (path, api) = (found.path.display(), found.path.file_stem().unwrap_or_default().display());
    let message = format!("{path}: {fault}; write it anew with `cargo graph-action metadata --api {api}`");
    quote!(::core::compile_error!(#message);)
}

/// What makes the crate compile again when the index has changed: the compiler tracks files that are included. Once is
/// enough, and costs one more read of the file.
fn tracked(found: &Found) -> Option<TokenStream> {
    let path = found.path.to_str().filter(|_| found.is_first)?;
    Some(quote! {
        const _: &[::core::primitive::u8] = ::core::include_bytes!(#path);
    })
}

/// The errors and the warnings. A macro has no way to say a note.
fn told(findings: Findings, item: &DeriveInput) -> TokenStream {
    let errors = findings.errors.into_iter().map(|error| error.to_compile_error());
    let warnings = findings.warnings.iter().map(|warning| warning_of(warning, item));
    quote!(#(#errors)* #(#warnings)*)
}

/// A warning: the use of a deprecated constant, since a macro has no other way to warn.
///
/// The item's own `#[allow(deprecated)]` does not reach code beside it, so it is passed on.
pub(super) fn warning_of(warning: &Finding, item: &DeriveInput) -> TokenStream {
    let levels = item
        .attrs
        .iter()
        .filter(|attribute| ["allow", "warn", "deny", "forbid"].iter().any(|level| attribute.path().is_ident(level)));
    let note = &warning.message;
    // The user's own span: the compiler does not warn of what is deprecated inside a derive.
    let constant = Ident::new("DEPRECATED", warning.span);
    quote! {
        #(#levels)*
        const _: () = {
            #[deprecated(note = #note)]
            const #constant: () = ();
            #constant
        };
    }
}

/// The comparison of what an operation is bound to with what the paths of a resource lead to.
fn bound(declaration: &Declaration<'_>, binding: &schema::action::Binding) -> Option<TokenStream> {
    let field = declaration.field(&binding.field)?;
    let (ty, types, message) = (field.ty, &binding.types, &binding.message);
    let generics = &declaration.signature.item.generics;
    // What a parameter stands for, is not known here.
    if generics.lifetimes().next().is_some() || super::mentions(ty, generics) {
        return None;
    }
    let runtime = &declaration.signature.runtime;
    let call = quote!(#runtime::__private::leads_to::<#ty>(&[#(#types),*], #message));
    // All of it with the user's own span, under which the compiler then shows where a constant is wrong.
    let call = call.into_iter().map(|mut token| {
        token.set_span(field.ty.span());
        token
    });
    Some(quote!(const _: () = #(#call)*;))
}

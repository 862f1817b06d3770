//! The documentation of what is generated: method and path, version, permissions, Graph's own page.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Expr, ExprLit, Lit, Meta};

use crate::attr::action::GrantAttr;
use crate::errors::list;
use crate::model::Declaration;
use crate::template::Part;

/// The `#[doc]` lines of `send` and of the free function.
pub(crate) fn call(declaration: &Declaration<'_>) -> TokenStream {
    let signature = &declaration.signature;
    let mut lines = own_docs(&signature.item.attrs);
    if lines.is_empty() {
        lines.push(format!(" Calls [`{}`] and returns what Graph answers.", signature.item.ident));
    }
    lines.push(String::new());
    let version = declaration.version.as_ref().map_or_else(
        || "the client's version (v1.0 unless it was built with another)".to_owned(),
        |version| format!("version {}", version.value()),
    );
    lines.push(format!(" `{} {}`, {version}.", signature.method, signature.path.value()));
    if let Some(permissions) = &declaration.permissions {
        lines.push(String::new());
        for (kind, grant) in [("Application", &permissions.application), ("Delegated", &permissions.delegated)] {
            if let Some(grant) = grant {
                lines.push(format!(" * {kind} permissions: {}", words(grant)));
            }
        }
    }
    lines.push(String::new());
    lines.push(format!(" See [Graph's documentation]({}).", page(declaration)));
    quote!(#(#[doc = #lines])*)
}

/// The documentation that the user wrote on the struct.
fn own_docs(attributes: &[syn::Attribute]) -> Vec<String> {
    let docs = attributes.iter().filter(|attribute| attribute.path().is_ident("doc"));
    docs.filter_map(|attribute| match &attribute.meta {
        Meta::NameValue(pair) => match &pair.value {
            Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => Some(text.value()),
            _ => None,
        },
        _ => None,
    })
    .collect()
}

/// A grant as a sentence says it.
fn words(grant: &GrantAttr) -> String {
    match grant {
        GrantAttr::Unsupported => "not supported".to_owned(),
        GrantAttr::OneOf(names) if names.is_empty() => "none needed".to_owned(),
        GrantAttr::OneOf(names) => {
            let names: Vec<String> = names.iter().map(syn::LitStr::value).collect();
            list(names.iter().map(String::as_str), "or")
        }
    }
}

/// Where Graph documents the action: a search for its words, since page names do not follow from paths.
fn page(declaration: &Declaration<'_>) -> String {
    let mut words: Vec<String> = Vec::new();
    for part in &declaration.template.parts {
        let Part::Text(text) = part else { continue };
        for segment in text.split('/').filter(|segment| !segment.is_empty()) {
            let name = segment.trim_end_matches(['(', ')', ':']).rsplit('.').next().unwrap_or(segment);
            words.push(name.trim_start_matches('$').to_owned());
        }
    }
    let last = words.split_off(words.len().saturating_sub(2)).join("%20");
    format!("https://learn.microsoft.com/search/?scope=Graph&terms={last}")
}

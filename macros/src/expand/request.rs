//! `impl Action`: the constants, the response type and how `self` becomes a request.

use graph_action_declaration::model::{Declaration, Field, GrantAttr, Limit, PermissionsAttr, Place, Signature};
use graph_action_declaration::names;
use graph_action_declaration::schema::Finding;
use graph_action_declaration::template::{QueryValue, Use};
use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::{Ident, WhereClause};

use super::mentions;
use super::shown::{Shown, shown};

/// The implementation of the trait.
pub(crate) fn action(declaration: &Declaration<'_>) -> TokenStream {
    let Signature { item, runtime, method, path, response, .. } = &declaration.signature;
    let name = &item.ident;
    let (impl_generics, type_generics, where_clause) = item.generics.split_for_impl();
    let bounds = bounds(declaration, where_clause);
    let response = response.as_ref().map_or_else(|| quote!(()), |response| quote!(#response));
    let constants = constants(declaration);
    let encoder = quote_spanned!(Span::mixed_site()=> __request);
    let (this, quiet) = (Ident::new("self", item.ident.span()), super::quiet());
    let steps = steps(declaration, &encoder);
    quote_spanned! {Span::mixed_site()=>
        #quiet
        #[automatically_derived]
        impl #impl_generics #runtime::Action for #name #type_generics #bounds {
            const METHOD: #runtime::http::Method = #runtime::http::Method::#method;
            const PATH: &'static ::core::primitive::str = #path;
            #constants
            type Response = #response;
            fn encode(&#this, #encoder: &mut #runtime::request::Encoder) {
                #steps
            }
        }
    }
}

/// The constants that differ from the trait's defaults.
fn constants(declaration: &Declaration<'_>) -> TokenStream {
    let runtime = &declaration.signature.runtime;
    let version = declaration.version.as_ref().map(|version| {
        quote! {
            const VERSION: &'static ::core::primitive::str = #version;
            const VERSION_IS_DECLARED: ::core::primitive::bool = true;
        }
    });
    let permissions = declaration.permissions.as_ref().map(|permissions| {
        let PermissionsAttr { application, delegated } = permissions;
        let [application, delegated] = [application, delegated].map(|grant| match grant {
            None => quote!(#runtime::Grant::Undeclared),
            Some(GrantAttr::Unsupported) => quote!(#runtime::Grant::Unsupported),
            Some(GrantAttr::OneOf(names)) => quote!(#runtime::Grant::OneOf(&[#(#names),*])),
        });
        quote! {
            const PERMISSIONS: #runtime::Permissions =
                #runtime::Permissions { application: #application, delegated: #delegated };
        }
    });
    let idempotent = declaration.idempotent.then(|| {
        quote!(
            const IDEMPOTENT: ::core::primitive::bool = true;
        )
    });
    quote!(#version #permissions #idempotent)
}

/// The calls that write the request, in the order of the wire: path, query, headers, body.
fn steps(declaration: &Declaration<'_>, encoder: &TokenStream) -> TokenStream {
    let mut steps = TokenStream::new();
    for field in &declaration.fields {
        steps.extend(field.limits.iter().map(|(limit, most)| {
            let step = match limit {
                Limit::Chars => "max_chars",
                Limit::Items => "max_items",
            };
            value(declaration, encoder, step, field, &quote!(#most,))
        }));
    }
    let in_path = |step: &str, name: &str, before: &TokenStream| placed(declaration, encoder, step, name, before);
    steps.extend(super::path::parts(&declaration.template, encoder, &in_path));
    for option in &declaration.template.query {
        let name = &option.name;
        steps.extend(match &option.value {
            QueryValue::Fixed(text) => quote!(#encoder.query_text(#name, #text);),
            QueryValue::Field(field) => placed(declaration, encoder, "query", field, &quote!(#name,)),
        });
    }
    for field in &declaration.fields {
        if let Place::Query(name) = &field.place {
            steps.extend(value(declaration, encoder, "query", field, &quote!(#name,)));
        }
    }
    for field in declaration.fields.iter().filter(|field| field.place == Place::QueryAll) {
        steps.extend(value(declaration, encoder, "query_all", field, &TokenStream::new()));
    }
    for (name, text) in &declaration.headers {
        let name = name.value().to_ascii_lowercase();
        steps.extend(quote!(#encoder.header_text(#name, #text);));
    }
    for field in &declaration.fields {
        if let Place::Header(name) = &field.place {
            let name = name.to_ascii_lowercase();
            steps.extend(value(declaration, encoder, "header", field, &quote!(#name,)));
        }
    }
    for field in &declaration.fields {
        match &field.place {
            Place::Body(None) => steps.extend(value(declaration, encoder, "body", field, &TokenStream::new())),
            Place::Body(Some(kind)) => steps.extend(value(declaration, encoder, "body_as", field, &quote!(#kind,))),
            _ => {}
        }
    }
    if declaration.has_members() {
        steps.extend(quote!(#encoder.object();));
    }
    for field in &declaration.fields {
        if let Place::Member(name) = &field.place {
            steps.extend(value(declaration, encoder, "member", field, &quote!(#name,)));
        }
    }
    steps
}

/// The call for a field that the template names.
fn placed(
    declaration: &Declaration<'_>,
    encoder: &TokenStream,
    step: &str,
    name: &str,
    before: &TokenStream,
) -> TokenStream {
    declaration.field(name).map(|field| value(declaration, encoder, step, field, before)).unwrap_or_default()
}

/// `encoder.step(before "field", &self.field);`, with a value that a wrong type is shown under the field's type for.
fn value(
    declaration: &Declaration<'_>,
    encoder: &TokenStream,
    step: &str,
    field: &Field<'_>,
    before: &TokenStream,
) -> TokenStream {
    let step = Ident::new(step, Span::mixed_site());
    let word = names::unraw(field.name);
    let item = declaration.signature.item;
    let value = shown(item, field.ty, Shown::Shared, "self", field.name.clone());
    quote_spanned!(Span::mixed_site()=> #encoder.#step(#before #word, #value);)
}

/// The item's own bounds, and one for each generic field and response.
fn bounds(declaration: &Declaration<'_>, own: Option<&WhereClause>) -> TokenStream {
    let Signature { item, runtime, response, .. } = &declaration.signature;
    let mut bounds = Vec::new();
    for field in declaration.fields.iter().filter(|field| mentions(field.ty, &item.generics)) {
        let ty = field.ty;
        let span = Span::mixed_site();
        if let Some(needed) = needed(declaration, field) {
            bounds.push(quote_spanned!(span=> #ty: #runtime::__private::#needed));
        }
        for (limit, _) in &field.limits {
            let needed = match limit {
                Limit::Chars => quote!(CharCount),
                Limit::Items => quote!(ItemCount),
            };
            bounds.push(quote_spanned!(span=> #ty: #runtime::request::#needed));
        }
    }
    if let Some(response) = response.as_ref().filter(|response| mentions(response, &item.generics)) {
        bounds.push(quote!(#response: #runtime::FromResponse));
    }
    super::where_clause(own, &bounds)
}

/// The trait that a field's place asks for, as `__private` names it.
fn needed(declaration: &Declaration<'_>, field: &Field<'_>) -> Option<TokenStream> {
    let word = names::unraw(field.name);
    Some(match &field.place {
        Place::Nowhere => return None,
        Place::Query(_) | Place::Header(_) | Place::Template(Use::Query) => quote!(OptionalText),
        Place::QueryAll | Place::Member(_) => quote!(Serialize),
        Place::Body(_) => quote!(RequestBody),
        Place::Template(Use::Path) => super::path::needed(&declaration.template, &word),
    })
}

/// The bounds of the functions: whatever the implementation of the trait asks for.
pub(crate) fn bounds_of_call(signature: &Signature<'_>, own: Option<&WhereClause>) -> TokenStream {
    let Signature { item, runtime, response, .. } = signature;
    if item.generics.type_params().next().is_none() {
        return super::where_clause(own, &[]);
    }
    let name = &item.ident;
    let (_, type_generics, _) = item.generics.split_for_impl();
    let response = response.as_ref().map_or_else(|| quote!(()), |response| quote!(#response));
    super::where_clause(own, &[quote!(#name #type_generics: #runtime::Action<Response = #response>)])
}

/// A warning at the template, where the path itself is deprecated.
pub(crate) fn deprecation(declaration: &Declaration<'_>) -> Option<TokenStream> {
    let (old, new) = declaration.deprecated_path()?;
    let path = declaration.signature.path.value();
    let message = format!("Graph deprecates `{old}`; write \"{}\"", path.replacen(old, new, 1));
    let warning = Finding { span: declaration.signature.path.span(), message };
    Some(super::checked::warning_of(&warning, declaration.signature.item))
}

//! A path as calls of the encoder, and `impl Resource` of an enum of paths.

use graph_action_declaration::names;
use graph_action_declaration::paths::{PathEnum, PathVariant};
use graph_action_declaration::template::{Argument, ArgumentValue, Part, Template};
use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::{DeriveInput, Ident, Type};

use super::mentions;
use super::shown::ends;

/// The calls that write the parts of a template's path. `placed` writes the call `step(before "field", value)` for a field.
pub(super) fn parts(
    template: &Template,
    encoder: &TokenStream,
    placed: &dyn Fn(&str, &str, &TokenStream) -> TokenStream,
) -> TokenStream {
    let nothing = TokenStream::new();
    let part = |part: &Part| match part {
        Part::Text(text) => {
            let text = encoded(text);
            quote!(#encoder.text(#text);)
        }
        Part::Resource(name) => placed("resource", name, &nothing),
        Part::Key(name) => placed("key", name, &nothing),
        Part::Path(name) => placed("path", name, &nothing),
        Part::Arguments(arguments) => {
            let arguments = arguments.iter().map(|argument| {
                let name = argument.name.as_deref().unwrap_or_default();
                match &argument.value {
                    ArgumentValue::Fixed(text) => quote!(#encoder.argument_text(#name, #text);),
                    ArgumentValue::Quoted(field) => placed("quoted", field, &quote!(#name,)),
                    ArgumentValue::Literal(field) => placed("argument", field, &quote!(#name,)),
                }
            });
            quote!(#encoder.open(); #(#arguments)* #encoder.close();)
        }
    };
    template.parts.iter().map(part).collect()
}

/// Text of a template as it is sent: what is no ASCII, percent-encoded.
fn encoded(text: &str) -> String {
    let character = |character: char| match character {
        ascii if ascii.is_ascii() => ascii.to_string(),
        other => other.to_string().bytes().map(|byte| format!("%{byte:02X}")).collect::<Vec<_>>().concat(),
    };
    text.chars().map(character).collect()
}

/// The trait that a template asks of a field in its path, as `__private` names it.
pub(super) fn needed(template: &Template, field: &str) -> TokenStream {
    let part = template.parts.iter().find_map(|part| match part {
        Part::Resource(name) if name == field => Some(quote!(Resource)),
        Part::Arguments(arguments) => {
            let literal =
                |argument: &Argument| matches!(&argument.value, ArgumentValue::Literal(name) if name == field);
            arguments.iter().any(literal).then(|| quote!(Literal))
        }
        _ => None,
    });
    part.unwrap_or_else(|| quote!(PathValue))
}

/// What `#[graph_path]` adds to an enum.
///
/// `leads_to`: what each path leads to, with what that extends, where all of them are known.
pub(super) fn implement(
    item: &DeriveInput,
    paths: &PathEnum<'_>,
    leads_to: &[Vec<String>],
    runtime: &TokenStream,
) -> TokenStream {
    let name = &item.ident;
    let (this, quiet) = (Ident::new("self", name.span()), super::quiet());
    let (impl_generics, type_generics, _) = item.generics.split_for_impl();
    let encoder = quote_spanned!(Span::mixed_site()=> __request);
    let arms = paths.variants.iter().map(|variant| {
        let PathVariant { name, template, fields, .. } = variant;
        let bound = fields.iter().map(|(field, _)| field);
        let placed = |step: &str, word: &str, before: &TokenStream| {
            let field = fields.iter().find(|(field, _)| names::unraw(field) == word);
            field.map(|(field, ty)| call(item, &encoder, step, field, ty, before)).unwrap_or_default()
        };
        let calls = parts(template, &encoder, &placed);
        quote_spanned!(Span::mixed_site()=> Self::#name { #(#bound),* } => { #calls })
    });
    let bounds = bounds(item, paths, runtime);
    let leads_to = (!leads_to.is_empty()).then(|| {
        let str = quote!(::core::primitive::str);
        quote!(const LEADS_TO: &'static [&'static [&'static #str]] = &[#(&[#(#leads_to),*]),*];)
    });
    quote_spanned! {Span::mixed_site()=>
        #quiet
        #[automatically_derived]
        impl #impl_generics #runtime::request::Resource for #name #type_generics #bounds {
            #leads_to
            fn write_path(&#this, #encoder: &mut #runtime::request::Encoder) {
                match #this {
                    #(#arms)*
                }
            }
        }
    }
}

/// `encoder.step(before "field", &*field);`, with a value that a wrong type is shown under the field's type for.
fn call(
    item: &DeriveInput,
    encoder: &TokenStream,
    step: &str,
    field: &Ident,
    ty: &Type,
    before: &TokenStream,
) -> TokenStream {
    let [first, last] = ends(ty, &item.ident);
    let (step, word) = (Ident::new(step, Span::mixed_site()), names::unraw(field));
    let mut bound = field.clone();
    bound.set_span(field.span().located_at(last));
    let value = quote_spanned!(first=> &*#bound);
    quote_spanned!(Span::mixed_site()=> #encoder.#step(#before #word, #value);)
}

/// The item's own bounds, and one for each generic field.
fn bounds(item: &DeriveInput, paths: &PathEnum<'_>, runtime: &TokenStream) -> TokenStream {
    let mut bounds = Vec::new();
    for PathVariant { template, fields, .. } in &paths.variants {
        for (field, ty) in fields.iter().filter(|(_, ty)| mentions(ty, &item.generics)) {
            let needed = needed(template, &names::unraw(field));
            bounds.push(quote!(#ty: #runtime::__private::#needed));
        }
    }
    super::where_clause(item.generics.where_clause.as_ref(), &bounds)
}

//! `impl FromResponse` of an enum of responses: one `match` from the status to what the response is bound to.

use graph_action_declaration::responses::{ResponseEnum, ResponseVariant};
use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::{DeriveInput, Ident, Type};

use super::mentions;

/// What `#[graph_response]` adds to an enum.
pub(super) fn implement(item: &DeriveInput, responses: &ResponseEnum<'_>, runtime: &TokenStream) -> TokenStream {
    let name = &item.ident;
    let quiet = super::quiet();
    let (impl_generics, type_generics, _) = item.generics.split_for_impl();
    let received = quote_spanned!(Span::mixed_site()=> __received);
    let status = quote_spanned!(Span::mixed_site()=> __status);
    let bindings = responses.variants.iter().map(|variant| variant.binding);
    let bindings: Vec<&Type> = bindings.chain(responses.other.map(|(_, binding)| binding)).flatten().collect();
    let from_response = quote!(#runtime::FromResponse);
    let arms = responses.variants.iter().map(|ResponseVariant { name, statuses, binding }| {
        let value = bound(name, *binding, &received, &from_response);
        quote!(#(#statuses)|* => #value,)
    });
    let other = if let Some((name, binding)) = responses.other {
        bound(name, binding, &received, &from_response)
    } else {
        quote!(::core::result::Result::Err(#runtime::__private::no_variant(#received)))
    };
    let known =
        responses.variants.iter().flat_map(|variant| &variant.statuses).map(|code| quote!(#status.as_u16() == #code));
    let accepted = responses.other.map(|_| quote!(#status.is_success())).into_iter().chain(known);
    let streams = streams(responses, &status, runtime);
    let constants = (!bindings.is_empty()).then(|| {
        quote! {
            const FOLLOWS_REDIRECTS: ::core::primitive::bool = #(<#bindings as #from_response>::FOLLOWS_REDIRECTS)||*;
            const MAY_STREAM: ::core::primitive::bool = #(<#bindings as #from_response>::MAY_STREAM)||*;
        }
    });
    let generic = bindings.iter().filter(|ty| mentions(ty, &item.generics));
    let bounds: Vec<TokenStream> = generic.map(|ty| quote!(#ty: #from_response)).collect();
    let bounds = super::where_clause(item.generics.where_clause.as_ref(), &bounds);
    quote_spanned! {Span::mixed_site()=>
        #quiet
        #[automatically_derived]
        impl #impl_generics #from_response for #name #type_generics #bounds {
            #constants
            fn accepts(#status: #runtime::http::StatusCode) -> ::core::primitive::bool {
                #(#accepted)||*
            }
            #streams
            fn from_response(#received: #runtime::response::Received) -> #runtime::Result<Self> {
                match #received.status().as_u16() {
                    #(#arms)*
                    _ => #other,
                }
            }
        }
    }
}

/// The response bound to a variant.
fn bound(name: &Ident, binding: Option<&Type>, received: &TokenStream, from_response: &TokenStream) -> TokenStream {
    if let Some(ty) = binding {
        quote_spanned! {Span::mixed_site()=>
            <#ty as #from_response>::from_response(#received).map(Self::#name)
        }
    } else {
        quote_spanned!(Span::mixed_site()=> ::core::result::Result::Ok(Self::#name))
    }
}

/// Which statuses have a body that is handed on as it arrives: each variant's binding says.
fn streams(responses: &ResponseEnum<'_>, status: &TokenStream, runtime: &TokenStream) -> TokenStream {
    let from_response = quote!(#runtime::FromResponse);
    let arms = responses.variants.iter().filter_map(|variant| {
        let (statuses, ty) = (&variant.statuses, variant.binding?);
        Some(quote!(#(#statuses)|* => <#ty as #from_response>::streams(#status),))
    });
    let other = if let Some((_, Some(ty))) = responses.other {
        quote!(<#ty as #from_response>::streams(#status))
    } else {
        quote!(false)
    };
    quote_spanned! {Span::mixed_site()=>
        fn streams(#status: #runtime::http::StatusCode) -> ::core::primitive::bool {
            match #status.as_u16() { #(#arms)* _ => #other }
        }
    }
}

//! What a wrong declaration still yields: the same names with nothing behind them.
//!
//! Without them each call of a wrong declaration would be an error of its own, and an editor would stop completing.

use graph_action_declaration::model::Signature;
use graph_action_declaration::types::is_union;
use proc_macro2::TokenStream;
use quote::quote;
use syn::{Data, DeriveInput};

use crate::expand::{de, quiet, quiet_calls, stub_calls, with_de};

/// `Action`, `send` and the free function of a wrong `#[graph_action]`.
pub(crate) fn action(signature: &Signature<'_>) -> TokenStream {
    let Signature { item, runtime, method, path, response, .. } = signature;
    let name = &item.ident;
    let (impl_generics, type_generics, where_clause) = item.generics.split_for_impl();
    let response = response.as_ref().map_or_else(|| quote!(()), |response| quote!(#response));
    let (calls, quiet) = (stub_calls(signature), quiet());
    quote! {
        #quiet
        #[automatically_derived]
        impl #impl_generics #runtime::Action for #name #type_generics #where_clause {
            const METHOD: #runtime::http::Method = #runtime::http::Method::#method;
            const PATH: &'static ::core::primitive::str = #path;
            type Response = #response;
            fn encode(&self, _: &mut #runtime::request::Encoder) {}
        }
        #calls
    }
}

/// `Resource` of a wrong `#[graph_path]`.
pub(crate) fn graph_path(item: &DeriveInput, runtime: &TokenStream) -> TokenStream {
    let name = &item.ident;
    let (impl_generics, type_generics, where_clause) = item.generics.split_for_impl();
    let quiet = quiet();
    quote! {
        #quiet
        #[automatically_derived]
        impl #impl_generics #runtime::request::Resource for #name #type_generics #where_clause {
            fn write_path(&self, _: &mut #runtime::request::Encoder) {}
        }
    }
}

/// `FromResponse` of a wrong `#[graph_response]`.
pub(crate) fn graph_response(item: &DeriveInput, runtime: &TokenStream) -> TokenStream {
    let name = &item.ident;
    let (impl_generics, type_generics, where_clause) = item.generics.split_for_impl();
    let quiet = quiet();
    quote! {
        #quiet
        #[automatically_derived]
        impl #impl_generics #runtime::FromResponse for #name #type_generics #where_clause {
            fn from_response(received: #runtime::response::Received) -> #runtime::Result<Self> {
                ::core::result::Result::Err(#runtime::__private::no_variant(received))
            }
        }
    }
}

/// `Serialize` and `Deserialize` of a wrong `#[graph_type]`.
pub(crate) fn graph_type(item: &DeriveInput, runtime: &TokenStream) -> TokenStream {
    let name = &item.ident;
    let (impl_generics, type_generics, where_clause) = item.generics.split_for_impl();
    let (de, with_de) = (de(), with_de(item));
    let (de_generics, _, _) = with_de.split_for_impl();
    let (quiet, quiet_calls) = (quiet(), quiet_calls());
    let as_str = matches!(&item.data, Data::Enum(data) if !is_union(data)).then(|| {
        quote! {
            #quiet_calls
            impl #impl_generics #name #type_generics #where_clause {
                /// The value as the wire has it.
                pub fn as_str(&self) -> &::core::primitive::str { "" }
            }
            #quiet
            #[automatically_derived]
            impl #impl_generics #runtime::__private::PathValue for #name #type_generics #where_clause {
                fn path_text(&self) -> #runtime::__private::Cow<'_, ::core::primitive::str> {
                    #runtime::__private::Cow::Borrowed("")
                }
            }
            #quiet
            #[automatically_derived]
            impl #impl_generics ::core::fmt::Display for #name #type_generics #where_clause {
                fn fmt(&self, _: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                    ::core::result::Result::Ok(())
                }
            }
        }
    });
    quote! {
        #as_str
        #quiet
        #[automatically_derived]
        impl #impl_generics #runtime::__private::Serialize for #name #type_generics #where_clause {
            fn serialize<__S: #runtime::__private::Serializer>(
                &self,
                serializer: __S,
            ) -> ::core::result::Result<__S::Ok, __S::Error> {
                serializer.serialize_unit()
            }
        }
        #quiet
        #[automatically_derived]
        impl #de_generics #runtime::__private::Deserialize<#de> for #name #type_generics #where_clause {
            fn deserialize<__D: #runtime::__private::Deserializer<#de>>(
                _: __D,
            ) -> ::core::result::Result<Self, __D::Error> {
                ::core::result::Result::Err(#runtime::__private::wrong_declaration())
            }
        }
    }
}

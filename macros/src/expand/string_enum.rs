//! Implementations of a string enum: the table of its values, and the way back.

use graph_action_declaration::types::StringEnum;
use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::{DeriveInput, Ident};

use super::types::de;

/// The implementations.
pub(super) fn implement(item: &DeriveInput, values: &StringEnum<'_>, runtime: &TokenStream) -> TokenStream {
    let name = &item.ident;
    let vis = &item.vis;
    let other = values.other;
    let (variants, wire): (Vec<&Ident>, Vec<&String>) = values.known.iter().map(|(ident, wire)| (*ident, wire)).unzip();
    let indexes = 0..variants.len();
    let (quiet, quiet_calls) = (super::quiet(), super::quiet_calls());
    let private = quote!(#runtime::__private);
    let de = de();
    let named = values.name.as_ref().map(|type_name| {
        let type_name = type_name.value();
        quote_spanned! {Span::mixed_site()=>
            #quiet
            #[automatically_derived]
            impl #private::Literal for #name {
                fn literal(&self) -> ::core::option::Option<#private::LiteralText<'_>> {
                    ::core::option::Option::Some(#private::LiteralText::Member(
                        #type_name,
                        #private::Cow::Borrowed(self.as_str()),
                    ))
                }
            }
        }
    });
    let flags = values.flags.then(|| {
        let type_name = if let Some(name) = values.name.as_ref().map(syn::LitStr::value) {
            quote!(::core::option::Option::Some(#name))
        } else {
            quote!(::core::option::Option::None)
        };
        quote_spanned! {Span::mixed_site()=>
            #[automatically_derived]
            impl #private::FlagEnum for #name {
                const TYPE: ::core::option::Option<&'static ::core::primitive::str> = #type_name;
            }
        }
    });
    quote_spanned! {Span::mixed_site()=>
        #named
        #flags
        #quiet_calls
        impl #name {
            /// The value as the wire has it.
            #vis fn as_str(&self) -> &::core::primitive::str {
                match self {
                    #(Self::#variants => #wire,)*
                    Self::#other(value) => value,
                }
            }
        }
        #quiet
        #[automatically_derived]
        impl #private::StringEnum for #name {
            const VALUES: &'static [&'static ::core::primitive::str] = &[#(#wire),*];
            fn known(index: ::core::primitive::usize) -> ::core::option::Option<Self> {
                ::core::option::Option::Some(match index {
                    #(#indexes => Self::#variants,)*
                    _ => return ::core::option::Option::None,
                })
            }
            fn other(value: #private::String) -> Self { Self::#other(value) }
        }
        #quiet
        #[automatically_derived]
        impl #private::PathValue for #name {
            fn path_text(&self) -> #private::Cow<'_, ::core::primitive::str> {
                #private::Cow::Borrowed(self.as_str())
            }
        }
        #quiet
        #[automatically_derived]
        impl ::core::fmt::Display for #name {
            fn fmt(&self, formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                formatter.pad(self.as_str())
            }
        }
        #quiet
        #[automatically_derived]
        impl #private::Serialize for #name {
            fn serialize<__S: #private::Serializer>(
                &self,
                serializer: __S,
            ) -> ::core::result::Result<__S::Ok, __S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }
        #quiet
        #[automatically_derived]
        impl<#de> #private::Deserialize<#de> for #name {
            fn deserialize<__D: #private::Deserializer<#de>>(
                deserializer: __D,
            ) -> ::core::result::Result<Self, __D::Error> {
                #private::read_enum(deserializer)
            }
        }
    }
}

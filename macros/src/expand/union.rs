//! Implementations of one of several types: the names, and one `match` each way.

use graph_action_declaration::types::{Union, UnionVariant};
use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::{DeriveInput, Type};

use super::types::{bounds, de, with_de};

/// The implementations.
pub(super) fn implement(item: &DeriveInput, union: &Union<'_>, runtime: &TokenStream) -> TokenStream {
    let name = &item.ident;
    let quiet = super::quiet();
    let (impl_generics, type_generics, _) = item.generics.split_for_impl();
    let private = quote!(#runtime::__private);
    let (other, other_type) = union.other;
    let types: Vec<&Type> = union.known.iter().map(|variant| variant.ty).chain([other_type]).collect();
    let names = union.known.iter().map(|UnionVariant { ty, type_name, .. }| {
        if let Some(name) = type_name {
            let name = format!("#{}", name.value());
            quote!(#name)
        } else {
            quote!(<#ty as #private::Distinct>::TYPE)
        }
    });
    let reads = union.known.iter().enumerate().map(|(index, UnionVariant { name, ty, .. })| {
        quote_spanned!(Span::mixed_site()=> #index => #private::read_variant::<#ty, _>(__deserializer).map(Self::#name),)
    });
    let writes = union.known.iter().map(|UnionVariant { name, ty, type_name }| {
        if let Some(type_name) = type_name {
            let type_name = format!("#{}", type_name.value());
            quote_spanned! {Span::mixed_site()=>
                Self::#name(__value) => #private::write_variant::<#ty, _>(#type_name, __value, __serializer),
            }
        } else {
            quote_spanned! {Span::mixed_site()=>
                Self::#name(__value) => #private::Serialize::serialize(__value, __serializer),
            }
        }
    });
    let de = de();
    let with_de = with_de(item);
    let (de_generics, _, _) = with_de.split_for_impl();
    let write_bounds = bounds(item, &types, &quote!(#private::Serialize));
    let read_bounds = bounds(item, &types, &quote!(#private::Deserialize<#de>));
    quote_spanned! {Span::mixed_site()=>
        #quiet
        #[automatically_derived]
        impl #impl_generics #private::Serialize for #name #type_generics #write_bounds {
            fn serialize<__S: #private::Serializer>(
                &self,
                __serializer: __S,
            ) -> ::core::result::Result<__S::Ok, __S::Error> {
                match self {
                    #(#writes)*
                    Self::#other(__value) => #private::write_other::<#other_type, _>(__value, __serializer),
                }
            }
        }
        #quiet
        #[automatically_derived]
        impl #de_generics #private::Union<#de> for #name #type_generics #read_bounds {
            const TYPES: &'static [&'static ::core::primitive::str] = &[#(#names),*];
            fn read<__D: #private::Deserializer<#de>>(
                __variant: ::core::primitive::usize,
                __deserializer: __D,
            ) -> ::core::result::Result<Self, __D::Error> {
                match __variant {
                    #(#reads)*
                    _ => #private::read_variant::<#other_type, _>(__deserializer).map(Self::#other),
                }
            }
        }
        #quiet
        #[automatically_derived]
        impl #de_generics #private::Deserialize<#de> for #name #type_generics #read_bounds {
            fn deserialize<__D: #private::Deserializer<#de>>(
                deserializer: __D,
            ) -> ::core::result::Result<Self, __D::Error> {
                #private::read_union(deserializer)
            }
        }
    }
}

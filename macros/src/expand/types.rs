//! `Serialize` and `Deserialize` of declared types: each a thin call of the one visitor in the runtime.

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::{DeriveInput, GenericParam, Ident, Index, Lifetime, LifetimeParam, Type};

use crate::types::{Member, Object, StringEnum, TypeModel, bounds};

/// The implementations for a type.
pub(crate) fn implement(item: &DeriveInput, model: &TypeModel<'_>, runtime: &TokenStream) -> TokenStream {
    match model {
        TypeModel::Object(object) => self::object(item, object, runtime),
        TypeModel::StringEnum(values) => string_enum(item, values, runtime),
    }
}

/// The lifetime of what is read.
fn de() -> Lifetime {
    Lifetime::new("'__de", Span::mixed_site())
}

/// An object: blank, set the member of this number, write the members.
///
/// Where every member is an `Option` the struct itself is what is filled; else a tuple of options is, since a struct
/// with a required member cannot exist before that member has been read.
fn object(item: &DeriveInput, object: &Object<'_>, runtime: &TokenStream) -> TokenStream {
    let name = &item.ident;
    let (impl_generics, type_generics, _) = item.generics.split_for_impl();
    let private = quote!(#runtime::__private);
    let types: Vec<&Type> = object.members.iter().chain(&object.extra).map(|member| member.ty).collect();
    let write_bounds = bounds(item, &types, &quote!(#private::Serialize));
    let wire = object.members.iter().map(|member| &member.wire);
    let type_name = object.name.as_ref().map(|name| {
        let value = format!("#{}", name.value());
        quote!(const TYPE: ::core::option::Option<&'static ::core::primitive::str> = ::core::option::Option::Some(#value);)
    });
    let writes = object.members.iter().map(|member| {
        let Member { field, wire, .. } = member;
        let span = member.span();
        quote_spanned!(span=> __writer.member(#wire, &self.#field);)
    });
    let extra = object.extra.as_ref().map(|extra| {
        let field = extra.field;
        let span = extra.span();
        quote_spanned!(span=> fn extra(&self) -> ::core::option::Option<&dyn #private::Extra> {
            ::core::option::Option::Some(&self.#field)
        })
    });
    let read = if object.members.iter().all(Member::is_option) {
        fill_itself(object, &private)
    } else {
        fill_a_tuple(object, &private)
    };
    let de = de();
    let mut with_lifetime = item.generics.clone();
    with_lifetime.params.insert(0, GenericParam::Lifetime(LifetimeParam::new(de.clone())));
    let (de_generics, _, _) = with_lifetime.split_for_impl();
    let read_bounds = bounds(item, &types, &quote!(#private::Deserialize<#de>));
    quote_spanned! {Span::mixed_site()=>
        #[allow(deprecated)]
        #[automatically_derived]
        impl #impl_generics #private::WriteObject for #name #type_generics #write_bounds {
            #type_name
            fn write<__M: #private::SerializeMap>(&self, __writer: &mut #private::Writer<'_, __M>) {
                #(#writes)*
            }
            #extra
        }
        #[automatically_derived]
        impl #impl_generics #private::Serialize for #name #type_generics #write_bounds {
            fn serialize<__S: #private::Serializer>(
                &self,
                serializer: __S,
            ) -> ::core::result::Result<__S::Ok, __S::Error> {
                #private::write_object(self, serializer)
            }
        }
        #[allow(deprecated)]
        #[automatically_derived]
        impl #de_generics #private::ReadObject<#de> for #name #type_generics #read_bounds {
            const MEMBERS: &'static [&'static ::core::primitive::str] = &[#(#wire),*];
            #read
        }
        #[automatically_derived]
        impl #de_generics #private::Deserialize<#de> for #name #type_generics #read_bounds {
            fn deserialize<__D: #private::Deserializer<#de>>(
                deserializer: __D,
            ) -> ::core::result::Result<Self, __D::Error> {
                #private::read_object(deserializer)
            }
        }
    }
}

/// Reading into the struct itself.
fn fill_itself(object: &Object<'_>, private: &TokenStream) -> TokenStream {
    let blank = object.members.iter().map(|member| {
        let field = member.field;
        quote!(#field: ::core::option::Option::None)
    });
    let rest = object.extra.iter().map(|extra| extra.field).chain(object.skipped.iter().copied());
    let rest = rest.map(|field| quote!(#field: ::core::default::Default::default()));
    let places = object.members.iter().map(|member| {
        let field = member.field;
        quote_spanned!(Span::mixed_site()=> __filled.#field)
    });
    let set = set(object, places, private);
    let extra = object.extra.as_ref().map(|extra| {
        let field = extra.field;
        keep_extra(private, &quote!(Self), extra.span(), &quote!(#field))
    });
    quote_spanned! {Span::mixed_site()=>
        type Filled = Self;
        fn blank() -> Self { Self { #(#blank,)* #(#rest,)* } }
        #set
        #extra
        fn finish(__filled: Self) -> ::core::result::Result<Self, ::core::primitive::usize> {
            ::core::result::Result::Ok(__filled)
        }
    }
}

/// Reading into a tuple of options, one for each member and a last one for what is extra.
fn fill_a_tuple(object: &Object<'_>, private: &TokenStream) -> TokenStream {
    let types = object.members.iter().map(|member| {
        let ty = member.ty;
        quote!(::core::option::Option<#ty>,)
    });
    let extra_type = object.extra.as_ref().map(|extra| {
        let ty = extra.ty;
        quote!(#ty,)
    });
    let filled = quote!((#(#types)* #extra_type));
    let nones = object.members.iter().map(|_| quote!(::core::option::Option::None,));
    let extra_blank = object.extra.as_ref().map(|_| quote!(::core::default::Default::default(),));
    let places = (0..object.members.len()).map(|index| {
        let index = Index::from(index);
        quote_spanned!(Span::mixed_site()=> __filled.#index)
    });
    let set = set(object, places, private);
    let last = Index::from(object.members.len());
    let extra = object.extra.as_ref().map(|extra| keep_extra(private, &filled, extra.span(), &quote!(#last)));
    let taken = object.members.iter().enumerate().map(|(index, member)| {
        let field = member.field;
        let at = Index::from(index);
        quote_spanned!(Span::mixed_site()=> #field: #private::required(__filled.#at, #index)?,)
    });
    let extra_taken = object.extra.as_ref().map(|extra| {
        let field = extra.field;
        quote_spanned!(Span::mixed_site()=> #field: __filled.#last,)
    });
    let skipped = &object.skipped;
    quote_spanned! {Span::mixed_site()=>
        type Filled = #filled;
        fn blank() -> #filled { (#(#nones)* #extra_blank) }
        #set
        #extra
        fn finish(__filled: #filled) -> ::core::result::Result<Self, ::core::primitive::usize> {
            ::core::result::Result::Ok(Self {
                #(#taken)*
                #extra_taken
                #(#skipped: ::core::default::Default::default(),)*
            })
        }
    }
}

/// One `match` from a member's number to where its value goes.
fn set(object: &Object<'_>, places: impl Iterator<Item = TokenStream>, private: &TokenStream) -> TokenStream {
    let de = de();
    let arms = object.members.iter().zip(places).enumerate().map(|(index, (member, place))| {
        let span = member.span();
        let read =
            if member.is_option() && object.members.iter().all(Member::is_option) { "read" } else { "read_some" };
        let read = Ident::new(read, span);
        quote_spanned!(span=> #index => __value.#read(&mut #place),)
    });
    quote_spanned! {Span::mixed_site()=>
        fn set<__A: #private::MapAccess<#de>>(
            __filled: &mut Self::Filled,
            __member: ::core::primitive::usize,
            __value: &mut #private::MemberValue<'_, #de, __A>,
        ) -> ::core::result::Result<(), __A::Error> {
            match __member {
                #(#arms)*
                _ => __value.ignore(),
            }
        }
    }
}

/// Where unknown members go.
fn keep_extra(private: &TokenStream, filled: &TokenStream, span: Span, place: &TokenStream) -> TokenStream {
    quote_spanned!(span=> fn extra_mut(__filled: &mut #filled) -> ::core::option::Option<&mut dyn #private::Extra> {
        ::core::option::Option::Some(&mut __filled.#place)
    })
}

/// A string enum: the table of its values, and the way back.
fn string_enum(item: &DeriveInput, values: &StringEnum<'_>, runtime: &TokenStream) -> TokenStream {
    let name = &item.ident;
    let vis = &item.vis;
    let other = values.other;
    let (variants, wire): (Vec<&Ident>, Vec<&String>) = values.known.iter().map(|(ident, wire)| (*ident, wire)).unzip();
    let indexes = 0..variants.len();
    let private = quote!(#runtime::__private);
    let de = de();
    quote_spanned! {Span::mixed_site()=>
        #[allow(deprecated, dead_code)]
        impl #name {
            /// The value as the wire has it.
            #vis fn as_str(&self) -> &::core::primitive::str {
                match self {
                    #(Self::#variants => #wire,)*
                    Self::#other(value) => value,
                }
            }
        }
        #[allow(deprecated)]
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
        #[automatically_derived]
        impl #private::PathValue for #name {
            fn path_text(&self) -> #private::Cow<'_, ::core::primitive::str> {
                #private::Cow::Borrowed(self.as_str())
            }
        }
        #[automatically_derived]
        impl ::core::fmt::Display for #name {
            fn fmt(&self, formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                formatter.pad(self.as_str())
            }
        }
        #[automatically_derived]
        impl #private::Serialize for #name {
            fn serialize<__S: #private::Serializer>(
                &self,
                serializer: __S,
            ) -> ::core::result::Result<__S::Ok, __S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }
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

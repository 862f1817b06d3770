//! `Serialize` and `Deserialize` of declared types: each a thin call of the one visitor in the runtime.

use graph_action_declaration::types::{Member, Object, TypeModel};
use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::{DeriveInput, GenericParam, Generics, Ident, Index, Lifetime, LifetimeParam, Type};

use super::mentions;
use super::shown::{Shown, default, shown};

/// The implementations for a type.
pub(crate) fn implement(item: &DeriveInput, model: &TypeModel<'_>, runtime: &TokenStream) -> TokenStream {
    match model {
        TypeModel::Object(object) => self::object(item, object, runtime),
        TypeModel::StringEnum(values) => super::string_enum::implement(item, values, runtime),
        TypeModel::Union(union) => super::union::implement(item, union, runtime),
    }
}

/// What is filled while an object is read, as generated code calls it.
const FILLED: &str = "__filled";

/// The lifetime of what is read.
pub(crate) fn de() -> Lifetime {
    Lifetime::new("'__de", Span::mixed_site())
}

/// The item's parameters behind the lifetime of what is read.
pub(crate) fn with_de(item: &DeriveInput) -> Generics {
    let mut generics = item.generics.clone();
    generics.params.insert(0, GenericParam::Lifetime(LifetimeParam::new(de())));
    generics
}

/// The `where` clause that an implementation needs: the item's own predicates, and `bound` on each generic type.
pub(super) fn bounds(item: &DeriveInput, types: &[&Type], bound: &TokenStream) -> TokenStream {
    let generic = types.iter().filter(|ty| mentions(ty, &item.generics));
    let bounds: Vec<TokenStream> = generic.map(|ty| quote!(#ty: #bound)).collect();
    super::where_clause(item.generics.where_clause.as_ref(), &bounds)
}

/// An object: blank, set the member of this number, write the members.
///
/// Where every member is an `Option` the struct itself is what is filled; else a tuple of options is, since a struct
/// with a required member cannot exist before that member has been read.
fn object(item: &DeriveInput, object: &Object<'_>, runtime: &TokenStream) -> TokenStream {
    let name = &item.ident;
    let (this, quiet) = (Ident::new("self", name.span()), super::quiet());
    let (impl_generics, type_generics, _) = item.generics.split_for_impl();
    let private = quote!(#runtime::__private);
    let types: Vec<&Type> = object.members.iter().chain(&object.extra).map(|member| member.ty).collect();
    let own_bounds = item.generics.where_clause.as_ref();
    let write_bounds = bounds(item, &types, &quote!(#private::Serialize));
    let wire = object.members.iter().map(|member| &member.wire);
    let type_name = object.name.as_ref().map(|name| format!("#{}", name.value()));
    let declared = type_name.as_ref().map(|value| {
        quote!(const TYPE: ::core::option::Option<&'static ::core::primitive::str> = ::core::option::Option::Some(#value);)
    });
    let named = type_name.as_ref().map(|value| {
        quote_spanned! {Span::mixed_site()=>
            #quiet
            #[automatically_derived]
            impl #impl_generics #private::Named for #name #type_generics #own_bounds {
                const TYPE: &'static ::core::primitive::str = #value;
            }
        }
    });
    let writes = object.members.iter().map(|member| {
        let wire = &member.wire;
        let value = shown(item, member.ty, Shown::Shared, "self", member.field.clone());
        quote_spanned!(Span::mixed_site()=> __writer.member(#wire, #value);)
    });
    let extra = object.extra.as_ref().map(|extra| {
        let value = shown(item, extra.ty, Shown::Shared, "self", extra.field.clone());
        quote_spanned!(Span::mixed_site()=> fn extra(&#this) -> ::core::option::Option<&dyn #private::Extra> {
            ::core::option::Option::Some(#value)
        })
    });
    let read = if object.members.iter().all(Member::is_option) {
        fill_itself(item, object, &private)
    } else {
        fill_a_tuple(item, object, &private)
    };
    let de = de();
    let with_de = with_de(item);
    let (de_generics, _, _) = with_de.split_for_impl();
    let read_bounds = bounds(item, &types, &quote!(#private::Deserialize<#de>));
    quote_spanned! {Span::mixed_site()=>
        #named
        #quiet
        #[automatically_derived]
        impl #impl_generics #private::WriteObject for #name #type_generics #write_bounds {
            #declared
            fn write<__M: #private::SerializeMap>(&#this, __writer: &mut #private::Writer<'_, __M>) {
                #(#writes)*
            }
            #extra
        }
        #quiet
        #[automatically_derived]
        impl #impl_generics #private::Serialize for #name #type_generics #write_bounds {
            fn serialize<__S: #private::Serializer>(
                &self,
                serializer: __S,
            ) -> ::core::result::Result<__S::Ok, __S::Error> {
                #private::write_object(self, serializer)
            }
        }
        #quiet
        #[automatically_derived]
        impl #de_generics #private::ReadObject<#de> for #name #type_generics #read_bounds {
            const MEMBERS: &'static [&'static ::core::primitive::str] = &[#(#wire),*];
            #read
        }
        #quiet
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
fn fill_itself(item: &DeriveInput, object: &Object<'_>, private: &TokenStream) -> TokenStream {
    let blank = object.members.iter().map(|member| {
        let field = member.field;
        quote!(#field: ::core::option::Option::None)
    });
    let rest = object.extra.iter().chain(&object.skipped).map(|member| {
        let field = member.field;
        let default = default(item, member.ty);
        quote!(#field: #default)
    });
    let places = object.members.iter().map(|member| member.field.clone().into());
    let set = set(item, object, places, private);
    let extra = object.extra.as_ref().map(|extra| keep_extra(item, private, &quote!(Self), extra, extra.field.clone()));
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
fn fill_a_tuple(item: &DeriveInput, object: &Object<'_>, private: &TokenStream) -> TokenStream {
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
    let places = (0..object.members.len()).map(|index| Index::from(index).into());
    let set = set(item, object, places, private);
    let last = Index::from(object.members.len());
    let extra = object.extra.as_ref().map(|extra| keep_extra(item, private, &filled, extra, last.clone()));
    let taken = object.members.iter().enumerate().map(|(index, member)| {
        let field = member.field;
        let value = shown(item, member.ty, Shown::Moved, FILLED, Index::from(index));
        quote_spanned!(Span::mixed_site()=> #field: #private::required(#value, #index)?,)
    });
    let extra_taken = object.extra.as_ref().map(|extra| {
        let field = extra.field;
        let value = shown(item, extra.ty, Shown::Moved, FILLED, last.clone());
        quote_spanned!(Span::mixed_site()=> #field: #value,)
    });
    let skipped = object.skipped.iter().map(|member| {
        let field = member.field;
        let default = default(item, member.ty);
        quote!(#field: #default,)
    });
    let filled_name = Ident::new(FILLED, item.ident.span());
    quote_spanned! {Span::mixed_site()=>
        type Filled = #filled;
        fn blank() -> #filled { (#(#nones)* #extra_blank) }
        #set
        #extra
        fn finish(#filled_name: #filled) -> ::core::result::Result<Self, ::core::primitive::usize> {
            ::core::result::Result::Ok(Self {
                #(#taken)*
                #extra_taken
                #(#skipped)*
            })
        }
    }
}

/// One `match` from a member's number to where its value goes.
fn set(
    item: &DeriveInput,
    object: &Object<'_>,
    places: impl Iterator<Item = syn::Member>,
    private: &TokenStream,
) -> TokenStream {
    let de = de();
    let filled = Ident::new(FILLED, item.ident.span());
    let arms = object.members.iter().zip(places).enumerate().map(|(index, (member, place))| {
        let read =
            if member.is_option() && object.members.iter().all(Member::is_option) { "read" } else { "read_some" };
        let read = Ident::new(read, Span::mixed_site());
        let place = shown(item, member.ty, Shown::Mutable, FILLED, place);
        quote_spanned!(Span::mixed_site()=> #index => __value.#read(#place),)
    });
    quote_spanned! {Span::mixed_site()=>
        fn set<__A: #private::MapAccess<#de>>(
            #filled: &mut Self::Filled,
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
fn keep_extra(
    item: &DeriveInput,
    private: &TokenStream,
    filled: &TokenStream,
    extra: &Member<'_>,
    place: impl Into<syn::Member>,
) -> TokenStream {
    let name = Ident::new(FILLED, item.ident.span());
    let place = shown(item, extra.ty, Shown::Mutable, FILLED, place);
    quote_spanned! {Span::mixed_site()=>
        fn extra_mut(#name: &mut #filled) -> ::core::option::Option<&mut dyn #private::Extra> {
            ::core::option::Option::Some(#place)
        }
    }
}

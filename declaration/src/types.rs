//! The declaration of a type: what `#[graph_type]` found on a struct or an enum.

mod string_enum;
mod union;

pub use string_enum::StringEnum;
pub use union::{Union, UnionVariant, is_meant as is_union};

use proc_macro2::Span;
use syn::{Data, DeriveInput, Fields, GenericArgument, Ident, LitStr, PathArguments, Type};

use crate::attr::field::{self, FieldAttr};
use crate::attr::item::TypeAttr;
use crate::check;
use crate::errors::Errors;
use crate::names;

/// A type without mistakes.
#[derive(Debug)]
pub enum TypeModel<'a> {
    /// A struct: a JSON object.
    Object(Object<'a>),
    /// An enum of unit variants: a string with known values.
    StringEnum(StringEnum<'a>),
    /// An enum of one-field variants: one of several types.
    Union(Union<'a>),
}

/// A JSON object.
pub struct Object<'a> {
    /// Its qualified name, written as `@odata.type`.
    pub name: Option<LitStr>,
    /// The fields that are members.
    pub members: Vec<Member<'a>>,
    /// The field that keeps unknown members.
    pub extra: Option<Member<'a>>,
    /// The fields that never reach the wire.
    pub skipped: Vec<Member<'a>>,
}

/// A field and the member it is.
pub struct Member<'a> {
    /// The field.
    pub field: &'a Ident,
    /// Its type.
    pub ty: &'a Type,
    /// The member's name.
    pub wire: String,
}

impl Member<'_> {
    /// Whether the type is written `Option<…>`, and so is blank before it is read.
    ///
    /// Only a shortcut: an alias of `Option` takes the longer way to the same behaviour.
    #[must_use]
    pub fn is_option(&self) -> bool {
        let Type::Path(path) = self.ty else { return false };
        path.path.segments.last().is_some_and(|segment| {
            segment.ident == "Option"
                && matches!(&segment.arguments, PathArguments::AngleBracketed(arguments)
                    if matches!(arguments.args.first(), Some(GenericArgument::Type(_))))
        })
    }
}

/// Reads the type; nothing where its shape is wrong.
pub(crate) fn read<'a>(item: &'a DeriveInput, attr: TypeAttr, errors: &mut Errors) -> Option<TypeModel<'a>> {
    FieldAttr::parse(&item.attrs, &field::ITEM, errors);
    if let (Some(flags), Data::Struct(_)) = (attr.flags, &item.data) {
        errors.at(flags, "`flags` belongs on an enum, whose values are sent together: \"monday,tuesday\"");
    }
    match &item.data {
        Data::Struct(data) => match &data.fields {
            Fields::Named(named) => Some(TypeModel::Object(object(attr.name, named.named.iter(), errors))),
            Fields::Unit => Some(TypeModel::Object(object(attr.name, std::iter::empty(), errors))),
            Fields::Unnamed(unnamed) => {
                let message = "the fields of a type need names, which are its members' names: `struct Name { id: Option<String> }`";
                errors.on(unnamed, message);
                None
            }
        },
        Data::Enum(data) if is_union(data) => union::read(&item.ident, &attr, data, errors).map(TypeModel::Union),
        Data::Enum(data) => {
            if !item.generics.params.is_empty() {
                errors.on(
                    &item.generics,
                    "an enum of strings has no parameters; the variant that keeps unknown values is `Other(String)`",
                );
            }
            string_enum::read(&item.ident, attr, data, errors).map(TypeModel::StringEnum)
        }
        Data::Union(data) => {
            errors.at(data.union_token.span, "a type is a struct (an object) or an enum (a string), never a union");
            None
        }
    }
}

/// The members of an object.
fn object<'a>(name: Option<LitStr>, fields: impl Iterator<Item = &'a syn::Field>, errors: &mut Errors) -> Object<'a> {
    let mut object = Object { name, members: Vec::new(), extra: None, skipped: Vec::new() };
    for field in fields {
        let Some(name) = &field.ident else { continue };
        let attr = FieldAttr::parse(&field.attrs, &field::TYPE_FIELD, errors);
        let word = names::unraw(name);
        let marks = [
            attr.extra.map(|span| ("extra", span)),
            attr.skip.map(|span| ("skip", span)),
            attr.name.as_ref().map(|(span, _)| ("name", *span)),
        ];
        let marks: Vec<(&str, Span)> = marks.into_iter().flatten().collect();
        if let [(first, _), (second, span), ..] = marks.as_slice() {
            errors.at(*span, format!("`{word}` is marked `{first}` and `{second}`; keep one"));
        }
        let wire = attr.name.map_or_else(|| names::lower_camel(&word), |(_, given)| given.value());
        let member = Member { field: name, ty: &field.ty, wire };
        if attr.skip.is_some() {
            object.skipped.push(member);
        } else if let Some(span) = attr.extra {
            if object.extra.is_some() {
                errors.at(span, "unknown members are kept in one field; keep one `extra`");
            }
            object.extra = Some(member);
        } else if member.wire.is_empty() {
            errors.at(name.span(), format!("the member of `{word}` has no name"));
        } else if member.wire == "@odata.type" && object.name.is_some() {
            errors.at(name.span(), "`@odata.type` is written from the type's name already; leave out one of them");
        } else if object.members.iter().any(|other| other.wire == member.wire) {
            errors.at(
                name.span(),
                format!("the member `{}` is there already; a second one would overwrite it", member.wire),
            );
        } else {
            check::owned_member(&field.ty, errors);
            object.members.push(member);
        }
    }
    object
}

/// The type of a variant with one field without a name.
fn only_field(variant: &syn::Variant) -> Option<&Type> {
    match &variant.fields {
        Fields::Unnamed(fields) if fields.unnamed.len() == 1 => fields.unnamed.first().map(|field| &field.ty),
        _ => None,
    }
}

/// Whether a type is written `String`, with or without a path.
fn is_string(ty: &Type) -> bool {
    matches!(ty, Type::Path(path) if path.path.segments.last().is_some_and(|segment| segment.ident == "String"))
}

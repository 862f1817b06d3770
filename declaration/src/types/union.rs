//! Enums of one-field variants: one of several types, told apart by `@odata.type`.

use syn::{Fields, Ident, LitStr, Type};

use super::{is_string, only_field};
use crate::attr::field::{self, FieldAttr};
use crate::attr::item::{TypeAttr, wrong_name};
use crate::errors::Errors;

/// One of several types.
pub struct Union<'a> {
    /// The types that are told apart.
    pub known: Vec<UnionVariant<'a>>,
    /// The variant that takes all others, and its type.
    pub other: (&'a Ident, &'a Type),
}

/// One of the types.
pub struct UnionVariant<'a> {
    /// The variant.
    pub name: &'a Ident,
    /// The type of its field.
    pub ty: &'a Type,
    /// Its qualified name, where the variant says it; else the type itself does.
    pub type_name: Option<LitStr>,
}

/// Whether an enum is meant to be a union: variants hold types, none is a bare word, and what is unknown is no text.
#[must_use]
pub fn is_meant(data: &syn::DataEnum) -> bool {
    let is_other = |variant: &syn::Variant| {
        let attributes = variant.attrs.iter().filter(|attribute| attribute.path().is_ident("graph"));
        attributes.map(syn::Attribute::parse_args::<Ident>).any(|word| word.is_ok_and(|word| word == "other"))
    };
    let holds_a_type = |variant: &syn::Variant| only_field(variant).is_some_and(|ty| !is_string(ty));
    data.variants.iter().any(holds_a_type)
        && data.variants.iter().filter(|variant| is_other(variant)).all(holds_a_type)
        && !data.variants.iter().any(|variant| matches!(variant.fields, Fields::Unit))
}

/// Reads the variants.
pub(super) fn read<'a>(
    name: &Ident,
    attr: &TypeAttr,
    data: &'a syn::DataEnum,
    errors: &mut Errors,
) -> Option<Union<'a>> {
    if let Some(name) = &attr.name {
        errors.on(name, "each type of the enum has a name of its own; leave this one out");
    }
    if let Some(flags) = attr.flags {
        errors.at(flags, "`flags` belongs on an enum of bare words; one object is of one type");
    }
    let mut known = Vec::new();
    let mut other = None;
    let mut wrong = false;
    for variant in &data.variants {
        let before = errors.len();
        let attr = FieldAttr::parse(&variant.attrs, &field::VARIANT, errors);
        let ident = &variant.ident;
        let Some(ty) = only_field(variant) else {
            errors.on(ident, format!("in an enum of several types every variant holds one: `{ident}(MediaPrompt)`"));
            wrong = true;
            continue;
        };
        if errors.len() > before {
            wrong = true;
            continue;
        }
        if let Some(span) = attr.other {
            if let Some((named, _)) = attr.name {
                errors.at(named, "the `other` variant has no name of its own: it takes every type without a variant");
            }
            if other.is_some() {
                errors.at(span, "unknown types are kept in one variant; keep one `other`");
            }
            other = Some((ident, ty));
            continue;
        }
        let type_name = attr.name.map(|(_, name)| name);
        if let Some((name, problem)) = type_name.as_ref().and_then(|name| Some((name, wrong_name(&name.value())?))) {
            errors.on(name, problem);
        }
        known.push(UnionVariant { name: ident, ty, type_name });
    }
    if other.is_none() && !wrong {
        let message = format!(
            "Graph derives new types without notice, so `{name}` needs a variant that takes an unknown one: \
             `#[graph(other)] Other(serde_json::Value)`"
        );
        errors.at(name.span(), message);
    }
    Some(Union { known, other: other.filter(|_| !wrong)? })
}

//! The declaration of a response of several shapes: what `#[graph_response]` found on an enum.

use syn::{Data, DeriveInput, Fields, Ident, Type};

use crate::attr::field::{self, FieldAttr};
use crate::errors::Errors;

/// An enum of responses without mistakes.
pub struct ResponseEnum<'a> {
    /// The variants that name a status.
    pub variants: Vec<ResponseVariant<'a>>,
    /// The variant that takes every other success.
    pub other: Option<(&'a Ident, Option<&'a Type>)>,
}

/// What some statuses are bound to.
pub struct ResponseVariant<'a> {
    /// The variant.
    pub name: &'a Ident,
    /// The statuses.
    pub statuses: Vec<u16>,
    /// What the response is bound to, or nothing for a variant without a field.
    pub binding: Option<&'a Type>,
}

/// Reads the enum; nothing where its shape is wrong.
pub(crate) fn read<'a>(item: &'a DeriveInput, errors: &mut Errors) -> Option<ResponseEnum<'a>> {
    FieldAttr::parse(&item.attrs, &field::ITEM, errors);
    let Data::Enum(data) = &item.data else {
        let message = "the shapes of a response are the variants of an enum, `enum Reply { #[graph(status = 201)] Created(Session) }`; \
                       a response of one shape is a `#[graph_type]`";
        errors.at(item.ident.span(), message);
        return None;
    };
    if data.variants.is_empty() {
        errors.at(
            item.ident.span(),
            "a response needs a variant for each status: `#[graph(status = 201)] Created(Session)`",
        );
    }
    let mut response = ResponseEnum { variants: Vec::new(), other: None };
    let mut taken: Vec<u16> = Vec::new();
    for variant in &data.variants {
        let before = errors.len();
        let attr = FieldAttr::parse(&variant.attrs, &field::RESPONSE_VARIANT, errors);
        let name = &variant.ident;
        let binding = binding(variant, errors);
        if errors.len() > before {
            // What it was meant to be, nobody knows.
            continue;
        }
        match (attr.status, attr.other) {
            (None, None) => {
                let message = format!(
                    "say which status `{name}` is for, `#[graph(status = 201)]`, or `#[graph(other)]` for every other success"
                );
                errors.at(name.span(), message);
            }
            (Some(_), Some(span)) => {
                errors.at(span, format!("`{name}` is marked `status` and `other`; keep one"));
            }
            (None, Some(span)) => {
                if response.other.is_some() {
                    errors.at(span, "one variant takes every other success; keep one `other`");
                }
                response.other = Some((name, binding));
            }
            (Some((_, numbers)), None) => {
                let mut statuses = Vec::new();
                for number in numbers {
                    let status: u16 = number.base10_parse().unwrap_or_default();
                    if taken.contains(&status) {
                        errors.at(number.span(), format!("a response with status {status} has a variant already"));
                    }
                    taken.push(status);
                    statuses.push(status);
                }
                response.variants.push(ResponseVariant { name, statuses, binding });
            }
        }
    }
    Some(response)
}

/// What a variant's response is bound to.
fn binding<'a>(variant: &'a syn::Variant, errors: &mut Errors) -> Option<&'a Type> {
    let name = &variant.ident;
    match &variant.fields {
        Fields::Unit => None,
        Fields::Unnamed(fields) if fields.unnamed.len() == 1 => fields.unnamed.first().map(|field| &field.ty),
        fields => {
            let message = format!(
                "a variant holds one response, `{name}(Session)`, or stands alone where the body does not matter: `{name}`"
            );
            errors.on(fields, message);
            None
        }
    }
}

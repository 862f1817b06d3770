//! Enums of bare variants: strings with known values.

use syn::{Fields, Ident, LitStr};

use super::{is_string, only_field};
use crate::attr::field::{self, FieldAttr};
use crate::attr::item::TypeAttr;
use crate::errors::Errors;
use crate::names;

/// A string with known values and one variant for those that come later.
pub struct StringEnum<'a> {
    /// Its qualified name, which a literal in a URL begins with.
    pub name: Option<LitStr>,
    /// Whether several values are sent together.
    pub flags: bool,
    /// The known values: variant and name on the wire.
    pub known: Vec<(&'a Ident, String)>,
    /// The variant that keeps an unknown value.
    pub other: &'a Ident,
}

/// The values of a string enum.
pub(super) fn read<'a>(
    name: &Ident,
    attr: TypeAttr,
    data: &'a syn::DataEnum,
    errors: &mut Errors,
) -> Option<StringEnum<'a>> {
    let mut known: Vec<(&Ident, String)> = Vec::new();
    let mut other = None;
    let mut wrong = false;
    for variant in &data.variants {
        let before = errors.len();
        let attr = FieldAttr::parse(&variant.attrs, &field::VARIANT, errors);
        let ident = &variant.ident;
        if errors.len() > before {
            // What it was meant to be, nobody knows.
            wrong = true;
            continue;
        }
        if let Some(span) = attr.other {
            if let Some((named, _)) = attr.name {
                errors.at(named, "the `other` variant has no name of its own: it keeps the name that was sent");
            }
            if let Some(kind) = only_field(variant) {
                if !is_string(kind) {
                    errors.on(kind, format!("the `other` variant keeps the value as it was sent: `{ident}(String)`"));
                }
            } else {
                errors.on(ident, format!("the `other` variant keeps the value that was sent: `{ident}(String)`"));
                wrong = true;
            }
            if other.is_some() {
                errors.at(span, "unknown values are kept in one variant; keep one `other`");
            }
            other = Some(ident);
            continue;
        }
        if !matches!(variant.fields, Fields::Unit) {
            let message = match only_field(variant) {
                Some(kind) if is_string(kind) => {
                    format!("mark the variant that keeps unknown values: `#[graph(other)] {ident}(String)`")
                }
                _ => format!(
                    "`{ident}` has fields, but the values of an enum of strings are bare words; in an enum of several types \
                     every variant has one field"
                ),
            };
            errors.on(ident, message);
            wrong = true;
            continue;
        }
        let wire = attr.name.map_or_else(|| names::lower_first(&names::unraw(ident)), |(_, given)| given.value());
        if wire.is_empty() {
            errors.at(ident.span(), format!("the value of `{ident}` has no name"));
        }
        if known.iter().any(|(_, value)| value.eq_ignore_ascii_case(&wire)) {
            errors
                .at(ident.span(), format!("the value `{wire}` is there already; values are read whatever their case"));
        }
        known.push((ident, wire));
    }
    if other.is_none() && !wrong {
        let message = format!(
            "Graph adds values to its enums without notice, so `{name}` needs a variant that keeps an unknown one: \
             `#[graph(other)] Other(String)`"
        );
        errors.at(name.span(), message);
    }
    let other = other.filter(|_| !wrong)?;
    Some(StringEnum { name: attr.name, flags: attr.flags.is_some(), known, other })
}

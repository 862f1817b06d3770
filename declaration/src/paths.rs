//! The declaration of a resource with several paths: what `#[graph_path]` found on an enum.

use syn::{Data, DeriveInput, Fields, Ident, LitStr, Type};

use crate::attr::field::{self, FieldAttr};
use crate::check;
use crate::errors::Errors;
use crate::names;
use crate::template::Template;

/// An enum of paths without mistakes.
#[derive(Debug)]
pub struct PathEnum<'a> {
    /// Its variants, in order.
    pub variants: Vec<PathVariant<'a>>,
}

/// One of the paths.
pub struct PathVariant<'a> {
    /// The variant.
    pub name: &'a Ident,
    /// Its template as written.
    pub literal: LitStr,
    /// Its template, without a query.
    pub template: Template,
    /// Its fields, each named by the template.
    pub fields: Vec<(&'a Ident, &'a Type)>,
}

/// Reads the enum; nothing where its shape is wrong.
pub(crate) fn read<'a>(item: &'a DeriveInput, errors: &mut Errors) -> Option<PathEnum<'a>> {
    FieldAttr::parse(&item.attrs, &field::ITEM, errors);
    let data = match &item.data {
        Data::Enum(data) => data,
        Data::Struct(data) => {
            let message = "the paths of a resource are the variants of an enum: `enum EventPath { #[graph(\"/me/events/<id>\")] \
                           Mine { id: String } }`";
            errors.at(data.struct_token.span, message);
            return None;
        }
        Data::Union(data) => {
            errors.at(data.union_token.span, "the paths of a resource are the variants of an enum, never a union");
            return None;
        }
    };
    if data.variants.is_empty() {
        let message = format!(
            "`{}` has no path; write a variant for each: `#[graph(\"/me/events/<id>\")] Mine {{ id: String }}`",
            item.ident
        );
        errors.at(item.ident.span(), message);
    }
    let variants: Vec<PathVariant<'_>> =
        data.variants.iter().filter_map(|variant| read_variant(variant, errors)).collect();
    (variants.len() == data.variants.len()).then_some(PathEnum { variants })
}

/// One variant.
fn read_variant<'a>(variant: &'a syn::Variant, errors: &mut Errors) -> Option<PathVariant<'a>> {
    let before = errors.len();
    let attr = FieldAttr::parse(&variant.attrs, &field::PATH_VARIANT, errors);
    let name = &variant.ident;
    let fields: Vec<(&Ident, &Type)> = match &variant.fields {
        Fields::Named(_) | Fields::Unit => {
            variant.fields.iter().filter_map(|field| Some((field.ident.as_ref()?, &field.ty))).collect()
        }
        Fields::Unnamed(unnamed) => {
            let message =
                format!("the fields of a path need names, which its template says: `{name} {{ id: String }}`");
            errors.on(unnamed, message);
            return None;
        }
    };
    for field in &variant.fields {
        FieldAttr::parse(&field.attrs, &field::PATH_FIELD, errors);
    }
    if errors.len() > before {
        return None;
    }
    let Some(literal) = attr.template else {
        let keys: Vec<String> = fields.iter().map(|(field, _)| format!("/<{}>", names::unraw(field))).collect();
        let message = format!("`{name}` has no path; write it on the variant: `#[graph(\"/…{}\")]`", keys.concat());
        errors.at(name.span(), message);
        return None;
    };
    let template = check::template(Some(&literal), errors)?;
    let words: Vec<String> = fields.iter().map(|(field, _)| names::unraw(field)).collect();
    let known: Vec<&str> = words.iter().map(String::as_str).collect();
    check::named_fields(&template, &literal, &format!("`{name}`"), &known, errors);
    check::no_query(&template, &literal, errors);
    if errors.len() == before {
        check::all_placed(&template, &fields, errors);
    }
    Some(PathVariant { name, literal, template, fields })
}

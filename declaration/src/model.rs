//! The declaration of an action, put together from attribute, template and fields.
//!
//! What is in a [`Declaration`] has been checked; a wrong one yields as much of a [`Signature`] as the stubs need.

use proc_macro2::{Span, TokenStream};
use syn::{Data, DeriveInput, Fields, Ident, LitInt, LitStr, Type};

use crate::attr::action::ActionAttr;
pub use crate::attr::action::{GrantAttr, PermissionsAttr};
use crate::attr::field::{self, FieldAttr};
use crate::check;
use crate::errors::Errors;
use crate::names;
use crate::template::{Template, Use};

/// What the generated items look like from outside; there even for a wrong declaration.
pub struct Signature<'a> {
    /// The struct.
    pub item: &'a DeriveInput,
    /// The path of the runtime crate.
    pub runtime: TokenStream,
    /// The HTTP method, a constant of `http::Method`.
    pub method: Ident,
    /// The template as written.
    pub path: LitStr,
    /// The response as written.
    pub response: Option<Type>,
    /// The free function's name.
    pub function: Ident,
}

/// A declaration without mistakes.
pub struct Declaration<'a> {
    /// Its outside.
    pub signature: Signature<'a>,
    /// The template, taken apart.
    pub template: Template,
    /// The API version, where one is declared.
    pub version: Option<LitStr>,
    /// The permissions, where they are declared.
    pub permissions: Option<PermissionsAttr>,
    /// The fixed headers.
    pub headers: Vec<(LitStr, LitStr)>,
    /// Whether a repeated call does no harm.
    pub idempotent: bool,
    /// Whether it is kept from the check against the metadata.
    pub unchecked: bool,
    /// The fields, in order.
    pub fields: Vec<Field<'a>>,
}

/// A field and where it goes.
pub struct Field<'a> {
    /// Its name in the struct.
    pub name: &'a Ident,
    /// Its type as written.
    pub ty: &'a Type,
    /// Where it goes.
    pub place: Place,
    /// What Graph limits, refused before sending.
    pub limits: Vec<(Limit, LitInt)>,
}

/// Where a field goes; a field goes to one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// Into the template, where its placeholder stands.
    Template(Use),
    /// Into the query, under this name.
    Query(String),
    /// Into the query, each of its members an option.
    QueryAll,
    /// Into this header.
    Header(String),
    /// The whole body, of this content type where one is named.
    Body(Option<String>),
    /// Into the JSON body, as this member.
    Member(String),
    /// Nowhere.
    Nowhere,
}

/// What `#[graph(max_..)]` counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    /// Characters of a text.
    Chars,
    /// Items of a collection.
    Items,
}

impl<'a> Signature<'a> {
    /// The outside of what is declared on `item`.
    pub(crate) fn of(item: &'a DeriveInput, attr: &ActionAttr, runtime: TokenStream) -> Self {
        let known = attr.method.as_ref().filter(|method| check::is_method(method));
        Self {
            item,
            runtime,
            method: known.cloned().unwrap_or_else(|| Ident::new("POST", Span::call_site())),
            path: attr.template.clone().unwrap_or_else(|| LitStr::new("", Span::call_site())),
            response: attr.response.clone(),
            function: attr
                .name
                .clone()
                .unwrap_or_else(|| names::identifier(&names::snake(&names::unraw(&item.ident)), item.ident.span())),
        }
    }
}

/// Puts a declaration together; nothing where there was a mistake.
pub(crate) fn declaration<'a>(
    mut signature: Signature<'a>,
    attr: ActionAttr,
    errors: &mut Errors,
) -> Result<Declaration<'a>, Box<Signature<'a>>> {
    FieldAttr::parse(&signature.item.attrs, &field::ITEM, errors);
    check::method(attr.method.as_ref(), errors);
    check::version(attr.version.as_ref(), errors);
    check::fixed_headers(&attr.headers, errors);
    check::owned_response(&mut signature.response, errors);
    let template = check::template(attr.template.as_ref(), errors);
    let fields = fields(signature.item, template.as_ref(), errors);
    if let Some(template) = &template {
        check::placeholders(template, &signature.path, signature.item, errors);
        // Without a template nobody knows which fields it would have named.
        if attr.method.is_some() {
            check::body_allowed(&signature.method, &fields, template, errors);
        }
    }
    check::one_body(&fields, errors);
    check::wire_names(&fields, template.as_ref(), &attr.headers, errors);
    match template {
        Some(template) if errors.is_empty() => Ok(Declaration {
            signature,
            template,
            version: attr.version,
            permissions: attr.permissions,
            headers: attr.headers,
            idempotent: attr.idempotent.is_some(),
            unchecked: attr.unchecked.is_some(),
            fields,
        }),
        _ => Err(Box::new(signature)),
    }
}

/// The fields of the struct; an item of another shape is a mistake.
fn fields<'a>(item: &'a DeriveInput, template: Option<&Template>, errors: &mut Errors) -> Vec<Field<'a>> {
    let fields = match &item.data {
        Data::Struct(data) => &data.fields,
        Data::Enum(data) => {
            let message = "an action is a struct, one field for each parameter; for a parameter that is one of several \
                           types, make a field of an enum with `#[graph_type]`";
            errors.at(data.enum_token.span, message);
            return Vec::new();
        }
        Data::Union(data) => {
            errors.at(data.union_token.span, "an action is a struct, one field for each parameter, never a union");
            return Vec::new();
        }
    };
    match fields {
        Fields::Named(named) => named.named.iter().filter_map(|field| one_field(field, template, errors)).collect(),
        Fields::Unnamed(unnamed) => {
            let message = "the fields of an action need names, for the path and the wire: `struct Name { id: String }`";
            errors.on(unnamed, message);
            Vec::new()
        }
        Fields::Unit => Vec::new(),
    }
}

/// One field, with what its attributes and the template say of it.
fn one_field<'a>(field: &'a syn::Field, template: Option<&Template>, errors: &mut Errors) -> Option<Field<'a>> {
    let name = field.ident.as_ref()?;
    let before = errors.len();
    let attr = FieldAttr::parse(&field.attrs, &field::ACTION_FIELD, errors);
    let misread = errors.len() > before;
    let word = names::unraw(name);
    let in_template = template.and_then(|template| template.fields().find(|(named, _)| *named == word));
    let place = check::one_place(name, &attr, in_template.map(|(_, usage)| usage), errors);
    // Where a field was meant to go that says something unreadable, nobody knows: no rule of a place applies.
    let place = if misread { Place::Nowhere } else { place };
    let limits = [(Limit::Chars, attr.max_chars), (Limit::Items, attr.max_items)];
    let limits = limits.into_iter().filter_map(|(limit, given)| given.map(|(_, number)| (limit, number))).collect();
    Some(Field { name, ty: &field.ty, place, limits })
}

impl Declaration<'_> {
    /// The field that a placeholder names.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&Field<'_>> {
        self.fields.iter().find(|field| names::unraw(field.name) == name)
    }

    /// Whether the body is an object of fields, even if every one of them may be absent.
    #[must_use]
    pub fn has_members(&self) -> bool {
        self.fields.iter().any(|field| matches!(field.place, Place::Member(_)))
    }

    /// The deprecated start of the path and what replaces it, as Graph's pages say.
    #[must_use]
    pub fn deprecated_path(&self) -> Option<(&'static str, &'static str)> {
        check::deprecated_path(&self.template)
    }
}

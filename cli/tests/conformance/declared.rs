//! What a generated module declares, read from its text as any reader of Rust would: structs, fields, paths.

use std::collections::BTreeMap;

use graph_action_metadata::names::lower_camel;
use quote::ToTokens as _;
use syn::parse::{Parse, ParseStream};

/// The actions and paths of a module.
#[derive(Debug, Default)]
pub(crate) struct Module {
    /// The actions, by their names.
    pub(crate) actions: BTreeMap<String, Action>,
    /// The enums of paths, by their names.
    pub(crate) paths: BTreeMap<String, Vec<Variant>>,
}

/// An action.
#[derive(Debug)]
pub(crate) struct Action {
    /// The method.
    pub(crate) method: String,
    /// The template.
    pub(crate) template: String,
    /// What the response is bound to; nothing where it is not bound.
    pub(crate) response: Option<String>,
    /// The fields.
    pub(crate) fields: Vec<Field>,
}

/// A field.
#[derive(Debug)]
pub(crate) struct Field {
    /// Its name as it is written, raw where it is a keyword.
    pub(crate) name: String,
    /// Its name on the wire, where it is a parameter of an action.
    pub(crate) wire: String,
    /// Its type.
    pub(crate) ty: String,
}

/// One path of several.
#[derive(Debug)]
pub(crate) struct Variant {
    /// Its name.
    pub(crate) name: String,
    /// Its template.
    pub(crate) template: String,
    /// Its fields.
    pub(crate) fields: Vec<Field>,
}

/// What stands in `#[graph_action(…)]`.
struct Declaration(String, String, Option<String>);

impl Parse for Declaration {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let method: syn::Ident = input.parse()?;
        let template: syn::LitStr = input.parse()?;
        let arrow: Option<syn::Token![->]> = input.parse()?;
        let response = arrow.map(|_| input.parse::<syn::Type>()).transpose()?;
        let response = response.map(|ty| text(&ty));
        Ok(Self(method.to_string(), template.value(), response))
    }
}

impl Module {
    /// Reads the text of a module.
    pub(crate) fn parse(text: &str) -> Self {
        let mut module = Self::default();
        for item in syn::parse_file(text).unwrap().items {
            match item {
                syn::Item::Struct(item) => {
                    let Some(attribute) = attribute(&item.attrs, "graph_action") else { continue };
                    let Declaration(method, template, response) = attribute.parse_args().unwrap();
                    let fields = item.fields.iter().map(Field::of).collect();
                    module.actions.insert(item.ident.to_string(), Action { method, template, response, fields });
                }
                syn::Item::Enum(item) if attribute(&item.attrs, "graph_path").is_some() => {
                    module.paths.insert(item.ident.to_string(), item.variants.iter().map(Variant::of).collect());
                }
                _ => {}
            }
        }
        module
    }

    /// The name of the one action that there is.
    pub(crate) fn only(&self) -> String {
        let mut names = self.actions.keys();
        let name = names.next().unwrap().clone();
        assert_eq!(names.next(), None);
        name
    }
}

impl Action {
    /// The field that the template begins with, where it begins with a resource.
    pub(crate) fn resource(&self) -> Option<&Field> {
        let name = self.template.strip_prefix('<')?.split('>').next()?;
        self.field(name)
    }

    /// A field by its name in a template.
    pub(crate) fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|field| unraw(&field.name) == name)
    }

    /// The field of a parameter: of an action by its name on the wire, of a function by where it stands in the path.
    pub(crate) fn parameter(&self, wire: &str) -> &Field {
        if self.method == "POST" {
            return self.fields.iter().find(|field| field.wire == wire).unwrap();
        }
        let start = format!("{wire}=<");
        let called = self.template.rsplit('/').next().unwrap();
        let mut arguments = called.split(['(', ',', ')']).filter_map(|argument| argument.strip_prefix(&start));
        self.field(arguments.next().unwrap().trim_end_matches('>')).unwrap()
    }
}

impl Field {
    /// Reads a field.
    fn of(field: &syn::Field) -> Self {
        let name = field.ident.as_ref().unwrap().to_string();
        let said = attribute(&field.attrs, "graph").and_then(|attribute| {
            let syn::MetaNameValue { path, value, .. } = attribute.parse_args().ok()?;
            let syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(text), .. }) = value else { return None };
            path.is_ident("name").then(|| text.value())
        });
        let wire = said.unwrap_or_else(|| lower_camel(unraw(&name)));
        Self { name, wire, ty: text(&field.ty) }
    }
}

impl Variant {
    /// Reads a variant.
    fn of(variant: &syn::Variant) -> Self {
        let template: syn::LitStr = attribute(&variant.attrs, "graph").unwrap().parse_args().unwrap();
        let fields = variant.fields.iter().map(Field::of).collect();
        Self { name: variant.ident.to_string(), template: template.value(), fields }
    }
}

/// A name without what makes it raw.
pub(crate) fn unraw(name: &str) -> &str {
    name.strip_prefix("r#").unwrap_or(name)
}

/// An attribute by its name.
fn attribute<'a>(attributes: &'a [syn::Attribute], name: &str) -> Option<&'a syn::Attribute> {
    attributes.iter().find(|attribute| attribute.path().is_ident(name))
}

/// A type without spaces.
fn text(ty: &syn::Type) -> String {
    ty.to_token_stream().to_string().replace(' ', "")
}

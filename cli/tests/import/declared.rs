//! What a module of declarations says, read by the reader that the macros have. A declaration with a mistake fails the test.

use graph_action_declaration::errors::Errors;
use graph_action_declaration::model::{Declaration, Place};
use graph_action_declaration::read::{self, Kind};
use syn::parse::{ParseStream, Parser};
use syn::{Attribute, DeriveInput, Token};

/// An action that was declared.
#[derive(Debug)]
pub(crate) struct Action {
    /// Its method.
    pub(crate) method: String,
    /// Its templates: its own, with every path of the enum that it begins with.
    pub(crate) templates: Vec<String>,
    /// The members of its body.
    pub(crate) members: Vec<String>,
    /// Its headers.
    pub(crate) headers: Vec<String>,
    /// Its response, as it is written.
    pub(crate) response: String,
    /// What the text says of permissions.
    pub(crate) permissions: String,
}

/// The items of a module, `use` left out.
fn items(text: &str) -> Vec<DeriveInput> {
    let read = |input: ParseStream<'_>| -> syn::Result<Vec<DeriveInput>> {
        Attribute::parse_inner(input)?;
        let mut items = Vec::new();
        while !input.is_empty() {
            if input.peek(Token![use]) {
                while !input.peek(Token![;]) {
                    input.parse::<proc_macro2::TokenTree>()?;
                }
                input.parse::<Token![;]>()?;
            } else {
                items.push(input.parse()?);
            }
        }
        Ok(items)
    };
    read.parse_str(text).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

/// The actions of a module.
pub(crate) fn actions(text: &str) -> Vec<Action> {
    let items = items(text);
    let mut actions = Vec::new();
    for item in &items {
        for written in read::written(&item.attrs) {
            let arguments = written.arguments.clone();
            match written.kind {
                Kind::Action => match read::action(item, arguments.clone()) {
                    Ok(declaration) => actions.push(action(&declaration, &arguments.to_string(), &items)),
                    Err(wrong) => fails(wrong.errors, text),
                },
                Kind::Type => drop(read::graph_type(item, arguments).map_err(|errors| fails(errors, text))),
                Kind::Path => drop(read::graph_path(item, arguments).map_err(|errors| fails(errors, text))),
                Kind::Response => drop(read::graph_response(item, arguments).map_err(|errors| fails(errors, text))),
            }
        }
    }
    actions
}

/// Ends the test with the mistakes of a module.
fn fails(errors: Errors, text: &str) {
    let errors: Vec<String> = errors.into_iter().map(|error| error.to_string()).collect();
    panic!("{}\n{text}", errors.join("\n"));
}

/// What a declaration says.
fn action(declaration: &Declaration<'_>, arguments: &str, items: &[DeriveInput]) -> Action {
    let own = declaration.signature.path.value();
    let templates = match own.strip_prefix('<').and_then(|rest| rest.split_once('>')) {
        None => vec![own],
        Some((field, rest)) => {
            let ty = declaration.field(field).expect("a field").ty;
            let paths = items.iter().find(|item| is_named(ty, item)).expect("the enum");
            variants(paths).into_iter().map(|path| path + rest).collect()
        }
    };
    let places = |wanted: fn(&Place) -> Option<&String>| {
        declaration.fields.iter().filter_map(|field| wanted(&field.place).cloned()).collect()
    };
    let response = declaration.signature.response.as_ref();
    Action {
        method: declaration.signature.method.to_string(),
        templates,
        members: places(|place| if let Place::Member(name) = place { Some(name) } else { None }),
        headers: places(|place| if let Place::Header(name) = place { Some(name) } else { None }),
        response: response
            .map(|response| quote::ToTokens::to_token_stream(response).to_string().replace(' ', ""))
            .unwrap_or_default(),
        permissions: arguments.split_once("permissions").map(|(_, text)| text.to_owned()).unwrap_or_default(),
    }
}

/// Whether a type is the one that an item declares.
fn is_named(ty: &syn::Type, item: &DeriveInput) -> bool {
    matches!(ty, syn::Type::Path(path) if path.path.is_ident(&item.ident))
}

/// The templates of an enum of paths.
fn variants(item: &DeriveInput) -> Vec<String> {
    let syn::Data::Enum(data) = &item.data else { panic!("an enum") };
    let attributes = data.variants.iter().flat_map(|variant| &variant.attrs);
    attributes.filter_map(|attribute| attribute.parse_args::<syn::LitStr>().ok()).map(|path| path.value()).collect()
}

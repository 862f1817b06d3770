//! From an item to its model: the one way in, for the macros and for the command.
//!
//! A declaration is an item and the arguments of the attribute on it. The macros find the arguments where the
//! attribute's shell has put them ([`carried`]), the command where the user wrote them ([`written`]); from there on both
//! read the same. What is decided here is where the arguments are; what they mean is decided behind each function.

use proc_macro2::{Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::{Attribute, DeriveInput, Meta};

use crate::attr::action::ActionAttr;
use crate::attr::item::{TypeAttr, few_options};
use crate::errors::Errors;
use crate::model::{self, Declaration, Signature};
use crate::paths::{self, PathEnum};
use crate::responses::{self, ResponseEnum};
use crate::types::{self, TypeModel};

/// What an attribute declares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// An action.
    Action,
    /// A type on the wire.
    Type,
    /// A resource with several paths.
    Path,
    /// A response of several shapes.
    Response,
}

impl Kind {
    /// Every kind.
    const ALL: [Self; 4] = [Self::Action, Self::Type, Self::Path, Self::Response];

    /// The attribute's name.
    #[must_use]
    pub const fn attribute(self) -> &'static str {
        match self {
            Self::Action => "graph_action",
            Self::Type => "graph_type",
            Self::Path => "graph_path",
            Self::Response => "graph_response",
        }
    }

    /// The word under which the attribute's shell hands the arguments to the derive, inside `#[graph(..)]`.
    #[must_use]
    pub const fn carrier(self) -> &'static str {
        match self {
            Self::Action => "__action",
            Self::Type => "__type",
            Self::Path => "__path",
            Self::Response => "__response",
        }
    }
}

/// An attribute as the user wrote it on an item.
#[derive(Debug, Clone)]
pub struct Written {
    /// What it declares.
    pub kind: Kind,
    /// What stands in its parentheses.
    pub arguments: TokenStream,
    /// Where its name stands. A mistake at the end of the arguments, where there is no token, has [`Span::call_site`],
    /// which leads nowhere outside a macro: show it here.
    pub span: Span,
}

/// The arguments that the shell of an attribute handed over, as the derive behind it sees them.
#[must_use]
pub fn carried(attributes: &[Attribute], kind: Kind) -> Option<TokenStream> {
    attributes.iter().find_map(|attribute| {
        let Meta::List(list) = &attribute.meta else { return None };
        if !list.path.is_ident("graph") {
            return None;
        }
        let mut tokens = list.tokens.clone().into_iter();
        match (tokens.next(), tokens.next()) {
            (Some(TokenTree::Ident(word)), Some(TokenTree::Group(group))) if word == kind.carrier() => {
                Some(group.stream())
            }
            _ => None,
        }
    })
}

/// The attributes that declare something, in order, as they stand in a source file.
///
/// An attribute is known by the last word of its path, since the runtime crate may have another name: `graph_action`,
/// `graph_action::graph_action` and `graph::graph_action` are the same. `cfg` has not been applied to what stands in a
/// file: what is inside `cfg_attr` is not seen, and fields of which the compiler would see one are all seen.
///
/// ```
/// use graph_action_declaration::read::{Kind, written};
///
/// let item: syn::DeriveInput = syn::parse_quote! {
///     #[graph_action::graph_type("microsoft.graph.resultInfo")]
///     #[derive(Debug)]
///     struct ResultInfo { code: Option<i32> }
/// };
/// let kinds: Vec<Kind> = written(&item.attrs).map(|attribute| attribute.kind).collect();
/// assert_eq!(kinds, [Kind::Type]);
/// ```
pub fn written(attributes: &[Attribute]) -> impl Iterator<Item = Written> {
    attributes.iter().filter_map(|attribute| {
        let name = &attribute.path().segments.last()?.ident;
        let kind = Kind::ALL.into_iter().find(|kind| name == kind.attribute())?;
        let arguments = match &attribute.meta {
            Meta::Path(_) => TokenStream::new(),
            Meta::List(list) => list.tokens.clone(),
            // No attribute takes a value: whoever reads the arguments says so at the sign.
            Meta::NameValue(pair) => {
                let (sign, value) = (pair.eq_token, &pair.value);
                quote!(#sign #value)
            }
        };
        Some(Written { kind, arguments, span: name.span() })
    })
}

/// The path of the runtime crate, as generated code begins with it: what `crate = path` says, up to the next comma, or
/// `::graph_action`.
///
/// Read by hand: the rest of the arguments may be wrong, and that is told by those that read them.
#[must_use]
pub fn runtime(arguments: &TokenStream) -> TokenStream {
    let mut tokens = arguments.clone().into_iter().peekable();
    let mut at_start = true;
    while let Some(token) = tokens.next() {
        let is_crate = matches!(&token, TokenTree::Ident(word) if word == "crate");
        if at_start && is_crate && matches!(tokens.peek(), Some(TokenTree::Punct(sign)) if sign.as_char() == '=') {
            tokens.next();
            let path: TokenStream =
                tokens.take_while(|token| !matches!(token, TokenTree::Punct(sign) if sign.as_char() == ',')).collect();
            return syn::parse2::<syn::Path>(path).map_or_else(|_| usual_runtime(), ToTokens::into_token_stream);
        }
        at_start = matches!(&token, TokenTree::Punct(sign) if sign.as_char() == ',');
    }
    usual_runtime()
}

/// Whether the arguments of a type or a resource say `unchecked`: that it is not held against the service's metadata.
#[must_use]
pub fn unchecked(arguments: &TokenStream) -> bool {
    let mut at_start = true;
    arguments.clone().into_iter().any(|token| {
        let found = at_start && matches!(&token, TokenTree::Ident(word) if word == "unchecked");
        at_start = matches!(&token, TokenTree::Punct(sign) if sign.as_char() == ',');
        found
    })
}

/// Where the runtime crate is unless an attribute says otherwise.
fn usual_runtime() -> TokenStream {
    quote!(::graph_action)
}

/// A wrong declaration of an action: the mistakes, and as much of its outside as its stubs need.
#[derive(Debug)]
pub struct WrongAction<'a> {
    /// What is wrong with it; never empty.
    pub errors: Errors,
    /// Its outside, with what is missing or unreadable filled in.
    pub signature: Box<Signature<'a>>,
}

/// The action that `#[graph_action(..)]` with these `arguments` declares on `item`.
pub fn action(item: &DeriveInput, arguments: TokenStream) -> Result<Declaration<'_>, WrongAction<'_>> {
    let mut errors = Errors::default();
    let runtime = runtime(&arguments);
    let attr = ActionAttr::parse(arguments, &mut errors);
    let signature = Signature::of(item, &attr, runtime);
    model::declaration(signature, attr, &mut errors).map_err(|signature| WrongAction { errors, signature })
}

/// The type that `#[graph_type(..)]` with these `arguments` declares on `item`.
pub fn graph_type(item: &DeriveInput, arguments: TokenStream) -> Result<TypeModel<'_>, Errors> {
    let mut errors = Errors::default();
    let attr = TypeAttr::parse(arguments, &mut errors);
    let model = types::read(item, attr, &mut errors);
    unless_wrong(model, errors)
}

/// The paths that `#[graph_path(..)]` with these `arguments` declares on `item`.
///
/// ```
/// use graph_action_declaration::read;
///
/// let item: syn::DeriveInput = syn::parse_quote! {
///     enum EventPath { #[graph("/me/events/<id>")] Mine { name: String } }
/// };
/// let mistakes = read::graph_path(&item, Default::default()).expect_err("the field has another name");
/// let messages: Vec<String> = mistakes.into_iter().map(|mistake| mistake.to_string()).collect();
/// assert!(messages[0].contains("`Mine` has no field `id`"), "{messages:?}");
/// ```
pub fn graph_path(item: &DeriveInput, arguments: TokenStream) -> Result<PathEnum<'_>, Errors> {
    let mut errors = Errors::default();
    let misplaced = "the path goes on a variant: `#[graph(\"/me/events/<id>\")] Mine { id: String }`";
    few_options(arguments, true, misplaced, &mut errors);
    let paths = paths::read(item, &mut errors);
    unless_wrong(paths, errors)
}

/// The shapes of a response that `#[graph_response(..)]` with these `arguments` declares on `item`.
pub fn graph_response(item: &DeriveInput, arguments: TokenStream) -> Result<ResponseEnum<'_>, Errors> {
    let mut errors = Errors::default();
    let misplaced = "the status goes on a variant: `#[graph(status = 201)] Created(Session)`";
    few_options(arguments, false, misplaced, &mut errors);
    let responses = responses::read(item, &mut errors);
    unless_wrong(responses, errors)
}

/// The model, where there is one and nothing was wrong with it.
fn unless_wrong<T>(model: Option<T>, errors: Errors) -> Result<T, Errors> {
    model.filter(|_| errors.is_empty()).ok_or(errors)
}

#[cfg(test)]
mod tests;

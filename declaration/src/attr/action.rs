//! `METHOD "path template" [-> Response] [, option]*`.

use proc_macro2::{Delimiter, Group, Span, TokenStream};
use syn::parse::{ParseStream, Parser};
use syn::punctuated::Punctuated;
use syn::{Ident, LitStr, Path, Token, Type};

use super::{alone, any_word, comma_separated, group, once, text_value};
use crate::errors::{Errors, did_you_mean};
use crate::names;

/// What `#[graph_action(..)]` says, as far as it could be read.
#[derive(Default)]
pub(crate) struct ActionAttr {
    /// `POST`.
    pub(crate) method: Option<Ident>,
    /// The path template.
    pub(crate) template: Option<LitStr>,
    /// The type behind `->`.
    pub(crate) response: Option<Type>,
    /// `version = "beta"`.
    pub(crate) version: Option<LitStr>,
    /// `name = ident`.
    pub(crate) name: Option<Ident>,
    /// `permissions(..)`.
    pub(crate) permissions: Option<PermissionsAttr>,
    /// `headers("Name" = "value")`, in order.
    pub(crate) headers: Vec<(LitStr, LitStr)>,
    /// `idempotent`.
    pub(crate) idempotent: Option<Span>,
    /// `unchecked`.
    pub(crate) unchecked: Option<Span>,
    /// `crate = ::path`.
    pub(crate) runtime: Option<Path>,
}

/// `permissions(application = [..], delegated = [..])`.
#[derive(Debug, Default)]
pub struct PermissionsAttr {
    /// What an app on its own needs.
    pub application: Option<GrantAttr>,
    /// What an app on behalf of a user needs.
    pub delegated: Option<GrantAttr>,
}

/// What one side of `permissions` says.
pub enum GrantAttr {
    /// `["A", "B"]`: one of these; an empty list: none is needed.
    OneOf(Vec<LitStr>),
    /// `unsupported`: the action cannot be called this way.
    Unsupported,
}

/// The options, for the message about an unknown one.
const OPTIONS: [&str; 7] = ["version", "name", "permissions", "headers", "idempotent", "unchecked", "crate"];

impl ActionAttr {
    /// Reads the arguments; what is wrong with them goes to `errors`.
    pub(crate) fn parse(tokens: TokenStream, errors: &mut Errors) -> Self {
        let mut attr = Self::default();
        let mut first = true;
        comma_separated(tokens, errors, |input, errors| {
            if std::mem::take(&mut first) { attr.head(input, errors) } else { attr.option(input, errors) }
        });
        if first {
            errors.at(Span::call_site(), format!("say what this calls: {EXAMPLE}"));
        }
        attr
    }

    /// `METHOD "template" [-> Response]`.
    fn head(&mut self, input: ParseStream<'_>, errors: &mut Errors) -> syn::Result<()> {
        if input.peek(LitStr) {
            let template: LitStr = input.parse()?;
            let message = format!("the method is missing; write it before the path: `POST \"{}\"`", template.value());
            errors.at(template.span(), message);
            self.template = Some(template);
        } else {
            let method = any_word(input, &format!("a method and a path: {EXAMPLE}"))?;
            if input.peek(Token![,]) && input.peek2(LitStr) {
                let comma: Token![,] = input.parse()?;
                errors.on(comma, "between the method and the path stands no `,`");
            }
            if !input.peek(LitStr) {
                let message = format!("the path is missing behind `{method}`; write it as a text: {EXAMPLE}");
                self.method = Some(method.clone());
                return Err(syn::Error::new(if input.is_empty() { method.span() } else { input.span() }, message));
            }
            self.method = Some(method);
            self.template = Some(input.parse()?);
        }
        if input.peek(Token![->]) {
            let arrow: Token![->] = input.parse()?;
            if input.is_empty() || input.peek(Token![,]) {
                let message =
                    "the type of the response is missing behind `->`; leave `->` out for a response without one";
                return Err(syn::Error::new_spanned(arrow, message));
            }
            let wrong = |error: syn::Error| {
                syn::Error::new(error.span(), "behind `->` stands the type of the response: `-> User`")
            };
            self.response = Some(input.parse().map_err(wrong)?);
        }
        if !input.is_empty() && !input.peek(Token![,]) {
            let message = "behind the path stand `-> Response`, where there is one, and options, each after a `,`";
            return Err(input.error(message));
        }
        Ok(())
    }

    /// One option.
    fn option(&mut self, input: ParseStream<'_>, errors: &mut Errors) -> syn::Result<()> {
        if input.peek(LitStr) {
            return Err(input.error("an action has one path; declare a second struct for a second path"));
        }
        let key = any_word(input, &format!("an option: {}", crate::errors::list(OPTIONS, "or")))?;
        match key.to_string().as_str() {
            "version" => once(&mut self.version, &key, text_value(input, &key, "beta")?, errors),
            "name" => {
                let message = "`name` takes the name of the function: `name = cancel_media`";
                let name = assigned(input, &key, message, |input| {
                    any_word(input, "a name").and_then(|word| names::function(&word).ok_or_else(|| input.error("")))
                })?;
                once(&mut self.name, &key, name, errors);
            }
            "permissions" => {
                let permissions = permissions(input, &key, errors)?;
                once(&mut self.permissions, &key, permissions, errors);
            }
            "headers" => self.headers.extend(headers(input, &key, errors)?),
            "idempotent" => once(&mut self.idempotent, &key, alone(input, &key)?, errors),
            "unchecked" => once(&mut self.unchecked, &key, alone(input, &key)?, errors),
            "crate" => {
                let message = "`crate` takes the path of the runtime crate: `crate = ::graph_action`";
                let path = assigned(input, &key, message, <Path as syn::parse::Parse>::parse)?;
                once(&mut self.runtime, &key, path, errors);
            }
            unknown => {
                let message = format!("there is no option `{unknown}`{}", did_you_mean(unknown, &OPTIONS));
                return Err(syn::Error::new(key.span(), message));
            }
        }
        Ok(())
    }
}

/// An attribute to copy from.
const EXAMPLE: &str = "`POST \"/users/<id>/sendMail\"`";

/// `= value`, with one message for all that can be wrong with it.
fn assigned<T>(
    input: ParseStream<'_>,
    key: &Ident,
    message: &str,
    value: impl FnOnce(ParseStream<'_>) -> syn::Result<T>,
) -> syn::Result<T> {
    if !input.peek(Token![=]) {
        return Err(syn::Error::new(key.span(), message));
    }
    input.parse::<Token![=]>()?;
    let span = if input.is_empty() { key.span() } else { input.span() };
    value(input).map_err(|_| syn::Error::new(span, message))
}

/// `("Name" = "value", ..)`.
fn headers(input: ParseStream<'_>, key: &Ident, errors: &mut Errors) -> syn::Result<Vec<(LitStr, LitStr)>> {
    const FORM: &str = "headers(\"ConsistencyLevel\" = \"eventual\")";
    let group = group(input, key, Delimiter::Parenthesis, FORM)?;
    let mut headers = Vec::new();
    comma_separated(group.stream(), errors, |input, _| {
        let wrong = |error: syn::Error| syn::Error::new(error.span(), format!("a fixed header is written `{FORM}`"));
        let name: LitStr = input.parse().map_err(wrong)?;
        input.parse::<Token![=]>().map_err(wrong)?;
        headers.push((name, input.parse().map_err(wrong)?));
        Ok(())
    });
    Ok(headers)
}

/// `(application = [..], delegated = [..])`.
fn permissions(input: ParseStream<'_>, key: &Ident, errors: &mut Errors) -> syn::Result<PermissionsAttr> {
    const FORM: &str = "permissions(application = [\"Calls.Initiate.All\"], delegated = unsupported)";
    let group = group(input, key, Delimiter::Parenthesis, FORM)?;
    let mut permissions = PermissionsAttr::default();
    comma_separated(group.stream(), errors, |input, errors| {
        let key =
            any_word(input, "whose permissions these are: `delegated = [\"User.Read\"]` or `application = [..]`")?;
        let slot = match key.to_string().as_str() {
            "application" => &mut permissions.application,
            "delegated" => &mut permissions.delegated,
            other => {
                let message =
                    format!("there are no `{other}` permissions{}", did_you_mean(other, &["application", "delegated"]));
                return Err(syn::Error::new(key.span(), message));
            }
        };
        let message = format!(
            "`{key}` takes a list of permissions, `[]` where none is needed, or `unsupported`: `{key} = [\"User.Read\"]`"
        );
        let grant = assigned(input, &key, &message, grant)?;
        once(slot, &key, grant, errors);
        Ok(())
    });
    Ok(permissions)
}

/// `["A", "B"]` or `unsupported`.
fn grant(input: ParseStream<'_>) -> syn::Result<GrantAttr> {
    if input.peek(syn::token::Bracket) {
        let group: Group = input.parse()?;
        let names = Punctuated::<LitStr, Token![,]>::parse_terminated.parse2(group.stream())?;
        return Ok(GrantAttr::OneOf(names.into_iter().collect()));
    }
    let word: Ident = input.parse()?;
    if word == "unsupported" { Ok(GrantAttr::Unsupported) } else { Err(syn::Error::new(word.span(), "")) }
}

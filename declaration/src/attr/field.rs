//! What `#[graph(..)]` says on a field or a variant: every key of the language, whatever it may stand on.

use proc_macro2::Span;
use syn::parse::ParseStream;
use syn::{Attribute, Ident, LitInt, LitStr, Meta, Token};

use super::{alone, any_word, comma_separated, once, text_value};
use crate::errors::{Errors, did_you_mean, list};

/// What the `#[graph(..)]` attributes of one field or variant say; each key with the span of its word.
#[derive(Default)]
pub(crate) struct FieldAttr {
    /// `"/me/events/<id>"`: the template of a path's variant.
    pub(crate) template: Option<LitStr>,
    /// `query_all`.
    pub(crate) query_all: Option<Span>,
    /// `body` or `body = "text/plain"`.
    pub(crate) body: Option<(Span, Option<LitStr>)>,
    /// `status = 201` or `status = 200 | 201`.
    pub(crate) status: Option<(Span, Vec<LitInt>)>,
    /// `query` or `query = "$top"`.
    pub(crate) query: Option<(Span, Option<LitStr>)>,
    /// `header = "If-Match"`.
    pub(crate) header: Option<(Span, LitStr)>,
    /// `skip`.
    pub(crate) skip: Option<Span>,
    /// `name = "…"`.
    pub(crate) name: Option<(Span, LitStr)>,
    /// `extra`.
    pub(crate) extra: Option<Span>,
    /// `other`.
    pub(crate) other: Option<Span>,
    /// `max_chars = 256`.
    pub(crate) max_chars: Option<(Span, LitInt)>,
    /// `max_items = 20`.
    pub(crate) max_items: Option<(Span, LitInt)>,
}

/// What a `#[graph(..)]` stands on, and so which keys it may have.
pub(crate) struct Site {
    /// For messages: `a field of an action`.
    pub(crate) name: &'static str,
    /// The keys that mean something there.
    pub(crate) keys: &'static [&'static str],
}

/// A field of an action.
pub(crate) const ACTION_FIELD: Site = Site {
    name: "a field of an action",
    keys: &["query", "query_all", "header", "body", "skip", "name", "max_chars", "max_items"],
};
/// A field of an object type.
pub(crate) const TYPE_FIELD: Site = Site { name: "a field of a type", keys: &["name", "extra", "skip"] };
/// A variant of an enum type.
pub(crate) const VARIANT: Site = Site { name: "a variant", keys: &["name", "other"] };
/// A variant of an enum of paths, which takes a template and no word.
pub(crate) const PATH_VARIANT: Site = Site { name: "a variant of a path", keys: &[] };
/// A field of such a variant.
pub(crate) const PATH_FIELD: Site = Site { name: "a field of a path", keys: &[] };
/// A variant of an enum of responses.
pub(crate) const RESPONSE_VARIANT: Site = Site { name: "a variant of a response", keys: &["status", "other"] };
/// The struct or enum itself.
pub(crate) const ITEM: Site = Site { name: "the item itself", keys: &[] };

/// Every key, with where it belongs.
const KEYS: [(&str, &str); 11] = [
    ("query", "a field of an action"),
    ("query_all", "a field of an action"),
    ("header", "a field of an action"),
    ("body", "a field of an action"),
    ("status", "a variant of an enum with `#[graph_response]`"),
    ("skip", "a field"),
    ("name", "a field or a variant"),
    ("max_chars", "a field of an action"),
    ("max_items", "a field of an action"),
    ("extra", "the field of a type that keeps unknown members"),
    ("other", "the variant of an enum that takes what no other does"),
];

impl FieldAttr {
    /// Reads all `#[graph(..)]` of one place; what is wrong with them goes to `errors`.
    pub(crate) fn parse(attributes: &[Attribute], site: &Site, errors: &mut Errors) -> Self {
        let mut attr = Self::default();
        for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("graph")) {
            match &attribute.meta {
                Meta::List(inside) => {
                    comma_separated(inside.tokens.clone(), errors, |input, errors| attr.key(input, site, errors));
                }
                _ => errors
                    .on(attribute, format!("`#[graph]` takes its words in parentheses: `#[graph({})]`", example(site))),
            }
        }
        attr
    }

    /// One key.
    fn key(&mut self, input: ParseStream<'_>, site: &Site, errors: &mut Errors) -> syn::Result<()> {
        if input.peek(LitStr) && site.name == PATH_VARIANT.name {
            let template: LitStr = input.parse()?;
            if self.template.is_some() {
                errors.on(&template, "a variant is one path; write another variant for another path");
            }
            self.template = Some(template);
            return Ok(());
        }
        let key = any_word(input, &format!("a word such as {}", list(site.keys.iter().copied(), "or")))?;
        let (word, span) = (key.to_string(), key.span());
        if site.name == ITEM.name && word.starts_with("__") {
            // The shell's own arguments, read by another stage.
            while !input.is_empty() {
                input.parse::<proc_macro2::TokenTree>()?;
            }
            return Ok(());
        }
        if !site.keys.contains(&word.as_str()) {
            return Err(syn::Error::new(span, misplaced(&word, site)));
        }
        match word.as_str() {
            "query" => {
                let name = if input.peek(Token![=]) { Some(text_value(input, &key, "$top")?) } else { None };
                once(&mut self.query, &key, (span, name), errors);
            }
            "query_all" => once(&mut self.query_all, &key, alone(input, &key)?, errors),
            "body" => {
                let kind = if input.peek(Token![=]) { Some(text_value(input, &key, "text/plain")?) } else { None };
                once(&mut self.body, &key, (span, kind), errors);
            }
            "status" => once(&mut self.status, &key, (span, statuses(input, &key)?), errors),
            "header" => once(&mut self.header, &key, (span, text_value(input, &key, "If-Match")?), errors),
            "name" => once(&mut self.name, &key, (span, text_value(input, &key, "nameOnTheWire")?), errors),
            "skip" => once(&mut self.skip, &key, alone(input, &key)?, errors),
            "extra" => once(&mut self.extra, &key, alone(input, &key)?, errors),
            "other" => once(&mut self.other, &key, alone(input, &key)?, errors),
            "max_chars" => once(&mut self.max_chars, &key, (span, number_value(input, &key)?), errors),
            "max_items" => once(&mut self.max_items, &key, (span, number_value(input, &key)?), errors),
            _ => {}
        }
        Ok(())
    }
}

/// `= 256` behind `key`.
fn number_value(input: ParseStream<'_>, key: &Ident) -> syn::Result<LitInt> {
    let message = format!("`{key}` takes a whole number: `{key} = 256`");
    if !input.peek(Token![=]) {
        return Err(syn::Error::new(key.span(), message));
    }
    input.parse::<Token![=]>()?;
    let number: LitInt = input.parse().map_err(|error| syn::Error::new(error.span(), &message))?;
    match number.base10_parse::<usize>() {
        Ok(_) if number.suffix().is_empty() => Ok(number),
        _ => Err(syn::Error::new(number.span(), message)),
    }
}

/// `= 201` or `= 200 | 201` behind `key`.
fn statuses(input: ParseStream<'_>, key: &Ident) -> syn::Result<Vec<LitInt>> {
    const WANTED: &str = "`status` takes the number of an HTTP status: `status = 201`, or `status = 200 | 201`";
    if !input.peek(Token![=]) {
        return Err(syn::Error::new(key.span(), WANTED));
    }
    input.parse::<Token![=]>()?;
    let mut statuses = Vec::new();
    loop {
        let span = if input.is_empty() { key.span() } else { input.span() };
        let status: LitInt = input.parse().map_err(|_| syn::Error::new(span, WANTED))?;
        match status.base10_parse::<u16>() {
            Ok(100..=999) if status.suffix().is_empty() => statuses.push(status),
            _ => return Err(syn::Error::new(span, WANTED)),
        }
        if !input.peek(Token![|]) {
            return Ok(statuses);
        }
        input.parse::<Token![|]>()?;
    }
}

/// Why a key cannot stand here: it belongs elsewhere, or there is no such key.
fn misplaced(word: &str, site: &Site) -> String {
    if let Some((_, place)) = KEYS.iter().find(|(key, _)| *key == word) {
        let wanted = if site.keys.is_empty() {
            String::new()
        } else {
            format!("; {} takes {}", site.name, list(site.keys.iter().copied(), "or"))
        };
        return format!("`{word}` belongs on {place}, not on {}{wanted}", site.name);
    }
    match (word, site.keys.is_empty()) {
        ("rename", false) => "there is no `rename`; the name on the wire is `name = \"…\"`".to_owned(),
        (_, true) => format!("there is no `{word}` on {}", site.name),
        _ => format!("there is no `{word}`{}", did_you_mean(word, site.keys)),
    }
}

/// A word that a site takes, for an example.
fn example(site: &Site) -> &'static str {
    site.keys.iter().copied().find(|key| *key == "skip").or(site.keys.last().copied()).unwrap_or("…")
}

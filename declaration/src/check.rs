//! The rules of a declaration: one named function each, with its reason. Each goes on after a mistake.

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use syn::{Data, DeriveInput, Fields, Ident, LitStr, Type};

use crate::attr::field::FieldAttr;
use crate::errors::{Errors, did_you_mean};
use crate::model::{Field, Place};
use crate::names;
use crate::template::{self, Template, Use};

/// The methods that Graph has.
const METHODS: [&str; 6] = ["GET", "POST", "PATCH", "PUT", "DELETE", "HEAD"];

/// Headers that the client writes: a second one would be refused or, worse, believed.
const OWN_HEADERS: [(&str, &str); 8] = [
    ("authorization", "the client writes it from its credential"),
    ("host", "the client writes it from the service root"),
    ("content-length", "it is counted when the request is sent"),
    ("transfer-encoding", "it is chosen when the request is sent"),
    ("connection", "it belongs to the transport"),
    ("accept-encoding", "it belongs to the transport"),
    ("user-agent", "give it to the client: `Client::builder(..).user_agent(..)`"),
    ("sdkversion", "it is Microsoft's own telemetry, which asks others not to send it"),
];

/// Whether a word is one of Graph's methods.
pub(crate) fn is_method(word: &Ident) -> bool {
    METHODS.iter().any(|method| word == method)
}

/// The method is one that Graph has, in capitals.
pub(crate) fn method(method: Option<&Ident>, errors: &mut Errors) {
    let Some(method) = method else { return };
    if is_method(method) {
        return;
    }
    let word = method.to_string();
    let message = match METHODS.iter().find(|known| known.eq_ignore_ascii_case(&word)) {
        Some(known) => format!("methods are written in capitals: `{known}`"),
        None => format!("`{word}` is no method of Graph{}", did_you_mean(&word, &METHODS)),
    };
    errors.at(method.span(), message);
}

/// The version looks like one: `beta` or `v` and a number.
pub(crate) fn version(version: Option<&LitStr>, errors: &mut Errors) {
    let Some(version) = version else { return };
    let text = version.value();
    let numbered = text.strip_prefix('v').and_then(|number| number.split_once('.')).is_some_and(|(major, minor)| {
        [major, minor].iter().all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
    });
    if text != "beta" && !numbered {
        errors.on(version, format!("`{text}` is no version of Graph; there are \"v1.0\" and \"beta\""));
    }
}

/// Fixed headers are legal, and none is the client's own.
pub(crate) fn fixed_headers(headers: &[(LitStr, LitStr)], errors: &mut Errors) {
    for (index, (name, value)) in headers.iter().enumerate() {
        header_name(name, errors);
        let same = |(other, _): &(LitStr, LitStr)| other.value().eq_ignore_ascii_case(&name.value());
        // Preferences add up: several `Prefer` are one header with a list.
        if !name.value().eq_ignore_ascii_case("prefer") && headers.iter().take(index).any(same) {
            errors.on(name, format!("the header `{}` is there already; a second one would overwrite it", name.value()));
        }
        if !value.value().chars().all(|character| character == '\t' || (' '..='~').contains(&character)) {
            errors.on(value, "a header's value is printable ASCII");
        }
    }
}

/// A header's name is a token of HTTP and not one that the client writes.
fn header_name(name: &LitStr, errors: &mut Errors) {
    let text = name.value();
    let legal = |character: char| character.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(character);
    if text.is_empty() || !text.chars().all(legal) {
        errors.on(name, format!("`{text}` is no header name; one is made of letters, digits and `-`"));
    } else if let Some((_, reason)) = OWN_HEADERS.iter().find(|(own, _)| own.eq_ignore_ascii_case(&text)) {
        errors.on(name, format!("a declaration cannot set `{text}`: {reason}"));
    }
}

/// Whether a type holds a reference.
fn borrows(tokens: TokenStream) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Punct(sign) => sign.as_char() == '&',
        TokenTree::Group(group) => borrows(group.stream()),
        _ => false,
    })
}

/// A member is kept when the text it was read from is gone, so it borrows nothing from it.
pub(crate) fn owned_member(field: &Type, errors: &mut Errors) {
    if borrows(field.to_token_stream()) {
        let message = "a type owns what it is read from: write `String` or `Cow<str>` for `&str`, `Vec<T>` for `&[T]`";
        errors.on(field, message);
    }
}

/// The response is kept when its body is gone, so it borrows nothing from it. One that does is taken out: it would be told
/// of once more by the compiler.
pub(crate) fn owned_response(response: &mut Option<Type>, errors: &mut Errors) {
    if let Some(response) = response.take_if(|response| borrows(response.to_token_stream())) {
        errors.on(response, "a response owns what it was read from: write `String` for `&str`, `Vec<T>` for `&[T]`");
    }
}

/// The template follows its grammar.
pub(crate) fn template(literal: Option<&LitStr>, errors: &mut Errors) -> Option<Template> {
    let literal = literal?;
    match template::parse(&literal.value()) {
        Ok(template) => Some(template),
        Err(mistakes) => {
            for mistake in mistakes {
                errors.on(literal, mistake);
            }
            None
        }
    }
}

/// Each placeholder of an action names a field of its struct.
pub(crate) fn placeholders(template: &Template, literal: &LitStr, item: &DeriveInput, errors: &mut Errors) {
    let fields = match &item.data {
        // Of fields without names and of an enum it has been told already.
        Data::Struct(data) if !matches!(data.fields, Fields::Unnamed(_)) => &data.fields,
        _ => return,
    };
    let fields: Vec<String> = fields.iter().filter_map(|field| field.ident.as_ref()).map(names::unraw).collect();
    let known: Vec<&str> = fields.iter().map(String::as_str).collect();
    named_fields(template, literal, "the struct", &known, errors);
}

/// Each placeholder names one of the known fields, and each is named once: one value cannot be two keys.
pub(crate) fn named_fields(template: &Template, literal: &LitStr, owner: &str, known: &[&str], errors: &mut Errors) {
    let mut seen: Vec<&str> = Vec::new();
    for (name, _) in template.fields() {
        if seen.contains(&name) {
            let message = format!(
                "`<{name}>` is in the template twice; Graph's pages repeat names, a declaration gives each key a name and \
                 a field of its own: `<{name}>` and `<{name}2>`"
            );
            errors.on(literal, message);
        } else if !known.contains(&name) {
            let near = crate::errors::nearest(name, known.iter().copied());
            let fix = near
                .map_or_else(|| format!("add a field `{name}: String`"), |near| format!("did you mean `<{near}>`?"));
            errors.on(literal, format!("the template names `<{name}>`, but {owner} has no field `{name}`; {fix}"));
        }
        seen.push(name);
    }
}

/// A resource is a path: query options belong to the actions on it.
pub(crate) fn no_query(template: &Template, literal: &LitStr, errors: &mut Errors) {
    if let Some(option) = template.query.first() {
        let message = format!(
            "a resource is a path alone; `?{}=…` belongs in the template of the action that begins with it",
            option.name
        );
        errors.on(literal, message);
    }
}

/// Each field of a path is in its template: there is nowhere else to go.
pub(crate) fn all_placed(template: &Template, fields: &[(&Ident, &Type)], errors: &mut Errors) {
    for (field, _) in fields {
        let word = names::unraw(field);
        if template.fields().all(|(named, _)| named != word) {
            errors.at(
                field.span(),
                format!("the path does not name `{word}`: write `<{word}>` where it belongs, or leave it out"),
            );
        }
    }
}

/// A field goes to one place: where the template has it, or where its attribute says, or into the body.
pub(crate) fn one_place(name: &Ident, attr: &FieldAttr, in_template: Option<Use>, errors: &mut Errors) -> Place {
    let word = names::unraw(name);
    let mut marks = Vec::new();
    if let Some((span, given)) = &attr.query {
        let wire = given.as_ref().map_or_else(|| names::lower_camel(&word), LitStr::value);
        if wire.is_empty() {
            errors.on(given, format!("the query option of `{word}` has no name"));
        }
        marks.push(("query", *span, Place::Query(wire)));
    }
    if let Some((span, given)) = &attr.header {
        header_name(given, errors);
        marks.push(("header", *span, Place::Header(given.value())));
    }
    if let Some(span) = attr.query_all {
        marks.push(("query_all", span, Place::QueryAll));
    }
    if let Some((span, kind)) = &attr.body {
        if let Some(kind) = kind {
            media_type(kind, errors);
        }
        marks.push(("body", *span, Place::Body(kind.as_ref().map(LitStr::value))));
    }
    if let Some(span) = attr.skip {
        marks.push(("skip", span, Place::Nowhere));
    }
    if let Some((span, given)) = &attr.name {
        if given.value().is_empty() {
            errors.on(given, format!("the member of `{word}` has no name"));
        }
        marks.push(("name", *span, Place::Member(given.value())));
    }
    if let Some(usage) = in_template {
        for (key, span, _) in &marks {
            let message =
                format!("`{word}` is in the template already, so `{key}` has no meaning; leave one of them out");
            errors.at(*span, message);
        }
        return Place::Template(usage);
    }
    if let [(first, ..), (second, span, _), ..] = marks.as_slice() {
        let hint = if *first == "query" && *second == "name" { "; the option's name is `query = \"…\"`" } else { "" };
        let message =
            format!("`{word}` is marked `{first}` and `{second}`, but a field goes to one place; keep one{hint}");
        errors.at(*span, message);
    }
    let limits = [attr.max_chars.as_ref(), attr.max_items.as_ref()].into_iter().flatten();
    if attr.skip.is_some() {
        for (span, _) in limits {
            errors.at(*span, format!("`{word}` is skipped, so a limit has no meaning"));
        }
    }
    marks.into_iter().next().map_or_else(|| Place::Member(names::lower_camel(&word)), |(_, _, place)| place)
}

/// GET, HEAD and DELETE have no body, so every field must say where else it goes.
///
/// A field that the template probably meant has been told of there.
pub(crate) fn body_allowed(method: &Ident, fields: &[Field<'_>], template: &Template, errors: &mut Errors) {
    if !["GET", "HEAD", "DELETE"].iter().any(|without| method == without) {
        return;
    }
    for field in fields {
        let name = names::unraw(field.name);
        if let Place::Body(_) = &field.place {
            errors.at(field.name.span(), format!("a {method} has no body, and `{name}` is one; is the method right?"));
        }
        if let Place::Member(member) = &field.place {
            let known = || fields.iter().map(|field| names::unraw(field.name));
            let mut misspelt = template.fields().filter(|(used, _)| known().all(|known| known != *used));
            if misspelt.any(|(used, _)| crate::errors::nearest(used, [name.as_str()]).is_some()) {
                continue;
            }
            let message = format!(
                "a {method} has no body for `{name}`: mark it `#[graph(query)]` to send it as `?{member}=…`, \
                 `#[graph(header = \"…\")]`, or `#[graph(skip)]`, or name it in the template: `<{name}>`"
            );
            errors.at(field.name.span(), message);
        }
    }
}

/// A field that is the whole body leaves no room for another one, nor for a member.
pub(crate) fn one_body(fields: &[Field<'_>], errors: &mut Errors) {
    let mut bodies = fields.iter().filter(|field| matches!(field.place, Place::Body(_)));
    let Some(body) = bodies.next().map(|field| names::unraw(field.name)) else { return };
    for field in bodies {
        errors.at(field.name.span(), format!("`{body}` is the whole body already; keep one field with `body`"));
    }
    for field in fields.iter().filter(|field| matches!(field.place, Place::Member(_))) {
        let name = names::unraw(field.name);
        let message = format!(
            "`{body}` is the whole body, so `{name}` cannot be a member of it: mark it `#[graph(query)]`, \
             `#[graph(header = \"…\")]` or `#[graph(skip)]`, or make it a field of the type of `{body}`"
        );
        errors.at(field.name.span(), message);
    }
}

/// The type of a body is a type and a subtype.
fn media_type(kind: &LitStr, errors: &mut Errors) {
    let text = kind.value();
    let token = |text: &str| {
        !text.is_empty()
            && text.chars().all(|character| character.is_ascii_alphanumeric() || "!#$&-^_.+*".contains(character))
    };
    let essence = text.split(';').next().unwrap_or_default().trim();
    let legal = essence.split_once('/').is_some_and(|(first, second)| token(first) && token(second));
    if !legal || !text.chars().all(|character| (' '..='~').contains(&character)) {
        errors.on(kind, format!("`{text}` is no content type; write one as `body = \"text/plain\"`"));
    }
}

/// No two fields have the same name in the same place: one of them would be lost.
pub(crate) fn wire_names(
    fields: &[Field<'_>],
    template: Option<&Template>,
    headers: &[(LitStr, LitStr)],
    errors: &mut Errors,
) {
    let of_template = template.into_iter().flat_map(|template| &template.query).map(|option| option.name.clone());
    let mut taken: Vec<Place> = of_template.map(Place::Query).collect();
    taken.extend(headers.iter().map(|(name, _)| Place::Header(name.value().to_ascii_lowercase())));
    for field in fields {
        let (place, what) = match &field.place {
            Place::Query(name) => (field.place.clone(), format!("the query option `{name}`")),
            // Preferences add up: several `Prefer` are one header with a list.
            Place::Header(name) if name.eq_ignore_ascii_case("prefer") => continue,
            Place::Header(name) => (Place::Header(name.to_ascii_lowercase()), format!("the header `{name}`")),
            Place::Member(name) => (field.place.clone(), format!("the member `{name}`")),
            Place::Template(_) | Place::QueryAll | Place::Body(_) | Place::Nowhere => continue,
        };
        if taken.contains(&place) {
            errors.at(field.name.span(), format!("{what} is there already; a second one would overwrite it"));
        }
        taken.push(place);
    }
}

/// The deprecated start of a path and what replaces it, as Graph's pages say.
pub(crate) fn deprecated_path(template: &Template) -> Option<(&'static str, &'static str)> {
    let text = template.leading_text();
    [("/app/calls", "/communications/calls"), ("/app/onlineMeetings", "/communications/onlineMeetings")]
        .into_iter()
        .find(|(old, _)| text.strip_prefix(old).is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '('])))
}

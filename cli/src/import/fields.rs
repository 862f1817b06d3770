//! The fields of a declaration beside its keys: members of the body, headers, options of the query, arguments of a function.

use super::findings::Findings;
use super::json::Json;
use super::kinds::{Element, Kind};
use super::parameters::{self, Parameter};
use super::path::{Argument, Value};
use super::types::{Called, Types, singular};
use crate::generate::Options;
use crate::generate::edm::{self, Place};
use crate::generate::names::{self, Taken};
use crate::generate::writer::Field;

/// Headers that the client writes itself, or that belong to the connection.
const OWN_HEADERS: [&str; 9] = [
    "authorization",
    "content-type",
    "content-length",
    "accept",
    "accept-encoding",
    "host",
    "user-agent",
    "connection",
    "client-request-id",
];

/// Whether a header is one that the client writes itself.
pub(super) fn is_own_header(name: &str) -> bool {
    OWN_HEADERS.contains(&name.to_ascii_lowercase().as_str())
}

/// A member of the body.
pub(super) fn member(
    name: String,
    parameter: &Parameter,
    samples: &[&Json],
    types: &mut Types,
    findings: &mut Findings,
) -> Field {
    let ty = member_type(parameter, samples, types, findings);
    let renamed = names::unlike_field(&parameter.name, &name).map(|wire| format!("name = \"{wire}\""));
    let limit = parameters::limit(&parameter.docs, ty == "String", ty.starts_with("Vec<"));
    let marks: Vec<String> = renamed.into_iter().chain(limit).collect();
    let mark = (!marks.is_empty()).then(|| marks.join(", "));
    let ty = if parameter.is_required == Some(true) { ty } else { format!("Option<{ty}>") };
    Field { docs: vec![docs(parameter)], mark, name, ty }
}

/// What a parameter is for; its name in words where the page does not say.
fn docs(parameter: &Parameter) -> String {
    if parameter.docs.is_empty() { format!("The {}.", names::words(&parameter.name)) } else { parameter.docs.clone() }
}

/// The type of a member, by the table where it is one of OData's, else by the examples.
fn member_type(parameter: &Parameter, samples: &[&Json], types: &mut Types, findings: &mut Findings) -> String {
    let Some(kind) = &parameter.kind else {
        return types.rust(Called { name: &parameter.name, wire: None }, samples);
    };
    if let Some(sample) = samples.iter().find(|sample| !fits(kind, sample)) {
        let said = if kind.is_collection { "a collection" } else { "something else" };
        let message = format!(
            "`{}` is {} in the example, where the table has {said}; the table's was taken",
            parameter.name,
            sample.what()
        );
        findings.warn(parameter.line, message);
    }
    let element = match &kind.element {
        Element::Edm(edm) => edm::rust(edm, Place::Json, &Options::default()).text,
        Element::Any => "serde_json::Value".to_owned(),
        Element::Named(name) => {
            let elements: Vec<&Json> = samples.iter().flat_map(|sample| elements(sample)).collect();
            if elements.is_empty() {
                findings.note(
                    parameter.line,
                    format!(
                        "there is no example of `{}`, a `{name}`: it is any JSON in the declaration",
                        parameter.name
                    ),
                );
            }
            // `appHostedMediaConfig or serviceHostedMediaConfig` is no name.
            let name = if name.contains(' ') { singular(&parameter.name) } else { name.clone() };
            types.rust(Called { name: &name, wire: None }, &elements)
        }
    };
    if kind.is_collection { format!("Vec<{element}>") } else { element }
}

/// A value, or those of a list.
fn elements(value: &Json) -> Vec<&Json> {
    match value {
        Json::List(items) => items.iter().collect(),
        other => vec![other],
    }
}

/// Whether an example can be of a type.
fn fits(kind: &Kind, sample: &Json) -> bool {
    if matches!(sample, Json::Null) || matches!(kind.element, Element::Any) {
        return true;
    }
    if kind.is_collection != matches!(sample, Json::List(_)) {
        return false;
    }
    elements(sample).into_iter().all(|sample| match (&kind.element, sample) {
        (_, Json::Null) | (Element::Named(_) | Element::Any, _) => true,
        (Element::Edm("Boolean"), sample) => *sample == Json::Bool,
        (Element::Edm("Int16" | "Int32" | "Int64" | "Byte" | "SByte"), sample) => *sample == Json::Integer,
        (Element::Edm("Single" | "Double" | "Decimal"), sample) => {
            matches!(sample, Json::Integer | Json::Number | Json::Text(_))
        }
        (Element::Edm(_), sample) => matches!(sample, Json::Text(_)),
    })
}

/// A header.
pub(super) fn header(name: String, parameter: &Parameter) -> Field {
    let ty = if parameter.is_required == Some(true) { "String" } else { "Option<String>" };
    let mark = Some(format!("header = \"{}\"", parameter.name));
    Field { docs: vec![docs(parameter)], mark, name, ty: ty.to_owned() }
}

/// An option of the query that the template does not name.
pub(super) fn query(name: String, parameter: &Parameter) -> Field {
    let ty = text_type(parameter.kind.as_ref());
    let ty = if parameter.is_required == Some(true) { ty } else { format!("Option<{ty}>") };
    Field { docs: vec![docs(parameter)], mark: Some(format!("query = \"{}\"", parameter.name)), name, ty }
}

/// The type of an option of the query.
fn text_type(kind: Option<&Kind>) -> String {
    match kind {
        Some(Kind { element: Element::Edm(edm @ ("Int16" | "Int32" | "Int64" | "Boolean")), is_collection: false }) => {
            edm::rust(edm, Place::Argument, &Options::default()).text
        }
        Some(Kind { is_collection: true, .. }) => "Vec<String>".to_owned(),
        _ => "String".to_owned(),
    }
}

/// The options that stand in the template, and their fields.
pub(super) fn template_query(
    options: &[(String, Value)],
    known: &[Parameter],
    taken: &mut Taken,
    findings: &mut Findings,
    line: usize,
) -> (String, Vec<Field>) {
    let mut fields = Vec::new();
    let written: Vec<String> = options
        .iter()
        .filter_map(|(wire, value)| match value {
            Value::Placeholder(..) => {
                let name = taken.first_free([names::field(wire.trim_start_matches('$'))]);
                let parameter = known.iter().find(|parameter| parameter.name == *wire);
                let docs =
                    parameter.map_or_else(|| format!("The {}.", names::words(wire.trim_start_matches('$'))), docs);
                let text = format!("{wire}=<{}>", names::unraw(&name));
                let ty = text_type(parameter.and_then(|parameter| parameter.kind.as_ref()));
                let is_required = parameter.and_then(|parameter| parameter.is_required);
                // OData's own options can always be left out.
                let ty = match is_required {
                    Some(true) => ty,
                    None if !wire.starts_with('$') => ty,
                    _ => format!("Option<{ty}>"),
                };
                fields.push(Field { docs: vec![docs], mark: None, name, ty });
                Some(text)
            }
            Value::Literal(text) => {
                let is_legal = |text: &str| {
                    !text.is_empty() && text.chars().all(|sign| sign.is_ascii_graphic() && !"<>#%\\\"{}".contains(sign))
                };
                if is_legal(text) && is_legal(wire) {
                    return Some(format!("{wire}={text}"));
                }
                findings.warn(line, format!("this option of the query was not read: `{wire}={text}`"));
                None
            }
        })
        .collect();
    (if written.is_empty() { String::new() } else { format!("?{}", written.join("&")) }, fields)
}

/// The arguments of a function as the template has them, and their fields.
///
/// What a table describes is a parameter, whatever stands in its place; a value that no table knows is the page's own.
pub(super) fn arguments(
    arguments: &[(Argument, bool)],
    known: &[Parameter],
    taken: &mut Taken,
    line: usize,
    findings: &mut Findings,
) -> (String, Vec<Field>) {
    let mut fields = Vec::new();
    let mut written = Vec::new();
    for (argument, may_be_left_out) in arguments {
        let wire = argument.name.as_deref();
        let parameter = wire.and_then(|wire| known.iter().find(|parameter| parameter.name.eq_ignore_ascii_case(wire)));
        let is_optional = *may_be_left_out || parameter.is_some_and(|parameter| parameter.is_required == Some(false));
        let (is_placeholder, is_quoted) = match &argument.value {
            Value::Placeholder(_, is_quoted) => (true, *is_quoted),
            Value::Literal(text) => (false, text.starts_with('\'')),
        };
        let prefix = wire.map(|wire| format!("{wire}=")).unwrap_or_default();
        if let (Value::Literal(text), None, false) = (&argument.value, parameter, *may_be_left_out) {
            findings.note(
                line,
                format!(
                    "no table describes `{}`; the declaration has the page's own value, {text}",
                    wire.unwrap_or_default()
                ),
            );
            written.push(format!("{prefix}{text}"));
            continue;
        }
        let own = match (wire, &argument.value) {
            (Some(wire), _) => names::field(wire),
            (None, Value::Placeholder(said, _)) => names::field(said.first().map_or("id", String::as_str)),
            (None, Value::Literal(_)) => "id".to_owned(),
        };
        let name = taken.first_free([own]);
        let ty = argument_type(
            parameter.and_then(|parameter| parameter.kind.as_ref()),
            is_quoted,
            is_placeholder,
            &argument.value,
        );
        let word = names::unraw(&name);
        let in_quotes = ty == "String" && !is_optional && (is_quoted || wire.is_none());
        written.push(if in_quotes { format!("{prefix}'<{word}>'") } else { format!("{prefix}<{word}>") });
        let docs = parameter.map_or_else(|| format!("The {}.", names::words(word)), docs);
        let ty = if is_optional { format!("Option<{ty}>") } else { ty };
        fields.push(Field { docs: vec![docs], mark: None, name, ty });
    }
    (format!("({})", written.join(",")), fields)
}

/// The type of an argument: by the table, but a text where the page has quotes; without a table by the value.
fn argument_type(kind: Option<&Kind>, is_quoted: bool, is_placeholder: bool, value: &Value) -> String {
    let element = match kind.map(|kind| &kind.element) {
        _ if is_quoted => "String".to_owned(),
        Some(Element::Edm(edm)) => edm::rust(edm, Place::Argument, &Options::default()).text,
        // An enum: `microsoft.graph.timeZoneStandard'Iana'`.
        Some(Element::Named(_)) => "Edm<String>".to_owned(),
        Some(Element::Any) => "serde_json::Value".to_owned(),
        None if is_placeholder => "String".to_owned(),
        None => match value {
            Value::Literal(text) if text.parse::<i32>().is_ok() => "i32".to_owned(),
            Value::Literal(text) if text == "true" || text == "false" => "bool".to_owned(),
            _ => "Edm<String>".to_owned(),
        },
    };
    if kind.is_some_and(|kind| kind.is_collection) { format!("Vec<{element}>") } else { element }
}

#[cfg(test)]
mod tests;

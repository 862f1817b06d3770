//! The type behind `->`: what a page answers, as types of the module.

use super::declare::Material;
use super::findings::Findings;
use super::http::{Body, Message, Start};
use super::json::Json;
use super::kinds::Element;
use super::page::Zone;
use super::response::{Binding, Success};
use super::types::{Called, Types};
use crate::generate::Options;
use crate::generate::edm::{self, Place};
use crate::generate::names;
use crate::generate::writer::Writer;

/// What an action is bound to.
#[derive(Debug, Default)]
pub(super) struct Reply {
    /// The type; none where the response has no body.
    pub(super) rust: Option<String>,
    /// The variants of that type, where it is an enum of this action: the status, the name, what it holds.
    variants: Vec<(u16, &'static str, Option<String>)>,
}

/// The reply of an action, from what the page says and its examples.
pub(super) fn of(
    material: &Material<'_>,
    action: &str,
    examples: &[&Message],
    types: &mut Types,
    findings: &mut Findings,
) -> Reply {
    let mut bound: Vec<(u16, Option<String>)> = Vec::new();
    for success in material.successes {
        let status = |example: &&&Message| example.start == Start::Response(success.status);
        let of_status: Vec<&Message> = examples.iter().filter(status).copied().collect();
        // Where the example has another status it is still the example of the one response.
        let examples =
            if of_status.is_empty() && material.successes.len() == 1 { examples } else { of_status.as_slice() };
        let bodies =
            examples.iter().filter_map(|example| if let Body::Json(json) = &example.body { Some(json) } else { None });
        bound.push((
            success.status,
            rust(success, material, action, &bodies.collect::<Vec<_>>(), examples, types, findings),
        ));
    }
    let first = bound.first().and_then(|(_, rust)| rust.clone());
    if bound.iter().all(|(_, rust)| *rust == first) {
        return Reply { rust: first, variants: Vec::new() };
    }
    let rust = types.take(&format!("{action}Response"));
    let variants = bound.into_iter().map(|(status, rust)| (status, variant(status), rust)).collect();
    Reply { rust: Some(rust), variants }
}

/// What one status is bound to.
fn rust(
    success: &Success,
    material: &Material<'_>,
    action: &str,
    bodies: &[&Json],
    examples: &[&Message],
    types: &mut Types,
    findings: &mut Findings,
) -> Option<String> {
    let told = examples.iter().find_map(|example| example.odata_type.as_deref());
    let values = || bodies.iter().filter_map(|body| body.member("value"));
    let mut ty = |element: &Option<Element>, samples: &[&Json]| match element {
        Some(Element::Edm(edm)) => edm::rust(edm, Place::Json, &Options::default()).text,
        Some(Element::Any) => "serde_json::Value".to_owned(),
        Some(Element::Named(name)) => {
            let wire = qualified(name, told, material.namespace);
            let called = Called { name, wire: Some(&wire) };
            let is_object = samples.is_empty() || samples.iter().any(|sample| matches!(sample, Json::Object(_)));
            if is_object { types.object(called, samples) } else { types.rust(called, samples) }
        }
        None => types.rust(Called { name: &format!("{action}Response"), wire: None }, samples),
    };
    match &success.binding {
        Binding::Nothing => None,
        Binding::Content => Some("Content".to_owned()),
        Binding::Object(element) => Some(ty(element, bodies)),
        Binding::Value(element) => Some(format!("Value<{}>", ty(element, &values().collect::<Vec<_>>()))),
        Binding::Page(element) => {
            let items: Vec<&Json> = values()
                .flat_map(|value| if let Json::List(items) = value { items.iter().collect() } else { vec![value] })
                .collect();
            Some(format!("Page<{}>", ty(element, &items)))
        }
        Binding::Operation(element) => {
            if element.is_none() {
                let line = material.page.line(Zone::Response).unwrap_or_default();
                findings.note(
                    line,
                    "the page does not say of which type the operation is that goes on; its body is any JSON",
                );
                return Some("Operation<serde_json::Value>".to_owned());
            }
            Some(format!("Operation<{}>", ty(element, bodies)))
        }
    }
}

/// The qualified name of a type: the example's where it names the same one, else in the page's namespace.
fn qualified(name: &str, told: Option<&str>, namespace: &str) -> String {
    match told {
        Some(told)
            if told.contains('.') && told.rsplit('.').next().is_some_and(|told| told.eq_ignore_ascii_case(name)) =>
        {
            told.to_owned()
        }
        _ => {
            let mut characters = name.chars();
            let first = characters.next().into_iter().flat_map(char::to_lowercase);
            format!("{namespace}.{}{}", first.collect::<String>(), characters.as_str())
        }
    }
}

/// The name of the variant of a status.
fn variant(status: u16) -> &'static str {
    match status {
        200 => "Ok",
        201 => "Created",
        202 => "Accepted",
        204 => "NoContent",
        206 => "PartialContent",
        207 => "MultiStatus",
        301..=303 => "Redirected",
        304 => "NotModified",
        _ => "Other",
    }
}

/// Writes the enum of the reply, where there is one.
pub(super) fn write(writer: &mut Writer, reply: &Reply) {
    let (Some(rust), false) = (&reply.rust, reply.variants.is_empty()) else { return };
    writer.begin(&["What the service answers, by its status.".to_owned()], "graph_response", &[]);
    writer.derives("Debug");
    writer.line(0, &format!("pub enum {rust} {{"));
    for (status, name, held) in &reply.variants {
        let docs = [format!("{status} {}.", names::words(name))];
        writer.variant(&docs, Some(&format!("status = {status}")), name, held.as_deref());
    }
    writer.line(0, "}");
}

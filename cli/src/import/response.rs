//! What the operation answers: the statuses and types of the section `Response`, held against the examples.
//!
//! The sentences follow a pattern, ``returns a `200 OK` response code and a [call](..) object in the response body``, more or less.
//! Where they leave something open the examples say it; where both say something else that is told.

mod prose;

use super::findings::Findings;
use super::http::{Body, Message, Start};
use super::json::Json;
use super::kinds::Element;
use super::page::{Page, Zone};
use prose::Clause;

/// What the operation answers where it succeeds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Success {
    /// The status.
    pub(super) status: u16,
    /// What the response is bound to.
    pub(super) binding: Binding,
}

/// What a response is bound to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Binding {
    /// No body.
    Nothing,
    /// An object; of no name where the example alone shows it.
    Object(Option<Element>),
    /// A collection.
    Page(Option<Element>),
    /// `{"value": …}` around one value.
    Value(Option<Element>),
    /// Bytes.
    Content,
    /// An operation that goes on.
    Operation(Option<Element>),
}

/// Reads what the operation answers; `examples` are the responses of the page.
pub(super) fn read(page: &Page, examples: &[&Message], findings: &mut Findings) -> Vec<Success> {
    let line = page.line(Zone::Response).unwrap_or_default();
    let mut clauses: Vec<(usize, Clause)> = Vec::new();
    for text in page.texts(Zone::Response).filter(|text| !text.text.starts_with('>')) {
        let found = prose::clauses(&text.text);
        clauses.extend(found.into_iter().map(|clause| (text.line, clause)));
    }
    clauses.retain(|(_, clause)| (200..400).contains(&clause.status));
    let shown = |status: u16| examples.iter().copied().find(|example| example.start == Start::Response(status));
    if clauses.is_empty() {
        let status = examples.iter().find_map(|example| match example.start {
            Start::Response(status) if (200..400).contains(&status) => Some(status),
            _ => None,
        });
        let why = status.map_or("and no example says one; 200 was taken".to_owned(), |status| {
            format!("{status} is that of the example")
        });
        findings.note(line, format!("the page names no status of a success; {why}"));
        let all: Vec<String> = page
            .texts(Zone::Response)
            .filter(|text| !text.text.starts_with('>'))
            .map(|text| text.text.clone())
            .collect();
        clauses.push((line, prose::clause(status.unwrap_or(200), &all.join(" "))));
    }
    for example in examples {
        if let Start::Response(status) = example.start
            && (200..300).contains(&status)
            && !clauses.iter().any(|(_, clause)| clause.status == status)
        {
            let named: Vec<String> = clauses.iter().map(|(_, clause)| clause.status.to_string()).collect();
            findings.warn(
                example.line,
                format!("the example answers {status}, where the page names {}", named.join(" and ")),
            );
        }
    }
    // Where the example has another status than the sentence there is still one response, and one example of it.
    let only = match examples {
        [only] if clauses.len() == 1 => Some(*only),
        _ => None,
    };
    let mut successes: Vec<Success> = Vec::new();
    for (line, clause) in &clauses {
        let binding = bind(clause, shown(clause.status).or(only), *line, findings);
        if !successes.iter().any(|success| success.status == clause.status) {
            successes.push(Success { status: clause.status, binding });
        }
    }
    successes
}

/// What a response is bound to, by a sentence and an example.
fn bind(clause: &Clause, example: Option<&Message>, line: usize, findings: &mut Findings) -> Binding {
    let body = example.and_then(|example| if let Body::Json(json) = &example.body { Some(json) } else { None });
    let told = example.and_then(|example| example.odata_type.as_deref());
    if [301, 302, 303].contains(&clause.status) || clause.element == Some(Element::Edm("Stream")) {
        if let (Some(example), Some(_)) = (example, body) {
            findings.warn(
                example.body_line,
                "the page answers with bytes, the example with JSON; the declaration takes bytes",
            );
        }
        return Binding::Content;
    }
    let is_operation = clause
        .element
        .as_ref()
        .is_some_and(|element| matches!(element, Element::Named(name) if name.to_lowercase().ends_with("operation")));
    if clause.has_location && (clause.status == 202 || is_operation) {
        let element = agreed(clause.element.as_ref(), told, example, findings);
        return Binding::Operation(element);
    }
    if clause.is_empty || [204, 205, 304].contains(&clause.status) {
        if let (Some(example), Some(_)) = (example, body) {
            findings.warn(example.body_line, "the page says that there is no body, and the example has one");
        }
        return Binding::Nothing;
    }
    let element = agreed(clause.element.as_ref(), told, example, findings);
    let is_page = body.is_some_and(|body| matches!(body.member("value"), Some(Json::List(_))));
    let is_value = body.is_some_and(|body| {
        body.member("value").is_some()
            && body.members().iter().all(|(name, _)| name == "value" || name.contains('@'))
            && !is_page
    });
    match (&element, clause.is_collection) {
        (_, true) => {
            if let (Some(example), Some(_), false) = (example, body, is_page) {
                findings.warn(example.body_line, "the page answers with a collection, the example does not");
            }
            Binding::Page(element)
        }
        (Some(Element::Edm(_)), false) if is_page => Binding::Page(element),
        (Some(Element::Edm(_)), false) => Binding::Value(element),
        (Some(_), false) if is_page => {
            let is_told = example.is_some_and(|example| example.is_collection);
            if let (Some(example), false) = (example, is_told) {
                findings.note(
                    example.body_line,
                    "the example is a collection, of which the section `Response` says nothing",
                );
            }
            Binding::Page(element)
        }
        (Some(_), false) if is_value => Binding::Value(element),
        (Some(_), false) => Binding::Object(element),
        (None, false) if body.is_none() => Binding::Nothing,
        (None, false) => {
            findings.note(line, "the section `Response` names no type; the example shows one");
            if is_page {
                Binding::Page(None)
            } else if is_value {
                Binding::Value(None)
            } else {
                Binding::Object(None)
            }
        }
    }
}

/// The type that the sentence names, with the name that the example gives it where that is only longer; else the example's.
fn agreed(
    said: Option<&Element>,
    told: Option<&str>,
    example: Option<&Message>,
    findings: &mut Findings,
) -> Option<Element> {
    let told_name = told.map(|told| told.rsplit('.').next().unwrap_or(told).to_owned());
    let known = told_name.as_deref().map(Element::of);
    match (said, known) {
        (Some(Element::Named(said)), Some(Element::Named(told))) => {
            let (one, other) = (said.to_lowercase(), told.to_lowercase());
            if other.ends_with(&one) || other.starts_with(&one) {
                return Some(Element::Named(told));
            }
            let line = example.map_or(0, |example| example.line);
            findings
                .warn(line, format!("the example is a `{told}`, where the page names a `{said}`; that one was taken"));
            Some(Element::Named(said.clone()))
        }
        (Some(said), _) => Some(said.clone()),
        // The template says so of every response without a type.
        (None, Some(Element::Named(told))) if told == "none" || told == "null" => None,
        (None, known) => known,
    }
}

#[cfg(test)]
mod tests;

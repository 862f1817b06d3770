//! The page against the metadata: whether its paths lead to operations, and whether both name the same parameters. Where they do,
//! the declaration is the generator's, with what the page alone knows: permissions, headers, limits of the service in words.

use graph_action_metadata::Index;
use graph_action_metadata::model::{Operation, Parameter as Known};
use graph_action_metadata::path::Path;
use graph_action_metadata::resolve::{self, Target as Meant};

use super::declare::{self, Material};
use super::examples::Exchange;
use super::findings::Findings;
use super::kinds::{Element, Kind};
use super::parameters::Parameter;
use super::target::Target;
use super::template;
use crate::error::Error;
use crate::generate::names::{self, Taken};
use crate::generate::writer::Writer;
use crate::generate::{self, Options};

/// The text of the declarations by the metadata; nothing where the metadata does not have each of them as an operation.
pub(super) fn text(
    index: &Index,
    targets: &[Target],
    material: &Material<'_>,
    version: &str,
    findings: &mut Findings,
) -> Result<Option<String>, Error> {
    let mut operations: Vec<Operation> = Vec::new();
    for target in targets {
        let found = operation(index, target, findings);
        let Some(operation) = found else { return Ok(None) };
        compare(&operation, target, material, findings);
        if !operations.iter().any(|known| known.id() == operation.id()) {
            operations.push(operation);
        }
    }
    let options = Options { api: version.to_owned(), ..Options::default() };
    let text = generate::text(index, &operations, &options)?;
    let exchanges: Vec<&Exchange> = material.exchanges.iter().collect();
    let parameters = operations.iter().flat_map(|operation| &operation.parameters);
    let names: Vec<String> = parameters.map(|parameter| names::field(&parameter.name)).collect();
    let mut taken = Taken::of(names.iter().map(String::as_str));
    let mut writer = Writer::default();
    writer.fields(4, "pub ", &declare::headers(material, &exchanges, &mut taken, findings));
    let headers = with_headers(&text, writer.items());
    for parameter in &material.tables.query {
        let message = format!(
            "`{}` is an option of the query, which the metadata does not know of; it is no field",
            parameter.name
        );
        findings.warn(parameter.line, message);
    }
    Ok(Some(with_permissions(&headers, material)))
}

/// The operation that the paths of a target lead to; tells of each path that leads to none.
fn operation(index: &Index, target: &Target, findings: &mut Findings) -> Option<Operation> {
    let mut found: Option<Operation> = None;
    for request in &target.requests {
        let path = template::of(&request.segments, &mut Taken::default(), &[]).text;
        let Ok(parsed) = Path::parse(&path) else {
            findings.warn(request.line, format!("the metadata cannot be asked for this path: {path}"));
            continue;
        };
        match resolve::resolve(index, &parsed) {
            Ok(resolved) => match resolved.target {
                Meant::Operation { mut overloads, .. } => {
                    overloads.sort_by_key(|overload| std::cmp::Reverse(overload.parameters.len()));
                    found = found.or_else(|| overloads.into_iter().next());
                }
                _ => findings.note(
                    request.line,
                    "by the metadata this path leads to no action or function; the types are those of the examples",
                ),
            },
            Err(problem) => findings.warn(request.line, format!("the metadata does not have this path: {problem}")),
        }
    }
    found
}

/// Tells where the page and the metadata name different parameters, or give one another type.
fn compare(operation: &Operation, target: &Target, material: &Material<'_>, findings: &mut Findings) {
    let is_action = target.method == "POST";
    let documented = if is_action { &material.tables.body } else { &material.tables.path };
    let line = target.requests.first().map_or(0, |request| request.line);
    for parameter in documented {
        match operation.parameters.iter().find(|known| known.name.eq_ignore_ascii_case(&parameter.name)) {
            Some(known) => compare_one(parameter, known, findings),
            None if is_action => {
                let message = format!(
                    "the metadata has no parameter `{}` of `{}`; it is left out",
                    parameter.name,
                    operation.short_name()
                );
                findings.warn(parameter.line, message);
            }
            None => {}
        }
    }
    for known in &operation.parameters {
        let has = |name: &str| name.eq_ignore_ascii_case(&known.name);
        let in_path = target.arguments.iter().any(|(argument, _)| argument.name.as_deref().is_some_and(has));
        if !in_path && !documented.iter().any(|parameter| has(&parameter.name)) {
            findings
                .note(line, format!("the metadata has a parameter `{}` that the page does not describe", known.name));
        }
    }
}

/// Tells where a parameter is written or typed in two ways.
fn compare_one(parameter: &Parameter, known: &Known, findings: &mut Findings) {
    if known.name != parameter.name {
        let message =
            format!("the page writes `{}`, the metadata `{}`; that one was taken", parameter.name, known.name);
        findings.note(parameter.line, message);
    }
    let Some(Kind { element, is_collection }) = &parameter.kind else { return };
    let differs = match (element, known.ty.primitive()) {
        (Element::Edm(page), Some(metadata)) => page != &metadata,
        (Element::Named(_), Some(_)) => true,
        (Element::Edm(_) | Element::Named(_), None) | (Element::Any, _) => false,
    };
    if differs || *is_collection != known.ty.is_collection {
        let collection = if known.ty.is_collection { "a collection of " } else { "" };
        let message = format!(
            "`{}` is {collection}`{}` in the metadata, and something else on the page",
            known.name, known.ty.name
        );
        findings.warn(parameter.line, message);
    }
}

/// A module with the page's headers as the last fields of each action.
fn with_headers(text: &str, fields: &str) -> String {
    if fields.is_empty() {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len() + fields.len());
    let mut is_action = false;
    for line in text.lines() {
        is_action |= line.starts_with("#[graph_action(");
        let no_fields = line.strip_suffix(" {}").filter(|line| is_action && line.starts_with("pub struct "));
        if let Some(start) = no_fields {
            out.extend([start, " {\n", fields, "}\n"]);
            is_action = false;
            continue;
        }
        if is_action && line == "}" {
            out.push_str(fields);
            is_action = false;
        }
        out.extend([line, "\n"]);
    }
    out
}

/// A module with the page's permissions in the attribute of each action.
fn with_permissions(text: &str, material: &Material<'_>) -> String {
    let Some(option) = material.permissions.option() else { return text.to_owned() };
    let mut out = String::with_capacity(text.len() + option.len());
    for line in text.lines() {
        match line.strip_prefix("#[graph_action(").and_then(|rest| rest.strip_suffix(")]")) {
            Some(declaration) => out.extend(["#[graph_action(\n    ", declaration, ",\n    ", &option, ",\n)]"]),
            None => out.push_str(line),
        }
        out.push('\n');
    }
    out
}

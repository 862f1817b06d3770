//! The page of an operation.

use std::io::Write;

use graph_action_metadata::model::{Operation, Parameter, Type};

use super::Page;
use crate::commands::signature;
use crate::error::Error;
use crate::lookup;
use crate::output::{NAME, QUIET, TYPE, columns, line, paint, short_name, short_type};
use crate::view::method;

/// How many names a line lists before it says how many there are.
const LISTED: usize = 8;

/// Writes a list of operations, where there are too many for a page each.
pub(super) fn list(page: &Page<'_>, operations: &[Operation], name: &str, out: &mut dyn Write) -> Result<(), Error> {
    let rows: Vec<Vec<String>> =
        operations.iter().map(|operation| signature::row(operation, page.index.namespace())).collect();
    for row in columns(&rows) {
        line(out, page.width, &row)?;
    }
    let hint = format!(
        "{} operations are so called; see one with `cargo graph-action show {name} --on TYPE`",
        operations.len()
    );
    line(out, page.width, &paint(QUIET, hint).to_string())?;
    Ok(())
}

/// Writes everything about an operation.
pub(super) fn write(page: &Page<'_>, operation: &Operation, types: &[Type], out: &mut dyn Write) -> Result<(), Error> {
    let (index, namespace) = (page.index, page.index.namespace());
    let on = operation.binding.as_ref().map(|binding| format!(" on {}", paint(TYPE, short_type(binding, namespace))));
    let on = on.unwrap_or_default();
    writeln!(out, "{} {}{on}", paint(TYPE, method(operation.kind)), paint(NAME, &operation.name))?;
    let id = operation.id();
    signature::about(out, operation.deprecated.as_ref(), index.doc(&id)?.as_deref())?;
    if !operation.parameters.is_empty() {
        writeln!(out, "parameters")?;
        let mut rows = Vec::new();
        for parameter in &operation.parameters {
            let doc = index.doc(&format!("{id}/{}", parameter.name))?;
            rows.push(row(parameter, namespace, doc.as_deref()));
        }
        for row in columns(&rows) {
            line(out, page.width, &format!("  {row}"))?;
        }
    }
    let returns = operation.returns.as_ref().map(|returns| {
        let null = if returns.is_nullable { " or null" } else { "" };
        format!("{}{null}", paint(TYPE, short_type(&returns.ty, namespace)))
    });
    writeln!(out, "returns {}", returns.unwrap_or_else(|| "nothing".to_owned()))?;
    routes(page, operation, out)?;
    if let Some(binding) = &operation.binding {
        let derived = lookup::derived(types, &binding.name);
        if !derived.is_empty() {
            line(out, page.width, &format!("also on {}", names(&derived, namespace)))?;
        }
    }
    if operation.is_composable {
        writeln!(out, "a path may go on behind it")?;
    }
    Ok(())
}

/// Writes the struct that declares an operation, whole: it is there to be copied.
pub(super) fn declaration(text: &str, out: &mut dyn Write) -> Result<(), Error> {
    writeln!(out, "declaration")?;
    for line in text.lines() {
        writeln!(out, "  {line}")?;
    }
    writeln!(out)?;
    Ok(())
}

/// Writes the paths to an operation.
fn routes(page: &Page<'_>, operation: &Operation, out: &mut dyn Write) -> Result<(), Error> {
    let found = page.paths.to_operation(operation, page.limit);
    if found.routes.is_empty() {
        writeln!(out, "no path leads to it")?;
        return Ok(());
    }
    writeln!(out, "paths")?;
    for route in &found.routes {
        // Whole, since it is there to be copied.
        writeln!(out, "  {}", route.template)?;
    }
    if found.more > 0 {
        let all = found.routes.len() + found.more;
        let more = format!("  {} more; see them with --paths {all}", found.more);
        line(out, page.width, &paint(QUIET, more).to_string())?;
    }
    Ok(())
}

/// The columns of a parameter.
fn row(parameter: &Parameter, namespace: &str, doc: Option<&str>) -> Vec<String> {
    let null = if parameter.is_nullable { "or null" } else { "" };
    let optional = if parameter.is_optional { "optional" } else { "" };
    vec![
        paint(NAME, &parameter.name).to_string(),
        paint(TYPE, short_type(&parameter.ty, namespace)).to_string(),
        null.to_owned(),
        optional.to_owned(),
        signature::notes(parameter.deprecated.as_ref(), doc),
    ]
}

/// The first few names, and how many more there are.
pub(super) fn names(names: &[String], namespace: &str) -> String {
    let first: Vec<&str> = names.iter().take(LISTED).map(|name| short_name(name, namespace)).collect();
    match names.len() - first.len() {
        0 => first.join(", "),
        more => format!("{} and {more} more", first.join(", ")),
    }
}

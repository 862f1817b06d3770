//! An operation in one line or in a few, as `find` and `show` write it. No look at any index here.

use std::io::{self, Write};

use graph_action_metadata::model::{Deprecation, Operation, Parameter};

use crate::output::{NAME, QUIET, TYPE, WARNING, first_line, paint, short_type};
use crate::view::method;

/// The columns of an operation: method, name, binding, parameters and response.
pub(super) fn row(operation: &Operation, namespace: &str) -> Vec<String> {
    let binding = operation.binding.as_ref().map_or_else(|| "-".to_owned(), |binding| short_type(binding, namespace));
    let parameters: Vec<String> = operation.parameters.iter().map(parameter).collect();
    let returns = operation.returns.as_ref().map(|returns| short_type(&returns.ty, namespace));
    let returns =
        returns.map(|returns| format!(" {} {}", paint(QUIET, "->"), paint(TYPE, returns))).unwrap_or_default();
    vec![
        paint(TYPE, method(operation.kind)).to_string(),
        paint(NAME, operation.short_name()).to_string(),
        binding,
        format!("({}){returns}", parameters.join(", ")),
    ]
}

/// A parameter's name, with a `?` where it may be left out.
fn parameter(parameter: &Parameter) -> String {
    format!("{}{}", parameter.name, if parameter.is_optional { "?" } else { "" })
}

/// Writes, indented, that something will go away and all that the document says of it.
pub(super) fn about(out: &mut dyn Write, deprecation: Option<&Deprecation>, doc: Option<&str>) -> io::Result<()> {
    if let Some(deprecation) = deprecation {
        writeln!(out, "  {}", deprecated(deprecation))?;
    }
    for text in doc.unwrap_or_default().lines() {
        writeln!(out, "  {}", first_line(text))?;
    }
    Ok(())
}

/// In one line: that something will go away, and the first line of what the document says of it.
pub(super) fn notes(deprecation: Option<&Deprecation>, doc: Option<&str>) -> String {
    let deprecation = deprecation.map(deprecated);
    let doc = doc.map(|doc| paint(QUIET, first_line(doc)).to_string());
    deprecation.into_iter().chain(doc).collect::<Vec<_>>().join(" ")
}

/// What is said of something that will go away.
pub(super) fn deprecated(deprecation: &Deprecation) -> String {
    let mut text = "deprecated".to_owned();
    if let Some(date) = &deprecation.date {
        text.push_str(" since ");
        text.push_str(date);
    }
    if let Some(removal) = &deprecation.removal {
        text.push_str(", removed on ");
        text.push_str(removal);
    }
    if let Some(description) = &deprecation.description {
        text.push_str(": ");
        text.push_str(&first_line(description));
    }
    paint(WARNING, text).to_string()
}

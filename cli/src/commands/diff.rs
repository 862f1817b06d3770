//! `cargo graph-action diff`: what changed between two documents, what breaks first; in a crate, what of it concerns its declarations.

mod declared;

use std::io::{self, Write};

use clap::builder::styling::Style;
use serde::Serialize;

use super::signature;
use crate::args;
use crate::diff::{Change, Element, Severity, What};
use crate::error::{Error, Exit};
use crate::output::{ERROR, GOOD, NAME, QUIET, WARNING, columns, count, json, paint};
use crate::project::Project;
use crate::view::{DeprecationView, deprecation};
use crate::{diff, document};

/// Compares, and writes what changed.
pub(super) fn run(project: Option<&Project>, arguments: &args::Diff, out: &mut dyn Write) -> Result<Exit, Error> {
    let (old, new) = (document::read(&arguments.old)?, document::read(&arguments.new)?);
    let declared = if arguments.all { Vec::new() } else { declared::read(project)? };
    if !declared.is_empty() {
        return declared::run(&declared, (&old, &new), arguments, out);
    }
    let changes = diff::changes(&old, &new);
    let breaks = changes.iter().any(|change| change.severity == Severity::Breaks);
    let shown: Vec<&Change> =
        changes.iter().filter(|change| arguments.all || change.severity != Severity::Notes).collect();
    if arguments.json {
        json(out, &shown.iter().map(|change| ChangeView::of(change)).collect::<Vec<_>>())?;
    } else {
        text(out, &shown, changes.len() - shown.len())?;
    }
    Ok(if breaks { Exit::Findings } else { Exit::Fine })
}

/// The groups of an answer: how each is painted, and how its number is said.
const GROUPS: [(Severity, Style, &str); 4] = [
    (Severity::Breaks, ERROR, "break a declaration"),
    (Severity::Deprecates, WARNING, "deprecate"),
    (Severity::Adds, GOOD, "add"),
    (Severity::Notes, QUIET, "have no effect"),
];

/// Writes the changes in groups, and their number.
fn text(out: &mut dyn Write, changes: &[&Change], hidden: usize) -> io::Result<()> {
    let rows = |severity: Severity, style: Style| -> Vec<Vec<String>> {
        changes.iter().filter(|change| change.severity == severity).map(|change| row(change, style)).collect()
    };
    let totals = groups(out, rows)?;
    let mut summary =
        if totals.is_empty() { "nothing that a declaration sees has changed".to_owned() } else { totals.join(", ") };
    if hidden > 0 {
        summary = format!("{summary}; {} without effect: see with --all", count(hidden, "change"));
    }
    writeln!(out, "{summary}")
}

/// Writes the rows of each group under its name, and yields what is said of their numbers.
fn groups(out: &mut dyn Write, rows: impl Fn(Severity, Style) -> Vec<Vec<String>>) -> io::Result<Vec<String>> {
    let mut totals = Vec::new();
    for (severity, style, total) in GROUPS {
        let rows = rows(severity, style);
        if rows.is_empty() {
            continue;
        }
        writeln!(out, "{}", paint(style, format!("{severity} ({})", rows.len())))?;
        for line in columns(&rows) {
            writeln!(out, "  {line}")?;
        }
        totals.push(format!("{} {total}", rows.len()));
    }
    Ok(totals)
}

/// The columns of a change: what happened, what sort of thing it is, its name, and what is different.
fn row(change: &Change, style: Style) -> Vec<String> {
    let (sign, detail) = match &change.what {
        What::Added => ("+", String::new()),
        What::Removed => ("-", String::new()),
        What::Changed { aspect, old, new } => ("~", format!("{}: {old} {} {new}", aspect.word(), paint(QUIET, "->"))),
        What::Deprecated(deprecation) => ("!", signature::deprecated(deprecation)),
    };
    let name = paint(NAME, &change.element).to_string();
    vec![paint(style, sign).to_string(), kind(&change.element).replace('_', " "), name, detail]
}

/// What sort of thing an element is, as a script reads it.
fn kind(element: &Element) -> &'static str {
    match element {
        Element::Member(_) => "member",
        Element::Operation(_) => "operation",
        Element::Parameter { .. } => "parameter",
        Element::Type(_) => "type",
        Element::Property { .. } => "property",
        Element::EnumMember { .. } => "enum_member",
    }
}

/// A change as `--json` writes it. The fields are a promise, as those of [`crate::view`].
#[derive(Serialize)]
struct ChangeView {
    /// `breaks`, `deprecates`, `adds` or `notes`.
    severity: String,
    /// `added`, `removed`, `changed` or `deprecated`.
    change: &'static str,
    /// What sort of thing it is about.
    element: &'static str,
    /// The qualified name: of a type or member, else of what it belongs to.
    of: String,
    /// What the operation is bound to.
    binding: Option<String>,
    /// The name of the property, parameter or member of an enumeration.
    name: Option<String>,
    /// What about it is different.
    aspect: Option<&'static str>,
    /// How it was.
    old: Option<String>,
    /// How it is.
    new: Option<String>,
    /// What is said of its end.
    deprecated: Option<DeprecationView>,
}

impl ChangeView {
    /// The view of a change.
    fn of(change: &Change) -> Self {
        let (of, binding, name) = match &change.element {
            Element::Member(name) | Element::Type(name) => (name.clone(), None, None),
            Element::Operation(operation) => (operation.name.clone(), operation.binding.as_ref(), None),
            Element::Parameter { operation, name } => {
                (operation.name.clone(), operation.binding.as_ref(), Some(name.clone()))
            }
            Element::Property { ty, name } | Element::EnumMember { ty, name } => (ty.clone(), None, Some(name.clone())),
        };
        let mut view = Self {
            severity: change.severity.to_string(),
            change: "added",
            element: kind(&change.element),
            of,
            binding: binding.map(ToString::to_string),
            name,
            aspect: None,
            old: None,
            new: None,
            deprecated: None,
        };
        match &change.what {
            What::Added => {}
            What::Removed => view.change = "removed",
            What::Deprecated(what) => (view.change, view.deprecated) = ("deprecated", deprecation(Some(what))),
            What::Changed { aspect, old, new } => {
                view.change = "changed";
                view.aspect = Some(aspect.word());
                (view.old, view.new) = (Some(old.clone()), Some(new.clone()));
            }
        }
        view
    }
}

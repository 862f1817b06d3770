//! `cargo graph-action check`: the declarations of a crate, or of all crates of a workspace, against their indexes.

mod snippet;

use std::io::Write;
use std::path::Path;

use serde::Serialize;

use crate::args::{self, Deny};
use crate::check::{self, Counts, Finding, Indexes, Level, Report, Sources};
use crate::error::{Error, Exit};
use crate::output::{ERROR, GOOD, QUIET, WARNING, count, json, paint};
use crate::project::{Package, Project};
use crate::store;

/// Checks, and shows what was found.
pub(super) fn run(project: &Project, arguments: &args::Check, out: &mut dyn Write) -> Result<Exit, Error> {
    let here = here()?;
    let named = arguments.index.as_deref().map(store::open_named).transpose()?.map(Indexes::one);
    let mut report = Report::default();
    let mut has_index = false;
    for package in project.packages(project.directory())? {
        let sources = Sources::read(&package.target_roots, &here);
        let own = if named.is_some() { None } else { Some(indexes(&package)?) };
        let Some(indexes) = named.as_ref().or(own.as_ref()) else { continue };
        has_index |= !indexes.is_empty();
        report.add(check::package(&sources, indexes)?);
    }
    if arguments.json {
        json(out, &View::of(&report, arguments.verbose))?;
    } else {
        text(out, &report, arguments.verbose)?;
    }
    let exit = exit(&report, arguments.deny);
    match report.without_index.keys().next() {
        Some(api) if !has_index && exit == Exit::Fine => Err(Error::new("there is no index, and nothing was checked")
            .fix(format!("make it with `cargo graph-action metadata --api {api}`, or name one with --index"))),
        _ => Ok(exit),
    }
}

/// The current directory, from which paths are shown.
pub(super) fn here() -> Result<std::path::PathBuf, Error> {
    std::env::current_dir().map_err(|error| Error::new("there is no current directory").because(error))
}

/// The indexes of a crate.
fn indexes(package: &Package) -> Result<Indexes, Error> {
    let project = Project::above(&package.directory)?;
    Indexes::find(project.directories().collect::<Vec<&Path>>())
}

/// How the command ends.
fn exit(report: &Report, deny: Option<Deny>) -> Exit {
    let denied = match deny {
        None => Level::Error,
        Some(Deny::Warnings) => Level::Warning,
        Some(Deny::Notes) => Level::Note,
    };
    let is_denied = report.findings.iter().any(|finding| finding.level <= denied)
        || (deny.is_some() && !report.without_index.is_empty());
    if is_denied { Exit::Findings } else { Exit::Fine }
}

/// Writes the findings as the compiler does, and their number.
fn text(out: &mut dyn Write, report: &Report, verbose: bool) -> Result<(), Error> {
    let passed_over = report.passed_over.iter().filter(|_| verbose);
    for finding in report.findings.iter().chain(passed_over) {
        writeln!(out, "{}\n", snippet::of(finding))?;
    }
    for (version, number) in &report.without_index {
        let (declarations, are) = (count(*number, "declaration"), if *number == 1 { "is" } else { "are" });
        writeln!(
            out,
            "{} {declarations} of {version} {are} not checked: make the index with `cargo graph-action metadata --api {version}`",
            paint(WARNING, "warning:")
        )?;
    }
    writeln!(out, "{}", summary(report))?;
    Ok(())
}

/// How much was checked, and how much was found.
fn summary(report: &Report) -> String {
    let Counts { actions, types, paths, responses } = report.checked;
    let mut checked = vec![count(actions, "action"), count(types, "type"), count(paths, "path")];
    if responses > 0 {
        checked.push(count(responses, "response"));
    }
    let last = checked.pop().unwrap_or_default();
    let mut parts = vec![format!("{} and {last} checked", checked.join(", "))];
    if report.unchecked > 0 {
        parts.push(format!("{} left unchecked as they say", report.unchecked));
    }
    let without_index: usize = report.without_index.values().sum();
    if without_index > 0 {
        parts.push(format!("{without_index} not"));
    }
    let text = parts.join(", ");
    let found = [(Level::Error, ERROR, "error"), (Level::Warning, WARNING, "warning"), (Level::Note, QUIET, "note")];
    let found = found.into_iter().filter(|(level, ..)| report.count(*level) > 0);
    let found: Vec<String> =
        found.map(|(level, style, noun)| paint(style, count(report.count(level), noun)).to_string()).collect();
    if found.is_empty() {
        format!("{text}: {}", paint(GOOD, "nothing to say"))
    } else {
        format!("{text}: {}", found.join(", "))
    }
}

/// A report as `--json` writes it. The fields are a promise, as those of [`crate::view`].
#[derive(Serialize)]
struct View<'a> {
    /// How many declarations were checked, by kind.
    checked: Counts,
    /// How many say `unchecked`.
    unchecked: usize,
    /// How many were not checked for lack of an index, by version.
    without_index: &'a std::collections::BTreeMap<String, usize>,
    /// How many errors there are.
    errors: usize,
    /// How many warnings.
    warnings: usize,
    /// How many notes.
    notes: usize,
    /// All of them, by file and place.
    findings: Vec<FindingView<'a>>,
}

/// A finding as `--json` writes it.
#[derive(Serialize)]
struct FindingView<'a> {
    /// `error`, `warning` or `note`.
    severity: Level,
    /// Where it stands.
    #[serde(flatten)]
    place: PlaceView,
    /// What it is.
    message: &'a str,
    /// The struct or enum that it is about; nothing where it is about a file.
    declaration: Option<&'a str>,
}

/// A place as `--json` writes it. Lines and columns are counted from one, columns in characters; the end is behind the last.
#[derive(Serialize)]
pub(super) struct PlaceView {
    /// The file, as seen from the current directory.
    file: String,
    /// The line that it begins in.
    line: usize,
    /// The column that it begins at.
    column: usize,
    /// The line that it ends in.
    end_line: usize,
    /// The column behind its end.
    end_column: usize,
}

impl PlaceView {
    /// The view of a place.
    pub(super) fn of(place: &check::Place) -> Self {
        let ((line, column), (end_line, end_column)) = (place.start(), place.end());
        Self { file: place.source.path.display().to_string(), line, column, end_line, end_column }
    }
}

impl<'a> View<'a> {
    /// The view of a report.
    fn of(report: &'a Report, verbose: bool) -> Self {
        let view = |finding: &'a Finding| FindingView {
            severity: finding.level,
            place: PlaceView::of(&finding.place),
            message: &finding.message,
            declaration: finding.declaration.as_deref(),
        };
        let passed_over = report.passed_over.iter().filter(|_| verbose);
        Self {
            checked: report.checked,
            unchecked: report.unchecked,
            without_index: &report.without_index,
            errors: report.count(Level::Error),
            warnings: report.count(Level::Warning),
            notes: report.count(Level::Note),
            findings: report.findings.iter().chain(passed_over).map(view).collect(),
        }
    }
}

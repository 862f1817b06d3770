//! `diff` in a crate: what concerns its declarations, each with its place.

use std::io::Write;
use std::path::Path;

use clap::builder::styling::Style;
use graph_action_metadata::Schema;
use serde::Serialize;

use super::{ChangeView, groups, row};
use crate::api::Api;
use crate::args;
use crate::check::Sources;
use crate::commands::check::{PlaceView, here};
use crate::diff::{About, Concern, Severity, concerns};
use crate::error::{Error, Exit};
use crate::output::{NAME, QUIET, json, paint};
use crate::project::Project;

/// The declarations of the project's crates; nothing where there are none.
pub(super) fn read(project: Option<&Project>) -> Result<Vec<Sources>, Error> {
    let Some(project) = project else { return Ok(Vec::new()) };
    let here = here()?;
    let packages = project.packages(project.directory());
    let packages = packages.map_err(|error| error.fix("see every change, whoever uses it, with --all"))?;
    let sources = packages.iter().map(|package| Sources::read(&package.target_roots, &here));
    Ok(sources.filter(|sources| !sources.is_empty()).collect())
}

/// Compares, and writes what concerns the declarations.
pub(super) fn run(
    declared: &[Sources],
    (old, new): (&Schema, &Schema),
    arguments: &args::Diff,
    out: &mut dyn Write,
) -> Result<Exit, Error> {
    let api = arguments.api.clone().or_else(|| version(&arguments.old));
    let mut all: Vec<Concern> = Vec::new();
    for sources in declared {
        all.extend(concerns(sources, old, new, api.as_ref())?);
    }
    if arguments.json {
        json(out, &all.iter().map(View::of).collect::<Vec<_>>())?;
    } else {
        text(out, &all)?;
    }
    let breaks = all.iter().any(|concern| concern.severity == Severity::Breaks);
    Ok(if breaks { Exit::Findings } else { Exit::Fine })
}

/// The version that a document is of, by what it is called.
fn version(path: &Path) -> Option<Api> {
    path.file_stem()?.to_str()?.parse().ok()
}

/// Writes what concerns the declarations in groups, and how much it is.
fn text(out: &mut dyn Write, concerns: &[Concern]) -> Result<(), Error> {
    let rows = |severity: Severity, style: Style| -> Vec<Vec<String>> {
        concerns.iter().filter(|concern| concern.severity == severity).map(|concern| cells(concern, style)).collect()
    };
    let totals = groups(out, rows)?;
    let summary =
        if totals.is_empty() { "nothing that the declarations use has changed".to_owned() } else { totals.join(", ") };
    writeln!(out, "{summary}; see every change with --all")?;
    Ok(())
}

/// The columns of what concerns a declaration: its place, its name, and what it is.
fn cells(concern: &Concern, style: Style) -> Vec<String> {
    let (line, column) = concern.place.start();
    let place = format!("{}:{line}:{column}", concern.place.source.path.display());
    let about = match &concern.about {
        About::Change(change) => row(change, style).join(" ").trim_end().to_owned(),
        About::Finding(message) => format!("{} {message}", paint(style, "!")),
    };
    vec![paint(QUIET, place).to_string(), paint(NAME, &concern.declaration).to_string(), about]
}

/// What concerns a declaration as `--json` writes it. The fields are a promise, as those of [`crate::view`].
#[derive(Serialize)]
struct View<'a> {
    /// `breaks`, `deprecates` or `adds`.
    severity: String,
    /// The struct or enum.
    declaration: &'a str,
    /// Where it stands.
    #[serde(flatten)]
    place: PlaceView,
    /// What the check has to say from now on.
    message: Option<&'a str>,
    /// What changed, where that is not said by a message.
    change: Option<ChangeView>,
}

impl<'a> View<'a> {
    /// The view of what concerns a declaration.
    fn of(concern: &'a Concern) -> Self {
        let (message, change) = match &concern.about {
            About::Finding(message) => (Some(message.as_str()), None),
            About::Change(change) => (None, Some(ChangeView::of(change))),
        };
        Self {
            severity: concern.severity.to_string(),
            declaration: &concern.declaration,
            place: PlaceView::of(&concern.place),
            message,
            change,
        }
    }
}

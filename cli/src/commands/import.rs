//! `cargo graph-action import`: a declaration from a page of Graph's documentation; what there is to look at on standard error.

use std::fs;
use std::io::{self, Read as _, Write};
use std::path::Path;

use graph_action_metadata::Index;

use crate::args::{Arguments, Import};
use crate::error::{Error, Exit};
use crate::file;
use crate::import::{self, Finding, Imported, Options, Severity};
use crate::output::{QUIET, WARNING, count, paint};
use crate::store;

/// Imports the page, writes the declaration to a file or to `out`, and tells what was found.
pub(super) fn run(arguments: &Arguments, import: &Import, out: &mut dyn Write) -> Result<Exit, Error> {
    let text = read(&import.page)?;
    let named = import.page.file_name().filter(|_| import.page != Path::new("-"));
    let options = Options {
        api: import.api.as_ref().map(ToString::to_string),
        file_name: named.map(|name| name.to_string_lossy().into_owned()),
    };
    let imported = match index(arguments, import, &text, &options)? {
        Some(index) => import::page_against(&text, &options, &index)?,
        None => import::page(&text, &options)?,
    };
    let Imported { text, findings, .. } = imported;
    match &import.output {
        Some(path) => {
            file::replace(path, &text)?;
            writeln!(out, "{}: {}", path.display(), count(text.lines().count(), "line"))?;
        }
        None => out.write_all(text.as_bytes())?,
    }
    out.flush()?;
    tell(&import.page, &findings, &mut anstream::stderr().lock())?;
    let is_to_look_at = findings.iter().any(|finding| finding.severity == Severity::Warning);
    Ok(if is_to_look_at { Exit::Findings } else { Exit::Fine })
}

/// The text of a page.
fn read(page: &Path) -> Result<String, Error> {
    let read = || {
        if page != Path::new("-") {
            return fs::read_to_string(page);
        }
        let mut text = String::new();
        io::stdin().lock().read_to_string(&mut text).map(|_| text)
    };
    read().map_err(|error| {
        Error::new(format!("the page {} could not be read", page.display())).fix("look at the path").because(error)
    })
}

/// The index that is named, or the one that the crate has of the page's version, if it has one.
fn index(arguments: &Arguments, import: &Import, text: &str, options: &Options) -> Result<Option<Index>, Error> {
    if let Some(path) = &import.index {
        return store::open(path).map(Some);
    }
    let version = import::version_of(text, options);
    let Ok(api) = version.parse() else { return Ok(None) };
    // A page can be imported outside any crate, and into one that has no index.
    let found = super::project(arguments).ok().and_then(|project| store::find(&project, &api).ok());
    found.map(|path| store::open(&path)).transpose()
}

/// Tells what was found, a line each.
fn tell(page: &Path, findings: &[Finding], out: &mut dyn Write) -> io::Result<()> {
    for finding in findings {
        let (style, word) = match finding.severity {
            Severity::Note => (QUIET, "note:"),
            Severity::Warning => (WARNING, "warning:"),
        };
        writeln!(out, "{} {}: {finding}", paint(style, word), page.display())?;
    }
    Ok(())
}

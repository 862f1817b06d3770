//! Where the indexes lie: `graph-metadata/<api>.index` beside the Cargo.toml of a crate, else in the root of its workspace.
//!
//! The macros look in the same places, in the same order: [`place`](mod@graph_action_metadata::place) is the one rule.

use std::path::{Path, PathBuf};

use graph_action_metadata::Index;
use graph_action_metadata::index::OpenCause;
use graph_action_metadata::place::DIRECTORY;

use crate::api::Api;
use crate::error::Error;
use crate::file;
use crate::project::Project;

/// What git must know: a line end that it rewrites is damage.
const ATTRIBUTES: &str = "*.index -text";

/// The index of a version in a directory that has a Cargo.toml.
#[must_use]
pub fn path(directory: &Path, api: &Api) -> PathBuf {
    directory.join(DIRECTORY).join(api.file_name())
}

/// The index that a crate is checked against.
pub fn find(project: &Project, api: &Api) -> Result<PathBuf, Error> {
    let places = project.directories().map(|directory| path(directory, api));
    let looked: Vec<PathBuf> = places.collect();
    if let Some(found) = looked.iter().find(|path| path.is_file()) {
        return Ok(found.clone());
    }
    let looked: Vec<String> = looked.iter().map(|path| path.display().to_string()).collect();
    Err(Error::new(format!("there is no index of {api} (looked for {})", looked.join(" and ")))
        .fix(format!("make it with `cargo graph-action metadata --api {api}`, or name one with --index")))
}

/// Opens the index that [`find`] found; `Index` says itself what is wrong with one, and what to do.
pub fn open(path: &Path) -> Result<Index, Error> {
    Index::open(path).map_err(|error| Error::new(error.to_string()))
}

/// Opens an index that somebody has named, which may be any file.
pub fn open_named(path: &Path) -> Result<Index, Error> {
    Index::open(path).map_err(|error| {
        let error_of = |fix| Error::new(format!("{} could not be read", path.display())).fix(fix);
        match error.cause {
            OpenCause::Io(cause) => error_of("look at --index").because(cause),
            OpenCause::Fault(fault) => {
                error_of("make an index of a document with `cargo graph-action metadata --from FILE`").because(fault)
            }
        }
    })
}

/// Writes an index, and tells git to leave its line ends alone. What is there already is not written again.
pub fn write(path: &Path, text: &str) -> Result<(), Error> {
    file::replace(path, text)?;
    let attributes = path.with_file_name(".gitattributes");
    let had = match std::fs::read_to_string(&attributes) {
        Ok(had) => had,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
        Err(error) => return Err(Error::new(format!("{} could not be read", attributes.display())).because(error)),
    };
    if had.lines().any(|line| line.trim() == ATTRIBUTES) {
        return Ok(());
    }
    let end = if had.is_empty() || had.ends_with('\n') { "" } else { "\n" };
    file::replace(&attributes, &format!("{had}{end}{ATTRIBUTES}\n"))
}

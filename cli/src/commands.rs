//! The subcommands: each reads its arguments, asks the modules at the root and writes the answer. No decisions about the service here.

mod diff;
mod find;
mod metadata;
mod show;
mod signature;

use std::io::Write;
use std::path::PathBuf;

use graph_action_metadata::Index;

use crate::args::{Arguments, Command, Source};
use crate::error::{Error, Exit};
use crate::project::Project;
use crate::store;

/// Runs the subcommand, which writes its answer to `out`.
pub(crate) fn run(arguments: &Arguments, out: &mut dyn Write) -> Result<Exit, Error> {
    match &arguments.command {
        Command::Metadata(metadata) => metadata::run(&project(arguments)?, metadata, out),
        Command::Find(find) => find::run(&index(arguments, &find.source)?, find, out),
        Command::Show(show) => show::run(&index(arguments, &show.source)?, show, out),
        Command::Diff(diff) => diff::run(diff, out),
    }
}

/// The project that the arguments name, or the one here.
fn project(arguments: &Arguments) -> Result<Project, Error> {
    if let Some(manifest) = &arguments.manifest_path {
        return Project::of(manifest);
    }
    let here = std::env::current_dir().map_err(|error| Error::new("there is no current directory").because(error))?;
    Project::above(&here)
}

/// The index that the arguments name, or that of the project.
fn index(arguments: &Arguments, source: &Source) -> Result<Index, Error> {
    let path: PathBuf = match &source.index {
        Some(path) => path.clone(),
        None => store::find(&project(arguments)?, &source.api)?,
    };
    store::open(&path)
}

//! The subcommands: each reads its arguments, asks the modules at the root and writes the answer. No decisions about the service here.

mod check;
mod diff;
mod find;
mod generate;
mod import;
mod metadata;
mod show;
mod signature;

use std::io::Write;
use std::path::Path;

use graph_action_metadata::Index;

use crate::api::Api;
use crate::args::{Arguments, Command, Source};
use crate::error::{Error, Exit};
use crate::project::Project;
use crate::store;

/// Runs the subcommand, which writes its answer to `out`.
pub(crate) fn run(arguments: &Arguments, out: &mut dyn Write) -> Result<Exit, Error> {
    match &arguments.command {
        Command::Metadata(metadata) => metadata::run(&project(arguments)?, metadata, out),
        Command::Find(find) => find::run(&source(arguments, &find.source)?, find, out),
        Command::Show(show) => show::run(&source(arguments, &show.source)?, show, out),
        Command::Generate(generate) => {
            let index = index(arguments, &generate.api, generate.index.as_deref())?;
            generate::run(&index, generate, out)
        }
        Command::Check(check) => check::run(&project(arguments)?, check, out),
        Command::Diff(diff) => diff::run(project_if_any(arguments)?.as_ref(), diff, out),
        Command::Import(import) => import::run(arguments, import, out),
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

/// The project that the arguments name, or the one here, where there is one.
fn project_if_any(arguments: &Arguments) -> Result<Option<Project>, Error> {
    let is_named = arguments.manifest_path.is_some();
    if is_named { project(arguments).map(Some) } else { Ok(project(arguments).ok()) }
}

/// The index that a question is put to.
fn source(arguments: &Arguments, source: &Source) -> Result<Index, Error> {
    index(arguments, &source.api, source.index.as_deref())
}

/// The index in a file, or that of the project for a version.
fn index(arguments: &Arguments, api: &Api, file: Option<&Path>) -> Result<Index, Error> {
    match file {
        Some(path) => store::open_named(path),
        None => store::open(&store::find(&project(arguments)?, api)?),
    }
}

//! `cargo graph-action show`: everything about an operation or a type, by its name or by a path to it.

mod operation;
mod ty;

use std::io::Write;

use graph_action_metadata::Index;
use graph_action_metadata::model::Operation;
use graph_action_metadata::paths::Paths;
use serde::Serialize;

use crate::args::Show;
use crate::error::{Error, Exit};
use crate::generate;
use crate::lookup::{self, Found};
use crate::output::{json, width};
use crate::view::{self, OperationView, TypeView};

/// How many overloads are shown in full; of more there is a list.
const IN_FULL: usize = 4;

/// What `--json` writes.
#[derive(Serialize)]
struct Answer {
    /// The operations that are so called.
    operations: Vec<RoutedView>,
    /// The types that are so called.
    types: Vec<TypeView>,
}

/// An operation, and how to come to it.
#[derive(Serialize)]
struct RoutedView {
    /// The operation.
    #[serde(flatten)]
    operation: OperationView,
    /// The paths to it, the shortest first, as a template has them.
    paths: Vec<String>,
    /// How many there are besides.
    more_paths: usize,
    /// The struct that declares it, without its paths and types.
    declaration: String,
}

/// Looks the name up, and writes what it means.
pub(super) fn run(index: &Index, show: &Show, out: &mut dyn Write) -> Result<Exit, Error> {
    let found = found(index, show)?;
    let schema = index.schema()?;
    let (all, paths) = (&schema.types, Paths::of(&schema));
    let options = generate::Options { api: show.source.api.to_string(), ..generate::Options::default() };
    let declarations = generate::structs(index, &found.operations, &options)?;
    let declared = found.operations.iter().zip(declarations);
    if show.source.json {
        let operations: Result<Vec<_>, Error> = declared
            .map(|(operation, declaration)| routed(index, &paths, show.paths, operation, declaration))
            .collect();
        let types: Result<Vec<_>, _> =
            found.types.iter().map(|ty| view::ty(index, ty, lookup::derived(all, &ty.name))).collect();
        json(out, &Answer { operations: operations?, types: types? })?;
        return Ok(Exit::Fine);
    }
    let page = Page { index, paths: &paths, limit: show.paths, width: width() };
    if found.operations.len() > IN_FULL {
        operation::list(&page, &found.operations, &show.name, out)?;
    } else {
        for (operation, declaration) in declared {
            operation::write(&page, operation, all, out)?;
            operation::declaration(&declaration, out)?;
        }
    }
    for ty in &found.types {
        ty::write(&page, ty, all, out)?;
    }
    Ok(Exit::Fine)
}

/// An operation with its paths.
fn routed(
    index: &Index,
    paths: &Paths<'_>,
    limit: usize,
    operation: &Operation,
    declaration: String,
) -> Result<RoutedView, Error> {
    let found = paths.to_operation(operation, limit);
    Ok(RoutedView {
        operation: view::operation(index, operation)?,
        paths: found.routes.into_iter().map(|route| route.template).collect(),
        more_paths: found.more,
        declaration,
    })
}

/// What a page is written from.
struct Page<'a> {
    /// The index.
    index: &'a Index,
    /// The ways through the service.
    paths: &'a Paths<'a>,
    /// How many paths are listed.
    limit: usize,
    /// The columns of the terminal.
    width: Option<usize>,
}

/// What the name means, as far as it was asked for; an error that names what is near it where it means nothing.
fn found(index: &Index, show: &Show) -> Result<Found, Error> {
    let name = show.name.as_str();
    let mut found = if name.contains('/') { lookup::path(index, name)? } else { lookup::name(index, name)? };
    if let Some(on) = &show.on {
        found.types.clear();
        let on_what: Vec<String> = found
            .operations
            .iter()
            .filter_map(|operation| operation.binding.as_ref())
            .map(ToString::to_string)
            .collect();
        found.operations.retain(|operation| lookup::is_on(operation, on));
        if found.is_empty() && !on_what.is_empty() {
            return Err(Error::not_found(format!("`{name}` is not called on `{on}`"))
                .fix(format!("it is called on {}", on_what.join(", "))));
        }
    }
    if !found.is_empty() {
        return Ok(found);
    }
    let near = lookup::nearest(index, name)?;
    let fix = match near.as_slice() {
        [] => format!("look for it with `cargo graph-action find {name}`"),
        near => format!("is it `{}`?", near.join("` or `")),
    };
    Err(Error::not_found(format!("nothing is called `{name}`")).fix(fix))
}

//! `cargo graph-action show`: everything about an operation or a type.

mod operation;
mod ty;

use std::io::Write;

use graph_action_metadata::Index;
use serde::Serialize;

use crate::args::Show;
use crate::error::{Error, Exit};
use crate::lookup::{self, Found};
use crate::output::{json, width};
use crate::view::{self, OperationView, TypeView};

/// How many overloads are shown in full; of more there is a list.
const IN_FULL: usize = 4;

/// What `--json` writes.
#[derive(Serialize)]
struct Answer {
    /// The operations that are so called.
    operations: Vec<OperationView>,
    /// The types that are so called.
    types: Vec<TypeView>,
}

/// Looks the name up, and writes what it means.
pub(super) fn run(index: &Index, show: &Show, out: &mut dyn Write) -> Result<Exit, Error> {
    let found = found(index, show)?;
    let all = index.types()?;
    if show.source.json {
        let operations: Result<Vec<_>, _> =
            found.operations.iter().map(|operation| view::operation(index, operation)).collect();
        let types: Result<Vec<_>, _> =
            found.types.iter().map(|ty| view::ty(index, ty, lookup::derived(&all, &ty.name))).collect();
        json(out, &Answer { operations: operations?, types: types? })?;
        return Ok(Exit::Fine);
    }
    let page = Page { index, width: width() };
    if found.operations.len() > IN_FULL {
        operation::list(&page, &found.operations, &show.name, out)?;
    } else {
        for operation in &found.operations {
            operation::write(&page, operation, &all, out)?;
        }
    }
    for ty in &found.types {
        ty::write(&page, ty, &all, out)?;
    }
    Ok(Exit::Fine)
}

/// What a page is written from.
struct Page<'a> {
    /// The index.
    index: &'a Index,
    /// The columns of the terminal.
    width: Option<usize>,
}

/// What the name means, as far as it was asked for; an error that names what is near it where it means nothing.
fn found(index: &Index, show: &Show) -> Result<Found, Error> {
    let name = show.name.as_str();
    let mut found = lookup::name(index, name)?;
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

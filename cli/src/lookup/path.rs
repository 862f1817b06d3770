//! What a path means, in any spelling: a template's, the documentation's, a URL's without its host.

use graph_action_metadata::Index;
use graph_action_metadata::model::{Operation, TypeRef};
use graph_action_metadata::path::Path;
use graph_action_metadata::resolve::{Resolved, Target, operations_of, resolve};
use graph_action_metadata::words;

use super::Found;
use crate::error::Error;

/// What a path leads to: the overloads of an operation, or a type.
pub fn path(index: &Index, text: &str) -> Result<Found, Error> {
    match resolved(index, text)?.target {
        Target::Operation { overloads, .. } => Ok(Found { operations: overloads, types: Vec::new() }),
        Target::Resource { ty, .. } | Target::References(ty) => match index.type_named(&ty.name)? {
            Some(found) => Ok(Found { operations: Vec::new(), types: vec![found.as_ref().clone()] }),
            None => Err(Error::not_found(format!("`{text}` leads to `{ty}`, of which there is no more to show"))),
        },
        Target::Unknown => Err(undeclared(index, text)?),
        Target::Root => Err(Error::not_found("`/` is the service itself").fix("name a path in it, or `find` one")),
        Target::Stream => Err(Error::not_found(format!("`{text}` leads to bytes, of which there is no more to show"))),
        Target::Count => {
            Err(Error::not_found(format!("`{text}` leads to a number, of which there is no more to show")))
        }
    }
}

/// The operations that a path leads to, or that can be called on what it leads to; and its last segment, where that is no more than
/// the beginning of something.
///
/// `/communications/calls/{id}/cancel` gives what can be called on a call, and `cancel`.
pub fn beneath(index: &Index, text: &str) -> Result<(Vec<Operation>, Option<String>), Error> {
    let whole = resolved(index, text).map(|resolved| resolved.target);
    if let Ok(target) = &whole
        && *target != Target::Unknown
    {
        return Ok((callable(index, target)?, None));
    }
    if let Some((parent, last)) = parent(text)
        && let Ok(resolved) = resolved(index, parent)
    {
        return Ok((callable(index, &resolved.target)?, Some(last.to_owned())));
    }
    whole.map(|_| (Vec::new(), None))
}

/// A path without its last segment, and that segment.
fn parent(text: &str) -> Option<(&str, &str)> {
    text.trim_end_matches('/').rsplit_once('/').filter(|(parent, _)| !parent.is_empty())
}

/// That the last segment of a path is nothing that is declared, though the type before it may have it: what it may have meant.
fn undeclared(index: &Index, text: &str) -> Result<Error, Error> {
    let error = Error::not_found(format!("`{text}` leads to nothing that the metadata says anything of"));
    let Some((parent, last)) = parent(text) else { return Ok(error) };
    let operations = callable(index, &resolved(index, parent)?.target)?;
    let near = words::nearest(last, operations.iter().map(Operation::short_name));
    Ok(match near {
        Some(near) => error.fix(format!("did you mean `{parent}/{near}`?")),
        None => error.fix(format!("see what can be called there with `cargo graph-action find {parent}`")),
    })
}

/// What a path leads to, by the resolver.
fn resolved(index: &Index, text: &str) -> Result<Resolved, Error> {
    let path = Path::parse(text).map_err(|fault| Error::not_found(format!("`{text}` is no path")).because(fault))?;
    resolve(index, &path).map_err(|problem| Error::not_found(format!("{text}: {problem}")))
}

/// The operations that something means, or that can be called on it, on one of a collection too.
fn callable(index: &Index, target: &Target) -> Result<Vec<Operation>, Error> {
    match target {
        Target::Operation { overloads, .. } => Ok(overloads.clone()),
        Target::Resource { ty, .. } => {
            let mut operations = operations_of(index, ty)?.operations;
            if ty.is_collection {
                operations.extend(operations_of(index, &TypeRef::one(&ty.name))?.operations);
            }
            Ok(operations)
        }
        Target::Root => Ok(index.operations_on(None)?),
        _ => Ok(Vec::new()),
    }
}

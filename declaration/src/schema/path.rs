//! Paths against the service: that each leads somewhere, and what there is to say about the way.

use graph_action_metadata::Index;
use graph_action_metadata::index::Fault;
use graph_action_metadata::model::{Operation, TypeRef};
use graph_action_metadata::path::Path;
use graph_action_metadata::resolve::{Note, Problem, Resolved, Target};
use syn::LitStr;

use super::{Finding, Findings, deprecation};
use crate::paths::PathEnum;

/// Checks the paths of a resource, each against the first of the indexes that knows it: a resource has no version of its
/// own. Yields what the paths lead to as well, each type with those that it extends; nothing where one is not known.
pub fn check(indexes: &[&Index], paths: &PathEnum<'_>) -> Result<(Findings, Vec<Vec<String>>), Fault> {
    let mut all = Findings::default();
    let mut leads_to = Some(Vec::new());
    for variant in &paths.variants {
        let mut first: Option<Findings> = None;
        let mut types = None;
        for index in indexes {
            let mut findings = Findings::default();
            if let Some(resolved) = resolved(index, &variant.literal, &mut findings)? {
                types = resource(&resolved).map(|ty| with_bases(index, ty)).transpose()?;
                first = Some(findings);
                break;
            }
            first.get_or_insert(findings);
        }
        all.add(first.unwrap_or_default());
        leads_to = leads_to.zip(types).map(|(mut all, types)| {
            all.push(types);
            all
        });
    }
    Ok((all, leads_to.unwrap_or_default()))
}

/// A type and those that it extends, as metadata writes them.
fn with_bases(index: &Index, ty: &TypeRef) -> Result<Vec<String>, Fault> {
    let is_collection = ty.is_collection;
    let name = |name: &str| TypeRef { name: name.to_owned(), is_collection }.to_string();
    Ok(index.ancestry(&ty.name)?.iter().map(|ty| name(&ty.name)).collect())
}

/// What a template leads to; nothing where it leads nowhere, which is told.
pub(super) fn resolved(index: &Index, literal: &LitStr, findings: &mut Findings) -> Result<Option<Resolved>, Fault> {
    match resolve(index, literal, findings)? {
        Some(Ok(resolved)) => Ok(Some(resolved)),
        Some(Err(problem)) => {
            findings.errors.on(literal, problem.to_string());
            Ok(None)
        }
        None => Ok(None),
    }
}

/// What a template leads to, or why it leads nowhere; nothing where that cannot be known.
pub(super) fn resolve(
    index: &Index,
    literal: &LitStr,
    findings: &mut Findings,
) -> Result<Option<Result<Resolved, Problem>>, Fault> {
    // What the templates' grammar passes and this does not is no fault of the user's.
    let Ok(path) = Path::parse(&literal.value()) else { return Ok(None) };
    if path.start.is_some() {
        return Ok(None);
    }
    match graph_action_metadata::resolve::resolve(index, &path) {
        Ok(resolved) => {
            remarks(&resolved, literal, findings);
            Ok(Some(Ok(resolved)))
        }
        Err(Problem::Index(fault)) => Err(fault),
        Err(problem) => Ok(Some(Err(problem))),
    }
}

/// What is worth knowing about a path that resolves.
fn remarks(resolved: &Resolved, literal: &LitStr, findings: &mut Findings) {
    for note in &resolved.notes {
        match note {
            Note::Deprecated { element, deprecation: deprecated, .. } => {
                findings.warn(literal.span(), deprecation(&format!("`{element}`"), deprecated));
            }
            other => {
                if let Some(message) = remark(other) {
                    findings.notes.push(Finding { span: literal.span(), message });
                }
            }
        }
    }
}

/// A remark that is no warning.
pub(super) fn remark(note: &Note) -> Option<String> {
    Some(match note {
        Note::Unqualified { place, name } => format!(
            "`{}` is outside of the service's main namespace; write `{name}`, which every service takes",
            place.text
        ),
        Note::FixedKey { place } => {
            format!("`{text}` is taken for the key of one item; `('{text}')` says that it is one", text = place.text)
        }
        Note::WithoutCast { place, types } => {
            let cast = types.first()?;
            format!("only `{cast}` has `{text}`; the cast `{}/{cast}/{text}` says so", place.before, text = place.text)
        }
        Note::Undeclared(problem) => format!("the metadata does not say more, but the type is open: {problem}"),
        Note::Deprecated { .. } => return None,
    })
}

/// The one thing that a path leads to.
fn resource(resolved: &Resolved) -> Option<&TypeRef> {
    match &resolved.target {
        Target::Resource { ty, .. } => Some(ty),
        Target::Operation { overloads, .. } => match overloads.as_slice() {
            [Operation { returns: Some(returns), .. }] => Some(&returns.ty),
            _ => None,
        },
        _ => None,
    }
}

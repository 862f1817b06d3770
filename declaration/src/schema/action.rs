//! An action against the service: where its path leads, and then what the method, the fields and the response have to be.

use std::cmp::Reverse;

use graph_action_metadata::Index;
use graph_action_metadata::index::Fault;
use graph_action_metadata::model::Operation;
use graph_action_metadata::path::{Path, SegmentKind};
use graph_action_metadata::resolve::{Note, Problem, Target};
use graph_action_metadata::words::{nearest, some};

use super::{Findings, arguments, operation, path, resource};
use crate::model::{Declaration, Place};

/// What the check of an action found, and what is left for the compiler to check.
#[derive(Debug, Default)]
pub struct Checked {
    /// What was found.
    pub findings: Findings,
    /// What the resource must be that the path begins with.
    pub binding: Option<Binding>,
}

/// What an operation is bound to that is called on a resource of another declaration.
#[derive(Debug)]
pub struct Binding {
    /// The field that the template begins with.
    pub field: String,
    /// The types, as metadata writes them: `microsoft.graph.event`, `Collection(microsoft.graph.event)`.
    pub types: Vec<String>,
    /// What to say where the resource is none of these.
    pub message: String,
}

/// Checks an action.
pub fn check(index: &Index, declaration: &Declaration<'_>) -> Result<Checked, Fault> {
    let mut checked = Checked::default();
    let literal = &declaration.signature.path;
    let Ok(path) = Path::parse(&literal.value()) else { return Ok(checked) };
    if path.start.is_some() {
        return on_a_resource(index, declaration, &path);
    }
    let findings = &mut checked.findings;
    let resolved = match path::resolve(index, literal, findings)? {
        Some(Ok(resolved)) => resolved,
        // What a template says in one line may be several calls: each argument that may be absent makes another one.
        Some(Err(Problem::Arguments { place, overloads, .. }))
            if place.segment + 1 == path.segments.len() && arguments::each_is_a_call(declaration, &overloads) =>
        {
            operation::check(index, declaration, &overloads, findings)?;
            return Ok(checked);
        }
        Some(Err(problem)) => {
            findings.errors.on(literal, problem.to_string());
            return Ok(checked);
        }
        None => return Ok(checked),
    };
    match &resolved.target {
        Target::Operation { overloads, .. } => operation::check(index, declaration, overloads, findings)?,
        Target::Resource { ty, .. } => resource::check(index, declaration, ty, findings)?,
        Target::Stream => resource::stream(declaration, findings),
        Target::Unknown => undeclared(declaration, &path, &resolved.notes, findings),
        // `$batch` and the like, the number of items and references: nothing more is known of these.
        Target::Root | Target::Count | Target::References(_) => {}
    }
    Ok(checked)
}

/// What an open type may have though nobody declared it: a property, never an operation. A name that is nearly that of
/// something declared is believed to be a slip.
fn undeclared(declaration: &Declaration<'_>, path: &Path, notes: &[Note], findings: &mut Findings) {
    let is_call = declaration.signature.method == "POST"
        || path.segments.last().is_some_and(|last| matches!(&last.kind, SegmentKind::Name { arguments: Some(_), .. }));
    for note in notes {
        let Note::Undeclared(problem) = note else { continue };
        let is_slip = matches!(&**problem, Problem::NotFound(not_found) if not_found.slip.is_some());
        let is_last = problem.place().is_some_and(|place| place.segment + 1 == path.segments.len());
        if is_slip || (is_call && is_last) {
            // Said once is enough.
            let remark = path::remark(note);
            findings.notes.retain(|said| Some(&said.message) != remark.as_ref());
            findings.errors.on(&declaration.signature.path, problem.to_string());
        }
    }
}

/// Checks an action whose path begins with a resource: what that is, its own declaration says, and the compiler compares.
fn on_a_resource(index: &Index, declaration: &Declaration<'_>, path: &Path) -> Result<Checked, Fault> {
    let mut checked = Checked::default();
    let (Some(field), Some(last)) = (&path.start, path.segments.last()) else { return Ok(checked) };
    let SegmentKind::Name { name, arguments } = &last.kind else { return Ok(checked) };
    if name.starts_with('$') || last.address.is_some() {
        return Ok(checked);
    }
    let literal = &declaration.signature.path;
    let operations = index.operations_called(name)?;
    if operations.is_empty() {
        if arguments.is_none() && !index.has_property(name) && index.type_named(name)?.is_none() {
            let names = index.operation_names();
            let near = nearest(name, names.iter().copied());
            let near = near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
            checked.findings.errors.on(literal, format!("nothing in the service is called `{name}`{near}"));
        }
        return Ok(checked);
    }
    // A property of the same name is another reading; which of them is meant, only the resource knows.
    if declaration.signature.method != "POST" && arguments.is_none() && index.has_property(name) {
        return Ok(checked);
    }
    checked.findings = best(index, declaration, &operations)?;
    if path.segments.len() == 1 {
        let mut types: Vec<String> =
            operations.iter().filter_map(|it| it.binding.as_ref()).map(ToString::to_string).collect();
        types.sort();
        types.dedup();
        let bindings = some(&types, 6);
        let message = format!("`{name}` is called on {bindings}; the paths of `{field}` lead to none of these");
        checked.binding = Some(Binding { field: field.clone(), types, message });
    }
    Ok(checked)
}

/// What is found against the operation that fits best: those of one name are bound to different types, with different
/// parameters, and any of them may be meant. Where none fits, the one is meant that has the most of what is declared.
fn best(index: &Index, declaration: &Declaration<'_>, operations: &[Operation]) -> Result<Findings, Fault> {
    let mut best: Option<((usize, Reverse<usize>), Findings)> = None;
    let mut rest = operations;
    while let Some(first) = rest.first() {
        let same = rest.iter().take_while(|it| (&it.name, &it.binding) == (&first.name, &first.binding)).count();
        let (overloads, others) = rest.split_at(same);
        rest = others;
        let mut findings = Findings::default();
        operation::check(index, declaration, overloads, &mut findings)?;
        if findings.errors.is_empty() {
            return Ok(findings);
        }
        let fitness = (shared(declaration, first), Reverse(findings.errors.len()));
        if best.as_ref().is_none_or(|(fittest, _)| fitness > *fittest) {
            best = Some((fitness, findings));
        }
    }
    Ok(best.map(|(_, findings)| findings).unwrap_or_default())
}

/// How many members of the body an operation has parameters for, capitals aside.
fn shared(declaration: &Declaration<'_>, operation: &Operation) -> usize {
    let has = |wire: &str| operation.parameters.iter().any(|parameter| parameter.name.eq_ignore_ascii_case(wire));
    let members = declaration.fields.iter().filter(|field| matches!(&field.place, Place::Member(wire) if has(wire)));
    members.count()
}

#[cfg(test)]
mod tests {
    use graph_action_metadata::Schema;
    use graph_action_metadata::model::{OperationKind, Parameter, TypeRef};
    use syn::parse_quote;

    use super::*;

    /// The action `accept` of a type, with these parameters.
    fn accept(binding: &str, parameters: &[&str]) -> Operation {
        let parameter = |name: &&str| Parameter {
            name: (*name).to_owned(),
            ty: TypeRef::one("Edm.String"),
            is_nullable: true,
            is_optional: false,
            deprecated: None,
        };
        Operation {
            name: "a.accept".to_owned(),
            kind: OperationKind::Action,
            binding: Some(TypeRef::one(binding)),
            parameters: parameters.iter().map(parameter).collect(),
            returns: None,
            is_composable: false,
            deprecated: None,
        }
    }

    #[test]
    fn of_operations_of_one_name_the_one_is_meant_that_has_the_most_of_what_is_declared() {
        let operations = vec![accept("a.calendar", &[]), accept("a.event", &["Comment"]), accept("a.plan", &["Other"])];
        let index = Index::of(&Schema { operations, ..Schema::default() });
        let item: syn::DeriveInput = parse_quote! {
            #[graph_action(POST "<it>/accept")]
            struct Accept { it: ResourcePath, comment: Option<String> }
        };
        let arguments = crate::read::written(&item.attrs).next().unwrap().arguments;
        let checked = check(&index, &crate::read::action(&item, arguments).unwrap()).unwrap();
        let errors: Vec<String> = checked.findings.errors.into_iter().map(|error| error.to_string()).collect();
        let [error] = errors.as_slice() else { panic!("{errors:?}") };
        assert!(error.starts_with("`comment` goes out as `comment`, but `accept` writes it `Comment`"), "{error}");
    }
}

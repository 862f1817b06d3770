//! A call of an action or function: its method, its parameters, what it returns.

use graph_action_metadata::Index;
use graph_action_metadata::index::Fault;
use graph_action_metadata::model::{Operation, OperationKind, Parameter};
use graph_action_metadata::words::{nearest, recased, some};

use super::fit::{Expected, fit, rust};
use super::types::respelt;
use super::written::Written;
use super::{Findings, arguments, deprecation, response};
use crate::model::{Declaration, Field, Place};
use crate::names;

/// Checks a call of an operation against those of its overloads that the path may mean.
pub(super) fn check(
    index: &Index,
    declaration: &Declaration<'_>,
    overloads: &[Operation],
    findings: &mut Findings,
) -> Result<(), Fault> {
    let Some(operation) = chosen(declaration, overloads) else { return Ok(()) };
    let signature = &declaration.signature;
    let (kind, method) = match operation.kind {
        OperationKind::Action => ("action", "POST"),
        OperationKind::Function => ("function", "GET"),
    };
    let who = format!("the {kind} `{}`", operation.short_name());
    if signature.method != method {
        let message = format!("{who} is called by {method}, not by {}", signature.method);
        findings.errors.at(signature.method.span(), message);
        return Ok(());
    }
    match operation.kind {
        OperationKind::Action => body(index, declaration, operation, &who, findings)?,
        OperationKind::Function => arguments::check(index, declaration, operation, &who, findings)?,
    }
    if let Some(written) = &signature.response {
        let returns = operation.returns.as_ref().map(|returns| &returns.ty);
        response::check(index, &who, written, returns, findings)?;
    }
    Ok(())
}

/// The overload that is called: of the kind that the method calls, where there is one; of functions, the one with just the
/// arguments of the path, else the first that has them.
fn chosen<'a>(declaration: &Declaration<'_>, overloads: &'a [Operation]) -> Option<&'a Operation> {
    // An action and a function may have one name, and be bound to one type.
    let kind = if declaration.signature.method == "POST" { OperationKind::Action } else { OperationKind::Function };
    let given: Vec<&str> = arguments::last(declaration).iter().filter_map(|it| it.name.as_deref()).collect();
    let has = |operation: &Operation, name: &str| operation.parameters.iter().any(|it| it.name == name);
    overloads
        .iter()
        .filter(|operation| operation.kind == OperationKind::Action || given.iter().all(|name| has(operation, name)))
        .min_by_key(|operation| (operation.kind != kind, operation.parameters.len().abs_diff(given.len())))
        .or(overloads.first())
}

/// The members of the body against the parameters of an action.
fn body(
    index: &Index,
    declaration: &Declaration<'_>,
    operation: &Operation,
    who: &str,
    findings: &mut Findings,
) -> Result<(), Fault> {
    // What a whole body is made of, its type says.
    if declaration.fields.iter().any(|field| matches!(field.place, Place::Body(_))) {
        return Ok(());
    }
    let known = || operation.parameters.iter().map(|parameter| parameter.name.as_str());
    let mut given: Vec<&str> = Vec::new();
    for field in &declaration.fields {
        let Place::Member(wire) = &field.place else { continue };
        if wire.contains('@') {
            continue;
        }
        let word = names::unraw(field.name);
        let right = known().find(|known| known == wire).or_else(|| recased(wire, known()));
        let near = right.or_else(|| nearest(wire, known()));
        let message = match (right, near) {
            (Some(right), _) if right == wire => None,
            (Some(right), _) => Some(respelt(&word, wire, right, operation.short_name())),
            (None, Some(near)) => Some(format!("{who} has no parameter `{wire}`; did you mean `{near}`?")),
            (None, None) => Some(format!("{who} has no parameter `{wire}`{}", has(operation))),
        };
        if let Some(message) = message {
            findings.errors.at(field.name.span(), message);
        }
        // What was probably meant is not missing besides.
        given.extend(near);
        // A name with other capitals is surely meant, so that its type is judged too.
        let meant = right.and_then(|right| operation.parameters.iter().find(|parameter| parameter.name == right));
        if let Some(meant) = meant {
            parameter(index, field, meant, who, findings)?;
        }
    }
    for parameter in operation.parameters.iter().filter(|parameter| is_required(parameter)) {
        if !given.contains(&parameter.name.as_str()) {
            let rust = rust(&Expected::of(index, &parameter.ty.name)?, &parameter.ty.name);
            let message = format!(
                "{who} needs the parameter `{}`; add a field for it, `pub {}: {rust}`",
                parameter.name,
                names::snake(&parameter.name),
            );
            findings.errors.at(declaration.signature.item.ident.span(), message);
        }
    }
    Ok(())
}

/// What an operation has for parameters, for a message.
fn has(operation: &Operation) -> String {
    let names: Vec<&str> = operation.parameters.iter().map(|parameter| parameter.name.as_str()).collect();
    match names.as_slice() {
        [] => ": it takes none".to_owned(),
        _ => format!("; it has {}", some(&names, 12)),
    }
}

/// Whether a call without the parameter is refused. Of a collection, `Nullable` speaks of its items.
fn is_required(parameter: &Parameter) -> bool {
    !parameter.is_nullable && !parameter.is_optional && !parameter.ty.is_collection
}

/// A member of the body against its parameter.
fn parameter(
    index: &Index,
    field: &Field<'_>,
    parameter: &Parameter,
    who: &str,
    findings: &mut Findings,
) -> Result<(), Fault> {
    let written = Written::of(field.ty);
    let what = format!("the parameter `{}` of {who}", parameter.name);
    if written.is_optional && is_required(parameter) {
        findings.errors.on(field.ty, format!("{what} is always needed; write the type without `Option`"));
    }
    findings.fit(field.ty, fit(index, &what, &written, &parameter.ty)?);
    deprecated(parameter, &what, field, findings);
    Ok(())
}

/// A warning where the parameter will go away.
pub(super) fn deprecated(parameter: &Parameter, what: &str, field: &Field<'_>, findings: &mut Findings) {
    if let Some(deprecated) = &parameter.deprecated {
        findings.warn(field.name.span(), deprecation(what, deprecated));
    }
}

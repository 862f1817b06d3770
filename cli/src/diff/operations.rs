//! What changed about operations and their parameters.
//!
//! First the overloads of both sides are paired, then the pairs compared. A function is told from its overloads by the types of its
//! parameters, so that a parameter with another type makes another function of it: what is left over of one name and binding is paired by
//! the names that its parameters share.

use graph_action_metadata::model::{Operation, OperationKind, Parameter, TypeRef};

use super::Severity::{Adds, Breaks};
use super::side::Side;
use super::{Aspect, Changes, Element, OperationRef};

/// Compares all operations.
pub(super) fn compare(old: &Side<'_>, new: &Side<'_>, changes: &mut Changes) {
    let mut done: Option<(&Option<TypeRef>, &str)> = None;
    // Sorted by binding and name, the overloads of one operation stand together.
    for operation in &old.schema.operations {
        let group = Some((&operation.binding, operation.name.as_str()));
        if done != group {
            let (was, is) = (overloads(old, operation), overloads(new, operation));
            overloads_of_one(new, was, is, changes);
            done = group;
        }
    }
    for operation in new.schema.operations.iter().filter(|operation| overloads(old, operation).is_empty()) {
        changes.added(Adds, Element::Operation(OperationRef::of(operation)));
    }
}

/// The operations of a side that have the name and the binding of this one.
fn overloads<'a>(side: &Side<'a>, of: &Operation) -> Vec<&'a Operation> {
    side.operations_named(&of.name).iter().filter(|operation| operation.binding == of.binding).copied().collect()
}

/// Pairs and compares the overloads of one operation: first those that are the same, then those that are nearest.
fn overloads_of_one(new: &Side<'_>, was: Vec<&Operation>, mut is: Vec<&Operation>, changes: &mut Changes) {
    let mut left = Vec::new();
    for operation in was {
        match is.iter().position(|now| now.id() == operation.id()) {
            Some(at) => pair(operation, is.remove(at), changes),
            None => left.push(operation),
        }
    }
    for operation in left {
        let nearest = is.iter().enumerate().max_by_key(|(at, now)| (shared(operation, now), std::cmp::Reverse(*at)));
        match nearest.map(|(at, _)| at) {
            Some(at) => pair(operation, is.remove(at), changes),
            None => match inherited(new, operation) {
                Some(now) => pair(operation, now, changes),
                None => changes.removed(Element::Operation(OperationRef::of(operation))),
            },
        }
    }
    for operation in is {
        changes.added(Adds, Element::Operation(OperationRef::of(operation)));
    }
}

/// How many parameters of two overloads have the same name.
fn shared(was: &Operation, is: &Operation) -> usize {
    was.parameters.iter().filter(|parameter| is.parameters.iter().any(|other| other.name == parameter.name)).count()
}

/// The operation that a type has from one that it extends.
fn inherited<'a>(new: &Side<'a>, operation: &Operation) -> Option<&'a Operation> {
    let binding = operation.binding.as_ref()?;
    let is_above = |now: &&&Operation| {
        let above = now.binding.as_ref().filter(|above| above.is_collection == binding.is_collection);
        above.is_some_and(|above| above.name != binding.name && new.is_a(&binding.name, &above.name))
    };
    new.operations_named(&operation.name).iter().filter(is_above).max_by_key(|now| shared(operation, now)).copied()
}

/// Compares an operation with what became of it.
fn pair(was: &Operation, is: &Operation, changes: &mut Changes) {
    let element = Element::Operation(OperationRef::of(was));
    changes.changed(Breaks, &element, Aspect::Kind, kind(was), kind(is));
    changes.turned(&element, Aspect::Composable, (was.is_composable, is.is_composable), [Adds, Breaks]);
    let returns = |operation: &Operation| {
        operation.returns.as_ref().map_or_else(|| "nothing".to_owned(), |returns| returns.ty.to_string())
    };
    changes.changed(Breaks, &element, Aspect::Returns, returns(was), returns(is));
    if let (Some(was), Some(is)) = (&was.returns, &is.returns) {
        changes.turned(&element, Aspect::ReturnsNull, (was.is_nullable, is.is_nullable), [Breaks, Adds]);
    }
    changes.deprecation(&element, was.deprecated.as_ref(), is.deprecated.as_ref());
    parameters(was, is, changes);
}

/// What an operation is, in OData's words.
fn kind(operation: &Operation) -> &'static str {
    match operation.kind {
        OperationKind::Action => "action",
        OperationKind::Function => "function",
    }
}

/// Compares the parameters, which go over the wire by name: their order is nothing to anybody.
fn parameters(was: &Operation, is: &Operation, changes: &mut Changes) {
    let element =
        |parameter: &Parameter| Element::Parameter { operation: OperationRef::of(was), name: parameter.name.clone() };
    let find = |operation: &Operation, name: &str| {
        operation.parameters.iter().find(|parameter| parameter.name == name).cloned()
    };
    for parameter in &was.parameters {
        let element = element(parameter);
        let Some(now) = find(is, &parameter.name) else {
            changes.removed(element);
            continue;
        };
        changes.changed(Breaks, &element, Aspect::Type, parameter.ty.to_string(), now.ty.to_string());
        changes.turned(&element, Aspect::Nullable, (parameter.is_nullable, now.is_nullable), [Adds, Breaks]);
        changes.turned(&element, Aspect::Optional, (parameter.is_optional, now.is_optional), [Adds, Breaks]);
        changes.deprecation(&element, parameter.deprecated.as_ref(), now.deprecated.as_ref());
    }
    for parameter in is.parameters.iter().filter(|parameter| find(was, &parameter.name).is_none()) {
        let severity = if may_be_left_out(is.kind, parameter) { Adds } else { Breaks };
        changes.added(severity, element(parameter));
    }
}

/// Whether a call is right without a parameter: it is optional, or one of an action that may be null, which stands for null where it
/// is left out ([OData 4.01, 11.5.5.1](https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part1-protocol.html#sec_InvokinganAction)).
fn may_be_left_out(kind: OperationKind, parameter: &Parameter) -> bool {
    parameter.is_optional || (kind == OperationKind::Action && parameter.is_nullable)
}

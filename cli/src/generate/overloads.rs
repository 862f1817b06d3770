//! Which overloads of an operation are one struct.
//!
//! Overloads that add one parameter at a time, `range()` and `range(address)`, are one struct, whose added fields are
//! `Option`: what is left out chooses the overload. Others, `f(date)` and `f(period)`, are a struct each: a single one could
//! say what no overload takes.

use std::collections::BTreeMap;

use graph_action_metadata::model::{Operation, OperationKind, Parameter, TypeRef};

/// Overloads that are one struct.
#[derive(Debug, Clone)]
pub(super) struct Group<'a> {
    /// The one with all of the parameters.
    pub(super) whole: &'a Operation,
    /// All of them, the shortest first.
    pub(super) overloads: Vec<&'a Operation>,
    /// The parameter that tells this one from those that are a struct of their own; nothing where its name is enough.
    pub(super) told_by: Option<&'a str>,
}

impl Group<'_> {
    /// Whether a parameter may be left out.
    pub(super) fn is_optional(&self, parameter: &Parameter) -> bool {
        let is_everywhere = self.overloads.iter().all(|overload| has(overload, &parameter.name));
        parameter.is_optional || !is_everywhere
    }

    /// The parameter that must be given for this one to be: overloads add one at a time.
    pub(super) fn stands_behind(&self, parameter: &Parameter) -> Option<&str> {
        let first = self.overloads.iter().position(|overload| has(overload, &parameter.name))?;
        let before = self.overloads.get(first.checked_sub(1)?)?;
        let earlier = self.overloads.get(first.checked_sub(2)?)?;
        before.parameters.iter().find(|other| !has(earlier, &other.name)).map(|other| other.name.as_str())
    }
}

/// The structs of some operations, in their order.
pub(super) fn groups(operations: &[Operation]) -> Vec<Group<'_>> {
    let mut named: BTreeMap<(Option<&TypeRef>, &str, OperationKind), Vec<&Operation>> = BTreeMap::new();
    for operation in operations {
        named.entry((operation.binding.as_ref(), &operation.name, operation.kind)).or_default().push(operation);
    }
    named.into_values().flat_map(grouped).collect()
}

/// The structs of one operation's overloads.
fn grouped(mut overloads: Vec<&Operation>) -> Vec<Group<'_>> {
    overloads.sort_by_key(|overload| overload.parameters.len());
    if let Some(whole) = overloads.last().filter(|_| overloads.windows(2).all(adds_one)) {
        return vec![Group { whole, overloads: overloads.clone(), told_by: None }];
    }
    let common: Vec<&str> = overloads.first().map_or_else(Vec::new, |first| {
        let names = first.parameters.iter().map(|parameter| parameter.name.as_str());
        names.filter(|name| overloads.iter().all(|overload| has(overload, name))).collect()
    });
    overloads.iter().map(|whole| alone(whole, &common)).collect()
}

/// An overload that is a struct of its own, told from the others by its first parameter that they do not all have.
fn alone<'a>(whole: &'a Operation, common: &[&str]) -> Group<'a> {
    let mut names = whole.parameters.iter().map(|parameter| parameter.name.as_str());
    let told_by = names.find(|name| !common.contains(name));
    Group { whole, overloads: vec![whole], told_by }
}

/// Whether the second of two overloads is the first with one parameter more.
fn adds_one(pair: &[&Operation]) -> bool {
    let [short, long] = pair else { return true };
    long.parameters.len() == short.parameters.len() + 1
        && long.returns == short.returns
        && short.parameters.iter().all(|parameter| {
            long.parameters.iter().any(|other| other.name == parameter.name && other.ty == parameter.ty)
        })
}

/// What tells an overload from all others. Its id does not where two differ in the names of their parameters alone, or where an
/// action and a function without parameters have one name.
pub(super) fn key(operation: &Operation) -> String {
    let names: Vec<&str> = operation.parameters.iter().map(|parameter| parameter.name.as_str()).collect();
    format!("{:?} {} {}", operation.kind, operation.id(), names.join(","))
}

/// Whether an overload has a parameter.
fn has(overload: &Operation, name: &str) -> bool {
    overload.parameters.iter().any(|parameter| parameter.name == name)
}

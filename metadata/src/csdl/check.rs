//! Contradictions: what a document may not say, because nothing that is made of it could be right.
//!
//! One function a rule. What is only unknown or unusual is no contradiction.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::document::Document;
use super::error::Error;
use crate::model::{OperationKind, Shape};

/// Refuses a document that contradicts itself. Every name in it is in full.
pub(super) fn document(document: &Document) -> Result<(), Error> {
    types_are_told_apart(document)?;
    overloads_are_told_apart(document)?;
    members_are_told_apart(document)?;
    no_type_is_its_own_base(document)
}

/// Two types have two names.
fn types_are_told_apart(document: &Document) -> Result<(), Error> {
    let mut taken = HashMap::new();
    for declared in &document.types {
        let name = declared.item.name.as_str();
        if let Some(first) = taken.insert(name, declared) {
            return Err(declared.error(format!(
                "there are two types of the name {name}, the first in line {}: one of the two must go",
                first.at.line
            )));
        }
    }
    Ok(())
}

/// Two operations differ in name, in what they are bound to, or in their parameters.
fn overloads_are_told_apart(document: &Document) -> Result<(), Error> {
    let mut taken = HashMap::new();
    for declared in &document.operations {
        let operation = &declared.item;
        let parameters: Vec<_> =
            operation.parameters.iter().map(|parameter| (parameter.name.as_str(), &parameter.ty)).collect();
        let signature =
            (operation.kind == OperationKind::Action, operation.name.as_str(), &operation.binding, parameters);
        if let Some(first) = taken.insert(signature, declared) {
            return Err(declared.error(format!(
                "there are two overloads {}, with the same parameters, the first in line {}: one of the two must go",
                operation.id(),
                first.at.line
            )));
        }
    }
    Ok(())
}

/// What a path begins with leads to one thing. A container may repeat what the one that it extends has.
fn members_are_told_apart(document: &Document) -> Result<(), Error> {
    let mut taken = HashMap::new();
    for (container, declared) in &document.members {
        match taken.entry(declared.item.name.as_str()) {
            Entry::Vacant(place) => {
                place.insert((container, declared));
            }
            Entry::Occupied(place) => {
                let (other, first) = place.get();
                let is_same = first.item.kind == declared.item.kind && first.item.target == declared.item.target;
                if *other == container || !is_same {
                    return Err(declared.error(format!(
                        "there are two members of the name {} in the entity container, the first in line {}: one of the two must go",
                        declared.item.name, first.at.line
                    )));
                }
            }
        }
    }
    Ok(())
}

/// How far a type has been followed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Followed {
    /// Not yet.
    No,
    /// From this type on, and not to the end.
    From(usize),
    /// To the end.
    Whole,
}

/// From every type, base by base, there is an end.
fn no_type_is_its_own_base(document: &Document) -> Result<(), Error> {
    let numbers: HashMap<&str, usize> =
        document.types.iter().enumerate().map(|(number, declared)| (declared.item.name.as_str(), number)).collect();
    let base = |number: usize| match document.types.get(number).map(|declared| &declared.item.shape) {
        Some(Shape::Object(object)) => object.base.as_deref().and_then(|base| numbers.get(base)).copied(),
        _ => None,
    };
    let mut followed = vec![Followed::No; document.types.len()];
    for (start, declared) in document.types.iter().enumerate() {
        let mut way = Vec::new();
        let mut next = Some(start);
        while let Some(number) = next {
            let Some(state) = followed.get_mut(number) else { break };
            match *state {
                Followed::Whole => break,
                Followed::From(origin) if origin == start => {
                    return Err(declared.error(format!(
                        "{} is derived from itself, by way of its BaseType and theirs: one of them must name another base",
                        document.types.get(number).map_or(declared.item.name.as_str(), |declared| declared.item.name.as_str())
                    )));
                }
                Followed::From(_) | Followed::No => *state = Followed::From(start),
            }
            way.push(number);
            next = base(number);
        }
        for number in way {
            if let Some(state) = followed.get_mut(number) {
                *state = Followed::Whole;
            }
        }
    }
    Ok(())
}

//! What the target of an annotation names.
//!
//! Targets are gathered by what they begin with, and each of those is looked at once: a document may have very many
//! annotations of very many overloads.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::terms::Term;
use crate::csdl::document::{Document, Element, Note};
use crate::csdl::names::{self, Target};
use crate::csdl::resolve::Names;
use crate::model::{OperationKind, Shape};

/// What there is to name, and what was named.
pub(super) struct Targets<'d, 'n> {
    /// The declarations.
    document: &'d Document,
    /// What names mean.
    names: &'d Names,
    /// Types and containers by name, operations by name and by id.
    owners: HashMap<String, Vec<Owner>>,
    /// The members of each container.
    members: HashMap<usize, Vec<Element>>,
    /// The annotations, by what their targets begin with.
    named: BTreeMap<String, Vec<Named<'n>>>,
}

/// What a target begins with.
#[derive(Clone, Copy)]
enum Owner {
    /// A type, operation or container.
    Type(usize),
    /// An operation.
    Operation(usize),
    /// An entity container.
    Container(usize),
}

/// An annotation of an owner, or of a part of it.
struct Named<'n> {
    /// The part.
    part: Option<&'n str>,
    /// The term.
    term: Term,
    /// The annotation.
    note: &'n Note,
}

impl<'d, 'n> Targets<'d, 'n> {
    /// Lists what there is to name.
    pub(super) fn of(document: &'d Document, names: &'d Names) -> Self {
        let mut owners: HashMap<String, Vec<Owner>> = HashMap::new();
        for (number, declared) in document.types.iter().enumerate() {
            owners.entry(declared.item.name.clone()).or_default().push(Owner::Type(number));
        }
        for (number, name) in document.containers.iter().enumerate() {
            owners.entry(name.clone()).or_default().push(Owner::Container(number));
        }
        for (number, declared) in document.operations.iter().enumerate() {
            for name in [declared.item.name.clone(), declared.item.id()] {
                owners.entry(name).or_default().push(Owner::Operation(number));
            }
        }
        let mut members: HashMap<usize, Vec<Element>> = HashMap::new();
        for (number, (container, _)) in document.members.iter().enumerate() {
            members.entry(*container).or_default().push(Element::Member(number));
        }
        Self { document, names, owners, members, named: BTreeMap::new() }
    }

    /// Takes in an annotation that has a target.
    pub(super) fn add(&mut self, target: &'n str, term: Term, note: &'n Note) {
        let target = names::target(target);
        if let Some(owner) = self.owner(target, note.schema) {
            self.named.entry(owner).or_default().push(Named { part: target.part, term, note });
        }
    }

    /// What a target begins with, as `owners` has it.
    fn owner(&self, target: Target<'_>, schema: usize) -> Option<String> {
        let name = self.names.resolve(schema, target.name).ok()?;
        let Some(signature) = target.signature else {
            return self.owners.contains_key(&*name).then(|| name.into_owned());
        };
        let types: Vec<String> = split(signature).map(|ty| self.type_name(ty, schema)).collect();
        let whole = format!("{name}({})", types.join(","));
        if self.owners.contains_key(&whole) {
            return Some(whole);
        }
        // An action is told by its binding alone, and some documents list its other parameters all the same.
        let short = format!("{name}({})", types.first()?);
        let is_action = |owner: &Owner| matches!(owner, Owner::Operation(number) if self.is_action(*number));
        self.owners.get(&short)?.iter().any(is_action).then_some(short)
    }

    /// A type in a signature, by its full name and without spaces.
    fn type_name(&self, text: &str, schema: usize) -> String {
        let Some(mut ty) = names::type_ref(text) else { return text.to_owned() };
        if let Ok(full) = self.names.resolve(schema, &ty.name) {
            ty.name = full.into_owned();
        }
        ty.to_string()
    }

    /// Whether an operation is an action.
    fn is_action(&self, number: usize) -> bool {
        self.document.operations.get(number).is_some_and(|declared| declared.item.kind == OperationKind::Action)
    }

    /// Every element that an annotation names, with the annotation; of several of one term the first.
    pub(super) fn found(self) -> Vec<(Element, Term, &'n Note)> {
        let mut found = Vec::new();
        // From the last to the first: one overload, told by its types, comes before all of its name.
        for (owner, named) in self.named.iter().rev() {
            let owners = self.owners.get(owner).map_or(&[][..], Vec::as_slice);
            let parts =
                if named.iter().any(|named| named.part.is_some()) { self.parts(owners) } else { HashMap::new() };
            let mut said = HashSet::new();
            for Named { part, term, note } in named {
                if !said.insert((*part, *term)) {
                    continue;
                }
                match part {
                    None => found.extend(owners.iter().filter_map(|owner| Some((owner.element()?, *term, *note)))),
                    Some(part) => {
                        found.extend(parts.get(*part).into_iter().flatten().map(|element| (*element, *term, *note)));
                    }
                }
            }
        }
        found
    }

    /// The parts of some owners, by name.
    fn parts(&self, owners: &[Owner]) -> HashMap<&'d str, Vec<Element>> {
        let mut parts: HashMap<&str, Vec<Element>> = HashMap::new();
        for element in owners.iter().flat_map(|owner| self.elements(*owner)) {
            if let Some(name) = part_name(self.document, element) {
                parts.entry(name).or_default().push(element);
            }
        }
        parts
    }

    /// The parts of one owner.
    fn elements(&self, owner: Owner) -> Vec<Element> {
        match owner {
            Owner::Type(number) => {
                let count = self.document.types.get(number).map_or(0, |declared| match &declared.item.shape {
                    Shape::Object(object) => object.properties.len(),
                    Shape::Enum(enumeration) => enumeration.members.len(),
                    Shape::Definition(_) => 0,
                });
                (0..count).map(|part| Element::Part(number, part)).collect()
            }
            Owner::Operation(number) => {
                let count = self.document.operations.get(number).map_or(0, |declared| declared.item.parameters.len());
                (0..count)
                    .map(|parameter| Element::Parameter(number, parameter))
                    .chain([Element::Returned(number)])
                    .collect()
            }
            Owner::Container(number) => self.members.get(&number).cloned().unwrap_or_default(),
        }
    }
}

impl Owner {
    /// The owner itself, where it can be annotated.
    fn element(self) -> Option<Element> {
        match self {
            Self::Type(number) => Some(Element::Type(number)),
            Self::Operation(number) => Some(Element::Operation(number)),
            Self::Container(_) => None,
        }
    }
}

/// What a target calls a part: behind the `/`.
pub(super) fn part_name(document: &Document, element: Element) -> Option<&str> {
    match element {
        Element::Type(_) | Element::Operation(_) => None,
        Element::Part(number, part) => match &document.types.get(number)?.item.shape {
            Shape::Object(object) => Some(&object.properties.get(part)?.name),
            Shape::Enum(enumeration) => Some(&enumeration.members.get(part)?.name),
            Shape::Definition(_) => None,
        },
        Element::Parameter(number, parameter) => {
            Some(&document.operations.get(number)?.item.parameters.get(parameter)?.name)
        }
        Element::Returned(_) => Some("$ReturnType"),
        Element::Member(number) => Some(&document.members.get(number)?.1.item.name),
    }
}

/// The types of a signature.
fn split(signature: &str) -> impl Iterator<Item = &str> {
    signature.split(',').map(str::trim).filter(|ty| !ty.is_empty())
}

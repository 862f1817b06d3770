//! Who gets a name that two could have. Decided over the whole service, whatever of it is declared: a declaration that is made
//! again with more beside it keeps its name.
//!
//! Types come first: of one short name in several namespaces the one of the service's own namespace keeps it, the others have
//! their namespace before it, `SecurityUser`; a name that would hide one of Rust's or the runtime's has a namespace in any case,
//! `GraphOperation`. Then paths, `EventPath`, then actions: an operation's own name where it has several words and is bound to
//! one type, else with that type behind it, `AcceptEvent`.

use std::collections::{BTreeMap, BTreeSet};

use graph_action_metadata::model::{Object, Operation, OperationKind, Schema, Shape, TypeRef, namespace, short};
use graph_action_metadata::names::snake;

use super::names::{self, Taken, is_reserved};
use super::overloads;

/// The names of a service.
#[derive(Debug, Default)]
pub(super) struct Naming {
    /// Of the types, by their qualified names.
    types: BTreeMap<String, String>,
    /// Of the enums that hold a type that has values itself, or one that derives from it.
    unions: BTreeMap<String, String>,
    /// Of the paths to what operations are bound to.
    paths: BTreeMap<TypeRef, String>,
    /// Of the actions, by the key of the overload that has all of their parameters.
    actions: BTreeMap<String, String>,
}

impl Naming {
    /// The names of all that a service has.
    pub(super) fn of(schema: &Schema, own: &str) -> Self {
        let mut naming = Self::default();
        let mut taken = Taken::default();
        naming.name_types(schema, own, &mut taken);
        let bindings: BTreeSet<&TypeRef> = schema.operations.iter().filter_map(|one| one.binding.as_ref()).collect();
        for binding in bindings {
            let resource = naming.resource(binding);
            let name = taken.first_free([format!("{resource}Path"), format!("{resource}ResourcePath")]);
            naming.paths.insert(binding.clone(), name);
        }
        naming.name_actions(schema, taken);
        naming
    }

    /// Names the types, those of the service's own namespace first.
    fn name_types(&mut self, schema: &Schema, own: &str, taken: &mut Taken) {
        let (first, then): (Vec<_>, Vec<_>) = schema.types.iter().partition(|ty| namespace(&ty.name) == own);
        for ty in first.iter().chain(&then) {
            let bare = names::pascal(short(&ty.name));
            let candidates = [bare.clone(), format!("{}{bare}", prefix(namespace(&ty.name), own))];
            let name = taken.first_free(candidates.into_iter().filter(|name| !is_reserved(name)));
            self.types.insert(ty.name.clone(), name);
        }
        let bases: BTreeSet<&str> = schema.types.iter().filter_map(|ty| base(&ty.shape)).collect();
        for name in bases {
            let union = format!("Any{}", self.ty(name));
            self.unions.insert(name.to_owned(), taken.first_free([union]));
        }
    }

    /// Names the actions: also their functions have names of their own.
    fn name_actions(&mut self, schema: &Schema, mut taken: Taken) {
        let mut bindings: BTreeMap<String, BTreeSet<Option<&TypeRef>>> = BTreeMap::new();
        for operation in &schema.operations {
            bindings.entry(folded(operation)).or_default().insert(operation.binding.as_ref());
        }
        let actions: BTreeSet<(Option<&TypeRef>, String)> = schema
            .operations
            .iter()
            .filter(|operation| operation.kind == OperationKind::Action)
            .map(|operation| (operation.binding.as_ref(), folded(operation)))
            .collect();
        let mut functions = Taken::default();
        for group in overloads::groups(&schema.operations) {
            let operation = group.whole;
            let verb = names::pascal(operation.short_name());
            let is_shared = bindings.get(&folded(operation)).is_some_and(|bindings| bindings.len() > 1);
            let mut bases = Vec::new();
            if !is_shared && !names::is_one_word(operation.short_name()) {
                bases.push(verb.clone());
            }
            match &operation.binding {
                Some(binding) => {
                    bases.push(format!("{verb}{}", self.ty(&binding.name)));
                    if binding.is_collection {
                        bases.push(format!("{verb}{}Collection", self.ty(&binding.name)));
                    }
                }
                None => bases.push(verb),
            }
            // An action of the same name on the same type keeps it.
            let steps_back = operation.kind == OperationKind::Function
                && actions.contains(&(operation.binding.as_ref(), folded(operation)));
            let suffix = match group.told_by.or(operation.parameters.first().map(|first| first.name.as_str())) {
                Some(parameter) if steps_back || group.told_by.is_some() => {
                    format!("With{}", names::pascal(parameter))
                }
                None if steps_back => "Function".to_owned(),
                _ => String::new(),
            };
            let candidates = bases.into_iter().map(|base| base + &suffix);
            let name = candidates.clone().find(|name| !is_reserved(name) && functions.take(&snake(name)));
            let name = name.unwrap_or_else(|| functions.first_free(candidates));
            self.actions.insert(overloads::key(operation), taken.first_free([name]));
        }
    }

    /// The name of a type; its own where it is not known.
    pub(super) fn ty<'a>(&'a self, name: &'a str) -> &'a str {
        self.types.get(name).map_or_else(|| short(name), String::as_str)
    }

    /// The name of the enum that holds a type or one that derives from it.
    pub(super) fn any<'a>(&'a self, name: &'a str) -> &'a str {
        self.unions.get(name).map_or_else(|| self.ty(name), String::as_str)
    }

    /// What an operation is bound to, as a part of a name.
    pub(super) fn resource(&self, binding: &TypeRef) -> String {
        let collection = if binding.is_collection { "Collection" } else { "" };
        format!("{}{collection}", self.ty(&binding.name))
    }

    /// The name of the paths to what operations are bound to.
    pub(super) fn path<'a>(&'a self, binding: &'a TypeRef) -> &'a str {
        self.paths.get(binding).map_or("ResourcePath", String::as_str)
    }

    /// The name of an action.
    pub(super) fn action(&self, operation: &Operation) -> String {
        self.actions.get(&overloads::key(operation)).cloned().unwrap_or_else(|| names::pascal(operation.short_name()))
    }
}

/// The type that a type extends.
fn base(shape: &Shape) -> Option<&str> {
    match shape {
        Shape::Object(Object { base: Some(base), .. }) => Some(base),
        _ => None,
    }
}

/// An operation's name, by which others are like it.
fn folded(operation: &Operation) -> String {
    operation.short_name().to_lowercase()
}

/// What a namespace puts before a name: the part behind the service's own, or its last word.
fn prefix(namespace: &str, own: &str) -> String {
    let inner = namespace.strip_prefix(own).and_then(|rest| rest.strip_prefix('.'));
    let words = inner.unwrap_or_else(|| short(namespace));
    words.split('.').map(names::pascal).collect()
}

//! One of the two documents, with its types found by name.

use std::collections::HashMap;

use graph_action_metadata::Schema;
use graph_action_metadata::model::{Object, Operation, Property, Shape, Type};

/// A document.
#[derive(Debug)]
pub(super) struct Side<'a> {
    /// Everything in it.
    pub(super) schema: &'a Schema,
    /// Its types by name.
    types: HashMap<&'a str, &'a Type>,
    /// Its operations by name.
    operations: HashMap<&'a str, Vec<&'a Operation>>,
}

impl<'a> Side<'a> {
    /// Looks at a document.
    pub(super) fn new(schema: &'a Schema) -> Self {
        let mut operations: HashMap<&str, Vec<&Operation>> = HashMap::new();
        for operation in &schema.operations {
            operations.entry(&operation.name).or_default().push(operation);
        }
        Self { schema, types: schema.types.iter().map(|ty| (ty.name.as_str(), ty)).collect(), operations }
    }

    /// A type by name.
    pub(super) fn type_named(&self, name: &str) -> Option<&'a Type> {
        self.types.get(name).copied()
    }

    /// The operations of a name.
    pub(super) fn operations_named(&self, name: &str) -> &[&'a Operation] {
        self.operations.get(name).map_or(&[], Vec::as_slice)
    }

    /// A type and those that it extends, the nearest first.
    pub(super) fn ancestry(&self, name: &str) -> impl Iterator<Item = &'a Type> {
        let base = |ty: &&'a Type| object(ty)?.base.as_deref().and_then(|base| self.type_named(base));
        // A circle, which no sound document has, ends where it has gone round.
        std::iter::successors(self.type_named(name), base).take(self.types.len())
    }

    /// Whether a type extends another, or is it.
    pub(super) fn is_a(&self, name: &str, base: &str) -> bool {
        self.ancestry(name).any(|ty| ty.name == base)
    }

    /// The properties of a type's key, its own or the one that it inherits.
    pub(super) fn key(&self, ty: &str) -> String {
        let mut keys = self.ancestry(ty).filter_map(object).map(|object| object.key.join(","));
        keys.find(|key| !key.is_empty()).unwrap_or_else(|| "none".to_owned())
    }

    /// A property of a type, its own or one that it inherits.
    pub(super) fn property(&self, ty: &str, name: &str) -> Option<&'a Property> {
        self.ancestry(ty)
            .filter_map(object)
            .flat_map(|object| &object.properties)
            .find(|property| property.name == name)
    }
}

/// A type as an object, where it is one.
pub(super) fn object(ty: &Type) -> Option<&Object> {
    match &ty.shape {
        Shape::Object(object) => Some(object),
        _ => None,
    }
}

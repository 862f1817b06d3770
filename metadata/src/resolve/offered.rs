//! What a path may go on with behind a type.

use super::view::{View, object};
use crate::index::{Fault, Index};
use crate::model::{Operation, Property, TypeRef};

/// What can follow in a path behind a value of some type, or behind a collection of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Offered {
    /// The operations that can be called on it, those of its base types included, sorted by name.
    pub operations: Vec<Operation>,
    /// Its properties, those of its base types behind its own; none of a collection.
    pub properties: Vec<Property>,
}

/// What can follow in a path behind `on`.
///
/// ```
/// # use graph_action_metadata::{Index, Schema, model::TypeRef, resolve::operations_of};
/// # let index = Index::of(&Schema::default());
/// let offered = operations_of(&index, &TypeRef::one("microsoft.graph.call"))?;
/// let names: Vec<&str> = offered.operations.iter().map(|operation| operation.short_name()).collect();
/// # assert!(names.is_empty());
/// # Ok::<(), graph_action_metadata::index::Fault>(())
/// ```
pub fn operations_of(index: &Index, on: &TypeRef) -> Result<Offered, Fault> {
    let view = View::of(index);
    let mut offered = Offered::default();
    for ty in view.lineage(&on.name) {
        let ty = ty?;
        let on = TypeRef { name: ty.name.clone(), is_collection: on.is_collection };
        offered.operations.extend(index.operations_on(Some(&on))?);
        if !on.is_collection {
            offered.properties.extend(object(&ty).into_iter().flat_map(|object| object.properties.iter().cloned()));
        }
    }
    offered.operations.sort_by(|a, b| (a.short_name(), &a.name, a.id()).cmp(&(b.short_name(), &b.name, b.id())));
    Ok(offered)
}

impl Offered {
    /// The names of the operations as a segment has them: short in the default namespace, qualified elsewhere; each once.
    #[must_use]
    pub fn operation_names(&self, namespace: &str) -> Vec<String> {
        let mut names: Vec<String> = self.operations.iter().map(|it| segment_name(&it.name, namespace)).collect();
        names.dedup();
        names
    }

    /// The names of the properties that lead to other entities.
    pub fn navigations(&self) -> impl Iterator<Item = &str> {
        self.properties.iter().filter(|it| it.navigation.is_some()).map(|it| it.name.as_str())
    }
}

/// The name of an operation as a segment has it.
pub(super) fn segment_name(name: &str, namespace: &str) -> String {
    let short = name.strip_prefix(namespace).and_then(|rest| rest.strip_prefix('.'));
    short.filter(|short| !short.contains('.')).unwrap_or(name).to_owned()
}

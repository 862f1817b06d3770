//! What a name means in an index: operations, a type, or something that is nearly so called. [`path()`] does
//! the same for paths.

mod path;

use graph_action_metadata::Index;
use graph_action_metadata::index::Fault;
use graph_action_metadata::model::{Operation, Property, Shape, Type, TypeRef, namespace, short};

use crate::search;
pub use path::{beneath, path};

/// What a name means; nothing in any of the fields where it means nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// The operations that are so called, each overload by itself.
    pub operations: Vec<Operation>,
    /// The types that are so called, that of the default namespace first.
    pub types: Vec<Type>,
}

impl Found {
    /// Whether it means nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.operations.is_empty() && self.types.is_empty()
    }

    /// What is called just so, where anything is; else what is so called in another case.
    fn exact_or_all(self, name: &str) -> Self {
        let is_exact = |full: &str| full == name || short(full) == name;
        if !self.operations.iter().any(|operation| is_exact(&operation.name))
            && !self.types.iter().any(|ty| is_exact(&ty.name))
        {
            return self;
        }
        Self {
            operations: self.operations.into_iter().filter(|operation| is_exact(&operation.name)).collect(),
            types: self.types.into_iter().filter(|ty| is_exact(&ty.name)).collect(),
        }
    }
}

/// What a name means, with its namespace or without, or with the binding in front as in `call.mute`; in any case where nothing is
/// written just so.
///
/// ```
/// use cargo_graph_action::lookup;
/// use graph_action_metadata::{Index, Schema};
///
/// let index = Index::of(&Schema::default());
/// assert!(lookup::name(&index, "cancelMediaProcessing").unwrap().is_empty());
/// ```
pub fn name(index: &Index, name: &str) -> Result<Found, Fault> {
    let is_named = |full: &str| full.eq_ignore_ascii_case(name) || short(full).eq_ignore_ascii_case(name);
    let mut found = Found {
        operations: index.operations()?.into_iter().filter(|operation| is_named(&operation.name)).collect(),
        types: index.types()?.into_iter().filter(|ty| is_named(&ty.name)).collect(),
    };
    if !found.is_empty() {
        found.types.sort_by_key(|ty| namespace(&ty.name) != index.namespace());
        return Ok(found.exact_or_all(name));
    }
    let Some((binding, name)) = name.rsplit_once('.') else { return Ok(found) };
    let mut operations = index.operations()?;
    operations.retain(|operation| operation.short_name().eq_ignore_ascii_case(name) && is_on(operation, binding));
    Ok(Found { operations, types: Vec::new() })
}

/// Whether an operation is bound to a type or a collection of it, by the type's name with its namespace or without.
#[must_use]
pub fn is_on(operation: &Operation, ty: &str) -> bool {
    let Some(binding) = &operation.binding else { return false };
    binding.name.eq_ignore_ascii_case(ty) || short(&binding.name).eq_ignore_ascii_case(ty)
}

/// The properties of a type and of those that it extends, theirs first, each with the name of the type that declares it.
pub fn properties(index: &Index, ty: &str) -> Result<Vec<(String, Property)>, Fault> {
    let mut properties = Vec::new();
    for ancestor in index.ancestry(ty)?.into_iter().rev() {
        if let Shape::Object(object) = &ancestor.shape {
            properties.extend(object.properties.iter().cloned().map(|property| (ancestor.name.clone(), property)));
        }
    }
    Ok(properties)
}

/// The operations that are bound to a type or a collection of it, and then those of the types that it extends.
pub fn operations(index: &Index, ty: &str) -> Result<Vec<Operation>, Fault> {
    let mut operations = Vec::new();
    for ancestor in index.ancestry(ty)? {
        for binding in [TypeRef::one(&ancestor.name), TypeRef::collection(&ancestor.name)] {
            operations.extend(index.operations_on(Some(&binding))?);
        }
    }
    Ok(operations)
}

/// The types that extend a type, directly or not, by name.
#[must_use]
pub fn derived(types: &[Type], name: &str) -> Vec<String> {
    let base = |ty: &Type| match &ty.shape {
        Shape::Object(object) => object.base.clone(),
        _ => None,
    };
    let mut found = vec![name.to_owned()];
    let mut at = 0;
    while let Some(above) = found.get(at).cloned() {
        let below = types.iter().filter(|ty| base(ty).as_deref() == Some(&above)).map(|ty| ty.name.clone());
        // A circle, which no sound document has, ends here.
        let below: Vec<String> = below.filter(|name| !found.contains(name)).collect();
        found.extend(below);
        at += 1;
    }
    found.remove(0);
    found.sort();
    found
}

/// The names of the operations and types that are nearest to a name that means nothing, three at most.
pub fn nearest(index: &Index, name: &str) -> Result<Vec<String>, Fault> {
    let operations = index.operations()?;
    let hits = search::operations(&operations, |_| None, &[short(name).to_owned()]);
    let mut names: Vec<String> = Vec::new();
    for hit in hits {
        let name = hit.operation.short_name();
        if names.len() < 3 && !names.iter().any(|had| had == name) {
            names.push(name.to_owned());
        }
    }
    Ok(names)
}

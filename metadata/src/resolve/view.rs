//! The questions that a walk along a path asks an index: of a type, and of all that it extends.

use std::sync::Arc;

use crate::index::{DEEPEST, Fault, Index};
use crate::model::{Object, Operation, Property, Shape, Type, TypeRef};

/// An index, asked as a walk asks it.
pub(super) struct View<'a> {
    /// The index.
    pub(super) index: &'a Index,
}

impl<'a> View<'a> {
    /// A view of an index.
    pub(super) fn of(index: &'a Index) -> Self {
        Self { index }
    }

    /// A type by its qualified name.
    pub(super) fn ty(&self, name: &str) -> Result<Option<Arc<Type>>, Fault> {
        self.index.type_named(name)
    }

    /// A type and those that it extends, the nearest first, read as they are asked for.
    pub(super) fn lineage(&self, name: &str) -> impl Iterator<Item = Result<Arc<Type>, Fault>> + use<'_, 'a> {
        let mut next = Some(name.to_owned());
        std::iter::from_fn(move || {
            let ty = self.ty(&next.take()?).transpose()?;
            if let Ok(ty) = &ty {
                next = object(ty).and_then(|object| object.base.clone());
            }
            Some(ty)
        })
        // A circle ends here; `Index::ancestry` is what reports it.
        .take(DEEPEST)
    }

    /// A property of a type or of one that it extends, and the name of the type that declares it.
    pub(super) fn property(&self, ty: &str, name: &str) -> Result<Option<(Property, String)>, Fault> {
        for ty in self.lineage(ty) {
            let ty = ty?;
            if let Some(property) = object(&ty).and_then(|object| object.properties.iter().find(|it| it.name == name)) {
                return Ok(Some((property.clone(), ty.name.clone())));
            }
        }
        Ok(None)
    }

    /// The overloads of an operation that can be called on a type, those of its bases in lists of their own behind.
    ///
    /// `name` is qualified, or the name without a namespace.
    pub(super) fn operations(&self, on: &TypeRef, name: &str) -> impl Iterator<Item = Result<Vec<Operation>, Fault>> {
        self.lineage(&on.name).map(move |ty| {
            let on = TypeRef { name: ty?.name.clone(), is_collection: on.is_collection };
            if name.contains('.') {
                self.index.overloads(Some(&on), name)
            } else {
                self.index.operations_named(Some(&on), name)
            }
        })
    }

    /// Whether any operation with this name can be called on a type.
    pub(super) fn has_operation(&self, on: &TypeRef, name: &str) -> Result<bool, Fault> {
        for operations in self.operations(on, name) {
            if !operations?.is_empty() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Whether a type is another one or extends it.
    pub(super) fn extends(&self, ty: &str, base: &str) -> Result<bool, Fault> {
        for ty in self.lineage(ty) {
            if ty?.name == base {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

/// The object that a type is.
pub(super) fn object(ty: &Type) -> Option<&Object> {
    match &ty.shape {
        Shape::Object(object) => Some(object),
        Shape::Enum(_) | Shape::Definition(_) => None,
    }
}

//! The paths that lead to an operation: what [`resolve`](mod@crate::resolve) finds one of, the other way round.
//!
//! The whole schema is turned into a map once, from the entity container through navigation, keys, casts and functions, each
//! step with what it costs a reader. A search backwards from what an operation is bound to then finds the cheapest paths first. Only the
//! command asks for this; a macro never does.

mod map;
mod names;
mod search;

use crate::model::{Operation, Schema, TypeRef};
use map::Map;

/// All ways through a schema.
#[derive(Debug)]
pub struct Paths<'a> {
    /// The steps.
    map: Map<'a>,
}

/// Some of the paths that lead to something, the shortest first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// The paths.
    pub routes: Vec<Route>,
    /// How many there are besides.
    pub more: usize,
    /// Whether there may be more of them still.
    pub is_cut: bool,
}

/// One path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Route {
    /// It, as a template has it: `/users/<user>/messages/<id>/reply`.
    pub template: String,
    /// Its placeholders, in order.
    pub placeholders: Vec<Placeholder>,
    /// The type of what stands before the operation; the operation may be bound to a base of it.
    pub on: Option<TypeRef>,
}

/// A placeholder of a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placeholder {
    /// Its name, which is a name in Rust, and no other of the path has it.
    pub name: String,
    /// What it stands for.
    pub value: Value,
}

/// What a placeholder stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// The key of an entity of this type.
    Key(String),
    /// One of several properties that are the key together.
    KeyPart {
        /// The type of the entity.
        ty: String,
        /// The property.
        property: String,
    },
    /// An argument of a function.
    Argument {
        /// The function.
        operation: String,
        /// The parameter.
        parameter: String,
    },
}

impl<'a> Paths<'a> {
    /// All ways through a schema.
    #[must_use]
    pub fn of(schema: &'a Schema) -> Self {
        Self { map: Map::of(schema) }
    }

    /// The paths to an operation, at most `limit` of them.
    ///
    /// Where there are paths that need neither a function in the middle, nor a reference to what has a path of its own, nor a
    /// cast, only those are listed.
    ///
    /// ```
    /// # use graph_action_metadata::{Schema, paths::Paths};
    /// # fn shown(schema: &Schema) {
    /// let paths = Paths::of(schema);
    /// for operation in &schema.operations {
    ///     let found = paths.to_operation(operation, 8);
    ///     for route in &found.routes {
    ///         println!("{}", route.template);
    ///     }
    /// }
    /// # }
    /// ```
    #[must_use]
    pub fn to_operation(&self, operation: &Operation, limit: usize) -> Found {
        let Some(binding) = &operation.binding else {
            let imports = self.map.imports_of(&operation.name);
            let routes = imports.into_iter().map(|member| names::import(member, operation)).collect();
            return Found { routes, more: 0, is_cut: false };
        };
        self.found(binding, Some(operation), limit)
    }

    /// The paths to a value or a collection of a type or of one derived from it, at most `limit` of them.
    #[must_use]
    pub fn to_type(&self, ty: &TypeRef, limit: usize) -> Found {
        self.found(ty, None, limit)
    }

    /// The paths to `ty`, with the operation behind it where one is given.
    fn found(&self, ty: &TypeRef, operation: Option<&Operation>, limit: usize) -> Found {
        let (trails, is_cut) = search::to(&self.map, ty, operation);
        let mut routes: Vec<(u32, Route)> =
            trails.iter().map(|trail| (trail.cost, names::route(&self.map, trail, operation))).collect();
        routes.sort_by(|(a_cost, a), (b_cost, b)| (a_cost, &a.template).cmp(&(b_cost, &b.template)));
        let more = routes.len().saturating_sub(limit);
        let routes = routes.into_iter().take(limit).map(|(_, route)| route).collect();
        Found { routes, more, is_cut }
    }
}

//! Declarations as a person would write them, for operations that the metadata describes: what `cargo graph-action generate`
//! prints, and what `show` prints of one operation.
//!
//! [`select`] finds the operations, [`text`] writes one module: the actions, the paths that they hang on, and the types that
//! they reach. [`Catalog`](catalog::Catalog) is the service as the other parts ask for it; [`names`] and [`docs`] know how
//! Rust spells, [`edm`] which type of Rust stands for which of OData, [`naming`] who gets a name that two could have,
//! [`overloads`] which overloads are one struct; [`actions`], [`paths`], [`objects`] and [`enums`] each write one kind of item.
//!
//! The same metadata and options give the same bytes. Nothing here reads files, knows of one service's operations by name, or
//! leaves out what it cannot put well: a type that is not known is `serde_json::Value`, an operation without a path takes any.

mod actions;
mod catalog;
mod cycles;
pub(crate) mod docs;
pub(crate) mod edm;
mod enums;
mod error;
mod module;
pub(crate) mod names;
mod naming;
mod objects;
mod options;
mod overloads;
pub(crate) mod paths;
mod reach;
mod select;
pub(crate) mod writer;

pub use error::Error;
pub use options::{Dates, Options, Unions};
pub use select::select;

use graph_action_metadata::Index;
use graph_action_metadata::model::Operation;

/// The declarations of some operations of an index, as the text of one module.
///
/// Overloads that differ by one parameter at a time are one struct, also where only one of them is among `operations`.
///
/// ```
/// use cargo_graph_action::generate::{self, Options};
/// use graph_action_metadata::model::{Member, MemberKind, Object, Operation, OperationKind, Shape, Type, TypeRef};
/// use graph_action_metadata::{Index, Schema};
///
/// let call = Shape::Object(Object { is_entity: true, ..Object::default() });
/// let schema = Schema {
///     types: vec![Type { name: "microsoft.graph.call".to_owned(), shape: call, deprecated: None }],
///     operations: vec![Operation {
///         name: "microsoft.graph.keepAlive".to_owned(),
///         kind: OperationKind::Action,
///         binding: Some(TypeRef::one("microsoft.graph.call")),
///         parameters: Vec::new(),
///         returns: None,
///         is_composable: false,
///         deprecated: None,
///     }],
///     members: vec![Member {
///         name: "calls".to_owned(),
///         kind: MemberKind::EntitySet,
///         target: "microsoft.graph.call".to_owned(),
///         deprecated: None,
///     }],
///     ..Schema::default()
/// };
/// let index = Index::of(&schema);
/// let operations = generate::select(&index, &["keepAlive".to_owned()])?;
/// let text = generate::text(&index, &operations, &Options::default())?;
/// assert!(text.contains("#[graph_action(POST \"/calls/<id>/keepAlive\")]\n#[derive("));
/// assert!(text.contains("\npub struct KeepAlive {\n"));
/// # Ok::<(), generate::Error>(())
/// ```
pub fn text(index: &Index, operations: &[Operation], options: &Options) -> Result<String, Error> {
    let catalog = catalog::Catalog::new(index, options)?;
    Ok(module::text(&catalog, operations))
}

/// The struct of each of some operations, without the types and the paths that it stands on: the declaration in short.
pub fn structs(index: &Index, operations: &[Operation], options: &Options) -> Result<Vec<String>, Error> {
    let catalog = catalog::Catalog::new(index, options)?;
    Ok(module::structs(&catalog, operations))
}

#[cfg(test)]
mod tests;

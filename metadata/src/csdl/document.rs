//! A document as it stands: what it declares, in its own order and with its own aliases.
//!
//! This is what lies between parsing and [`Schema`]: an alias may be used before the schema that declares it, and an annotation
//! stand before what it is about, so neither can be understood before the end. Plain data; the other modules work on it.

use std::collections::BTreeMap;

use super::error::{At, Error};
use crate::model::{Member, Operation, Schema, Type};

/// What a document declares.
#[derive(Debug, Default)]
pub(super) struct Document {
    /// Its `Schema` elements.
    pub(super) schemas: Vec<Namespace>,
    /// The namespaces of other documents that it calls by an alias.
    pub(super) includes: Vec<Namespace>,
    /// The types.
    pub(super) types: Vec<Declared<Type>>,
    /// The operations.
    pub(super) operations: Vec<Declared<Operation>>,
    /// The entity containers, by their qualified names.
    pub(super) containers: Vec<String>,
    /// The members of the containers, each with the number of its container.
    pub(super) members: Vec<(usize, Declared<Member>)>,
    /// What it says about all of these.
    pub(super) notes: Vec<Note>,
}

/// A namespace, and what the document calls it.
#[derive(Debug, Clone)]
pub(super) struct Namespace {
    /// Its name.
    pub(super) name: String,
    /// Its other name in this document.
    pub(super) alias: Option<String>,
}

/// Something declared, and where.
#[derive(Debug)]
pub(super) struct Declared<T> {
    /// What is declared.
    pub(super) item: T,
    /// Where its element begins.
    pub(super) at: At,
    /// The number of the schema that it stands in.
    pub(super) schema: usize,
}

impl<T> Declared<T> {
    /// An error about it.
    pub(super) fn error(&self, message: impl Into<String>) -> Error {
        Error::new(self.at, message)
    }
}

/// An annotation.
#[derive(Debug)]
pub(super) struct Note {
    /// What it is about.
    pub(super) about: About,
    /// The term, as the document has it.
    pub(super) term: String,
    /// Whether it has a qualifier, and so is one of several.
    pub(super) is_qualified: bool,
    /// What it says.
    pub(super) value: Value,
    /// The number of the schema that it stands in.
    pub(super) schema: usize,
}

/// What an annotation is about.
#[derive(Debug)]
pub(super) enum About {
    /// The element that it stands in.
    This(Element),
    /// What its target names.
    Target(String),
}

/// Something in a [`Document`] that can be annotated, by the numbers that it has there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Element {
    /// A type.
    Type(usize),
    /// A property of an object, or a member of an enumeration.
    Part(usize, usize),
    /// An operation.
    Operation(usize),
    /// A parameter of an operation, the binding parameter not counted.
    Parameter(usize, usize),
    /// What an operation returns.
    Returned(usize),
    /// A member of an entity container.
    Member(usize),
}

/// What an annotation says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Value {
    /// The annotation is there, which is all that it has to say.
    Present,
    /// An expression over data that the service alone has.
    Dynamic,
    /// A constant, as text.
    Text(String),
    /// Several values.
    List(Vec<Value>),
    /// Values by name.
    Record(Vec<(String, Value)>),
}

impl Value {
    /// The constant.
    pub(super) fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Present | Self::Dynamic | Self::List(_) | Self::Record(_) => None,
        }
    }

    /// The values of a list.
    pub(super) fn items(&self) -> &[Value] {
        match self {
            Self::List(items) => items,
            Self::Present | Self::Dynamic | Self::Text(_) | Self::Record(_) => &[],
        }
    }

    /// A value of a record.
    pub(super) fn get(&self, name: &str) -> Option<&Value> {
        match self {
            Self::Record(fields) => fields.iter().find(|(field, _)| field == name).map(|(_, value)| value),
            Self::Present | Self::Dynamic | Self::Text(_) | Self::List(_) => None,
        }
    }
}

impl Document {
    /// The metadata, once every name is resolved.
    pub(super) fn into_schema(self, docs: BTreeMap<String, String>) -> Schema {
        let mut schema = Schema {
            types: self.types.into_iter().map(|declared| declared.item).collect(),
            operations: self.operations.into_iter().map(|declared| declared.item).collect(),
            members: self.members.into_iter().map(|(_, declared)| declared.item).collect(),
            docs,
        };
        schema.sort();
        schema
    }
}

//! A change: what it is about, what happened, and how bad that is. Data alone.

use std::fmt;

use graph_action_metadata::model::{Deprecation, Operation, TypeRef};

/// One difference between two documents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What it means for a declaration.
    pub severity: Severity,
    /// What it is about.
    pub element: Element,
    /// What happened.
    pub what: What,
}

/// What a change means for a declaration that was right before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// It may be wrong now: a request is refused, or a response does not fit.
    Breaks,
    /// It will be wrong one day.
    Deprecates,
    /// It is right, and there is more to declare.
    Adds,
    /// It is right, and nothing follows.
    Notes,
}

/// What a change is about. Names of types and operations are qualified.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Element {
    /// Something that a path may begin with, by its name.
    Member(String),
    /// An operation.
    Operation(OperationRef),
    /// A parameter of an operation.
    Parameter {
        /// The operation.
        operation: OperationRef,
        /// The parameter's name.
        name: String,
    },
    /// A type, by its name.
    Type(String),
    /// A property of a type, own or inherited.
    Property {
        /// The type's name.
        ty: String,
        /// The property's name.
        name: String,
    },
    /// A member of an enumeration.
    EnumMember {
        /// The enumeration's name.
        ty: String,
        /// The member's name.
        name: String,
    },
}

/// An overload of an operation: as it was, where it was there before.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OperationRef {
    /// The operation's name.
    pub name: String,
    /// What it is bound to.
    pub binding: Option<TypeRef>,
    /// What tells it from other overloads; see [`graph_action_metadata::model::Operation::id`].
    pub id: String,
}

impl OperationRef {
    /// What an operation is called.
    #[must_use]
    pub fn of(operation: &Operation) -> Self {
        Self { name: operation.name.clone(), binding: operation.binding.clone(), id: operation.id() }
    }
}

/// What happened to an element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// Something about it is different.
    Changed {
        /// What about it.
        aspect: Aspect,
        /// How it was.
        old: String,
        /// How it is.
        new: String,
    },
    /// It will go away, or at another time than was said.
    Deprecated(Deprecation),
}

/// What about an element is different.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Aspect {
    /// Entity or complex type, action or function, entity set or singleton.
    Kind,
    /// The type that it extends.
    Base,
    /// Whether only derived types have values.
    Abstract,
    /// Whether it may have properties that are not declared.
    Open,
    /// Whether its value is a stream.
    Stream,
    /// The key.
    Key,
    /// The other keys.
    AlternateKeys,
    /// Whether several members may be given at once.
    Flags,
    /// The number behind a member.
    Value,
    /// The type of a property, parameter or definition.
    Type,
    /// Whether it may be null.
    Nullable,
    /// Whether the service alone writes it.
    ReadOnly,
    /// How a property leads to other entities.
    Navigation,
    /// Whether a parameter may be left out.
    Optional,
    /// What an operation returns.
    Returns,
    /// Whether what it returns may be null.
    ReturnsNull,
    /// Whether a path may go on behind it.
    Composable,
    /// What a member of the entity container is, or imports.
    Target,
    /// Whether it is deprecated.
    Deprecation,
}

impl Aspect {
    /// The word for it, in OData's terms.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Kind => "kind",
            Self::Base => "base type",
            Self::Abstract => "abstract",
            Self::Open => "open",
            Self::Stream => "stream",
            Self::Key => "key",
            Self::AlternateKeys => "alternate keys",
            Self::Flags => "flags",
            Self::Value => "value",
            Self::Type => "type",
            Self::Nullable => "nullable",
            Self::ReadOnly => "read-only",
            Self::Navigation => "navigation",
            Self::Optional => "optional",
            Self::Returns => "returns",
            Self::ReturnsNull => "returns null",
            Self::Composable => "composable",
            Self::Target => "target",
            Self::Deprecation => "deprecation",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Breaks => "breaks",
            Self::Deprecates => "deprecates",
            Self::Adds => "adds",
            Self::Notes => "notes",
        })
    }
}

impl fmt::Display for Element {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Member(name) => write!(f, "/{name}"),
            Self::Operation(operation) => f.write_str(&operation.id),
            Self::Parameter { operation, name } => write!(f, "{}/{name}", operation.id),
            Self::Type(name) => f.write_str(name),
            Self::Property { ty, name } | Self::EnumMember { ty, name } => write!(f, "{ty}/{name}"),
        }
    }
}

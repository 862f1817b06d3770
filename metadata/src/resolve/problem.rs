//! Why a path leads nowhere, as data; `words` tells it.

mod words;

use crate::index::Fault;
use crate::model::{Operation, TypeRef};

/// A segment that a message is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The number of the segment, from zero.
    pub segment: usize,
    /// The segment as it was written.
    pub text: String,
    /// The path before it.
    pub before: String,
}

/// The name that was probably meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Slip {
    /// The same name with other capitals.
    Casing(String),
    /// A name that is near.
    Near(String),
}

/// That a value has no such property or operation, or a collection no such operation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotFound {
    /// The segment.
    pub place: Place,
    /// What it was looked for on.
    pub on: TypeRef,
    /// What was probably meant.
    pub slip: Option<Slip>,
    /// What operations of this name are bound to.
    pub elsewhere: Vec<TypeRef>,
    /// What can follow instead.
    pub offered: Vec<String>,
}

/// Why a path leads nowhere.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Problem {
    /// The index cannot be read.
    Index(Fault),
    /// The path begins with nothing that the service has.
    NotInContainer {
        /// The segment.
        place: Place,
        /// What was probably meant.
        slip: Option<Slip>,
    },
    /// A value has no such property or operation, or a collection no such operation.
    NotFound(Box<NotFound>),
    /// A collection is followed by what only one of its items has.
    KeyMissing {
        /// The segment.
        place: Place,
        /// What the items are.
        of: TypeRef,
    },
    /// A key follows what is no collection.
    KeyUnexpected {
        /// The segment.
        place: Place,
        /// The value.
        on: TypeRef,
    },
    /// An operation is called on one item, and belongs on the collection.
    OnCollection {
        /// The segment.
        place: Place,
        /// The path to the collection.
        collection: String,
    },
    /// A collection whose items have no keys is followed by one.
    NoKeys {
        /// The segment.
        place: Place,
        /// The collection.
        on: TypeRef,
    },
    /// A key in parentheses has names that no key of the type has.
    KeyNames {
        /// The segment.
        place: Place,
        /// The type.
        on: TypeRef,
        /// Its keys and alternate keys.
        keys: Vec<Vec<String>>,
    },
    /// A type's name without its namespace stands where a cast was meant.
    CastUnqualified {
        /// The segment.
        place: Place,
        /// The qualified name.
        ty: String,
    },
    /// A cast to a type that the value cannot have.
    CastUnrelated {
        /// The segment.
        place: Place,
        /// What is cast.
        on: TypeRef,
        /// The types that it can be cast to.
        derived: Vec<String>,
    },
    /// Only derived types have the segment.
    CastMissing {
        /// The segment.
        place: Place,
        /// What it was looked for on.
        on: TypeRef,
        /// The types that have it.
        types: Vec<String>,
    },
    /// Operations of several namespaces have the name.
    Ambiguous {
        /// The segment.
        place: Place,
        /// Their qualified names.
        names: Vec<String>,
    },
    /// No overload of an operation takes the arguments.
    Arguments {
        /// The segment.
        place: Place,
        /// The names of the arguments; empty for one without.
        given: Vec<String>,
        /// The overloads that there are.
        overloads: Vec<Operation>,
    },
    /// Something follows a primitive value or a stream.
    NoMembers {
        /// The segment.
        place: Place,
        /// The value.
        on: TypeRef,
    },
    /// `$count` follows what is no collection.
    NotCounted {
        /// The segment.
        place: Place,
        /// The value.
        on: TypeRef,
    },
    /// A path in colons follows a collection, or nothing.
    NotAddressed {
        /// The segment.
        place: Place,
    },
    /// Something follows what ends a path.
    BehindEnd {
        /// The segment.
        place: Place,
        /// What ends the path, in words.
        end: String,
    },
}

impl Problem {
    /// The segment that it is about; nothing where the index itself is at fault.
    #[must_use]
    pub fn place(&self) -> Option<&Place> {
        match self {
            Self::Index(_) => None,
            Self::NotFound(not_found) => Some(&not_found.place),
            Self::NotInContainer { place, .. }
            | Self::KeyMissing { place, .. }
            | Self::KeyUnexpected { place, .. }
            | Self::OnCollection { place, .. }
            | Self::NoKeys { place, .. }
            | Self::KeyNames { place, .. }
            | Self::CastUnqualified { place, .. }
            | Self::CastUnrelated { place, .. }
            | Self::CastMissing { place, .. }
            | Self::Ambiguous { place, .. }
            | Self::Arguments { place, .. }
            | Self::NoMembers { place, .. }
            | Self::NotCounted { place, .. }
            | Self::NotAddressed { place, .. }
            | Self::BehindEnd { place, .. } => Some(place),
        }
    }
}

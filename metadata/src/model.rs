//! What a service says of itself: types, operations and the members of its entity container, as plain data.
//!
//! Every name is qualified and every alias resolved: what reads CSDL does that once, and nothing behind it has to know that
//! a document may call `microsoft.graph` `graph`. Nothing here refers to anything by index or pointer, so that one record
//! can be read without the others.

use std::collections::BTreeMap;
use std::fmt;

/// A whole metadata document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Schema {
    /// The types, sorted by name.
    pub types: Vec<Type>,
    /// The actions and functions, each overload by itself, sorted by what they are bound to and by name.
    pub operations: Vec<Operation>,
    /// What a path may begin with, sorted by name.
    pub members: Vec<Member>,
    /// What the document says about an element in words: `microsoft.graph.call`, `microsoft.graph.call/callbackUri`,
    /// `microsoft.graph.cancel(microsoft.graph.event)/Comment`.
    pub docs: BTreeMap<String, String>,
}

/// A type, and whether one is meant or a collection of them.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TypeRef {
    /// The qualified name: `microsoft.graph.call`, `Edm.String`.
    pub name: String,
    /// Whether a collection is meant.
    pub is_collection: bool,
}

impl TypeRef {
    /// One of a type.
    #[must_use]
    pub fn one(name: impl Into<String>) -> Self {
        Self { name: name.into(), is_collection: false }
    }

    /// A collection of a type.
    #[must_use]
    pub fn collection(name: impl Into<String>) -> Self {
        Self { name: name.into(), is_collection: true }
    }

    /// The name of a type that OData itself defines, without its `Edm.`.
    #[must_use]
    pub fn primitive(&self) -> Option<&str> {
        self.name.strip_prefix("Edm.")
    }
}

impl fmt::Display for TypeRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_collection { write!(f, "Collection({})", self.name) } else { f.write_str(&self.name) }
    }
}

/// A type that the service defines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Type {
    /// Its qualified name.
    pub name: String,
    /// What it is.
    pub shape: Shape,
    /// That it will go away.
    pub deprecated: Option<Deprecation>,
}

/// What a type is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shape {
    /// An entity or complex type: an object with properties.
    Object(Object),
    /// An enumeration.
    Enum(Enumeration),
    /// Another name for a primitive type.
    Definition(String),
}

/// An entity or complex type.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools)] // Each is one attribute of CSDL, and they are independent.
pub struct Object {
    /// Whether it has an identity, and so stands in a path.
    pub is_entity: bool,
    /// The type that it extends.
    pub base: Option<String>,
    /// Whether only types derived from it have values.
    pub is_abstract: bool,
    /// Whether it may have members that are not declared.
    pub is_open: bool,
    /// Whether its value is a stream of bytes.
    pub has_stream: bool,
    /// The properties of its key, where it declares one itself.
    pub key: Vec<String>,
    /// Other keys, each a list of names as they stand in a path.
    pub alternate_keys: Vec<Vec<String>>,
    /// Its own properties in the document's order; those of its base are not repeated.
    pub properties: Vec<Property>,
}

/// A property of an object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Property {
    /// Its name.
    pub name: String,
    /// Its type.
    pub ty: TypeRef,
    /// Whether it may be null.
    pub is_nullable: bool,
    /// Whether the service alone writes it.
    pub is_read_only: bool,
    /// Whether it leads to other entities, and how.
    pub navigation: Option<Navigation>,
    /// That it will go away.
    pub deprecated: Option<Deprecation>,
}

/// How a navigation property holds what it leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Navigation {
    /// The target lives elsewhere too.
    Reference,
    /// The target lives in its owner only.
    Contained,
}

/// An enumeration.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Enumeration {
    /// Whether several values may be given at once.
    pub is_flags: bool,
    /// Its members in the document's order.
    pub members: Vec<EnumMember>,
}

/// A member of an enumeration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnumMember {
    /// Its name, which is what goes over the wire.
    pub name: String,
    /// Its value.
    pub value: i64,
    /// That it will go away.
    pub deprecated: Option<Deprecation>,
}

/// An action or function: one overload of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Operation {
    /// Its qualified name.
    pub name: String,
    /// Whether it is an action or a function.
    pub kind: OperationKind,
    /// What it is called on; nothing for one that an import leads to.
    pub binding: Option<TypeRef>,
    /// Its parameters in the document's order, the binding parameter left out.
    pub parameters: Vec<Parameter>,
    /// What it returns.
    pub returns: Option<Returns>,
    /// Whether a path may go on behind it.
    pub is_composable: bool,
    /// That it will go away.
    pub deprecated: Option<Deprecation>,
}

/// What an operation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum OperationKind {
    /// It may change something, and is called by POST.
    Action,
    /// It changes nothing, and is called by GET.
    Function,
}

/// A parameter of an operation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parameter {
    /// Its name.
    pub name: String,
    /// Its type.
    pub ty: TypeRef,
    /// Whether it may be null.
    pub is_nullable: bool,
    /// Whether it may be left out.
    pub is_optional: bool,
    /// That it will go away.
    pub deprecated: Option<Deprecation>,
}

/// What an operation returns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Returns {
    /// The type.
    pub ty: TypeRef,
    /// Whether it may be null.
    pub is_nullable: bool,
}

/// Something that a path may begin with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Its name in the path.
    pub name: String,
    /// What it is.
    pub kind: MemberKind,
    /// The qualified name of its type, or of the operation that it imports.
    pub target: String,
    /// That it will go away.
    pub deprecated: Option<Deprecation>,
}

/// What a path may begin with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MemberKind {
    /// A collection of entities.
    EntitySet,
    /// One entity.
    Singleton,
    /// An action that is bound to nothing.
    ActionImport,
    /// A function that is bound to nothing.
    FunctionImport,
}

/// What `Org.OData.Core.V1.Revisions` says of an element that will go away. Dates are as the document has them, `2026-04-10`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Deprecation {
    /// Since when it is deprecated.
    pub date: Option<String>,
    /// When it is removed.
    pub removal: Option<String>,
    /// The version of the document that said so.
    pub version: Option<String>,
    /// Why, and what to use instead.
    pub description: Option<String>,
}

impl Operation {
    /// The name without its namespace.
    #[must_use]
    pub fn short_name(&self) -> &str {
        short(&self.name)
    }

    /// What tells this overload from the others, as an annotation's target has it:
    /// `microsoft.graph.cancel(microsoft.graph.event)`.
    ///
    /// An action is told by its binding alone, a function by all of its parameters.
    #[must_use]
    pub fn id(&self) -> String {
        let mut types: Vec<String> = self.binding.iter().map(ToString::to_string).collect();
        if self.kind == OperationKind::Function {
            types.extend(self.parameters.iter().map(|parameter| parameter.ty.to_string()));
        }
        format!("{}({})", self.name, types.join(","))
    }
}

/// A qualified name without its namespace.
#[must_use]
pub fn short(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(_, short)| short)
}

/// The namespace of a qualified name.
#[must_use]
pub fn namespace(name: &str) -> &str {
    name.rsplit_once('.').map_or("", |(namespace, _)| namespace)
}

impl Schema {
    /// Puts everything into the order that the fields promise, and leaves one of each thing that is there twice.
    pub fn sort(&mut self) {
        self.types.sort_by(|a, b| a.name.cmp(&b.name));
        self.types.dedup_by(|a, b| a.name == b.name);
        self.operations
            .sort_by_cached_key(|operation| (operation.binding.clone(), operation.name.clone(), operation.id()));
        self.members.sort_by(|a, b| a.name.cmp(&b.name));
        self.members.dedup_by(|a, b| a.name == b.name);
    }
}

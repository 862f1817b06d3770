//! An answer as `--json` writes it. The names of the fields are a promise to scripts: they are added to, and not renamed.
//!
//! Names of types are qualified here, and everything is said, also what is `false` or nothing.

use graph_action_metadata::Index;
use graph_action_metadata::index::Fault;
use graph_action_metadata::model::{Deprecation, Navigation, Object, Operation, OperationKind, Property, Shape, Type};
use serde::Serialize;

use crate::lookup;

/// An action or function.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OperationView {
    /// The qualified name.
    pub name: String,
    /// `action` or `function`.
    pub kind: &'static str,
    /// How it is called.
    pub method: &'static str,
    /// The type that it is called on, or `Collection(…)` of it.
    pub binding: Option<String>,
    /// The parameters in the document's order.
    pub parameters: Vec<ParameterView>,
    /// What it returns.
    pub returns: Option<ReturnsView>,
    /// Whether a path may go on behind it.
    pub is_composable: bool,
    /// That it will go away.
    pub deprecated: Option<DeprecationView>,
    /// What the document says of it.
    pub doc: Option<String>,
}

/// A parameter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ParameterView {
    /// The name.
    pub name: String,
    /// The type, or `Collection(…)` of it.
    #[serde(rename = "type")]
    pub ty: String,
    /// Whether it may be null.
    pub is_nullable: bool,
    /// Whether it may be left out.
    pub is_optional: bool,
    /// That it will go away.
    pub deprecated: Option<DeprecationView>,
    /// What the document says of it.
    pub doc: Option<String>,
}

/// What an operation returns.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReturnsView {
    /// The type, or `Collection(…)` of it.
    #[serde(rename = "type")]
    pub ty: String,
    /// Whether it may be null.
    pub is_nullable: bool,
}

/// That something will go away.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DeprecationView {
    /// Since when it is deprecated.
    pub date: Option<String>,
    /// When it is removed.
    pub removal: Option<String>,
    /// The version of the document that said so.
    pub version: Option<String>,
    /// Why, and what to use instead.
    pub description: Option<String>,
}

/// A type.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[allow(clippy::struct_excessive_bools)] // Each is a fact of its own about a type.
pub struct TypeView {
    /// The qualified name.
    pub name: String,
    /// `entity`, `complex`, `enum` or `definition`.
    pub kind: &'static str,
    /// The type that it extends; for a definition the type that it stands for.
    pub base: Option<String>,
    /// Whether only types derived from it have values.
    pub is_abstract: bool,
    /// Whether it may have properties that are not declared.
    pub is_open: bool,
    /// Whether its value is a stream of bytes.
    pub has_stream: bool,
    /// Whether several members of the enumeration may be given at once.
    pub is_flags: bool,
    /// The properties of its key, where it declares one itself.
    pub key: Vec<String>,
    /// Other keys.
    pub alternate_keys: Vec<Vec<String>>,
    /// The properties; those of the types that it extends come first.
    pub properties: Vec<PropertyView>,
    /// The members of the enumeration.
    pub members: Vec<MemberView>,
    /// The types that extend it, directly or not.
    pub derived: Vec<String>,
    /// The operations that are bound to it or to a collection of it, or to a type that it extends.
    pub operations: Vec<OperationView>,
    /// That it will go away.
    pub deprecated: Option<DeprecationView>,
    /// What the document says of it.
    pub doc: Option<String>,
}

/// A property.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PropertyView {
    /// The name.
    pub name: String,
    /// The type, or `Collection(…)` of it.
    #[serde(rename = "type")]
    pub ty: String,
    /// The type that declares it.
    pub declared_by: String,
    /// Whether it may be null.
    pub is_nullable: bool,
    /// Whether the service alone writes it.
    pub is_read_only: bool,
    /// `reference` or `contained`, where it leads to other entities.
    pub navigation: Option<&'static str>,
    /// That it will go away.
    pub deprecated: Option<DeprecationView>,
    /// What the document says of it.
    pub doc: Option<String>,
}

/// A member of an enumeration.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MemberView {
    /// The name.
    pub name: String,
    /// The value.
    pub value: i64,
    /// That it will go away.
    pub deprecated: Option<DeprecationView>,
    /// What the document says of it.
    pub doc: Option<String>,
}

/// The method that calls an operation.
#[must_use]
pub const fn method(kind: OperationKind) -> &'static str {
    match kind {
        OperationKind::Action => "POST",
        OperationKind::Function => "GET",
    }
}

/// Everything that is known of an operation.
pub fn operation(index: &Index, operation: &Operation) -> Result<OperationView, Fault> {
    let id = operation.id();
    let mut parameters = Vec::new();
    for parameter in &operation.parameters {
        parameters.push(ParameterView {
            name: parameter.name.clone(),
            ty: parameter.ty.to_string(),
            is_nullable: parameter.is_nullable,
            is_optional: parameter.is_optional,
            deprecated: deprecation(parameter.deprecated.as_ref()),
            doc: index.doc(&format!("{id}/{}", parameter.name))?,
        });
    }
    let returns = operation.returns.as_ref();
    Ok(OperationView {
        name: operation.name.clone(),
        kind: if operation.kind == OperationKind::Action { "action" } else { "function" },
        method: method(operation.kind),
        binding: operation.binding.as_ref().map(ToString::to_string),
        parameters,
        returns: returns.map(|returns| ReturnsView { ty: returns.ty.to_string(), is_nullable: returns.is_nullable }),
        is_composable: operation.is_composable,
        deprecated: deprecation(operation.deprecated.as_ref()),
        doc: index.doc(&id)?,
    })
}

/// Everything that is known of a type, what it has from the types that it extends included.
pub fn ty(index: &Index, ty: &Type, derived: Vec<String>) -> Result<TypeView, Fault> {
    let mut view = TypeView {
        name: ty.name.clone(),
        kind: type_kind(ty),
        base: None,
        is_abstract: false,
        is_open: false,
        has_stream: false,
        is_flags: false,
        key: Vec::new(),
        alternate_keys: Vec::new(),
        properties: Vec::new(),
        members: Vec::new(),
        derived,
        operations: Vec::new(),
        deprecated: deprecation(ty.deprecated.as_ref()),
        doc: index.doc(&ty.name)?,
    };
    match &ty.shape {
        Shape::Definition(of) => view.base = Some(of.clone()),
        Shape::Enum(enumeration) => {
            view.is_flags = enumeration.is_flags;
            for member in &enumeration.members {
                let doc = index.doc(&format!("{}/{}", ty.name, member.name))?;
                let deprecated = deprecation(member.deprecated.as_ref());
                view.members.push(MemberView { name: member.name.clone(), value: member.value, deprecated, doc });
            }
        }
        Shape::Object(object) => inherited(&mut view, index, object)?,
    }
    Ok(view)
}

/// What an object has, and what it has from the types that it extends.
fn inherited(view: &mut TypeView, index: &Index, object: &Object) -> Result<(), Fault> {
    view.base.clone_from(&object.base);
    view.is_abstract = object.is_abstract;
    view.is_open = object.is_open;
    view.has_stream = object.has_stream;
    view.key.clone_from(&object.key);
    view.alternate_keys.clone_from(&object.alternate_keys);
    for (declared_by, property) in lookup::properties(index, &view.name)? {
        view.properties.push(self::property(index, &declared_by, &property)?);
    }
    for bound in lookup::operations(index, &view.name)? {
        view.operations.push(operation(index, &bound)?);
    }
    Ok(())
}

/// Everything that is known of a property.
fn property(index: &Index, declared_by: &str, property: &Property) -> Result<PropertyView, Fault> {
    Ok(PropertyView {
        name: property.name.clone(),
        ty: property.ty.to_string(),
        declared_by: declared_by.to_owned(),
        is_nullable: property.is_nullable,
        is_read_only: property.is_read_only,
        navigation: property.navigation.map(navigation),
        deprecated: deprecation(property.deprecated.as_ref()),
        doc: index.doc(&format!("{declared_by}/{}", property.name))?,
    })
}

/// How a navigation property holds what it leads to.
#[must_use]
pub const fn navigation(navigation: Navigation) -> &'static str {
    match navigation {
        Navigation::Reference => "reference",
        Navigation::Contained => "contained",
    }
}

/// What a type is.
#[must_use]
pub const fn type_kind(ty: &Type) -> &'static str {
    match &ty.shape {
        Shape::Object(object) if object.is_entity => "entity",
        Shape::Object(_) => "complex",
        Shape::Enum(_) => "enum",
        Shape::Definition(_) => "definition",
    }
}

/// A deprecation, as a script has it.
#[must_use]
pub fn deprecation(deprecation: Option<&Deprecation>) -> Option<DeprecationView> {
    deprecation.map(|deprecation| DeprecationView {
        date: deprecation.date.clone(),
        removal: deprecation.removal.clone(),
        version: deprecation.version.clone(),
        description: deprecation.description.clone(),
    })
}

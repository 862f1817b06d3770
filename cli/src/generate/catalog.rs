//! A service as the writers of declarations ask for it: types with all that they inherit, what derives from what, and the
//! type of Rust for each. Read once from the index; nothing here writes.

use std::collections::{BTreeMap, BTreeSet};

use graph_action_metadata::Index;
use graph_action_metadata::index::Fault;
use graph_action_metadata::model::{
    Deprecation, Enumeration, Object, Property, Schema, Shape, Type, TypeRef, namespace, short,
};
use graph_action_metadata::path::Path;
use graph_action_metadata::resolve::{self, Note};

use super::edm::{self, Place, Rust};
use super::naming::Naming;
use super::options::{Options, Unions};
use super::{docs, names};

/// How many derived types an enum has at most: beyond, a struct with what they share is easier to live with.
const MOST_VARIANTS: usize = 48;

/// A service.
#[derive(Debug)]
pub(super) struct Catalog<'a> {
    /// The index that it was read from.
    pub(super) index: &'a Index,
    /// What was chosen.
    pub(super) options: &'a Options,
    /// Everything that the index has.
    pub(super) schema: Schema,
    /// Who has which name.
    pub(super) naming: Naming,
    /// Where each type stands in the schema.
    types: BTreeMap<String, usize>,
    /// For each type the ones that derive from it and have values, in any generation, sorted.
    derived: BTreeMap<String, Vec<String>>,
}

/// What a type is to a declaration.
#[derive(Debug, Clone, Copy)]
pub(super) enum Kind<'a> {
    /// One of OData's own, without its `Edm.`.
    Primitive(&'a str),
    /// Any JSON.
    Json,
    /// A string with known values.
    Enum(&'a Enumeration),
    /// A struct.
    Object,
    /// One of several types.
    Union,
}

impl<'a> Catalog<'a> {
    /// Reads a service.
    pub(super) fn new(index: &'a Index, options: &'a Options) -> Result<Self, Fault> {
        let schema = index.schema()?;
        let types = schema.types.iter().enumerate().map(|(number, ty)| (ty.name.clone(), number)).collect();
        let naming = Naming::of(&schema, index.namespace());
        let mut catalog = Self { index, options, schema, naming, types, derived: BTreeMap::new() };
        let mut derived: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for ty in &catalog.schema.types {
            let Shape::Object(Object { is_abstract: false, .. }) = ty.shape else { continue };
            for base in catalog.lineage(&ty.name).skip(1) {
                derived.entry(base.name.clone()).or_default().push(ty.name.clone());
            }
        }
        catalog.derived = derived;
        Ok(catalog)
    }

    /// A type by its qualified name.
    pub(super) fn ty(&self, name: &str) -> Option<&Type> {
        self.types.get(name).and_then(|number| self.schema.types.get(*number))
    }

    /// A type and those that it extends, the nearest first; a circle ends.
    pub(super) fn lineage(&self, name: &str) -> impl Iterator<Item = &Type> {
        let mut seen = BTreeSet::new();
        std::iter::successors(self.ty(name), |ty| match &ty.shape {
            Shape::Object(Object { base: Some(base), .. }) => self.ty(base),
            _ => None,
        })
        .take_while(move |ty| seen.insert(ty.name.as_str()))
    }

    /// Whether a type is, or derives from, one of a name without its namespace.
    pub(super) fn is_a(&self, name: &str, ancestor: &str) -> bool {
        self.lineage(name).any(|ty| short(&ty.name) == ancestor)
    }

    /// What a type is to a declaration.
    pub(super) fn kind<'b>(&'b self, name: &'b str) -> Kind<'b> {
        if let Some(primitive) = name.strip_prefix("Edm.") {
            return Kind::Primitive(primitive);
        }
        match self.ty(name).map(|ty| &ty.shape) {
            Some(Shape::Enum(values)) => Kind::Enum(values),
            Some(Shape::Definition(of)) => match of.strip_prefix("Edm.") {
                Some(primitive) => Kind::Primitive(primitive),
                None => Kind::Json,
            },
            // Graph's name for any JSON, which it declares as an object without members.
            Some(Shape::Object(object)) if short(name) == "Json" && object.properties.is_empty() => Kind::Json,
            Some(Shape::Object(object)) => match self.derived.get(name) {
                Some(derived) if self.is_union(object, derived) => Kind::Union,
                _ => Kind::Object,
            },
            None => Kind::Json,
        }
    }

    /// Whether an object with these derived types becomes an enum of them.
    fn is_union(&self, object: &Object, derived: &[String]) -> bool {
        let wanted = match self.options.unions {
            Unions::Never => false,
            Unions::Abstract => object.is_abstract,
            Unions::Always => true,
        };
        wanted && derived.len() <= MOST_VARIANTS
    }

    /// The types that derive from one and have values.
    pub(super) fn derived(&self, name: &str) -> &[String] {
        self.derived.get(name).map_or(&[], Vec::as_slice)
    }

    /// The members that a type has in JSON, those of its bases first; of two with one name the more derived one.
    pub(super) fn members(&self, name: &str) -> Vec<(&Property, &Type)> {
        let mut members: Vec<(&Property, &Type)> = Vec::new();
        let lineage: Vec<&Type> = self.lineage(name).collect();
        for ty in lineage.into_iter().rev() {
            let Shape::Object(object) = &ty.shape else { continue };
            for property in object.properties.iter().filter(|property| self.is_member(object, property)) {
                match members.iter_mut().find(|(other, _)| other.name == property.name) {
                    Some(place) => *place = (property, ty),
                    None => members.push((property, ty)),
                }
            }
        }
        members
    }

    /// Whether a property is in the JSON of its owner: a stream of an entity has a path of its own instead.
    fn is_member(&self, owner: &Object, property: &Property) -> bool {
        (property.navigation.is_none() || self.options.navigation)
            && (property.ty.name != "Edm.Stream" || !owner.is_entity)
    }

    /// Whether what an operation returns is bytes: a stream, or an object that has nothing but one, which Graph sends as the
    /// stream itself.
    ///
    /// Source: <https://learn.microsoft.com/graph/api/reportroot-getoffice365activationcounts>
    pub(super) fn is_content(&self, ty: &TypeRef) -> bool {
        let of = |ty: &'_ Type| match &ty.shape {
            Shape::Object(object) => {
                object.properties.iter().map(|property| property.ty.name == "Edm.Stream").collect()
            }
            _ => Vec::new(),
        };
        let are_streams: Vec<bool> = self.lineage(&ty.name).flat_map(of).collect();
        let is_wrapped = are_streams == [true] && self.derived(&ty.name).is_empty();
        !ty.is_collection && (ty.name == "Edm.Stream" || is_wrapped)
    }

    /// The type of Rust for one of the service's, and for a collection of it.
    pub(super) fn rust(&self, ty: &TypeRef, place: Place) -> Rust {
        let one = self.one(&ty.name, place);
        if ty.is_collection { one.list() } else { one }
    }

    /// The type of Rust for one value.
    fn one(&self, name: &str, place: Place) -> Rust {
        match self.kind(name) {
            Kind::Primitive(primitive) => edm::rust(primitive, place, self.options),
            Kind::Json => Rust::with_default("serde_json::Value"),
            Kind::Enum(values) if values.is_flags => Rust::with_default(format!("Flags<{}>", self.naming.ty(name))),
            Kind::Enum(_) => Rust::without_default(self.naming.ty(name)),
            Kind::Object => Rust::with_default(self.naming.ty(name)),
            // What an argument of several types would be written as, the runtime does not say.
            Kind::Union if place == Place::Argument => Rust::with_default("serde_json::Value"),
            Kind::Union => Rust::without_default(self.union_name(name)),
        }
    }

    /// The name of the enum for a type with derived ones: its own, where it has no values itself.
    pub(super) fn union_name<'b>(&'b self, name: &'b str) -> &'b str {
        match self.ty(name).map(|ty| &ty.shape) {
            Some(Shape::Object(Object { is_abstract: true, .. })) => self.naming.ty(name),
            _ => self.naming.any(name),
        }
    }

    /// The name of an operation in a path: qualified, unless its namespace is the service's own.
    pub(super) fn in_path<'b>(&self, name: &'b str) -> &'b str {
        if namespace(name) == self.index.namespace() { short(name) } else { name }
    }

    /// What will go away along a path, but for the element `known`: a paragraph for each.
    pub(super) fn deprecated_along(&self, template: &str, known: &str) -> Vec<String> {
        let resolved = Path::parse(template).ok().and_then(|path| resolve::resolve(self.index, &path).ok());
        let notes = resolved.map(|resolved| resolved.notes).unwrap_or_default();
        let told = notes.into_iter().filter_map(|note| match note {
            Note::Deprecated { element, deprecation: said, .. } if element != known => {
                Some(deprecation(&format!("On its path `{}` is deprecated", element.replace('`', "")), &said))
            }
            _ => None,
        });
        told.collect()
    }

    /// What the document says of an element, or else `words`; and that it is deprecated.
    pub(super) fn docs(&self, element: &str, words: &str, deprecated: Option<&Deprecation>) -> Vec<String> {
        let said = self.schema.docs.get(element).map(|text| docs::plain(text)).filter(|text| !text.is_empty());
        let mut paragraphs = vec![said.unwrap_or_else(|| sentence(words))];
        paragraphs.extend(deprecated.map(|said| deprecation("Deprecated", said)));
        paragraphs
    }
}

/// Words as a sentence.
fn sentence(words: &str) -> String {
    let mut characters = words.chars();
    let first = characters.next().into_iter().flat_map(char::to_uppercase);
    format!("{}.", first.chain(characters).collect::<String>())
}

/// That an element will go away, in words: since when, until when, and what to use instead.
fn deprecation(start: &str, deprecation: &Deprecation) -> String {
    let mut text = start.to_owned();
    if let Some(date) = &deprecation.date {
        text.extend([" since ", date]);
    }
    if let Some(removal) = &deprecation.removal {
        text.extend([", removed on ", removal]);
    }
    match &deprecation.description {
        Some(description) => text.extend([": ", &docs::plain(description)]),
        None => text.push('.'),
    }
    text
}

/// The words of a name, for where the document says nothing.
pub(super) fn said_by(name: &str) -> String {
    names::words(short(name))
}

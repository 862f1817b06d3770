//! Types: what stands in `EntityType`, `ComplexType`, `EnumType` and `TypeDefinition`.

use std::collections::HashSet;

use super::{Parser, identifier, reference_to, type_of};
use crate::csdl::document::{Declared, Element};
use crate::csdl::error::{Error, quoted};
use crate::csdl::names;
use crate::csdl::tag::Tag;
use crate::model::{EnumMember, Enumeration, Navigation, Object, Property, Shape, Type};

impl Parser<'_> {
    /// An entity or complex type.
    pub(super) fn object(&mut self, tag: &Tag, is_entity: bool) -> Result<(), Error> {
        let number = self.document.types.len();
        let name = self.qualified(tag)?;
        let mut object = Object {
            is_entity,
            base: tag.get("BaseType").map(|_| reference_to(tag, "BaseType")).transpose()?,
            is_abstract: tag.flag("Abstract", false)?,
            is_open: tag.flag("OpenType", false)?,
            has_stream: tag.flag("HasStream", false)?,
            ..Object::default()
        };
        let mut taken = HashSet::new();
        while let Some(child) = self.child()? {
            match child.name.as_str() {
                "Property" | "NavigationProperty" => {
                    let property = property(&child)?;
                    if !taken.insert(property.name.clone()) {
                        return Err(
                            child.error(format!("{name} has a property of this name already: one of the two must go"))
                        );
                    }
                    self.notes(Element::Part(number, object.properties.len()))?;
                    object.properties.push(property);
                }
                "Key" => self.key(&mut object.key)?,
                "Annotation" => self.note(&child, Element::Type(number))?,
                _ => self.xml.skip()?,
            }
        }
        self.declare(tag, name, Shape::Object(object));
        Ok(())
    }

    /// The properties of a key, each by the name that it has in a path.
    fn key(&mut self, key: &mut Vec<String>) -> Result<(), Error> {
        while let Some(child) = self.child()? {
            if child.name == "PropertyRef" {
                let name = child.get("Alias").map_or_else(|| child.required("Name"), Ok)?;
                if !name.split('/').all(names::is_identifier) {
                    return Err(child.error(format!("`{}` is no name of a property", quoted(name))));
                }
                key.push(name.to_owned());
            }
            self.xml.skip()?;
        }
        Ok(())
    }

    /// An enumeration.
    pub(super) fn enumeration(&mut self, tag: &Tag) -> Result<(), Error> {
        let number = self.document.types.len();
        let name = self.qualified(tag)?;
        let mut enumeration = Enumeration { is_flags: tag.flag("IsFlags", false)?, members: Vec::new() };
        let mut taken = HashSet::new();
        // A member that states no value has the one after the member before it, the first 0.
        let mut next = Some(0_i64);
        while let Some(child) = self.child()? {
            match child.name.as_str() {
                "Member" => {
                    let member = identifier(&child)?;
                    if !taken.insert(member.clone()) {
                        return Err(
                            child.error(format!("{name} has a member of this name already: one of the two must go"))
                        );
                    }
                    let value = match child.get("Value") {
                        Some(text) => text.trim().parse().ok(),
                        None => next,
                    };
                    let value = value.ok_or_else(|| child.error("its value is no whole number of 64 bits"))?;
                    next = value.checked_add(1);
                    self.notes(Element::Part(number, enumeration.members.len()))?;
                    enumeration.members.push(EnumMember { name: member, value, deprecated: None });
                }
                "Annotation" => self.note(&child, Element::Type(number))?,
                _ => self.xml.skip()?,
            }
        }
        self.declare(tag, name, Shape::Enum(enumeration));
        Ok(())
    }

    /// Another name for a primitive type.
    pub(super) fn definition(&mut self, tag: &Tag) -> Result<(), Error> {
        let number = self.document.types.len();
        let name = self.qualified(tag)?;
        let underlying = reference_to(tag, "UnderlyingType")?;
        self.notes(Element::Type(number))?;
        self.declare(tag, name, Shape::Definition(underlying));
        Ok(())
    }

    /// Puts a type where the next ones find it.
    fn declare(&mut self, tag: &Tag, name: String, shape: Shape) {
        let item = Type { name, shape, deprecated: None };
        let schema = self.schema_number();
        self.document.types.push(Declared { item, at: tag.at, schema });
    }
}

/// A property, as its attributes describe it.
fn property(tag: &Tag) -> Result<Property, Error> {
    let name = identifier(tag)?;
    let ty = type_of(tag, "Type")?;
    let is_navigation = tag.name == "NavigationProperty";
    // A collection of entities is always there, if empty; so nothing can be stated about that.
    let is_nullable = tag.flag("Nullable", !(is_navigation && ty.is_collection))?;
    let navigation = match (is_navigation, tag.flag("ContainsTarget", false)?) {
        (false, _) => None,
        (true, false) => Some(Navigation::Reference),
        (true, true) => Some(Navigation::Contained),
    };
    Ok(Property { name, ty, is_nullable, is_read_only: false, navigation, deprecated: None })
}

//! Annotations: those that stand in what they are about, and those that name it as their target.
//!
//! Only those whose term may be one that [`crate::csdl::annotate`] knows are kept; the others, which are most, cost no memory.

use super::Parser;
use crate::csdl::document::{About, Element, Note, Value};
use crate::csdl::error::Error;
use crate::csdl::tag::Tag;

/// The last parts of the terms that are known.
const TERMS: [&str; 7] =
    ["AlternateKeys", "Computed", "Description", "LongDescription", "OptionalParameter", "Permissions", "Revisions"];

/// The attributes, and elements, that state a constant.
const CONSTANTS: [&str; 8] =
    ["String", "Bool", "Date", "DateTimeOffset", "EnumMember", "Int", "Decimal", "PropertyPath"];
/// The attributes that state what is no constant.
const PATHS: [&str; 5] = ["Path", "AnnotationPath", "ModelElementPath", "NavigationPropertyPath", "UrlRef"];

impl Parser<'_> {
    /// The annotations in the current element, to its end; what else is in it is passed over.
    pub(super) fn notes(&mut self, element: Element) -> Result<(), Error> {
        while let Some(child) = self.child()? {
            if child.name == "Annotation" {
                self.note(&child, element)?;
            } else {
                self.xml.skip()?;
            }
        }
        Ok(())
    }

    /// An annotation of the element that it stands in.
    pub(super) fn note(&mut self, tag: &Tag, element: Element) -> Result<(), Error> {
        self.annotation(tag, About::This(element), false)
    }

    /// Annotations of what their target names.
    pub(super) fn annotations(&mut self, tag: &Tag) -> Result<(), Error> {
        let target = tag.required("Target")?;
        let is_qualified = tag.get("Qualifier").is_some();
        while let Some(child) = self.child()? {
            if child.name == "Annotation" {
                self.annotation(&child, About::Target(target.to_owned()), is_qualified)?;
            } else {
                self.xml.skip()?;
            }
        }
        Ok(())
    }

    /// One annotation.
    fn annotation(&mut self, tag: &Tag, about: About, is_qualified: bool) -> Result<(), Error> {
        let term = tag.required("Term")?;
        let short = term.rsplit_once('.').map_or(term, |(_, short)| short);
        if !TERMS.contains(&short) {
            return self.xml.skip();
        }
        let term = term.to_owned();
        let is_qualified = is_qualified || tag.get("Qualifier").is_some();
        let value = self.value(tag)?;
        let schema = self.schema_number();
        self.document.notes.push(Note { about, term, is_qualified, value, schema });
        Ok(())
    }

    /// What an annotation, a property of a record or an item of a list says: in an attribute or in an element.
    fn value(&mut self, tag: &Tag) -> Result<Value, Error> {
        let mut value = CONSTANTS.iter().find_map(|name| tag.get(name)).map(|text| Value::Text(text.to_owned()));
        if value.is_none() && PATHS.iter().any(|name| tag.get(name).is_some()) {
            value = Some(Value::Dynamic);
        }
        while let Some(child) = self.child()? {
            match self.expression(&child)? {
                Some(said) if value.is_none() => value = Some(said),
                _ => {}
            }
        }
        Ok(value.unwrap_or(Value::Present))
    }

    /// What an element says; nothing where it is none that states a value.
    fn expression(&mut self, tag: &Tag) -> Result<Option<Value>, Error> {
        match tag.name.as_str() {
            "Collection" => {
                let mut items = Vec::new();
                while let Some(child) = self.child()? {
                    items.extend(self.expression(&child)?);
                }
                Ok(Some(Value::List(items)))
            }
            "Record" => {
                let mut fields = Vec::new();
                while let Some(child) = self.child()? {
                    match child.get("Property") {
                        Some(name) if child.name == "PropertyValue" => {
                            fields.push((name.to_owned(), self.value(&child)?));
                        }
                        _ => self.xml.skip()?,
                    }
                }
                Ok(Some(Value::Record(fields)))
            }
            name if CONSTANTS.contains(&name) => Ok(Some(Value::Text(self.xml.text()?))),
            name => {
                let is_annotation = name == "Annotation";
                self.xml.skip()?;
                Ok((!is_annotation).then_some(Value::Dynamic))
            }
        }
    }
}

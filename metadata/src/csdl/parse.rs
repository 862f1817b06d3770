//! Elements to declarations: the outside of a document, and the `Schema` elements in it.
//!
//! [`types`], [`operations`] and [`container`] read what stands in a `Schema`, [`notes`] the annotations. Nothing here understands
//! a name beyond its form. What is not known is passed over.

mod container;
mod notes;
mod operations;
mod types;

use std::io::BufRead;

use super::document::{Document, Namespace};
use super::error::{Error, quoted};
use super::names;
use super::tag::Tag;
use super::xml::Xml;
use crate::model::TypeRef;

/// What reads a document.
pub(super) struct Parser<'a> {
    /// The elements.
    xml: Xml<'a>,
    /// What was read so far.
    document: Document,
    /// The prefix of the elements of the current schema: those with another one are no CSDL.
    prefix: Option<String>,
}

impl<'a> Parser<'a> {
    /// Begins to read.
    pub(super) fn new(text: &'a mut dyn BufRead) -> Result<Self, Error> {
        Ok(Self { xml: Xml::new(text)?, document: Document::default(), prefix: None })
    }

    /// The whole document.
    pub(super) fn document(mut self) -> Result<Document, Error> {
        let root = self.xml.root()?;
        if root.name != "Edmx" {
            return Err(Error::new(root.at, wrong_root(&root)));
        }
        let version = root.get("Version").unwrap_or_default().to_owned();
        let mut is_found = false;
        while let Some(tag) = self.xml.child()? {
            match tag.name.as_str() {
                "DataServices" => {
                    check_version(&version, &tag)?;
                    is_found = true;
                    self.schemas()?;
                }
                "Reference" => self.reference()?,
                _ => self.xml.skip()?,
            }
        }
        self.xml.finish()?;
        if !is_found || self.document.schemas.is_empty() {
            return Err(root.error("there is no <Schema> in the document: it says nothing of any type or operation"));
        }
        Ok(self.document)
    }

    /// What another document's namespaces are called.
    fn reference(&mut self) -> Result<(), Error> {
        while let Some(tag) = self.xml.child()? {
            if let ("Include", Some(name)) = (tag.name.as_str(), tag.get("Namespace")) {
                let alias = tag.get("Alias").map(str::to_owned);
                self.document.includes.push(Namespace { name: name.to_owned(), alias });
            }
            self.xml.skip()?;
        }
        Ok(())
    }

    /// The schemas.
    fn schemas(&mut self) -> Result<(), Error> {
        while let Some(tag) = self.xml.child()? {
            if tag.name == "Schema" {
                self.schema(&tag)?;
            } else {
                self.xml.skip()?;
            }
        }
        Ok(())
    }

    /// One schema.
    fn schema(&mut self, tag: &Tag) -> Result<(), Error> {
        let name = tag.required("Namespace")?;
        if !names::is_dotted(name) {
            return Err(tag.error("its Namespace is no namespace: identifiers with dots between them"));
        }
        self.document.schemas.push(Namespace { name: name.to_owned(), alias: tag.get("Alias").map(str::to_owned) });
        self.prefix.clone_from(&tag.prefix);
        while let Some(tag) = self.child()? {
            match tag.name.as_str() {
                "EntityType" => self.object(&tag, true)?,
                "ComplexType" => self.object(&tag, false)?,
                "EnumType" => self.enumeration(&tag)?,
                "TypeDefinition" => self.definition(&tag)?,
                "Action" | "Function" => self.operation(&tag)?,
                "EntityContainer" => self.container(&tag)?,
                "Annotations" => self.annotations(&tag)?,
                _ => self.xml.skip()?,
            }
        }
        Ok(())
    }

    /// The next element of CSDL in the current one; those of other languages are passed over.
    fn child(&mut self) -> Result<Option<Tag>, Error> {
        while let Some(tag) = self.xml.child()? {
            if tag.prefix == self.prefix {
                return Ok(Some(tag));
            }
            self.xml.skip()?;
        }
        Ok(None)
    }

    /// The number of the current schema.
    fn schema_number(&self) -> usize {
        self.document.schemas.len().saturating_sub(1)
    }

    /// A name that this schema gives, with its namespace.
    fn qualified(&self, tag: &Tag) -> Result<String, Error> {
        let namespace = self.document.schemas.last().map_or("", |schema| schema.name.as_str());
        Ok(format!("{namespace}.{}", identifier(tag)?))
    }
}

/// The name that an element gives to what it declares.
fn identifier(tag: &Tag) -> Result<String, Error> {
    let name = tag.required("Name")?;
    if names::is_identifier(name) {
        return Ok(name.to_owned());
    }
    Err(tag.error("its Name is none: letters, digits and `_`, no digit first, at most 128 characters"))
}

/// The type that an attribute names.
fn type_of(tag: &Tag, attribute: &str) -> Result<TypeRef, Error> {
    let text = tag.required(attribute)?;
    names::type_ref(text).ok_or_else(|| {
        tag.error(format!(
            "`{}` is no type: a name with its namespace, as in `Edm.String` or `Collection(Edm.String)`",
            quoted(text)
        ))
    })
}

/// The name that an attribute refers to.
fn reference_to(tag: &Tag, attribute: &str) -> Result<String, Error> {
    let text = tag.required(attribute)?.trim();
    if names::is_qualified(text) {
        return Ok(text.to_owned());
    }
    Err(tag.error(format!("`{}` is no name with its namespace, as in `microsoft.graph.user`", quoted(text))))
}

/// Why a document that begins with this element is none to be read.
fn wrong_root(root: &Tag) -> String {
    let name = quoted(&root.name);
    match root.name.to_ascii_lowercase().as_str() {
        "html" | "head" | "body" => {
            format!(
                "this is no CSDL: it begins with <{name}>; was the download a login page? Download the service's `$metadata` again"
            )
        }
        "error" => "this is an error of the service instead of its metadata: look at what it says".to_owned(),
        "service" | "feed" | "entry" => {
            format!("this is no CSDL: it begins with <{name}>; ask the service for `$metadata`")
        }
        "schema" => {
            "this is a <Schema> alone, and <edmx:Edmx> is due around it: download the service's `$metadata` as it is"
                .to_owned()
        }
        _ => format!("this is no CSDL: it begins with <{name}>, and <edmx:Edmx> is due"),
    }
}

/// Refuses the metadata of an OData that has other rules.
fn check_version(version: &str, services: &Tag) -> Result<(), Error> {
    if version.split('.').next() == Some("4") {
        return Ok(());
    }
    let older = services.get_prefixed("MaxDataServiceVersion").or_else(|| services.get_prefixed("DataServiceVersion"));
    Err(services.error(match (older, version) {
        (Some(older), _) => {
            format!("this is the metadata of OData {}, and 4.0 is the oldest that can be read: ask the service for its V4 address", quoted(older))
        }
        (None, "") => "the <edmx:Edmx> around it says no Version; 4.0 and 4.01 can be read".to_owned(),
        (None, other) => format!("this is CSDL {}, and 4.0 is the oldest that can be read: ask the service for its V4 address", quoted(other)),
    }))
}

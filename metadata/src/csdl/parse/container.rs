//! Entity containers: what a path may begin with.
//!
//! A container that extends another one adds to it, and all are read into one: to a path it makes no difference which one a
//! member stands in.

use super::{Parser, identifier, reference_to};
use crate::csdl::document::{Declared, Element};
use crate::csdl::error::Error;
use crate::csdl::tag::Tag;
use crate::model::{Member, MemberKind};

impl Parser<'_> {
    /// An entity container.
    pub(super) fn container(&mut self, tag: &Tag) -> Result<(), Error> {
        let number = self.document.containers.len();
        let name = self.qualified(tag)?;
        self.document.containers.push(name);
        while let Some(child) = self.child()? {
            let (kind, attribute) = match child.name.as_str() {
                "EntitySet" => (MemberKind::EntitySet, "EntityType"),
                "Singleton" => (MemberKind::Singleton, "Type"),
                "ActionImport" => (MemberKind::ActionImport, "Action"),
                "FunctionImport" => (MemberKind::FunctionImport, "Function"),
                _ => {
                    self.xml.skip()?;
                    continue;
                }
            };
            let target = reference_to(&child, attribute)?;
            let item = Member { name: identifier(&child)?, kind, target, deprecated: None };
            self.notes(Element::Member(self.document.members.len()))?;
            let schema = self.schema_number();
            self.document.members.push((number, Declared { item, at: child.at, schema }));
        }
        Ok(())
    }
}

//! Operations: what stands in `Action` and `Function`.

use std::collections::HashSet;

use super::{Parser, identifier, type_of};
use crate::csdl::document::{Declared, Element};
use crate::csdl::error::Error;
use crate::csdl::tag::Tag;
use crate::model::{Operation, OperationKind, Parameter, Returns, TypeRef};

impl Parser<'_> {
    /// An action or a function: one overload of it.
    pub(super) fn operation(&mut self, tag: &Tag) -> Result<(), Error> {
        let number = self.document.operations.len();
        let is_bound = tag.flag("IsBound", false)?;
        let kind = if tag.name == "Action" { OperationKind::Action } else { OperationKind::Function };
        let mut operation = Operation {
            name: self.qualified(tag)?,
            kind,
            binding: None,
            parameters: Vec::new(),
            returns: None,
            is_composable: kind == OperationKind::Function && tag.flag("IsComposable", false)?,
            deprecated: None,
        };
        let mut taken = HashSet::new();
        while let Some(child) = self.child()? {
            match child.name.as_str() {
                "Parameter" => {
                    let parameter = parameter(&child)?;
                    if !taken.insert(parameter.name.clone()) {
                        let message =
                            format!("{} has a parameter of this name already: one of the two must go", operation.name);
                        return Err(child.error(message));
                    }
                    if is_bound && operation.binding.is_none() {
                        operation.binding = Some(parameter.ty);
                        self.xml.skip()?;
                    } else {
                        self.notes(Element::Parameter(number, operation.parameters.len()))?;
                        operation.parameters.push(parameter);
                    }
                }
                "ReturnType" => {
                    let ty = type_of(&child, "Type")?;
                    operation.returns = Some(Returns { ty, is_nullable: child.flag("Nullable", true)? });
                    self.notes(Element::Returned(number))?;
                }
                "Annotation" => self.note(&child, Element::Operation(number))?,
                _ => self.xml.skip()?,
            }
        }
        if is_bound && operation.binding.is_none() {
            return Err(tag.error("it is bound, and has no parameter that it could be bound to"));
        }
        let schema = self.schema_number();
        self.document.operations.push(Declared { item: operation, at: tag.at, schema });
        Ok(())
    }
}

/// A parameter, as its attributes describe it.
fn parameter(tag: &Tag) -> Result<Parameter, Error> {
    let name = identifier(tag)?;
    let ty: TypeRef = type_of(tag, "Type")?;
    let is_nullable = tag.flag("Nullable", true)?;
    Ok(Parameter { name, ty, is_nullable, is_optional: false, deprecated: None })
}

//! Reading CSDL, as those who call it meet it: over its public interface, with whole documents.

#![allow(clippy::indexing_slicing, clippy::panic, clippy::print_stdout, clippy::unwrap_used)] // Tests may stop at the first surprise.

mod annotations;
mod communications;
mod endless;
mod forms;
mod hostile;
mod mutations;
mod names;
mod real;
mod refusals;
mod services;

use graph_action_metadata::model::{Member, Object, Operation, Property, Shape, Type};
use graph_action_metadata::{Schema, csdl};

/// The part of Microsoft Graph that the tests bring with them.
const COMMUNICATIONS: &[u8] = include_bytes!("../communications.csdl");

/// A document around schemas.
fn document(schemas: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n\
         <edmx:Edmx Version=\"4.0\" xmlns:edmx=\"http://docs.oasis-open.org/odata/ns/edmx\">\n\
         <edmx:DataServices>\n{schemas}\n</edmx:DataServices>\n</edmx:Edmx>\n"
    )
}

/// A document of one schema, `example.v1` with the alias `x`.
fn schema(elements: &str) -> String {
    document(&format!(
        "<Schema Namespace=\"example.v1\" Alias=\"x\" xmlns=\"http://docs.oasis-open.org/odata/ns/edm\">\n{elements}\n</Schema>"
    ))
}

/// What a schema of these elements says.
fn read(elements: &str) -> Schema {
    csdl::read(schema(elements).as_bytes()).unwrap_or_else(|error| panic!("{error}\n{elements}"))
}

/// Why a document is refused.
fn refusal(text: impl AsRef<[u8]>) -> String {
    match csdl::read(text.as_ref()) {
        Ok(_) => panic!("it was read"),
        Err(error) => error.to_string(),
    }
}

/// A type, by its full name.
fn type_of<'s>(schema: &'s Schema, name: &str) -> &'s Type {
    schema.types.iter().find(|ty| ty.name == name).unwrap_or_else(|| panic!("there is no {name}"))
}

/// An entity or complex type, by its full name.
fn object<'s>(schema: &'s Schema, name: &str) -> &'s Object {
    match &type_of(schema, name).shape {
        Shape::Object(object) => object,
        other => panic!("{name} is {other:?}"),
    }
}

/// A property, by its full name and that of its type.
fn property<'s>(schema: &'s Schema, ty: &str, name: &str) -> &'s Property {
    let mut properties = object(schema, ty).properties.iter();
    properties.find(|property| property.name == name).unwrap_or_else(|| panic!("there is no {ty}/{name}"))
}

/// An operation, by its id.
fn operation<'s>(schema: &'s Schema, id: &str) -> &'s Operation {
    let mut operations = schema.operations.iter();
    operations.find(|operation| operation.id() == id).unwrap_or_else(|| panic!("there is no {id}"))
}

/// A member of the entity container.
fn member<'s>(schema: &'s Schema, name: &str) -> &'s Member {
    schema.members.iter().find(|member| member.name == name).unwrap_or_else(|| panic!("there is no {name}"))
}

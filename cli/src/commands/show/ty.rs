//! The page of a type.

use std::io::Write;

use graph_action_metadata::model::{Object, Property, Shape, Type};

use super::{Page, operation};
use crate::commands::signature;
use crate::error::Error;
use crate::lookup;
use crate::output::{NAME, QUIET, TYPE, columns, line, paint, short_name, short_type};
use crate::view::{navigation, type_kind};

/// Writes everything about a type.
pub(super) fn write(page: &Page<'_>, ty: &Type, types: &[Type], out: &mut dyn Write) -> Result<(), Error> {
    let (index, namespace) = (page.index, page.index.namespace());
    let traits = traits(ty, namespace);
    let traits = if traits.is_empty() { traits } else { format!(" {}", paint(QUIET, format!("({traits})"))) };
    writeln!(out, "{} {}{traits}", paint(TYPE, type_kind(ty)), paint(NAME, &ty.name))?;
    signature::about(out, ty.deprecated.as_ref(), index.doc(&ty.name)?.as_deref())?;
    let derived = lookup::derived(types, &ty.name);
    if !derived.is_empty() {
        line(out, page.width, &format!("extended by {}", operation::names(&derived, namespace)))?;
    }
    let mut rows = Vec::new();
    for (declared_by, property) in lookup::properties(index, &ty.name)? {
        rows.push(property_row(page, &declared_by, &property, ty)?);
    }
    section(page, "properties", &rows, out)?;
    let mut rows = Vec::new();
    if let Shape::Enum(enumeration) = &ty.shape {
        for member in &enumeration.members {
            let doc = index.doc(&format!("{}/{}", ty.name, member.name))?;
            let notes = signature::notes(member.deprecated.as_ref(), doc.as_deref());
            rows.push(vec![paint(NAME, &member.name).to_string(), member.value.to_string(), notes]);
        }
    }
    section(page, "members", &rows, out)?;
    let mut rows = Vec::new();
    for operation in lookup::operations(index, &ty.name)? {
        let mut row = signature::row(&operation, namespace);
        row.push(signature::notes(operation.deprecated.as_ref(), None));
        rows.push(row);
    }
    section(page, "operations", &rows, out)?;
    writeln!(out)?;
    Ok(())
}

/// What stands behind the name of a type.
fn traits(ty: &Type, namespace: &str) -> String {
    match &ty.shape {
        Shape::Object(object) => object_traits(object, namespace).join(", "),
        Shape::Enum(enumeration) if enumeration.is_flags => "flags".to_owned(),
        Shape::Enum(_) => String::new(),
        Shape::Definition(of) => format!("is {}", short_name(of, namespace)),
    }
}

/// What an object extends, what its keys are, and what else is true of it.
fn object_traits(object: &Object, namespace: &str) -> Vec<String> {
    let mut traits: Vec<String> = Vec::new();
    traits.extend(object.base.as_ref().map(|base| format!("extends {}", short_name(base, namespace))));
    if !object.key.is_empty() {
        traits.push(format!("key {}", object.key.join(" and ")));
    }
    traits.extend(object.alternate_keys.iter().map(|key| format!("or {}", key.join(" and "))));
    let facts = [(object.is_abstract, "abstract"), (object.is_open, "open"), (object.has_stream, "a stream")];
    traits.extend(facts.iter().filter(|(is_so, _)| *is_so).map(|(_, word)| (*word).to_owned()));
    traits
}

/// Writes a heading and its rows, where there are any.
fn section(page: &Page<'_>, heading: &str, rows: &[Vec<String>], out: &mut dyn Write) -> Result<(), Error> {
    if !rows.is_empty() {
        writeln!(out, "{heading}")?;
    }
    for row in columns(rows) {
        line(out, page.width, &format!("  {row}"))?;
    }
    Ok(())
}

/// The columns of a property.
fn property_row(page: &Page<'_>, declared_by: &str, property: &Property, ty: &Type) -> Result<Vec<String>, Error> {
    let namespace = page.index.namespace();
    let mut facts = Vec::new();
    if property.is_nullable {
        facts.push("or null".to_owned());
    }
    if property.is_read_only {
        facts.push("read-only".to_owned());
    }
    facts.extend(property.navigation.map(|kind| format!("{} navigation", navigation(kind))));
    if declared_by != ty.name {
        facts.push(format!("of {}", short_name(declared_by, namespace)));
    }
    let doc = page.index.doc(&format!("{declared_by}/{}", property.name))?;
    Ok(vec![
        paint(NAME, &property.name).to_string(),
        paint(TYPE, short_type(&property.ty, namespace)).to_string(),
        facts.join(", "),
        signature::notes(property.deprecated.as_ref(), doc.as_deref()),
    ])
}

//! The members and values of a type against the type of the service that it names.
//!
//! A type without a name is nobody's in particular and is not checked.

use std::sync::Arc;

use graph_action_metadata::Index;
use graph_action_metadata::index::Fault;
use graph_action_metadata::model::{Enumeration, Property, Shape, Type, short};
use graph_action_metadata::words::some;
use syn::{Ident, LitStr};

use super::fit::fit;
use super::written::Written;
use super::{Findings, deprecation};
use crate::errors::did_you_mean;
use crate::names;
use crate::types::{Object, StringEnum, TypeModel};

/// Checks a type against the first of the indexes that knows it: a type has no version, so what any version has is right.
pub fn check(indexes: &[&Index], ident: &Ident, model: &TypeModel<'_>) -> Result<Findings, Fault> {
    let mut first: Option<Findings> = None;
    let Some(name) = name(model) else { return Ok(Findings::default()) };
    for index in indexes {
        let findings = against(index, ident, name, model)?;
        if findings.errors.is_empty() {
            return Ok(findings);
        }
        first.get_or_insert(findings);
    }
    Ok(first.unwrap_or_default())
}

/// The service's name of a type.
#[must_use]
pub fn name<'a>(model: &'a TypeModel<'_>) -> Option<&'a LitStr> {
    match model {
        TypeModel::Object(object) => object.name.as_ref(),
        TypeModel::StringEnum(of_strings) => of_strings.name.as_ref(),
        TypeModel::Union(_) => None,
    }
}

/// Checks a type against one index.
fn against(index: &Index, ident: &Ident, name: &LitStr, model: &TypeModel<'_>) -> Result<Findings, Fault> {
    let mut findings = Findings::default();
    let text = name.value();
    let ancestry = index.ancestry(&text)?;
    let Some(ty) = ancestry.first() else {
        findings.errors.on(name, unknown(index, &text)?);
        return Ok(findings);
    };
    if let Some(deprecated) = &ty.deprecated {
        findings.warn(name.span(), deprecation(&format!("the type `{text}`"), deprecated));
    }
    match (model, &ty.shape) {
        (TypeModel::Object(object), Shape::Object(_)) => members(index, &text, &ancestry, object, &mut findings)?,
        (TypeModel::StringEnum(of_strings), Shape::Enum(enumeration)) => {
            values(&text, ident, name, of_strings, enumeration, &mut findings);
        }
        (TypeModel::Union(_), _) => {}
        (_, Shape::Object(_)) => {
            findings.errors.on(name, format!("`{text}` is an object; declare a struct, one field for each member"));
        }
        (_, Shape::Enum(_)) => {
            findings.errors.on(name, format!("`{text}` is an enum; declare an enum, one variant for each value"));
        }
        (_, Shape::Definition(of)) => {
            findings.errors.on(name, format!("`{text}` is another name for `{of}`, which needs no type of your own"));
        }
    }
    Ok(findings)
}

/// That there is no such type, with what was probably meant.
fn unknown(index: &Index, name: &str) -> Result<String, Fault> {
    let types = index.types()?;
    let same_short = types.iter().find(|ty| short(&ty.name).eq_ignore_ascii_case(short(name)));
    Ok(if let Some(same) = same_short {
        format!("there is no type `{name}`; did you mean `{}`?", same.name)
    } else {
        let near = crate::errors::nearest(name, types.iter().map(|ty| ty.name.as_str()));
        let near = near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
        format!("there is no type `{name}`{near}")
    })
}

/// Each member is a property of the type, of one that it extends, or of one that extends it: what is declared as its base is
/// often sent as something more.
fn members(
    index: &Index,
    name: &str,
    ancestry: &[Arc<Type>],
    object: &Object<'_>,
    findings: &mut Findings,
) -> Result<(), Fault> {
    let properties: Vec<&Property> = ancestry.iter().flat_map(|ty| properties_of(ty)).collect();
    let is_open = ancestry.iter().any(|ty| matches!(&ty.shape, Shape::Object(object) if object.is_open));
    let is_entity = ancestry.iter().any(|ty| matches!(&ty.shape, Shape::Object(object) if object.is_entity));
    let mut derived: Option<Vec<Arc<Type>>> = None;
    for member in object.members.iter().filter(|member| !member.wire.contains('@')) {
        let field = names::unraw(member.field);
        if let Some(property) = properties.iter().find(|property| property.name == member.wire) {
            let what = format!("the property `{}` of `{name}`", property.name);
            if property.ty.name == "Edm.Stream" {
                // What is no entity has no path, and its bytes are in the JSON.
                if !is_entity {
                    continue;
                }
                let message = format!(
                    "{what} is a stream, which is no member of the JSON; read it by a path that ends in `/{}`",
                    property.name
                );
                findings.errors.at(member.field.span(), message);
                continue;
            }
            findings.fit(member.ty, fit(index, &what, &Written::of(member.ty), &property.ty)?);
            if let Some(deprecated) = &property.deprecated {
                findings.warn(member.field.span(), deprecation(&what, deprecated));
            }
            continue;
        }
        let derived = match &mut derived {
            Some(derived) => derived,
            unknown => unknown.insert(derived_of(index, name)?),
        };
        let of_derived = derived.iter().flat_map(|ty| properties_of(ty)).find(|property| property.name == member.wire);
        if let Some(property) = of_derived {
            let what = format!("the property `{}`", property.name);
            findings.fit(member.ty, fit(index, &what, &Written::of(member.ty), &property.ty)?);
            continue;
        }
        let known: Vec<&str> = properties.iter().map(|property| property.name.as_str()).collect();
        if let Some(right) = known.iter().find(|known| known.eq_ignore_ascii_case(&member.wire)) {
            findings.errors.at(member.field.span(), respelt(&field, &member.wire, right, name));
        } else if !is_open {
            let fix = did_you_mean(&member.wire, &known);
            findings.errors.at(member.field.span(), format!("`{name}` has no property `{}`{fix}", member.wire));
        }
    }
    Ok(())
}

/// That a name is right but for its case, and how the field says it.
pub(super) fn respelt(field: &str, wire: &str, right: &str, owner: &str) -> String {
    let fix = format!("`{owner}` writes it `{right}`");
    if wire == names::lower_camel(field) {
        format!("`{field}` goes out as `{wire}`, but {fix}: mark the field `#[graph(name = \"{right}\")]`")
    } else {
        format!("there is no `{wire}`: {fix}")
    }
}

/// The properties that a type declares itself.
fn properties_of(ty: &Type) -> &[Property] {
    match &ty.shape {
        Shape::Object(object) => &object.properties,
        _ => &[],
    }
}

/// The types that extend a type, at any depth.
fn derived_of(index: &Index, name: &str) -> Result<Vec<Arc<Type>>, Fault> {
    index.derived(name)?.iter().filter_map(|name| index.type_named(name).transpose()).collect()
}

/// Each value is a member of the enumeration, whatever its case: Graph's own differs between metadata and wire.
fn values(
    name: &str,
    ident: &Ident,
    literal: &LitStr,
    of_strings: &StringEnum<'_>,
    enumeration: &Enumeration,
    findings: &mut Findings,
) {
    match (of_strings.flags, enumeration.is_flags) {
        (true, false) => findings.errors.on(literal, format!("`{name}` is no flags: one value is sent at a time; leave `flags` out")),
        (false, true) => findings.errors.on(
            literal,
            format!("`{name}` is flags, several values are sent together: write `#[graph_type(\"{name}\", flags)]` and `Flags<{ident}>` where it is used"),
        ),
        _ => {}
    }
    for (variant, wire) in &of_strings.known {
        let member = enumeration.members.iter().find(|member| member.name.eq_ignore_ascii_case(wire));
        if let Some(member) = member {
            if let Some(deprecated) = &member.deprecated {
                let what = format!("the value `{}` of `{name}`", member.name);
                findings.warn(variant.span(), deprecation(&what, deprecated));
            }
            continue;
        }
        let known: Vec<&str> = enumeration.members.iter().map(|member| member.name.as_str()).collect();
        let fix = match crate::errors::nearest(wire, known.iter().copied()) {
            Some(near) => format!("; did you mean `{near}`?"),
            None => format!("; it has {}", some(&known, 12)),
        };
        findings.errors.at(variant.span(), format!("`{name}` has no value `{wire}`{fix}"));
    }
}

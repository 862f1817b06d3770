//! Structs of entity and complex types, and enums of several types.
//!
//! A struct has the members of its type and of those that it extends; each may be missing in what a service sends, whatever
//! the metadata says, and what is not declared is kept. An enum has a variant for each derived type, and one for the rest.

use graph_action_metadata::model::short;

use super::catalog::{Catalog, said_by};
use super::cycles::Cycles;
use super::edm::Place;
use super::names::{self, Taken};
use super::reach::{self, Item};
use super::writer::{Field, Writer};

/// The type of what is not declared.
const EXTRA: &str = "serde_json::Map<String, serde_json::Value>";

/// How many derived types the documentation of a struct names.
const NAMED: usize = 8;

/// Writes a struct.
pub(super) fn write(writer: &mut Writer, catalog: &Catalog<'_>, cycles: &Cycles, name: &str) {
    let deprecated = catalog.ty(name).and_then(|ty| ty.deprecated.as_ref());
    let mut docs = catalog.docs(name, &said_by(name), deprecated);
    docs.extend(more_derived(catalog, name));
    writer.begin(&docs, "graph_type", &[&format!("{name:?}")]);
    writer.derives("Debug, Clone, Default, PartialEq");
    if deprecated.is_some() || catalog.members(name).iter().any(|(property, _)| property.deprecated.is_some()) {
        writer.allows_deprecated();
    }
    let mut taken = Taken::of(["extra"]);
    let owner = Item::Object(name.to_owned());
    let mut fields: Vec<Field> = Vec::new();
    for (property, declaring) in catalog.members(name) {
        let rust = catalog.rust(&property.ty, Place::Json);
        let held = reach::item(catalog, &property.ty.name).filter(|_| !property.ty.is_collection);
        let boxed = held.is_some_and(|held| cycles.boxes(&owner, &held));
        let field =
            taken.first_free([names::field(&property.name), format!("{}_member", names::field(&property.name))]);
        fields.push(Field {
            docs: catalog.docs(
                &format!("{}/{}", declaring.name, property.name),
                &said_by(&property.name),
                property.deprecated.as_ref(),
            ),
            mark: names::unlike_field(&property.name, &field).map(|wire| format!("name = {wire:?}")),
            name: field,
            ty: if boxed { format!("Option<Box<{}>>", rust.text) } else { rust.optional().text },
        });
    }
    fields.push(Field {
        docs: vec!["What the type does not declare.".to_owned()],
        mark: Some("extra".to_owned()),
        name: "extra".to_owned(),
        ty: EXTRA.to_owned(),
    });
    writer.structure(catalog.naming.ty(name), &fields);
}

/// That there are types derived from this one whose own members are kept as extra.
fn more_derived(catalog: &Catalog<'_>, name: &str) -> Option<String> {
    let derived = catalog.derived(name);
    if derived.is_empty() {
        return None;
    }
    let named: Vec<String> = derived.iter().take(NAMED).map(|name| format!("`{}`", short(name))).collect();
    let more = match derived.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let types = named.join(", ");
    Some(format!(
        "Also holds what is derived from it, with its own members and `@odata.type` in `extra`: {types}{more}."
    ))
}

/// Writes an enum of several types.
pub(super) fn write_union(writer: &mut Writer, catalog: &Catalog<'_>, name: &str) {
    let deprecated = catalog.ty(name).and_then(|ty| ty.deprecated.as_ref());
    let docs = catalog.docs(name, &said_by(name), deprecated);
    writer.begin(&docs, "graph_type", &[]);
    writer.derives("Debug, Clone, PartialEq");
    writer.line(0, "#[allow(clippy::large_enum_variant, reason = \"one of them is there at a time\")]");
    writer.line(0, &format!("pub enum {} {{", catalog.union_name(name)));
    let mut taken = Taken::default();
    for derived in reach::variants(catalog, name) {
        let held = catalog.naming.ty(&derived);
        let variant = taken.first_free([held.to_owned()]);
        let deprecated = catalog.ty(&derived).and_then(|ty| ty.deprecated.as_ref());
        let docs = catalog.docs(&derived, &said_by(&derived), deprecated);
        writer.variant(&docs, None, &variant, Some(held));
    }
    let other = taken.first_free(["Other".to_owned(), "Unlisted".to_owned()]);
    writer.variant(&["Any other type.".to_owned()], Some("other"), &other, Some("serde_json::Value"));
    writer.line(0, "}");
}

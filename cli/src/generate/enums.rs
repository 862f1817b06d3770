//! Enums: the values that the metadata has, and one variant for those that come later. The value `unknownFutureValue`, which a
//! service sends in place of those, is none of its own.

use graph_action_metadata::model::Enumeration;

use super::catalog::{Catalog, said_by};
use super::names::{self, Taken};
use super::writer::Writer;

/// The value that stands for any later one.
const SENTINEL: &str = "unknownFutureValue";

/// Writes an enum.
pub(super) fn write(writer: &mut Writer, catalog: &Catalog<'_>, name: &str, values: &Enumeration) {
    let deprecated = catalog.ty(name).and_then(|ty| ty.deprecated.as_ref());
    let docs = catalog.docs(name, &said_by(name), deprecated);
    let quoted = format!("{name:?}");
    let arguments: &[&str] = if values.is_flags { &[&quoted, "flags"] } else { &[&quoted] };
    writer.begin(&docs, "graph_type", arguments);
    writer.derives("Debug, Clone, PartialEq, Eq, Hash");
    if deprecated.is_some() || values.members.iter().any(|member| member.deprecated.is_some()) {
        writer.allows_deprecated();
    }
    writer.line(0, &format!("pub enum {} {{", catalog.naming.ty(name)));
    let mut taken = Taken::default();
    // Values are read whatever their case.
    let mut wires = Taken::default();
    for member in &values.members {
        if member.name.eq_ignore_ascii_case(SENTINEL) || !wires.take(&member.name.to_ascii_lowercase()) {
            continue;
        }
        let variant = taken.first_free([names::pascal(&member.name)]);
        let mark = names::unlike_variant(&member.name, &variant).map(|wire| format!("name = {wire:?}"));
        let element = format!("{name}/{}", member.name);
        let docs = catalog.docs(&element, &said_by(&member.name), member.deprecated.as_ref());
        writer.variant(&docs, mark.as_deref(), &variant, None);
    }
    let other = taken.first_free(["Other".to_owned(), "Unlisted".to_owned()]);
    writer.variant(&["Any other value.".to_owned()], Some("other"), &other, Some("String"));
    writer.line(0, "}");
}

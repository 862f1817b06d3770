//! The module: what stands in it, in which order. Paths and actions by what they are bound to, then the types by name.

use std::collections::BTreeSet;

use graph_action_metadata::model::{Operation, TypeRef};
use graph_action_metadata::paths::Paths;
use graph_action_metadata::words;

use super::catalog::{Catalog, Kind};
use super::cycles::Cycles;
use super::overloads::{self, Group};
use super::paths::{self, Resource};
use super::reach::{self, Item};
use super::writer::Writer;
use super::{actions, docs, enums, objects};

/// The text of the module for some operations.
pub(super) fn text(catalog: &Catalog<'_>, operations: &[Operation]) -> String {
    let wanted: BTreeSet<String> = operations.iter().map(overloads::key).collect();
    let mut groups = overloads::groups(&catalog.schema.operations);
    groups.retain(|group| group.overloads.iter().any(|overload| wanted.contains(&overloads::key(overload))));
    let mut writer = Writer::default();
    let ways = Paths::of(&catalog.schema);
    let mut on: Option<(&TypeRef, Resource)> = None;
    for group in &groups {
        let Some(binding) = &group.whole.binding else {
            actions::write(&mut writer, catalog, group, &Resource::default());
            continue;
        };
        if on.as_ref().is_none_or(|(last, _)| *last != binding) {
            let resource = Resource::of(catalog, &ways, binding);
            if resource.routes.len() > 1 {
                paths::write(&mut writer, catalog, binding, &resource);
            }
            on = Some((binding, resource));
        }
        if let Some((_, resource)) = &on {
            actions::write(&mut writer, catalog, group, resource);
        }
    }
    let items = reach::reach(catalog, &groups);
    types(&mut writer, catalog, &items);
    let mut header = header(catalog, &groups, &items);
    header.extend(needs(&writer));
    writer.module(&header)
}

/// The struct of each of some operations, without what it stands on.
pub(super) fn structs(catalog: &Catalog<'_>, operations: &[Operation]) -> Vec<String> {
    let groups = overloads::groups(&catalog.schema.operations);
    let ways = Paths::of(&catalog.schema);
    let one = |operation: &Operation| {
        let mut writer = Writer::default();
        let key = overloads::key(operation);
        let is_it = |group: &&Group<'_>| group.overloads.iter().any(|overload| overloads::key(overload) == key);
        if let Some(group) = groups.iter().find(is_it) {
            let resource = group.whole.binding.as_ref().map(|binding| Resource::of(catalog, &ways, binding));
            actions::write(&mut writer, catalog, group, &resource.unwrap_or_default());
        }
        writer.items().to_owned()
    };
    operations.iter().map(one).collect()
}

/// Writes the types, by their names in Rust.
fn types(writer: &mut Writer, catalog: &Catalog<'_>, items: &BTreeSet<Item>) {
    let cycles = Cycles::of(catalog, items);
    let mut named: Vec<(&str, &Item)> = items.iter().map(|item| (name(catalog, item), item)).collect();
    named.sort_unstable();
    for (_, item) in named {
        match item {
            Item::Object(name) => objects::write(writer, catalog, &cycles, name),
            Item::Union(name) => objects::write_union(writer, catalog, name),
            Item::Enum(name) => {
                if let Kind::Enum(values) = catalog.kind(name) {
                    enums::write(writer, catalog, name, values);
                }
            }
        }
    }
}

/// The name of an item.
fn name<'a>(catalog: &'a Catalog<'_>, item: &'a Item) -> &'a str {
    match item {
        Item::Object(name) | Item::Enum(name) => catalog.naming.ty(name),
        Item::Union(name) => catalog.union_name(name),
    }
}

/// What the module says of itself.
fn header(catalog: &Catalog<'_>, groups: &[Group<'_>], items: &BTreeSet<Item>) -> Vec<String> {
    let count = |number: usize, what: &str| format!("{number} {what}{}", if number == 1 { "" } else { "s" });
    let mut header = vec![format!(
        "{} of `{}`, version {}, and {} that they need.",
        count(groups.len(), "action"),
        docs::plain(catalog.index.namespace()).trim_end_matches('.'),
        docs::plain(&catalog.options.api).trim_end_matches('.'),
        count(items.len(), "type"),
    )];
    header.extend(catalog.options.command.as_ref().map(|command| {
        format!("Made from the service's metadata by `{command}`, and meant to be edited: the command makes it anew.")
    }));
    header
}

/// What has to stand in `Cargo.toml` for the module, where it is more than the runtime.
fn needs(writer: &Writer) -> Option<String> {
    let (crates, features) = writer.needs();
    let plural = if features.len() == 1 { "" } else { "s" };
    let features = words::list(features, "and");
    match words::list(crates, "and").as_str() {
        "" if features.is_empty() => None,
        "" => Some(format!("Needs the feature{plural} {features} of `graph-action`.")),
        crates if features.is_empty() => Some(format!("Needs {crates} beside `graph-action`.")),
        crates => Some(format!("Needs {crates} beside `graph-action`, and its feature{plural} {features}.")),
    }
}

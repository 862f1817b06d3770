//! Which types some operations reach: those of their parameters and what they return, of the members of these, and so on.

use std::collections::BTreeSet;

use super::catalog::{Catalog, Kind};
use super::overloads::Group;

/// An item of a module that stands for a type.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Item {
    /// A struct.
    Object(String),
    /// An enum of several types.
    Union(String),
    /// An enum of words.
    Enum(String),
}

/// The items that the operations need.
pub(super) fn reach(catalog: &Catalog<'_>, groups: &[Group<'_>]) -> BTreeSet<Item> {
    let mut items = BTreeSet::new();
    let mut open: Vec<Item> = Vec::new();
    for operation in groups.iter().map(|group| group.whole) {
        let returned = operation.returns.iter().map(|returns| &returns.ty).filter(|ty| !catalog.is_content(ty));
        let types = operation.parameters.iter().map(|parameter| &parameter.ty).chain(returned);
        open.extend(types.filter_map(|ty| item(catalog, &ty.name)));
    }
    while let Some(next) = open.pop() {
        if items.contains(&next) {
            continue;
        }
        match &next {
            Item::Object(name) => {
                let members = catalog.members(name).into_iter();
                open.extend(members.filter_map(|(property, _)| item(catalog, &property.ty.name)));
            }
            Item::Union(name) => open.extend(variants(catalog, name).into_iter().map(Item::Object)),
            Item::Enum(_) => {}
        }
        items.insert(next);
    }
    items
}

/// The item for a type; nothing where the type is not one of the service's own.
pub(super) fn item(catalog: &Catalog<'_>, name: &str) -> Option<Item> {
    match catalog.kind(name) {
        Kind::Primitive(_) | Kind::Json => None,
        Kind::Enum(_) => Some(Item::Enum(name.to_owned())),
        Kind::Object => Some(Item::Object(name.to_owned())),
        Kind::Union => Some(Item::Union(name.to_owned())),
    }
}

/// The types that an enum of several has a variant for: those derived from it, and itself where it has values.
pub(super) fn variants(catalog: &Catalog<'_>, name: &str) -> Vec<String> {
    let itself = catalog.union_name(name) != catalog.naming.ty(name);
    itself.then(|| name.to_owned()).into_iter().chain(catalog.derived(name).iter().cloned()).collect()
}

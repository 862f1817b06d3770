//! The terms that are known, and what their values say.

use crate::csdl::document::{Note, Value};
use crate::csdl::resolve::Names;
use crate::model::Deprecation;

/// The namespace of the Core vocabulary.
const CORE: &str = "Org.OData.Core.V1.";

/// A term of the Core vocabulary.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Term {
    /// Other keys of an entity type.
    AlternateKeys,
    /// The service computes a property.
    Computed,
    /// What an element is, in short.
    Description,
    /// What an element is, at length.
    LongDescription,
    /// A parameter may be left out.
    OptionalParameter,
    /// What may be done with a property.
    Permissions,
    /// What became of an element from version to version.
    Revisions,
}

impl Term {
    /// The term of an annotation, if it is one of these.
    pub(super) fn of(names: &Names, note: &Note) -> Option<Self> {
        let full = names.resolve(note.schema, &note.term).ok()?;
        match full.strip_prefix(CORE)? {
            "AlternateKeys" => Some(Self::AlternateKeys),
            "Computed" => Some(Self::Computed),
            "Description" => Some(Self::Description),
            "LongDescription" => Some(Self::LongDescription),
            "OptionalParameter" => Some(Self::OptionalParameter),
            "Permissions" => Some(Self::Permissions),
            "Revisions" => Some(Self::Revisions),
            _ => None,
        }
    }
}

/// What a list of revisions says of an element's end: the last of those that do.
pub(super) fn deprecation(revisions: &Value) -> Option<Deprecation> {
    let is_end = |revision: &&Value| {
        let kind = revision.get("Kind").and_then(Value::text);
        kind.is_some_and(|kind| kind.rsplit('/').next().is_some_and(|member| member.trim() == "Deprecated"))
    };
    // Dates are written so that the order of their texts is theirs.
    let revision =
        revisions.items().iter().filter(is_end).max_by_key(|revision| revision.get("Date").and_then(Value::text))?;
    let text = |name: &str| revision.get(name).and_then(Value::text).map(|text| text.trim().to_owned());
    Some(Deprecation {
        date: text("Date"),
        removal: text("RemovalDate"),
        version: text("Version"),
        description: text("Description"),
    })
}

/// The alternate keys, each a list of the names that stand in a path.
pub(super) fn alternate_keys(keys: &Value) -> Vec<Vec<String>> {
    let name = |part: &Value| {
        ["Alias", "Name"].iter().find_map(|field| part.get(field)?.text()).map(|name| name.trim().to_owned())
    };
    let names = |key: &Value| key.get("Key").map_or(&[][..], Value::items).iter().filter_map(name).collect::<Vec<_>>();
    keys.items().iter().map(names).filter(|names| !names.is_empty()).collect()
}

/// Whether a value says that nobody but the service writes a property.
pub(super) fn is_read_only(term: Term, value: &Value) -> bool {
    match (term, value) {
        // Its default is true.
        (Term::Computed, Value::Present) => true,
        (Term::Computed, value) => value.text().is_some_and(|text| matches!(text.trim(), "true" | "1")),
        (Term::Permissions, value) => {
            let may_only_read =
                |text: &str| !text.trim().is_empty() && text.split_whitespace().all(|one| one.ends_with("/Read"));
            value.text().is_some_and(may_only_read)
        }
        _ => false,
    }
}

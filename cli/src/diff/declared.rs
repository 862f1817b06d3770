//! What of a comparison concerns the declarations of a crate.
//!
//! Two things do: what the check finds against the new document and did not find against the old one, and changes of elements that
//! a declaration names. Where both say the same of the same token, the finding stays, which says it in the declaration's words.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use graph_action_metadata::index::Fault;
use graph_action_metadata::{Index, Schema};

use super::{Change, Element, OperationRef, Severity, What, changes};
use crate::api::Api;
use crate::check::{self, Finding, Indexes, Level, Place, Sources, uses};

/// Something that concerns a declaration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Concern {
    /// What it means for the declaration.
    pub severity: Severity,
    /// The struct or enum.
    pub declaration: String,
    /// Where it says what this is about; where it has its name, for what is new.
    pub place: Place,
    /// What it is.
    pub about: About,
}

/// What concerns a declaration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum About {
    /// A change of an element that it uses, or may use from now on.
    Change(Change),
    /// What the check has to say from now on.
    Finding(String),
}

/// What concerns the declarations of a crate, what breaks first and then file by file; changes without effect are left out. With a
/// version, actions of other versions are left out as well.
///
/// ```
/// use cargo_graph_action::{check::Sources, diff};
/// use graph_action_metadata::Schema;
///
/// let concerns = diff::concerns(&Sources::default(), &Schema::default(), &Schema::default(), None)?;
/// assert!(concerns.is_empty(), "nothing is declared");
/// # Ok::<(), graph_action_metadata::index::Fault>(())
/// ```
pub fn concerns(sources: &Sources, old: &Schema, new: &Schema, api: Option<&Api>) -> Result<Vec<Concern>, Fault> {
    let indexes = |schema| {
        let index = Index::of(schema);
        api.map_or_else(|| Indexes::one(index.clone()), |api| Indexes::of_version(api, index.clone()))
    };
    let (before, after) = (indexes(old), indexes(new));
    let mut concerns = findings(sources, &before, &after)?;
    let said = concerns.len();
    let used = uses::of(sources, &before)?;
    let used = Used::of(&used);
    for change in changes(old, new).into_iter().filter(|change| change.severity != Severity::Notes) {
        for (declaration, place) in used.by(&change) {
            let is_said = concerns
                .iter()
                .take(said)
                .any(|finding| finding.severity == change.severity && place.contains(&finding.place));
            if !is_said {
                let (declaration, place) = ((*declaration).to_owned(), (*place).clone());
                let about = About::Change(change.clone());
                concerns.push(Concern { severity: change.severity, declaration, place, about });
            }
        }
    }
    concerns.sort_by(|a, b| key(a).cmp(&key(b)));
    concerns.dedup();
    Ok(concerns)
}

/// What concerns are sorted by; changes of one place stay in their own order.
fn key(concern: &Concern) -> (Severity, &Path, usize) {
    (concern.severity, &concern.place.source.path, concern.place.range.start)
}

/// What the check finds after, where it found nothing of the kind before.
fn findings(sources: &Sources, before: &Indexes, after: &Indexes) -> Result<Vec<Concern>, Fault> {
    let place = |finding: &Finding| {
        let Finding { place, level, .. } = finding;
        (place.source.path.clone(), place.range.clone(), *level)
    };
    let known: HashSet<_> = check::package(sources, before)?.findings.iter().map(place).collect();
    let mut concerns = Vec::new();
    for finding in check::package(sources, after)?.findings {
        let severity = match finding.level {
            Level::Error => Severity::Breaks,
            Level::Warning => Severity::Deprecates,
            Level::Note => continue,
        };
        if known.contains(&place(&finding)) {
            continue;
        }
        let Some(declaration) = finding.declaration else { continue };
        concerns.push(Concern { severity, declaration, place: finding.place, about: About::Finding(finding.message) });
    }
    Ok(concerns)
}

/// Who uses what.
#[derive(Debug, Default)]
struct Used<'a> {
    /// By an element that is named.
    elements: HashMap<&'a Element, Vec<(&'a str, &'a Place)>>,
    /// By a type that is declared, or is a base of one.
    types: HashMap<&'a str, Vec<(&'a str, &'a Place)>>,
    /// By the name and the binding of an operation that is called.
    operations: HashMap<String, Vec<(&'a str, &'a Place)>>,
}

impl<'a> Used<'a> {
    /// Turns round what each declaration uses.
    fn of(all: &'a [uses::Uses]) -> Self {
        let mut used = Self::default();
        for uses in all {
            let own = (uses.declaration.as_str(), &uses.place);
            for (element, place) in &uses.elements {
                used.elements.entry(element).or_default().push((own.0, place));
            }
            for ty in &uses.types {
                used.types.entry(ty).or_default().push(own);
            }
            for operation in &uses.operations {
                used.operations.entry(called(operation)).or_default().push(own);
            }
        }
        used
    }

    /// The declarations that a change concerns, each with where.
    fn by(&self, change: &Change) -> &[(&'a str, &'a Place)] {
        let found = match (&change.what, &change.element) {
            (What::Added, Element::Property { ty, .. } | Element::EnumMember { ty, .. }) => self.types.get(ty.as_str()),
            (What::Added, Element::Operation(operation) | Element::Parameter { operation, .. }) => {
                self.operations.get(&called(operation))
            }
            (What::Added, _) => None,
            (_, element) => self.elements.get(element),
        };
        found.map_or(&[], Vec::as_slice)
    }
}

/// The name and the binding of an operation, which its overloads share.
fn called(operation: &OperationRef) -> String {
    let binding = operation.binding.as_ref().map(ToString::to_string).unwrap_or_default();
    format!("{}({binding})", operation.name)
}

#[cfg(test)]
mod tests;

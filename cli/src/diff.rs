//! What changed between two documents, as seen by a program that calls the service.
//!
//! Pure: two schemas in, a list of changes out, each of which names the element that it is about. What the documents say in words is not
//! compared. How bad a change is, is decided here and in the modules below, by one question: does a declaration that was right stop being
//! right? Moving a property or an operation up to a base type changes nothing for those who call it on the derived one.

mod change;
mod declared;
mod operations;
mod side;
mod types;

use graph_action_metadata::Schema;
use graph_action_metadata::model::{Deprecation, Member, MemberKind};

pub use change::{Aspect, Change, Element, OperationRef, Severity, What};
pub use declared::{About, Concern, concerns};
use side::Side;

/// What changed from one document to another: what breaks first, then by the elements' names.
///
/// ```
/// use cargo_graph_action::diff::{self, Element, Severity, What};
/// use graph_action_metadata::Schema;
/// use graph_action_metadata::model::{Enumeration, Shape, Type};
///
/// let ty = Type { name: "microsoft.graph.tone".to_owned(), shape: Shape::Enum(Enumeration::default()), deprecated: None };
/// let (old, new) = (Schema { types: vec![ty], ..Schema::default() }, Schema::default());
/// let changes = diff::changes(&old, &new);
/// assert_eq!(changes[0].severity, Severity::Breaks);
/// assert_eq!(changes[0].element, Element::Type("microsoft.graph.tone".to_owned()));
/// assert_eq!(changes[0].what, What::Removed);
/// assert_eq!(changes.len(), 1);
/// ```
#[must_use]
pub fn changes(old: &Schema, new: &Schema) -> Vec<Change> {
    let (old, new) = (Side::new(old), Side::new(new));
    let mut changes = Changes::default();
    types::compare(&old, &new, &mut changes);
    operations::compare(&old, &new, &mut changes);
    members(&old, &new, &mut changes);
    changes.0.sort_by(|a, b| (a.severity, &a.element).cmp(&(b.severity, &b.element)));
    changes.0
}

/// The changes found so far.
#[derive(Debug, Default)]
struct Changes(Vec<Change>);

impl Changes {
    /// Something is there that was not.
    fn added(&mut self, severity: Severity, element: Element) {
        self.0.push(Change { severity, element, what: What::Added });
    }

    /// Something is not there any more.
    fn removed(&mut self, element: Element) {
        self.0.push(Change { severity: Severity::Breaks, element, what: What::Removed });
    }

    /// Something is different, where the texts for it are.
    fn changed(
        &mut self,
        severity: Severity,
        element: &Element,
        aspect: Aspect,
        old: impl Into<String>,
        new: impl Into<String>,
    ) {
        let (old, new) = (old.into(), new.into());
        if old != new {
            self.0.push(Change { severity, element: element.clone(), what: What::Changed { aspect, old, new } });
        }
    }

    /// A fact that is true or not.
    fn turned(&mut self, element: &Element, aspect: Aspect, (old, new): (bool, bool), [on, off]: [Severity; 2]) {
        let text = |is_so: bool| if is_so { "yes" } else { "no" };
        self.changed(if new { on } else { off }, element, aspect, text(old), text(new));
    }

    /// That something will go away: newly, earlier or later, or not after all.
    fn deprecation(&mut self, element: &Element, old: Option<&Deprecation>, new: Option<&Deprecation>) {
        let deprecated = |deprecation: &Deprecation| What::Deprecated(deprecation.clone());
        let (severity, what) = match (old, new) {
            (None, Some(new)) => (Severity::Deprecates, deprecated(new)),
            (Some(old), Some(new)) if old.removal != new.removal => (Severity::Deprecates, deprecated(new)),
            (Some(_), None) => {
                let (old, new) = ("deprecated".to_owned(), "not deprecated".to_owned());
                (Severity::Notes, What::Changed { aspect: Aspect::Deprecation, old, new })
            }
            _ => return,
        };
        self.0.push(Change { severity, element: element.clone(), what });
    }
}

/// Compares what a path may begin with.
fn members(old: &Side<'_>, new: &Side<'_>, changes: &mut Changes) {
    let element = |member: &Member| Element::Member(member.name.clone());
    let find = |side: &Side<'_>, name: &str| side.schema.members.iter().find(|member| member.name == name).cloned();
    for member in &old.schema.members {
        let Some(now) = find(new, &member.name) else {
            changes.removed(element(member));
            continue;
        };
        let element = element(member);
        changes.changed(Severity::Breaks, &element, Aspect::Kind, member_kind(member.kind), member_kind(now.kind));
        changes.changed(Severity::Breaks, &element, Aspect::Target, &member.target, &now.target);
        changes.deprecation(&element, member.deprecated.as_ref(), now.deprecated.as_ref());
    }
    for member in new.schema.members.iter().filter(|member| find(old, &member.name).is_none()) {
        changes.added(Severity::Adds, element(member));
    }
}

/// What a path begins with, in OData's words.
fn member_kind(kind: MemberKind) -> &'static str {
    match kind {
        MemberKind::EntitySet => "entity set",
        MemberKind::Singleton => "singleton",
        MemberKind::ActionImport => "action import",
        MemberKind::FunctionImport => "function import",
    }
}

#[cfg(test)]
mod tests;

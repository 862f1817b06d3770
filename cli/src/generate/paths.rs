//! The paths that lead to what operations are bound to: one is written out in the template, several are an enum that all
//! operations on the type share.

use std::collections::BTreeSet;

use graph_action_metadata::model::{TypeRef, short};
use graph_action_metadata::paths::{Paths, Placeholder, Route, Value};

use super::catalog::Catalog;
use super::edm::{Place, Rust};
use super::names::{self, Taken};
use super::writer::{Field, Writer};

/// Paths that Graph has replaced, and of which the macros warn.
const REPLACED: [&str; 2] = ["/app/calls", "/app/onlineMeetings"];

/// How long the name of a path may be: a longer one leads through so much that nobody looks for its end there.
const LONGEST: usize = 64;

/// The paths to what operations are bound to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Resource {
    /// The first of them, the shortest one first.
    pub(super) routes: Vec<Route>,
    /// How many more there are.
    more: usize,
    /// Whether there may be more of them still.
    is_cut: bool,
}

impl Resource {
    /// The paths to a value or collection of a type, as many as were asked for.
    pub(super) fn of(catalog: &Catalog<'_>, paths: &Paths<'_>, binding: &TypeRef) -> Self {
        let limit = catalog.options.paths;
        let found = paths.to_type(binding, limit.saturating_add(REPLACED.len()));
        let mut routes = found.routes;
        routes.retain(|route| !REPLACED.iter().any(|old| route.template.starts_with(old)));
        // A cast stands before a key or behind it: one of both is enough.
        let mut seen = BTreeSet::new();
        routes.retain(|route| seen.insert(sorted_segments(&route.template).join("/")));
        let all = routes.len();
        // The first one is there in any case: it may be the only one.
        let mut is_first = true;
        routes.retain(|route| std::mem::take(&mut is_first) || variant(&route.template).len() <= LONGEST);
        routes.truncate(limit);
        let more = found.more + all - routes.len();
        Self { routes, more, is_cut: found.is_cut }
    }
}

/// Writes the enum of the paths to what operations are bound to.
pub(super) fn write(writer: &mut Writer, catalog: &Catalog<'_>, binding: &TypeRef, resource: &Resource) {
    let collection = if binding.is_collection { "collection of " } else { "" };
    let docs = format!("Where the {collection}`{}` is.", short(&binding.name));
    writer.begin(&[docs], "graph_path", &[]);
    writer.derives("Debug, Clone, PartialEq");
    let said = |route: &Route| {
        let path = std::iter::once(format!("`{}`.", route.template));
        path.chain(catalog.deprecated_along(&route.template, "")).collect()
    };
    let said: Vec<Vec<String>> = resource.routes.iter().map(said).collect();
    if said.iter().any(|docs| docs.len() > 1) {
        writer.allows_deprecated();
    }
    writer.line(0, "#[allow(clippy::enum_variant_names, reason = \"the words of the paths\")]");
    writer.line(0, &format!("pub enum {} {{", catalog.naming.path(binding)));
    let mut taken = Taken::of(["At"]);
    for (Route { template, placeholders, .. }, docs) in resource.routes.iter().zip(&said) {
        let fields = placeholders.iter().map(|one| field(catalog, one, names::raw(one.name.clone())).0);
        let name = taken.first_free([variant(template)]);
        writer.path(docs, template, &name, &fields.collect::<Vec<Field>>());
    }
    writer.path(&["Where Graph says that it is.".to_owned()], "<path>", "At", &[anywhere()]);
    let at_least = if resource.is_cut { "At least " } else { "" };
    match resource.more {
        0 => {}
        1 => writer.remark(4, "One more path leads here; add it as a variant with its template."),
        more => {
            writer
                .remark(4, &format!("{at_least}{more} more paths lead here; add one as a variant with its template."));
        }
    }
    writer.line(0, "}");
}

/// The field of a placeholder, and its type.
pub(super) fn field(catalog: &Catalog<'_>, placeholder: &Placeholder, name: String) -> (Field, Rust) {
    let (docs, rust) = match &placeholder.value {
        Value::Key(ty) => (format!("The key of the {}.", names::words(short(ty))), Rust::with_default("String")),
        Value::KeyPart { ty, property } => {
            let part = catalog.members(ty).into_iter().find(|(member, _)| member.name == *property);
            let rust = part.map(|(member, _)| catalog.rust(&member.ty, Place::Argument));
            let docs = format!("The part `{property}` of the key of the {}.", names::words(short(ty)));
            (docs, rust.unwrap_or_else(|| Rust::with_default("String")))
        }
        Value::Argument { operation, parameter } => {
            let mut overloads = catalog.schema.operations.iter().filter(|other| other.name == *operation);
            let ty = overloads.find_map(|overload| overload.parameters.iter().find(|one| one.name == *parameter));
            let rust = ty.map_or_else(|| Rust::with_default("String"), |one| catalog.rust(&one.ty, Place::Argument));
            (format!("The argument `{parameter}` of `{}`.", short(operation)), rust)
        }
    };
    (Field { docs: vec![docs], mark: None, name, ty: rust.text.clone() }, rust)
}

/// The segments of a template, whatever their order and what its keys are called.
fn sorted_segments(template: &str) -> Vec<&str> {
    let mut segments: Vec<&str> =
        template.split('/').map(|segment| if segment.starts_with('<') { "<>" } else { segment }).collect();
    segments.sort_unstable();
    segments
}

/// The field of the variant for any other path.
pub(crate) fn anywhere() -> Field {
    Field {
        docs: vec!["An `@odata.id`, a `Location`, or any other path.".to_owned()],
        mark: None,
        name: "path".to_owned(),
        ty: "ResourcePath".to_owned(),
    }
}

/// What a path is called: by its words, of a cast the type alone.
pub(crate) fn variant(template: &str) -> String {
    let words = template.split('/').map(|segment| segment.split(['<', '(', ':']).next().unwrap_or_default());
    let name: String = words.filter(|word| !word.is_empty()).map(|word| names::pascal(short(word))).collect();
    if name.is_empty() { "Root".to_owned() } else { name }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_called_by_their_words() {
        for (template, name) in [
            ("/me/events/<id>", "MeEvents"),
            ("/users/<user>/calendars/<calendar>/events/<id>", "UsersCalendarsEvents"),
            ("/me/messages/<id>/microsoft.graph.calendarSharingMessage", "MeMessagesCalendarSharingMessage"),
            ("/sites/getAllSites()/<id>", "SitesGetAllSites"),
            ("/<id>", "Root"),
        ] {
            assert_eq!(variant(template), name);
        }
    }
}

//! The types as the pages name them: `String collection`, `[recipient](../resources/recipient.md) collection`, `Edm.Int32`.

use super::inline;

/// A type of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Kind {
    /// What it is, or is a collection of.
    pub(super) element: Element,
    /// Whether it is a collection.
    pub(super) is_collection: bool,
}

/// What a type is, or is a collection of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Element {
    /// One of OData's own types, without `Edm.`.
    Edm(&'static str),
    /// Any JSON.
    Any,
    /// A type of Graph's, without `microsoft.graph.`; or whatever else the page says.
    Named(String),
}

/// How the pages write OData's own types, in lower case.
const EDM: [(&str, &str); 27] = [
    ("string", "String"),
    ("text", "String"),
    ("boolean", "Boolean"),
    ("bool", "Boolean"),
    ("int16", "Int16"),
    ("int32", "Int32"),
    ("int", "Int32"),
    ("integer", "Int32"),
    ("int64", "Int64"),
    ("long", "Int64"),
    ("byte", "Byte"),
    ("single", "Single"),
    ("float", "Double"),
    ("double", "Double"),
    ("number", "Double"),
    ("decimal", "Decimal"),
    ("guid", "Guid"),
    ("uuid", "Guid"),
    ("date", "Date"),
    ("datetimeoffset", "DateTimeOffset"),
    ("datetime", "DateTimeOffset"),
    ("timeofday", "TimeOfDay"),
    ("duration", "Duration"),
    ("binary", "Binary"),
    ("stream", "Stream"),
    ("url", "String"),
    ("uri", "String"),
];

impl Kind {
    /// The type that a cell names; nothing where it is empty.
    pub(super) fn of(cell: &str) -> Option<Self> {
        let text = inline::bare(cell);
        let text = text.split(" (").next().unwrap_or(&text).trim_matches([' ', '.', ',']);
        let (element, is_collection) = without_collection(text);
        let element = element.trim();
        (!element.is_empty()).then(|| Self { element: Element::of(element), is_collection })
    }
}

impl Element {
    /// What a word names.
    pub(super) fn of(word: &str) -> Self {
        let name = word.strip_prefix("Edm.").or_else(|| word.strip_prefix("microsoft.graph.")).unwrap_or(word);
        let name = name.trim_start_matches('#');
        let lower = name.to_lowercase();
        if let Some((_, edm)) = EDM.iter().find(|(written, _)| *written == lower) {
            return Self::Edm(edm);
        }
        if ["json", "object", "any", "untyped", "json object"].contains(&lower.as_str()) {
            return Self::Any;
        }
        Self::Named(name.to_owned())
    }
}

/// What a type is a collection of, and whether it is one.
fn without_collection(text: &str) -> (&str, bool) {
    let lower = text.to_lowercase();
    let inside = |start: &str, end: usize| text.get(start.len()..text.len() - end);
    for (start, end) in [("collection(", 1), ("collection of ", 0), ("array of ", 0), ("list of ", 0)] {
        if lower.starts_with(start)
            && let Some(inside) = inside(start, end)
        {
            return (inside, true);
        }
    }
    for end in [" collection", " array", " list", "[]"] {
        if lower.ends_with(end) {
            return (text.get(..text.len() - end.len()).unwrap_or(text), true);
        }
    }
    (text, false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_are_known_however_they_are_written() {
        let named = |name: &str| Element::Named(name.to_owned());
        for (cell, element, is_collection) in [
            ("String", Element::Edm("String"), false),
            ("string (timestamp)", Element::Edm("String"), false),
            ("String (optional)", Element::Edm("String"), false),
            ("String collection", Element::Edm("String"), true),
            ("Collection(String)", Element::Edm("String"), true),
            ("Collection(microsoft.graph.driveRecipient)", named("driveRecipient"), true),
            ("Edm.DateTimeOffset", Element::Edm("DateTimeOffset"), false),
            ("[recipient](../resources/recipient.md) collection", named("recipient"), true),
            ("GUID", Element::Edm("Guid"), false),
            ("Json", Element::Any, false),
            ("microsoft.graph.printJobConfiguration", named("printJobConfiguration"), false),
            (
                "appHostedMediaConfig or serviceHostedMediaConfig",
                named("appHostedMediaConfig or serviceHostedMediaConfig"),
                false,
            ),
        ] {
            assert_eq!(Kind::of(cell), Some(Kind { element, is_collection }), "{cell}");
        }
        assert_eq!(Kind::of(" "), None);
    }
}

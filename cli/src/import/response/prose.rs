//! The sentences of the section `Response`: statuses, types, and whether there is a body. No examples here.

use super::super::inline;
use super::super::kinds::Element;

/// What a text says of one status.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Clause {
    /// The status.
    pub(super) status: u16,
    /// The type in the body.
    pub(super) element: Option<Element>,
    /// Whether the body is a collection of that type.
    pub(super) is_collection: bool,
    /// Whether there is said to be no body.
    pub(super) is_empty: bool,
    /// Whether there is said to be a `Location` or `Operation-Location`.
    pub(super) has_location: bool,
}

/// Statuses, each with how the words behind it begin.
const STATUSES: [(u16, &str); 19] = [
    (200, "ok"),
    (201, "created"),
    (202, "accepted"),
    (204, "no"),
    (206, "partial"),
    (207, "multi"),
    (301, "moved"),
    (302, "found"),
    (303, "see"),
    (304, "not"),
    (400, "bad"),
    (401, "unauthorized"),
    (403, "forbidden"),
    (404, "not"),
    (409, "conflict"),
    (412, "precondition"),
    (422, "unprocessable"),
    (429, "too"),
    (500, "internal"),
];

/// Words that stand where a type does, and are none.
const NO_TYPES: [&str; 34] = [
    "a",
    "an",
    "the",
    "new",
    "updated",
    "response",
    "code",
    "ok",
    "and",
    "empty",
    "json",
    "this",
    "that",
    "created",
    "returned",
    "single",
    "its",
    "in",
    "of",
    "with",
    "value",
    "header",
    "body",
    "anything",
    "content",
    "is",
    "restored",
    "error",
    "following",
    "http",
    "containing",
    "one",
    "status",
    "created.",
];

/// What a paragraph says of each status that it names.
pub(super) fn clauses(paragraph: &str) -> Vec<Clause> {
    let links = type_links(paragraph);
    let text = inline::bare(paragraph);
    let words: Vec<&str> = text.split_whitespace().collect();
    let found: Vec<(usize, u16)> =
        (0..words.len()).filter_map(|at| status(&words, at).map(|status| (at, status))).collect();
    let mut clauses: Vec<Clause> = Vec::new();
    for (number, (at, status)) in found.iter().enumerate() {
        let end = found.get(number + 1).map_or(words.len(), |(next, _)| *next);
        let clause = of(*status, words.get(*at..end).unwrap_or_default(), &links);
        if !clauses.iter().any(|known| known.status == clause.status) {
            clauses.push(clause);
        }
    }
    // What comes before the first status may be about all of them.
    if clauses.iter().all(|clause| clause.element.is_none() && !clause.is_empty) {
        let before = found.first().and_then(|(at, _)| words.get(..*at)).unwrap_or_default();
        for clause in clauses.iter_mut().filter(|clause| clause.status < 300 && clause.status != 204) {
            let all = of(clause.status, before, &links);
            (clause.element, clause.is_collection) = (all.element, all.is_collection);
        }
    }
    clauses
}

/// What a text says of a status that it does not name.
pub(super) fn clause(status: u16, text: &str) -> Clause {
    let words = inline::bare(text);
    of(status, &words.split_whitespace().collect::<Vec<_>>(), &type_links(text))
}

/// What the links to pages of types show.
fn type_links(text: &str) -> Vec<String> {
    let links = inline::links(text).into_iter().filter(|link| link.target.contains("resources/"));
    links.map(|link| inline::bare(link.text)).collect()
}

/// The status that a word is.
fn status(words: &[&str], at: usize) -> Option<u16> {
    let word = words.get(at)?.trim_matches(|sign: char| !sign.is_ascii_alphanumeric());
    let number: u16 = word.parse().ok()?;
    let (_, reason) = STATUSES.iter().find(|(status, _)| *status == number)?;
    let beside =
        |at: Option<usize>| at.and_then(|at| words.get(at)).map(|word| word.to_lowercase()).unwrap_or_default();
    let (before, behind) = (beside(at.checked_sub(1)), beside(Some(at + 1)));
    let announces =
        ["http", "http/1.1", "status", "code", "a", "an", "returns"].contains(&before.trim_matches(['(', ':']));
    let follows = behind.trim_start_matches(['-', '(']).starts_with(reason)
        || behind.starts_with("response")
        || behind.starts_with("status");
    (announces || follows).then_some(number)
}

/// What some words say of a status.
fn of(status: u16, words: &[&str], links: &[String]) -> Clause {
    let text = words.join(" ").to_lowercase();
    let has = |phrases: &[&str]| phrases.iter().any(|phrase| text.contains(phrase));
    let is_empty = has(&[
        "not return anything",
        "n't return anything",
        "no response body",
        "an empty body",
        "empty response body",
        "without a response body",
        "with no content",
        "not return a response body",
        "n't return a response body",
    ]);
    let has_location = has(&["location header", "location: header", "header location", "operation-location"]);
    let (element, is_collection) =
        element(words, links).map_or((None, false), |(element, is_collection)| (Some(element), is_collection));
    Clause { status, element, is_collection, is_empty, has_location }
}

/// The type that some words name, and whether they name a collection of it.
fn element(words: &[&str], links: &[String]) -> Option<(Element, bool)> {
    let clean: Vec<String> = words
        .iter()
        .map(|word| word.trim_matches(|sign: char| !sign.is_alphanumeric() && sign != '.').trim_matches('.').to_owned())
        .collect();
    let lower: Vec<String> = clean.iter().map(|word| word.to_lowercase()).collect();
    let text = lower.join(" ");
    if let Some(link) =
        links.iter().find(|link| clean.contains(link) || link.contains(' ') && text.contains(&link.to_lowercase()))
    {
        let name = link.to_lowercase();
        let many = [format!("{name} collection"), format!("{name} objects"), format!("{name} resources")];
        let is_collection = many.iter().any(|many| text.contains(many.as_str()))
            || ["collection of", "array of", "list of", "set of"].iter().any(|many| text.contains(many));
        let name: String = link.split_whitespace().next().unwrap_or(link).to_owned();
        return Some((Element::of(&name), is_collection));
    }
    let is_type = |at: usize| {
        let word = clean.get(at)?;
        let legal = word.starts_with(|first: char| first.is_ascii_alphabetic())
            && word.chars().all(|sign| sign.is_ascii_alphanumeric() || sign == '.');
        (legal && !NO_TYPES.contains(&lower.get(at)?.as_str())).then(|| word.clone())
    };
    for (at, pair) in lower.windows(2).enumerate() {
        if let [many, of] = pair
            && ["collection", "array", "list"].contains(&many.as_str())
            && of == "of"
            && let Some(word) = is_type(at + 2)
        {
            // `a collection of sites`: where no `objects` follow, the word itself is the plural.
            let follows = lower.get(at + 3).map(String::as_str).unwrap_or_default();
            let is_named = follows.starts_with("object") || follows.starts_with("resource");
            let word = if is_named { word } else { super::super::types::singular(&word) };
            return Some((Element::of(&word), true));
        }
    }
    lower.iter().enumerate().find_map(|(at, word)| {
        let ends_here = ["object", "objects", "resource", "resources", "collection"].contains(&word.as_str());
        let is_in_body = word == "in"
            && lower.get(at + 1).is_some_and(|next| next == "the")
            && lower.get(at + 3).is_some_and(|next| next == "body");
        if !ends_here && !is_in_body {
            return None;
        }
        let name = is_type(at.checked_sub(1)?)?;
        let many = ends_here && (word == "collection" || word.ends_with('s'))
            || lower.get(at + 1).is_some_and(|next| next == "collection");
        Some((Element::of(&name), many))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A type by its name.
    #[allow(clippy::unnecessary_wraps, reason = "it is compared with what may be missing")]
    fn named(name: &str) -> Option<Element> {
        Some(Element::Named(name.to_owned()))
    }

    #[test]
    fn sentences_name_a_status_and_a_type() {
        let string = Some(Element::Edm("String"));
        for (text, status, element, is_collection) in [
            (
                "If successful, this method returns a `200 OK` response code and a [call](../resources/call.md) object in the response body.",
                200,
                named("call"),
                false,
            ),
            (
                "If successful, this method returns `200 OK` response code and Range object in the response body.",
                200,
                named("Range"),
                false,
            ),
            (
                "returns a `200 OK` response code and a collection of [participant](../resources/participant.md) objects in the response body.",
                200,
                named("participant"),
                true,
            ),
            (
                "returns a `200 OK` response code and a collection of localeInfo objects in the response body.",
                200,
                named("localeInfo"),
                true,
            ),
            (
                "returns a `200 OK` response code and a String collection object in the response body.",
                200,
                string.clone(),
                true,
            ),
            (
                "this function returns a `200 OK` response code and a Boolean in the response body.",
                200,
                Some(Element::Edm("Boolean")),
                false,
            ),
            ("returns 200 OK response code and base-64 image string in the response body.", 200, string, false),
            (
                "this action returns a `200 OK` response code and a Stream in the response body.",
                200,
                Some(Element::Edm("Stream")),
                false,
            ),
            (
                "returns a `201 OK` response code and a new [x](../resources/applicationserviceprincipal.md) object.",
                201,
                named("x"),
                false,
            ),
            ("returns an accessPackage collection with `200 OK`.", 200, named("accessPackage"), true),
            ("this action returns a `204 No Content` response code.", 204, None, false),
            ("returns HTTP/1.1 204 OK status code.", 204, None, false),
            ("a 200 OK that contains a JSON collection of recentNotebooks.", 200, named("recentNotebook"), true),
        ] {
            let found = clauses(text);
            let clause = found.first().unwrap_or_else(|| panic!("{text}"));
            assert_eq!(
                (clause.status, clause.element.clone(), clause.is_collection),
                (status, element, is_collection),
                "{text}"
            );
        }
    }

    #[test]
    fn several_statuses_are_told_apart() {
        let text = "this method returns a `201 Created` response code and a [workbookSessionInfo](../resources/x.md) object in the response body. \
                    For a long-running operation, it returns a `202 Accepted` response code and a `Location` header with an empty body.";
        let found = clauses(text);
        assert_eq!(
            (found[0].status, found[0].element.clone(), found[0].has_location),
            (201, named("workbookSessionInfo"), false)
        );
        assert_eq!((found[1].status, found[1].element.clone(), found[1].has_location), (202, None, true));
        let both = clauses(
            "returns a single Permission resource. The response will be `201 Created` if new or `200 OK` if there.",
        );
        assert_eq!(
            both.iter().map(|clause| (clause.status, clause.element.clone())).collect::<Vec<_>>(),
            [(201, named("Permission")), (200, named("Permission"))]
        );
    }

    #[test]
    fn numbers_that_are_no_status_are_none() {
        for text in ["up to 500 groups", "between 16 and 200 characters", "It lasts 302 seconds.", ""] {
            assert_eq!(clauses(text), [], "{text}");
        }
        assert!(clauses("It returns `200 OK`. It does not return anything in the response body.")[0].is_empty);
    }
}

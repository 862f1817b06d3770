//! Which operations some patterns mean.
//!
//! A pattern is a glob, whatever its case: `*` is any text, but for `/` in a path; `**` is any text; `?` one character. With a
//! slash in front it is compared with the paths that lead to an operation, each key of which any `<id>`, `{id}` or `*` stands for;
//! else with its name, its qualified name, and its id, `microsoft.graph.accept(microsoft.graph.event)`.

use std::collections::BTreeMap;

use graph_action_metadata::model::{Operation, TypeRef, namespace};
use graph_action_metadata::paths::{Found, Paths};
use graph_action_metadata::{Index, words};

use super::error::Error;

/// How many names an error proposes.
const PROPOSED: usize = 3;

/// The operations that some patterns mean, in the index's order, each once; every pattern has to mean one at least.
pub fn select(index: &Index, patterns: &[String]) -> Result<Vec<Operation>, Error> {
    let operations = index.operations()?;
    let ends: Vec<Glob> = patterns.iter().filter_map(|pattern| end(pattern)).collect();
    let texts = texts(index, &operations, &ends)?;
    let mut is_meant = vec![false; operations.len()];
    for pattern in patterns {
        let glob = Glob::new(pattern);
        let mut means_any = false;
        for (meant, texts) in is_meant.iter_mut().zip(&texts) {
            if texts.iter().any(|text| glob.matches(text)) {
                *meant = true;
                means_any = true;
            }
        }
        if !means_any {
            // Now every path may be the one that was meant.
            let all = if pattern.starts_with('/') { vec![Glob::new("*")] } else { Vec::new() };
            return Err(Error::NoMatch {
                pattern: pattern.clone(),
                near: near(pattern, &self::texts(index, &operations, &all)?),
            });
        }
    }
    Ok(operations.into_iter().zip(is_meant).filter(|(_, meant)| *meant).map(|(operation, _)| operation).collect())
}

/// What the name of an operation must be for its path to match a pattern; nothing where the pattern is no path.
fn end(pattern: &str) -> Option<Glob> {
    let end = pattern.strip_prefix('/')?.rsplit('/').next()?;
    // `**` may reach back over a slash.
    Some(Glob::new(if end.contains("**") { "*" } else { end }))
}

/// What a pattern may be compared with, for each operation: its names, and its paths where its name is at the end of one that
/// is asked for, since they take time.
fn texts(index: &Index, operations: &[Operation], ends: &[Glob]) -> Result<Vec<Vec<String>>, Error> {
    let mut texts: Vec<Vec<String>> = operations
        .iter()
        .map(|operation| vec![operation.short_name().to_owned(), operation.name.clone(), operation.id()])
        .collect();
    if ends.is_empty() {
        return Ok(texts);
    }
    let schema = index.schema()?;
    let paths = Paths::of(&schema);
    let mut known: BTreeMap<&TypeRef, Found> = BTreeMap::new();
    for (operation, texts) in operations.iter().zip(&mut texts) {
        let is_own = namespace(&operation.name) == index.namespace();
        let name = if is_own { operation.short_name() } else { &operation.name };
        if !ends.iter().any(|end| end.matches(name)) {
            continue;
        }
        match &operation.binding {
            None => {
                let found = paths.to_operation(operation, usize::MAX);
                texts.extend(found.routes.into_iter().map(|route| without_arguments(&route.template)));
            }
            Some(binding) => {
                let found = known.entry(binding).or_insert_with(|| paths.to_type(binding, usize::MAX));
                texts.extend(found.routes.iter().map(|route| format!("{}/{name}", route.template)));
            }
        }
    }
    Ok(texts)
}

/// A path of an operation without the parentheses at its end.
fn without_arguments(template: &str) -> String {
    let start = template.rfind('/').unwrap_or_default();
    let end = template.get(start..).and_then(|segment| segment.find('(')).map_or(template.len(), |end| start + end);
    template.get(..end).unwrap_or(template).to_owned()
}

/// The names, or for a path the paths, that are like a pattern.
fn near(pattern: &str, texts: &[Vec<String>]) -> Vec<String> {
    let is_path = pattern.starts_with('/');
    let mut known: Vec<&str> = texts.iter().flatten().map(String::as_str).collect();
    known.retain(|text| text.starts_with('/') == is_path && text.contains('.') == pattern.contains('.'));
    known.sort_unstable();
    known.dedup();
    let mut found = Vec::new();
    while found.len() < PROPOSED {
        let Some(nearest) = words::nearest(pattern, known.iter().copied()) else { break };
        known.retain(|text| *text != nearest);
        found.push(nearest.to_owned());
    }
    found
}

/// A pattern, taken apart.
#[derive(Debug)]
struct Glob(Vec<Piece>);

/// A piece of a pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Piece {
    /// A character, in lower case.
    One(char),
    /// Any character.
    AnyOne,
    /// Any text, without `/` in a path.
    Some,
    /// Any text.
    All,
}

impl Glob {
    /// Reads a pattern: any is one.
    fn new(pattern: &str) -> Self {
        let is_path = pattern.starts_with('/');
        let mut pieces = Vec::new();
        let mut characters = pattern.chars().peekable();
        while let Some(character) = characters.next() {
            match character {
                '*' => {
                    let is_double = characters.next_if_eq(&'*').is_some();
                    pieces.push(if is_double || !is_path { Piece::All } else { Piece::Some });
                }
                '?' => pieces.push(Piece::AnyOne),
                '<' | '{' if is_path => {
                    while characters.next_if(|inside| !matches!(inside, '>' | '}' | '/')).is_some() {}
                    characters.next_if(|end| matches!(end, '>' | '}'));
                    pieces.push(Piece::Some);
                }
                other => pieces.extend(other.to_lowercase().map(Piece::One)),
            }
        }
        Self(pieces)
    }

    /// Whether a text is meant. Each star is tried once more only where the text behind it failed: no pattern takes long.
    fn matches(&self, text: &str) -> bool {
        let text: Vec<char> = text.chars().flat_map(char::to_lowercase).collect();
        // Where the pattern may end, for each text that is read already.
        let mut ends = vec![false; text.len() + 1];
        if let Some(start) = ends.first_mut() {
            *start = true;
        }
        for piece in &self.0 {
            ends = after(*piece, &text, &ends);
        }
        ends.last().copied().unwrap_or_default()
    }
}

/// Where a pattern may end that goes on by a piece, given where it might end without it.
fn after(piece: Piece, text: &[char], ends: &[bool]) -> Vec<bool> {
    let mut next = Vec::with_capacity(ends.len());
    let mut is_open = false;
    for (number, end) in ends.iter().enumerate() {
        let before = number.checked_sub(1).and_then(|number| Some((*text.get(number)?, *ends.get(number)?)));
        is_open = match piece {
            Piece::One(wanted) => before.is_some_and(|(character, end)| end && character == wanted),
            Piece::AnyOne => before.is_some_and(|(_, end)| end),
            Piece::Some => *end || (is_open && before.is_some_and(|(character, _)| character != '/')),
            Piece::All => *end || is_open,
        };
        next.push(is_open);
    }
    next
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn globs_mean_what_shells_mean() {
        for (pattern, text, meant) in [
            ("accept", "accept", true),
            ("ACCEPT", "accept", true),
            ("accept", "acceptAll", false),
            ("*Media*", "cancelMediaProcessing", true),
            ("*", "microsoft.graph.a(b)", true),
            ("m?te", "mute", true),
            ("m?te", "mte", false),
            ("/me/*/delta", "/me/events/delta", true),
            ("/me/*/delta", "/me/events/<id>/delta", false),
            ("/me/**/delta", "/me/events/<id>/delta", true),
            ("/me/**", "/me/events", true),
            ("/users/{user-id}/sendMail", "/users/<id>/sendMail", true),
            ("/users/<x>/sendMail", "/users/<id>/sendMail", true),
            ("/users/*/sendMail", "/users/<id>/sendMail", true),
            ("/users/{id", "/users/<id>", true),
            ("", "", true),
            ("", "a", false),
            ("**a*b**", "xaxbx", true),
        ] {
            assert_eq!(Glob::new(pattern).matches(text), meant, "{pattern} {text}");
        }
    }

    #[test]
    fn no_pattern_takes_long() {
        let pattern = "*a".repeat(60) + "b";
        assert!(!Glob::new(&pattern).matches(&"a".repeat(2_000)));
    }
}

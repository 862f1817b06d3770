//! What a communications resource is called, whatever the case and the hyphens of its ids.
//!
//! Graph's own pages show ids in upper case without hyphens where the ids in responses are lower case with them.

/// The ids in a path below `calls`: of the call, and of the operation where there is one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Identity {
    /// The call's id, folded.
    pub(crate) call: String,
    /// The operation's id, folded.
    pub(crate) operation: Option<String>,
}

impl Identity {
    /// The ids in a path or URL, whatever comes before `calls`.
    pub(crate) fn of_path(path: &str) -> Option<Self> {
        let path = path.split(['?', '#']).next().unwrap_or(path);
        let mut segments = path.split('/').filter(|segment| !segment.is_empty()).flat_map(keyed);
        segments.find(|segment| segment.eq_ignore_ascii_case("calls"))?;
        let call = fold(segments.next()?);
        let operation = match segments.next() {
            Some(name) if name.eq_ignore_ascii_case("operations") => segments.next().map(fold),
            _ => None,
        };
        Some(Self { call, operation })
    }
}

/// `calls('a')` as two segments, `calls` and `a`.
fn keyed(segment: &str) -> impl Iterator<Item = &str> {
    let (name, key) = match segment.split_once('(') {
        Some((name, key)) => (name, Some(key.trim_end_matches(')').trim_matches('\''))),
        None => (segment, None),
    };
    std::iter::once(name).chain(key)
}

/// An id without the case and the hyphens that differ between spellings of the same one.
pub(crate) fn fold(id: &str) -> String {
    id.chars().filter(|character| *character != '-').flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::Identity;

    #[test]
    fn every_spelling_of_a_path_is_the_same_identity() {
        let identity = |call: &str, operation: Option<&str>| {
            Some(Identity { call: call.to_owned(), operation: operation.map(str::to_owned) })
        };
        for (path, expected) in [
            ("/communications/calls/57DAB8B1894C/operations/0FE0623F", identity("57dab8b1894c", Some("0fe0623f"))),
            (
                "https://graph.microsoft.com/v1.0/communications/calls/57dab8b1-894c/operations/0fe0-623f",
                identity("57dab8b1894c", Some("0fe0623f")),
            ),
            ("/app/calls/57dab8b1-894c", identity("57dab8b1894c", None)),
            (
                "communications/calls('57dab8b1-894c')/operations('0fe0-623f')",
                identity("57dab8b1894c", Some("0fe0623f")),
            ),
            ("/communications/calls/a/participants/b", identity("a", None)),
            ("/communications/onlineMeetings/a", None),
            ("/communications/calls", None),
            ("", None),
        ] {
            assert_eq!(Identity::of_path(path), expected, "{path}");
        }
    }
}

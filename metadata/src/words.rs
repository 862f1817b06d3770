//! How a misspelt word is matched, how names stand in a sentence, and how Rust writes them.
//!
//! Every message that says "did you mean" says it through these, so that the macros, the resolver and the command agree on
//! what is near and on how names are listed. What counts as a mistake is decided elsewhere.

/// The one of `known` that `word` was probably meant to be: the nearest one within a third of the word's length.
///
/// ```
/// use graph_action_metadata::words::nearest;
///
/// assert_eq!(nearest("sendMial", ["sendMail", "delta"]), Some("sendMail"));
/// assert_eq!(nearest("colour", ["sendMail", "delta"]), None);
/// ```
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let folded = word.to_ascii_lowercase();
    let limit = (word.len() / 3).max(1);
    known
        .into_iter()
        // The difference of their lengths is the least that their distance can be, and cheap to know.
        .filter(|candidate| candidate.len().abs_diff(word.len()) <= limit || !candidate.is_ascii() || !word.is_ascii())
        .map(|candidate| (distance(&folded, &candidate.to_ascii_lowercase()), candidate))
        .filter(|(distance, _)| *distance <= limit)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// The one of `known` that differs from `word` in its capitals alone.
///
/// ```
/// assert_eq!(graph_action_metadata::words::recased("sendmail", ["sendMail"]), Some("sendMail"));
/// assert_eq!(graph_action_metadata::words::recased("sendMail", ["sendMail"]), None);
/// ```
pub fn recased<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    known.into_iter().find(|candidate| *candidate != word && candidate.eq_ignore_ascii_case(word))
}

/// The number of inserted, deleted, replaced or swapped neighbouring characters between two words.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut before_last: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    let mut previous: Option<char> = None;
    for (i, x) in a.chars().enumerate() {
        let mut row = vec![i + 1];
        for (j, y) in b.iter().copied().enumerate() {
            let at = |row: &[usize], index: usize| row.get(index).copied().unwrap_or(usize::MAX / 2);
            let mut best = (at(&last, j) + usize::from(x != y)).min(at(&last, j + 1) + 1).min(at(&row, j) + 1);
            if let Some(before) = j.checked_sub(1)
                && previous == Some(y)
                && b.get(before) == Some(&x)
            {
                best = best.min(at(&before_last, before) + 1);
            }
            row.push(best);
        }
        before_last = std::mem::replace(&mut last, row);
        previous = Some(x);
    }
    last.last().copied().unwrap_or(0)
}

/// Words as a sentence lists them: `` `a`, `b` or `c` ``.
///
/// ```
/// assert_eq!(graph_action_metadata::words::list(["a", "b", "c"], "or"), "`a`, `b` or `c`");
/// ```
pub fn list<'a>(words: impl IntoIterator<Item = &'a str>, last_joint: &str) -> String {
    let quoted: Vec<String> = words.into_iter().map(|word| format!("`{word}`")).collect();
    match quoted.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, before)) => format!("{} {last_joint} {last}", before.join(", ")),
        None => String::new(),
    }
}

/// The first `limit` words as a sentence lists them, and how many there are besides: `` `a`, `b` and 12 more ``.
///
/// ```
/// use graph_action_metadata::words::some;
///
/// assert_eq!(some(&["a", "b", "c", "d"], 2), "`a`, `b` and 2 more");
/// assert_eq!(some(&["a", "b"], 2), "`a` and `b`");
/// ```
#[must_use]
pub fn some(words: &[impl AsRef<str>], limit: usize) -> String {
    // "and 1 more" is longer than most names.
    if words.len() <= limit + 1 {
        return list(words.iter().map(AsRef::as_ref), "and");
    }
    let first: Vec<String> = words.iter().take(limit).map(|word| format!("`{}`", word.as_ref())).collect();
    format!("{} and {} more", first.join(", "), words.len() - limit)
}

/// `; did you mean …?` where a known word is near, else what there is to choose from.
#[must_use]
pub fn did_you_mean(word: &str, known: &[&str]) -> String {
    match nearest(word, known.iter().copied()) {
        Some(near) => format!("; did you mean `{near}`?"),
        None if known.is_empty() => String::new(),
        None => {
            format!("; there {} {}", if known.len() == 1 { "is" } else { "are" }, list(known.iter().copied(), "and"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_matched_to_the_nearest_known_one() {
        let known = ["version", "name", "permissions", "headers", "idempotent", "unchecked", "crate"];
        for (word, near) in [
            ("verison", Some("version")),
            ("Version", Some("version")),
            ("permission", Some("permissions")),
            ("header", Some("headers")),
            ("idempotant", Some("idempotent")),
            ("nmae", Some("name")),
            ("colour", None),
            ("x", None),
        ] {
            assert_eq!(nearest(word, known), near, "{word}");
        }
        assert_eq!(nearest("naïve", ["naive"]), Some("naive"));
    }

    #[test]
    fn words_are_listed_as_in_a_sentence() {
        assert_eq!(list(["a"], "or"), "`a`");
        assert_eq!(list(["a", "b"], "or"), "`a` or `b`");
        assert_eq!(list(["a", "b", "c"], "and"), "`a`, `b` and `c`");
        assert_eq!(list([], "or"), "");
        assert_eq!(some(&["a", "b", "c"], 2), "`a`, `b` and `c`");
        assert_eq!(some(&["a", "b", "c", "d"], 2), "`a`, `b` and 2 more");
        assert_eq!(some(&[] as &[&str], 2), "");
    }

    #[test]
    fn what_is_near_is_offered_and_else_all_there_is() {
        assert_eq!(did_you_mean("nmae", &["name", "size"]), "; did you mean `name`?");
        assert_eq!(did_you_mean("colour", &["name", "size"]), "; there are `name` and `size`");
        assert_eq!(did_you_mean("colour", &["name"]), "; there is `name`");
        assert_eq!(did_you_mean("colour", &[]), "");
    }
}

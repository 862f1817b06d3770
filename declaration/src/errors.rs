//! The sink that every stage reports into, and the words it shares.
//!
//! All mistakes of a declaration are shown together, so a stage records what it found and goes on. What belongs here
//! is how mistakes are collected and how a misspelt word is matched; what counts as a mistake is decided elsewhere.

use proc_macro2::Span;
use quote::ToTokens;

/// The mistakes found so far, in the order found. Iterating over them yields each with its place.
#[derive(Debug, Default)]
pub struct Errors {
    /// Each with its place.
    found: Vec<syn::Error>,
}

impl Errors {
    /// Records a mistake shown under one token.
    pub(crate) fn at(&mut self, span: Span, message: impl Into<String>) {
        self.found.push(syn::Error::new(span, message.into()));
    }

    /// Records a mistake shown under all of `tokens`.
    pub(crate) fn on(&mut self, tokens: impl ToTokens, message: impl Into<String>) {
        self.found.push(syn::Error::new_spanned(tokens, message.into()));
    }

    /// Records a mistake that syn or another stage has worded already.
    pub(crate) fn push(&mut self, error: syn::Error) {
        self.found.push(error);
    }

    /// Whether nothing was wrong.
    pub(crate) fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// How many mistakes there are by now.
    pub(crate) fn len(&self) -> usize {
        self.found.len()
    }
}

impl IntoIterator for Errors {
    type Item = syn::Error;
    type IntoIter = std::vec::IntoIter<syn::Error>;

    fn into_iter(self) -> Self::IntoIter {
        self.found.into_iter()
    }
}

/// The one of `known` that `word` was probably meant to be: the nearest one within a third of the word's length.
pub(crate) fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let folded = word.to_ascii_lowercase();
    let limit = (word.len() / 3).max(1);
    known
        .into_iter()
        .map(|candidate| (distance(&folded, &candidate.to_ascii_lowercase()), candidate))
        .filter(|(distance, _)| *distance <= limit)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
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
pub fn list<'a>(words: impl IntoIterator<Item = &'a str>, last_joint: &str) -> String {
    let quoted: Vec<String> = words.into_iter().map(|word| format!("`{word}`")).collect();
    match quoted.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, before)) => format!("{} {last_joint} {last}", before.join(", ")),
        None => String::new(),
    }
}

/// `; did you mean …?` where a known word is near, else what there is to choose from.
pub(crate) fn did_you_mean(word: &str, known: &[&str]) -> String {
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
    }

    #[test]
    fn words_are_listed_as_in_a_sentence() {
        assert_eq!(list(["a"], "or"), "`a`");
        assert_eq!(list(["a", "b"], "or"), "`a` or `b`");
        assert_eq!(list(["a", "b", "c"], "and"), "`a`, `b` and `c`");
        assert_eq!(list([], "or"), "");
    }
}

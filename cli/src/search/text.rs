//! How well a word matches a name or a text. Names are split where a person would: `cancelMediaProcessing` has three words.

use super::distance;

/// What a match may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ease {
    /// The letters are there as they were typed, but for their case.
    AsTyped,
    /// Letters may be left out, or be wrong: one in four or more, two in seven or more.
    Guessing,
}

/// The whole text.
const WHOLE: u32 = 100;
/// One of its words.
const WORD: u32 = 80;
/// The beginning of the text.
const START: u32 = 75;
/// The beginning of one of its words.
const WORD_START: u32 = 60;
/// Somewhere within a word.
const INSIDE: u32 = 30;
/// The letters in order with others between, the first of them beginning a word.
const SUBSEQUENCE: u32 = 20;
/// One letter is wrong; two are.
const NEAR: [u32; 2] = [25, 12];

/// A text, ready to be searched.
#[derive(Debug)]
pub(super) struct Text {
    /// The text in lower case.
    lower: String,
    /// Where its words begin, the first at the front.
    starts: Vec<usize>,
}

impl Text {
    /// Splits a text into words: at what is no letter or digit, and where a name has an upper-case letter.
    pub(super) fn new(text: &str) -> Self {
        let mut starts = Vec::new();
        let mut chars = text.char_indices().peekable();
        let mut before = ' ';
        while let Some((at, char)) = chars.next() {
            let next_is_lower = chars.peek().is_some_and(|(_, next)| next.is_lowercase());
            let begins =
                !before.is_alphanumeric() || (char.is_uppercase() && (!before.is_uppercase() || next_is_lower));
            if char.is_alphanumeric() && begins {
                starts.push(at);
            }
            before = char;
        }
        // Only ASCII changes its case, so that the places stay where they are.
        Self { lower: text.to_ascii_lowercase(), starts }
    }

    /// Whether this is the whole text.
    pub(super) fn is(&self, word: &str) -> bool {
        self.lower == word
    }

    /// How well a word matches, in lower case; nothing where it does not.
    pub(super) fn matches(&self, word: &str, ease: Ease) -> Option<u32> {
        let as_typed = self.as_typed(word);
        if ease == Ease::AsTyped || as_typed.is_some() { as_typed } else { self.guessing(word) }
    }

    /// How well a word matches as it was typed.
    fn as_typed(&self, word: &str) -> Option<u32> {
        if self.is(word) {
            return Some(WHOLE);
        }
        if !self.lower.contains(word) {
            return None;
        }
        if self.words().any(|own| own == word) {
            return Some(WORD);
        }
        if self.lower.starts_with(word) {
            return Some(START);
        }
        Some(if self.tails().any(|tail| tail.starts_with(word)) { WORD_START } else { INSIDE })
    }

    /// How well a word matches with letters missing or wrong.
    fn guessing(&self, word: &str) -> Option<u32> {
        let allowed = distance::allowed(word);
        let best = |distance: usize| NEAR.get(distance.checked_sub(1)?).copied();
        let whole = distance::within(word, &self.lower, allowed);
        let own = self.words().filter_map(|own| distance::within(word, own, allowed)).min();
        let near = whole.into_iter().chain(own).min().and_then(best);
        let beginning = self.tails().filter_map(|tail| distance::beginning_within(word, tail, allowed)).min();
        // The beginning alone is a little less than a whole word.
        let beginning = beginning.and_then(best).map(|rank| rank - 2);
        let subsequence = self.tails().any(|tail| is_subsequence(word, tail)).then_some(SUBSEQUENCE);
        near.into_iter().chain(beginning).chain(subsequence).max()
    }

    /// The words.
    fn words(&self) -> impl Iterator<Item = &str> {
        let ends = self.starts.iter().skip(1).copied().chain([self.lower.len()]);
        let words = self.starts.iter().zip(ends).filter_map(|(start, end)| self.lower.get(*start..end));
        words.map(|word| word.trim_end_matches(|char: char| !char.is_alphanumeric()))
    }

    /// What begins with each of the words.
    fn tails(&self) -> impl Iterator<Item = &str> {
        self.starts.iter().filter_map(|start| self.lower.get(*start..))
    }
}

/// Whether the letters of a word are in a text, in order, the first at its front; two letters are too few to say anything.
fn is_subsequence(word: &str, text: &str) -> bool {
    let mut rest = text.chars();
    word.chars().count() > 2
        && text.starts_with(word.chars().next().unwrap_or(' '))
        && word.chars().all(|char| rest.any(|other| other == char))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_split_where_a_person_would() {
        for (text, words) in [
            ("cancelMediaProcessing", vec!["cancel", "media", "processing"]),
            ("getByIDs", vec!["get", "by", "i", "ds"]),
            ("microsoft.graph.call", vec!["microsoft", "graph", "call"]),
            ("HTTPServer", vec!["http", "server"]),
            ("Cancel processing, for a call.", vec!["cancel", "processing", "for", "a", "call"]),
            ("", vec![]),
            ("ÄhnlichÜber", vec!["Ähnlich", "Über"]),
        ] {
            assert_eq!(Text::new(text).words().collect::<Vec<_>>(), words, "{text}");
        }
    }

    #[test]
    fn closer_matches_rank_higher() {
        let name = Text::new("cancelMediaProcessing");
        for (word, as_typed, guessed) in [
            ("cancelmediaprocessing", Some(WHOLE), Some(WHOLE)),
            ("media", Some(WORD), Some(WORD)),
            ("cancelm", Some(START), Some(START)),
            ("mediapro", Some(WORD_START), Some(WORD_START)),
            ("essing", Some(INSIDE), Some(INSIDE)),
            ("cmp", None, Some(SUBSEQUENCE)),
            ("cancle", None, Some(NEAR[0])),
            ("procesing", None, Some(NEAR[0])),
            ("cancelmedai", None, Some(NEAR[0] - 2)),
            ("prozezzing", None, None),
            ("prozezsing", None, Some(NEAR[1])),
            ("mp", None, None),
            ("forward", None, None),
        ] {
            assert_eq!(name.matches(word, Ease::AsTyped), as_typed, "{word}");
            assert_eq!(name.matches(word, Ease::Guessing), guessed, "{word}");
        }
    }
}

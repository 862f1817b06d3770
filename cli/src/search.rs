//! Which operations a person means by a few words, the likeliest first.
//!
//! Every word must match somewhere: the name, the type that it is called on, a parameter, what it returns, what the document says. How
//! well a word matches is [`text`]'s; here is what a match is worth where. Guesses at typing errors are made only where nothing matches as
//! it was typed, so that they never push the right answer down.

mod distance;
mod text;

use graph_action_metadata::model::{Operation, short};

use text::{Ease, Text};

/// An operation that was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit<'a> {
    /// The operation.
    pub operation: &'a Operation,
    /// How well it matches: only good for comparing.
    pub score: u32,
}

/// What a match in the name is worth.
const NAME: u32 = 10;
/// What a match in the type is worth that it is called on.
const BINDING: u32 = 6;
/// What a match in a parameter's name is worth.
const PARAMETER: u32 = 4;
/// What a match in the type of a parameter or of the response is worth.
const TYPE: u32 = 3;
/// What a match in what the document says is worth.
const DOC: u32 = 1;
/// What it is worth that the words together are the name.
const WHOLE_NAME: u32 = 2000;

/// The operations that all words match, the likeliest first; all of them for no words.
///
/// `doc` says what the document says of an operation.
///
/// ```
/// use cargo_graph_action::search;
/// use graph_action_metadata::model::{Operation, OperationKind};
///
/// let operation = |name: &str| Operation {
///     name: format!("microsoft.graph.{name}"),
///     kind: OperationKind::Action,
///     binding: None,
///     parameters: Vec::new(),
///     returns: None,
///     is_composable: false,
///     deprecated: None,
/// };
/// let operations = [operation("cancel"), operation("cancelMediaProcessing"), operation("forward")];
/// let words = ["cancel".to_owned(), "media".to_owned()];
/// let hits = search::operations(&operations, |_| None, &words);
/// assert_eq!(hits[0].operation.short_name(), "cancelMediaProcessing");
/// assert_eq!(hits.len(), 1);
/// ```
pub fn operations<'a>(
    operations: &'a [Operation],
    doc: impl Fn(&Operation) -> Option<String>,
    words: &[String],
) -> Vec<Hit<'a>> {
    let words: Vec<String> = words.iter().map(|word| word.to_ascii_lowercase()).collect();
    let entries: Vec<Entry<'a>> =
        operations.iter().map(|operation| Entry::new(operation, doc(operation).as_deref())).collect();
    let found = ranked(&entries, &words, Ease::AsTyped);
    if found.is_empty() { ranked(&entries, &words, Ease::Guessing) } else { found }
}

/// What of an operation is searched.
struct Entry<'a> {
    /// The operation.
    operation: &'a Operation,
    /// Its name.
    name: Text,
    /// Its name with the namespace, for words with a dot in them.
    qualified: Text,
    /// The other names and what a match in each is worth.
    names: Vec<(Text, u32)>,
    /// What the document says.
    doc: Option<Text>,
}

impl<'a> Entry<'a> {
    /// What of an operation is searched.
    fn new(operation: &'a Operation, doc: Option<&str>) -> Self {
        let mut names: Vec<(Text, u32)> = Vec::new();
        let mut name = |text: &str, worth| names.push((Text::new(text), worth));
        if let Some(binding) = &operation.binding {
            name(short(&binding.name), BINDING);
        }
        for parameter in &operation.parameters {
            name(&parameter.name, PARAMETER);
            name(short(&parameter.ty.name), TYPE);
        }
        if let Some(returns) = &operation.returns {
            name(short(&returns.ty.name), TYPE);
        }
        let (name, qualified) = (Text::new(operation.short_name()), Text::new(&operation.name));
        Self { operation, name, qualified, names, doc: doc.map(Text::new) }
    }

    /// How well all words match; nothing where one does not.
    fn score(&self, words: &[String], ease: Ease) -> Option<u32> {
        let mut score = 0;
        for word in words {
            score += self.word(word, ease)?;
        }
        if self.name.is(&words.concat()) {
            score += WHOLE_NAME;
        }
        Some(score)
    }

    /// What the best match of a word is worth.
    fn word(&self, word: &str, ease: Ease) -> Option<u32> {
        let name = self.name.matches(word, ease).map(|rank| rank * NAME);
        let qualified = word.contains('.').then(|| self.qualified.matches(word, Ease::AsTyped)).flatten();
        let names = self.names.iter().filter_map(|(text, worth)| Some(text.matches(word, ease)? * worth));
        // Prose is full of words that are nearly another.
        let doc = self.doc.as_ref().and_then(|doc| doc.matches(word, Ease::AsTyped)).map(|rank| rank * DOC);
        names.chain(name).chain(qualified.map(|rank| rank * NAME)).chain(doc).max()
    }
}

/// The entries that match, in order.
fn ranked<'a>(entries: &[Entry<'a>], words: &[String], ease: Ease) -> Vec<Hit<'a>> {
    let hit = |entry: &Entry<'a>| Some(Hit { operation: entry.operation, score: entry.score(words, ease)? });
    let mut hits: Vec<Hit<'a>> = entries.iter().filter_map(hit).collect();
    // The operations come sorted by binding and name, which is the order among equals.
    hits.sort_by_key(|hit| {
        (std::cmp::Reverse(hit.score), hit.operation.deprecated.is_some(), hit.operation.name.len())
    });
    hits
}

#[cfg(test)]
mod tests;

//! What is wrong with a document, and where.
//!
//! A message says what is wrong and what to do. It quotes the document where that helps, shortened and with nothing in it that a
//! terminal would obey.

use std::fmt;
use std::io;

/// Why a document could not be read: line, column, element, and what to do about it.
///
/// ```
/// use graph_action_metadata::csdl;
///
/// let error = csdl::read(&br#"{"$Version": "4.01"}"#[..]).unwrap_err();
/// assert!(error.to_string().contains("Accept: application/xml"), "{error}");
/// ```
#[derive(Debug)]
pub struct Error {
    /// Where.
    at: At,
    /// The start of the element that it is about: `<Property Name="call">`.
    element: Option<String>,
    /// What is wrong, and what to do.
    message: String,
    /// What the reader said, where it is at fault.
    cause: Option<io::Error>,
}

/// A place in a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct At {
    /// The line, from 1.
    pub(super) line: u32,
    /// The character in it, from 1.
    pub(super) column: u32,
}

impl At {
    /// The first character.
    pub(super) const START: Self = Self { line: 1, column: 1 };

    /// The place behind some text.
    pub(super) fn behind(self, text: &[u8]) -> Self {
        let mut lines = text.rsplit(|byte| *byte == b'\n');
        let in_line = characters(lines.next().unwrap_or_default());
        match u32::try_from(lines.count()).unwrap_or(u32::MAX) {
            0 => Self { line: self.line, column: self.column.saturating_add(in_line) },
            more => Self { line: self.line.saturating_add(more), column: in_line.saturating_add(1) },
        }
    }
}

/// How many characters begin in these bytes of UTF-8.
fn characters(bytes: &[u8]) -> u32 {
    let count = if bytes.is_ascii() { bytes.len() } else { bytes.iter().filter(|byte| *byte & 0xC0 != 0x80).count() };
    u32::try_from(count).unwrap_or(u32::MAX)
}

impl Error {
    /// Something wrong at a place.
    pub(super) fn new(at: At, message: impl Into<String>) -> Self {
        Self { at, element: None, message: message.into(), cause: None }
    }

    /// That the document could not be got at all.
    pub(super) fn io(at: At, cause: io::Error) -> Self {
        Self { at, element: None, message: "the document could not be read".to_owned(), cause: Some(cause) }
    }

    /// The same, with the element that it is about.
    pub(super) fn in_element(mut self, element: impl Into<String>) -> Self {
        self.element.get_or_insert(element.into());
        self
    }

    /// The line that it is about, from 1.
    #[must_use]
    pub fn line(&self) -> u32 {
        self.at.line
    }

    /// The character of the line that it is about, from 1.
    #[must_use]
    pub fn column(&self) -> u32 {
        self.at.column
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, column {}: ", self.at.line, self.at.column)?;
        if let Some(element) = &self.element {
            write!(f, "in {element}: ")?;
        }
        f.write_str(&self.message)?;
        match &self.cause {
            Some(cause) => write!(f, ": {cause}"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.cause.as_ref().map(|cause| cause as _)
    }
}

/// A piece of the document as a message may quote it: short, on one line, and with no control characters.
pub(super) fn quoted(text: &str) -> String {
    /// As much as helps to find it again.
    const LONGEST: usize = 60;
    let mut quote: String = text.chars().take(LONGEST).map(|c| if is_plain(c) { c } else { '\u{fffd}' }).collect();
    if text.chars().nth(LONGEST).is_some() {
        quote.push('…');
    }
    quote
}

/// What another crate says, as part of a sentence of our own.
pub(super) fn quoted_words(words: &str) -> String {
    words.chars().map(|c| if is_plain(c) { c } else { '\u{fffd}' }).take(200).collect()
}

/// Whether a character is shown as itself, and changes nothing about how the others are shown.
fn is_plain(c: char) -> bool {
    !c.is_control()
        && !matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

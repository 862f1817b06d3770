//! A source file as it was read: its text, the items in it, and where in it something stands.
//!
//! Places are byte ranges of the file as it is on disk; what is in front of the first token, which the parser never sees, is
//! counted. Nothing here knows what a declaration is.

use std::fs;
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use proc_macro2::Span;

/// A file with declarations, or one that was looked for them.
///
/// ```
/// use std::path::PathBuf;
/// use cargo_graph_action::check::Source;
///
/// let source = Source::new(PathBuf::from("src/lib.rs"), "mod a;\nmod é; mod b;\n".to_owned());
/// assert_eq!(source.line_column(15), (2, 8));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Its path, as it is shown.
    pub path: PathBuf,
    /// Its text.
    pub text: String,
    /// How many bytes are in front of what the parser sees.
    skipped: usize,
}

/// Where something stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file.
    pub source: Arc<Source>,
    /// The bytes.
    pub range: Range<usize>,
}

impl Source {
    /// A file with this text.
    #[must_use]
    pub fn new(path: PathBuf, text: String) -> Self {
        let skipped = text.len() - code(&text).len();
        Self { path, text, skipped }
    }

    /// Reads the file at `from`, which is shown as `path`.
    pub(super) fn read(from: &Path, path: PathBuf) -> io::Result<Self> {
        Ok(Self::new(path, fs::read_to_string(from)?))
    }

    /// The items in it.
    pub(super) fn parse(&self) -> syn::Result<syn::File> {
        syn::parse_str(self.text.get(self.skipped..).unwrap_or_default())
    }

    /// The bytes that a span covers; nothing for a span that leads nowhere.
    pub(super) fn range(&self, span: Span) -> Option<Range<usize>> {
        let range = span.byte_range();
        (range.end > 0).then(|| range.start + self.skipped..range.end + self.skipped)
    }

    /// The line and column of a byte, both counted from one and the column in characters, as the compiler counts.
    #[must_use]
    pub fn line_column(&self, byte: usize) -> (usize, usize) {
        let before = self.text.get(..byte).unwrap_or(&self.text);
        let line_start = before.rfind('\n').map_or(0, |end| end + 1);
        let line = before.matches('\n').count() + 1;
        (line, before.get(line_start..).unwrap_or_default().chars().count() + 1)
    }
}

impl Place {
    /// The line and column that it begins at; see [`Source::line_column`].
    #[must_use]
    pub fn start(&self) -> (usize, usize) {
        self.source.line_column(self.range.start)
    }

    /// The line and column behind its end.
    #[must_use]
    pub fn end(&self) -> (usize, usize) {
        self.source.line_column(self.range.end)
    }

    /// Whether something stands inside of this.
    #[must_use]
    pub fn contains(&self, other: &Self) -> bool {
        self.source.path == other.source.path
            && self.range.start <= other.range.start
            && other.range.end <= self.range.end
    }
}

/// A file without its byte order mark and its line for the shell: a parser of tokens knows neither.
fn code(text: &str) -> &str {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    match text.strip_prefix("#!") {
        // `#![allow(…)]`, with whatever space between.
        Some(rest) if !rest.trim_start().starts_with('[') => text.find('\n').map_or("", |end| text.split_at(end).1),
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_parser_never_sees_is_counted() {
        for before in ["", "\u{feff}", "#!/usr/bin/env run\n", "\u{feff}#!/bin/run\r\n", "// é\r\n", "#![allow(x)]\n"]
        {
            let text = format!("{before}struct Here;");
            let source = Source::new(PathBuf::from("a.rs"), text);
            let file = source.parse().unwrap();
            let [syn::Item::Struct(item)] = file.items.as_slice() else { panic!("{before:?}") };
            let range = source.range(item.ident.span()).unwrap();
            assert_eq!(&source.text[range], "Here", "{before:?}");
        }
        assert_eq!(Source::new(PathBuf::from("a.rs"), "#!/bin/run".to_owned()).parse().unwrap().items.len(), 0);
    }

    #[test]
    fn a_span_without_a_place_has_none() {
        assert_eq!(Source::new(PathBuf::from("a.rs"), "struct Here;".to_owned()).range(Span::call_site()), None);
    }
}

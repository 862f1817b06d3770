//! What a person should know of a page that was read: each with its line. Nothing is decided here.

use std::fmt;

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// How something was read that the page leaves open. The declaration is as good as the page.
    Note,
    /// Something that could not be read, or that the page says in two ways: look at the declaration.
    Warning,
}

/// Something that a person should know of a page.
///
/// ```
/// use cargo_graph_action::import::{Finding, Severity};
///
/// let finding = Finding { line: 41, severity: Severity::Warning, message: "a column is not known: `Role`".to_owned() };
/// assert_eq!(finding.to_string(), "line 41: a column is not known: `Role`");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The line of the page, counted from 1; 0 where it is about the whole page.
    pub line: usize,
    /// How much it matters.
    pub severity: Severity,
    /// What it is.
    pub message: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => f.write_str(&self.message),
            line => write!(f, "line {line}: {}", self.message),
        }
    }
}

/// The findings of a page, as they come.
#[derive(Debug, Default)]
pub(super) struct Findings(Vec<Finding>);

impl Findings {
    /// Tells how something was read.
    pub(super) fn note(&mut self, line: usize, message: impl Into<String>) {
        self.add(line, Severity::Note, message.into());
    }

    /// Tells what to look at.
    pub(super) fn warn(&mut self, line: usize, message: impl Into<String>) {
        self.add(line, Severity::Warning, message.into());
    }

    /// Adds one, unless it has been told already.
    fn add(&mut self, line: usize, severity: Severity, message: String) {
        let finding = Finding { line, severity, message };
        if !self.0.contains(&finding) {
            self.0.push(finding);
        }
    }

    /// All of them, in the order of the lines.
    pub(super) fn sorted(mut self) -> Vec<Finding> {
        self.0.sort_by_key(|finding| finding.line);
        self.0
    }
}

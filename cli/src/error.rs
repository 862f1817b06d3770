//! What goes wrong, in words for the person at the terminal, and how the command ends.
//!
//! An error is one line: what failed, where, and what to do. What lies behind it follows, one line each. Nothing here prints by
//! itself or ends the program.

use std::error::Error as StdError;
use std::fmt;
use std::io::{self, Write};
use std::process::ExitCode;

use crate::output::{ERROR, paint};

/// How the command ended, as scripts see it.
///
/// ```
/// use cargo_graph_action::error::Exit;
///
/// assert_eq!(Exit::Findings.code(), 1);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// It did what was asked.
    Fine,
    /// It ran, and the answer is the one to look at: nothing was found, or something breaks.
    Findings,
    /// The arguments make no sense; clap says so itself.
    Usage,
    /// It could not run: a file, the network, a document that cannot be read.
    Failed,
}

impl Exit {
    /// The number that a shell sees.
    #[must_use]
    pub const fn code(self) -> u8 {
        match self {
            Self::Fine => 0,
            Self::Findings => 1,
            Self::Usage => 2,
            Self::Failed => 3,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.code())
    }
}

/// Why a command could not do what was asked: what failed, what to do about it, and what lies behind it.
///
/// ```
/// use cargo_graph_action::error::Error;
///
/// let error = Error::new("there is no index").fix("make it with `cargo graph-action metadata`");
/// assert_eq!(error.to_string(), "there is no index; make it with `cargo graph-action metadata`");
/// ```
#[derive(Debug)]
pub struct Error {
    /// What failed, and where.
    message: String,
    /// What to do about it.
    fix: Option<String>,
    /// What lies behind it.
    cause: Option<Box<dyn StdError + Send + Sync>>,
    /// How the command ends.
    exit: Exit,
    /// Whether it is only that nobody reads the output any more.
    is_broken_pipe: bool,
}

impl Error {
    /// Something that failed.
    #[must_use]
    pub fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), fix: None, cause: None, exit: Exit::Failed, is_broken_pipe: false }
    }

    /// That what was asked for is not there: [`Exit::Findings`].
    #[must_use]
    pub fn not_found(message: impl Into<String>) -> Self {
        Self { exit: Exit::Findings, ..Self::new(message) }
    }

    /// With what to do about it.
    #[must_use]
    pub fn fix(mut self, fix: impl Into<String>) -> Self {
        self.fix = Some(fix.into());
        self
    }

    /// With what lies behind it.
    #[must_use]
    pub fn because(mut self, cause: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        self.cause = Some(cause.into());
        self
    }

    /// How the command ends that fails with this.
    #[must_use]
    pub fn exit(&self) -> Exit {
        self.exit
    }

    /// Whether it is only that nobody reads the output any more, as in `… | head`.
    #[must_use]
    pub fn is_broken_pipe(&self) -> bool {
        self.is_broken_pipe
    }

    /// Writes it as the command does: `error: …`, and a line for each cause.
    pub fn report(&self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "{} {self}", paint(ERROR, "error:"))?;
        let mut cause = self.source();
        while let Some(error) = cause {
            writeln!(out, "  caused by: {error}")?;
            cause = error.source();
        }
        Ok(())
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        match &self.fix {
            Some(fix) => write!(f, "; {fix}"),
            None => Ok(()),
        }
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.cause.as_deref().map(|cause| cause as &(dyn StdError + 'static))
    }
}

/// What goes wrong when the answer is written to standard output; all other input and output says what it was about.
impl From<io::Error> for Error {
    fn from(error: io::Error) -> Self {
        let is_broken_pipe = error.kind() == io::ErrorKind::BrokenPipe;
        Self { is_broken_pipe, ..Self::new("the output could not be written").because(error) }
    }
}

/// A damaged index, where it was opened well and one of its records is not.
impl From<graph_action_metadata::index::Fault> for Error {
    fn from(fault: graph_action_metadata::index::Fault) -> Self {
        Self::new(fault.to_string()).fix("write it anew with `cargo graph-action metadata`")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_has_a_line_for_the_error_and_one_for_each_cause() {
        let inner = io::Error::other("no route");
        let middle = Error::new("the host does not answer").because(inner);
        let error = Error::new("the download failed").fix("use --from FILE").because(middle);
        let mut out = Vec::new();
        error.report(&mut out).unwrap();
        let text = anstream::adapter::strip_str(std::str::from_utf8(&out).unwrap()).to_string();
        assert_eq!(
            text,
            "error: the download failed; use --from FILE\n  caused by: the host does not answer\n  caused by: no route\n"
        );
    }

    #[test]
    fn only_a_broken_pipe_is_one() {
        assert!(Error::from(io::Error::from(io::ErrorKind::BrokenPipe)).is_broken_pipe());
        let full = Error::from(io::Error::from(io::ErrorKind::StorageFull));
        assert!(!full.is_broken_pipe());
        assert_eq!(full.exit(), Exit::Failed);
    }
}

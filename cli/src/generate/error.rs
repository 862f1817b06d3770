//! Why no declarations can be written, in the words of who asked for them.

use std::fmt;

use graph_action_metadata::index::Fault;
use graph_action_metadata::words;

/// Why no declarations can be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Error {
    /// The index cannot be read.
    Index(Fault),
    /// A pattern that no operation matches.
    NoMatch {
        /// The pattern.
        pattern: String,
        /// Names or paths that are like it, the nearest first.
        near: Vec<String>,
    },
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Index(fault) => write!(f, "{fault}; write the index anew with `cargo graph-action metadata`"),
            Self::NoMatch { pattern, near } => {
                write!(f, "no operation matches `{pattern}`")?;
                match near.as_slice() {
                    [] => f.write_str("; `cargo graph-action find WORDS` looks for one"),
                    near => {
                        let near = words::list(near.iter().map(String::as_str), "or");
                        write!(f, "; did you mean {near}?")
                    }
                }
            }
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Index(fault) => Some(fault),
            Self::NoMatch { .. } => None,
        }
    }
}

impl From<Fault> for Error {
    fn from(fault: Fault) -> Self {
        Self::Index(fault)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_says_what_to_do() {
        let near = |names: &[&str]| names.iter().map(ToString::to_string).collect();
        for (names, text) in [
            (near(&[]), "no operation matches `x`; `cargo graph-action find WORDS` looks for one"),
            (near(&["a"]), "no operation matches `x`; did you mean `a`?"),
            (near(&["a", "b", "c"]), "no operation matches `x`; did you mean `a`, `b` or `c`?"),
        ] {
            assert_eq!(Error::NoMatch { pattern: "x".to_owned(), near: names }.to_string(), text);
        }
        let error = Error::from(Fault::NotAnIndex);
        assert!(error.to_string().ends_with("write the index anew with `cargo graph-action metadata`"));
        assert!(std::error::Error::source(&error).is_some());
    }
}

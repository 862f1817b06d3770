//! The command of graph-action: it pulls what a service says of itself, and answers questions about it.
//!
//! The modules at the root are the questions and what they stand on, without a terminal: [`search`] ranks operations, [`lookup`]
//! finds what a name means, [`check`] reads the declarations of a crate, [`diff`] compares two documents, [`store`] knows where an
//! index lies, [`download`] fetches one.
//! `commands` is the shell around them: one module a subcommand, which reads the arguments and writes the answer.
//!
//! A program that wants one of the answers can take this crate as a library; the promises are those of the command.

pub mod api;
mod args;
pub mod check;
pub mod cloud;
mod commands;
pub mod diff;
pub mod document;
pub mod download;
pub mod error;
pub mod file;
pub mod generate;
pub mod import;
pub mod lookup;
pub mod output;
pub mod project;
pub mod search;
pub mod store;
pub mod view;

use std::ffi::OsString;
use std::io::Write as _;

use clap::Parser as _;
use error::Exit;

/// The command as a function: runs what the arguments name, says on standard error what went wrong, and tells how it ended.
///
/// cargo hands a subcommand its own name as the first argument; called directly the command does without.
pub fn main(arguments: impl IntoIterator<Item = OsString>) -> Exit {
    let arguments = without_subcommand(arguments.into_iter().collect());
    let arguments = match args::Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(error) => {
            // A reader that has gone away is no failure, here as everywhere.
            drop(error.print());
            return if error.use_stderr() { Exit::Usage } else { Exit::Fine };
        }
    };
    arguments.color.choose();
    let mut out = anstream::stdout().lock();
    let outcome = commands::run(&arguments, &mut out).and_then(|exit| {
        out.flush()?;
        Ok(exit)
    });
    match outcome {
        Ok(exit) => exit,
        Err(error) if error.is_broken_pipe() => Exit::Fine,
        Err(error) => {
            // Where standard error is gone too there is nobody left to tell.
            drop(error.report(&mut anstream::stderr().lock()));
            error.exit()
        }
    }
}

/// The arguments without the name of the subcommand that cargo puts in front of them.
fn without_subcommand(mut arguments: Vec<OsString>) -> Vec<OsString> {
    if arguments.get(1).is_some_and(|argument| argument == "graph-action") {
        arguments.remove(1);
    }
    arguments
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cargo_s_own_argument_is_dropped_once() {
        let arguments = |texts: &[&str]| texts.iter().map(OsString::from).collect::<Vec<_>>();
        let (through_cargo, direct) = (["cargo-graph-action", "graph-action", "find"], ["cargo-graph-action", "find"]);
        assert_eq!(without_subcommand(arguments(&through_cargo)), arguments(&direct));
        assert_eq!(without_subcommand(arguments(&direct)), arguments(&direct));
        let word = ["cargo-graph-action", "find", "graph-action"];
        assert_eq!(without_subcommand(arguments(&word)), arguments(&word), "a word that is searched for stays");
    }
}

//! What `--help` says, and what wrong arguments are answered with.

use std::io::Read as _;
use std::process::Stdio;

use crate::place::{Place, command};

/// What `-h` says.
const HELP: &str = "\
What a service says of itself, for programs that call it: pull it, ask it, compare it

Usage: cargo graph-action [OPTIONS] <COMMAND>

Commands:
  metadata  Pull what a service says of itself, and write it down as an index beside Cargo.toml
  find      Find operations by words of their names, types, parameters or documentation
  show      Show everything about an operation or a type
  generate  Write declarations of operations, with the paths and the types that they need
  check     Check every declaration of a crate against what the service says, without compiling it
  import    Write a declaration from a page of Graph's documentation
  diff      Compare two documents: what breaks, what is deprecated, what is new
  help      Print this message or the help of the given subcommand(s)

Options:
      --color <WHEN>          When to use colours; `NO_COLOR` is heeded [default: auto]
      --manifest-path <PATH>  The Cargo.toml of the crate, instead of the one here or above
  -h, --help                  Print help (see more with '--help')
  -V, --version               Print version

Exit codes:
  0  it did what was asked
  1  the answer is one to look at: nothing was found, something is wrong or breaks
  2  the arguments make no sense
  3  it could not run: no index, no network, a file that cannot be read
";

#[test]
fn help_is_the_same_through_cargo_and_directly() {
    let place = Place::empty();
    assert_eq!(place.run(&["-h"]).fine(), HELP);
    assert_eq!(place.run(&["graph-action", "-h"]).fine(), HELP);
    let long = place.run(&["--help"]).fine();
    assert!(long.contains("`cargo graph-action metadata` comes first"), "{long}");
    assert!(place.run(&["--version"]).fine().starts_with("cargo-graph-action "));
}

#[test]
fn every_command_has_an_example() {
    let place = Place::empty();
    for name in ["metadata", "find", "show", "generate", "check", "diff"] {
        let help = place.run(&["help", name]).fine();
        assert!(help.contains(&format!("Usage: cargo graph-action {name} ")), "{help}");
        assert!(help.contains("\nExamples:\n  cargo graph-action "), "{help}");
    }
}

#[test]
fn wrong_arguments_are_answered_with_the_right_ones() {
    let place = Place::empty();
    let error = place.run(&["fnid"]).failed(2);
    assert!(error.contains("a similar subcommand exists: 'find'"), "{error}");
    place.run(&["find"]).failed(2);
    place.run(&["metadata", "--from", "a", "--url", "b"]).failed(2);
    place.run(&["find", "a", "--api", "beta", "--index", "b"]).failed(2);
    assert!(place.run(&[]).failed(2).contains("Usage: cargo graph-action"));
}

#[test]
fn colours_are_for_terminals_and_for_those_who_ask() {
    let place = Place::with_index();
    assert!(!place.run(&["find", "mute"]).fine().contains('\u{1b}'));
    assert!(!place.run(&["find", "nothingLikeThis"]).failed(1).contains('\u{1b}'));
    assert!(place.run(&["find", "mute", "--color", "always"]).fine().contains("\u{1b}[1mmute\u{1b}[0m"));
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let place = Place::with_index();
    let mut command = command(&place.path(""), &["find", "a", "--limit", "1000"]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let mut error = String::new();
    child.stderr.take().unwrap().read_to_string(&mut error).unwrap();
    assert_eq!((child.wait().unwrap().code(), error.as_str()), (Some(0), ""));
}

#[cfg(target_os = "linux")]
#[test]
fn an_output_that_cannot_be_written_is_one() {
    let place = Place::with_index();
    let full = std::fs::File::options().write(true).open("/dev/full").unwrap();
    let output = command(&place.path(""), &["find", "mute"]).stdout(full).output().unwrap();
    let error = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(3), "{error}");
    assert!(error.starts_with("error: the output could not be written\n  caused by: "), "{error}");
}

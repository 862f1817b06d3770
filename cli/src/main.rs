//! `cargo graph-action`: the arguments, the standard streams and the exit code. Everything else is in the library.

use std::process::ExitCode;

/// Runs the command that the arguments name.
fn main() -> ExitCode {
    cargo_graph_action::main(std::env::args_os()).into()
}

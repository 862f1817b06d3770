//! The arguments, and what `--help` says of them. What they do is in `commands`.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::api::Api;
use crate::cloud::Cloud;
use crate::output::HELP;

/// How the command ends, as `--help` has it.
const EXIT_CODES: &str = "\
Exit codes:
  0  it did what was asked
  1  the answer is one to look at: nothing was found, something breaks
  2  the arguments make no sense
  3  it could not run: no index, no network, a file that cannot be read";

/// What a service says of itself, for programs that call it: pull it, ask it, compare it
#[derive(Debug, Parser)]
#[command(name = "cargo-graph-action", bin_name = "cargo graph-action", version, styles = HELP, after_help = EXIT_CODES)]
#[command(long_about = "\
What a service says of itself, for programs that call it: pull it, ask it, compare it.

`cargo graph-action metadata` comes first: it writes the index that the other commands read, and that every `#[graph_action]` of the \
crate is checked against from then on.")]
pub(crate) struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: Command,
    /// When to use colours; `NO_COLOR` is heeded
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto", hide_possible_values = true)]
    pub(crate) color: Color,
    /// The Cargo.toml of the crate, instead of the one here or above
    #[arg(long, global = true, value_name = "PATH")]
    pub(crate) manifest_path: Option<PathBuf>,
}

/// A subcommand.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Pull what a service says of itself, and write it down as an index beside Cargo.toml
    Metadata(Metadata),
    /// Find operations by words of their names, types, parameters or documentation
    Find(Find),
    /// Show everything about an operation or a type
    Show(Show),
    /// Compare two documents: what breaks, what is deprecated, what is new
    Diff(Diff),
}

/// `cargo graph-action metadata`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  cargo graph-action metadata                      Microsoft Graph v1.0
  cargo graph-action metadata --api beta --cloud usgov
  curl https://example.org/$metadata | cargo graph-action metadata --from -

No token is needed. The index is graph-metadata/<api>.index; commit it, so that everybody is checked against the same.")]
pub(crate) struct Metadata {
    /// The version of the service: v1.0, beta, or another `v` with two numbers
    #[arg(long, default_value_t)]
    pub(crate) api: Api,
    /// The cloud to ask
    #[arg(long, value_enum, default_value_t, conflicts_with_all = ["from", "url"])]
    pub(crate) cloud: Cloud,
    /// Read the document (CSDL) from a file instead; `-` is standard input
    #[arg(long, value_name = "FILE", conflicts_with = "url")]
    pub(crate) from: Option<PathBuf>,
    /// Fetch it from this address instead
    #[arg(long)]
    pub(crate) url: Option<String>,
    /// Write into the root of the workspace, for all of its crates
    #[arg(long)]
    pub(crate) workspace: bool,
}

/// Which index is asked.
#[derive(Debug, Args)]
pub(crate) struct Source {
    /// The version of the service
    #[arg(long, default_value_t)]
    pub(crate) api: Api,
    /// The index to ask, instead of the crate's
    #[arg(long, value_name = "FILE", conflicts_with = "api")]
    pub(crate) index: Option<PathBuf>,
    /// Answer in JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// `cargo graph-action find`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  cargo graph-action find cancel media             every word must match somewhere
  cargo graph-action find forward message --json
  cargo graph-action find forwrad                  guesses where nothing matches as typed")]
pub(crate) struct Find {
    /// Words of the name, the type that it is called on, parameters, the response or the documentation
    #[arg(required = true)]
    pub(crate) words: Vec<String>,
    /// How many to show
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub(crate) limit: usize,
    /// Which index is asked.
    #[command(flatten)]
    pub(crate) source: Source,
}

/// `cargo graph-action show`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  cargo graph-action show cancelMediaProcessing
  cargo graph-action show forward --on message
  cargo graph-action show microsoft.graph.call     a type: its properties and what is called on it")]
pub(crate) struct Show {
    /// The name of an operation or a type, with its namespace or without
    #[arg(value_name = "NAME")]
    pub(crate) name: String,
    /// Only operations that are called on this type
    #[arg(long, value_name = "TYPE")]
    pub(crate) on: Option<String>,
    /// Which index is asked.
    #[command(flatten)]
    pub(crate) source: Source,
}

/// `cargo graph-action diff`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  cargo graph-action diff graph-metadata/v1.0.index new.csdl
  cargo graph-action diff graph-metadata/v1.0.index graph-metadata/beta.index --json

Exit code 1 says that something breaks.")]
pub(crate) struct Diff {
    /// The document or index as it was; `-` is standard input
    pub(crate) old: PathBuf,
    /// The document or index as it is
    pub(crate) new: PathBuf,
    /// Also what changed without any effect on a declaration
    #[arg(long)]
    pub(crate) all: bool,
    /// Answer in JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// When there are colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal that has them, unless the environment says otherwise.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

impl Color {
    /// Makes this the choice for both streams.
    pub(crate) fn choose(self) {
        let choice = match self {
            Self::Auto => anstream::ColorChoice::Auto,
            Self::Always => anstream::ColorChoice::Always,
            Self::Never => anstream::ColorChoice::Never,
        };
        choice.write_global();
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;

    #[test]
    fn the_arguments_are_sound() {
        Arguments::command().debug_assert();
    }
}

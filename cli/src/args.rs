//! The arguments, and what `--help` says of them. What they do is in `commands`.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::api::Api;
use crate::cloud::Cloud;
use crate::generate::{Dates, Options, Unions};
use crate::output::HELP;

/// How the command ends, as `--help` has it.
const EXIT_CODES: &str = "\
Exit codes:
  0  it did what was asked
  1  the answer is one to look at: nothing was found, something is wrong or breaks
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
    /// Write declarations of operations, with the paths and the types that they need
    Generate(Generate),
    /// Check every declaration of a crate against what the service says, without compiling it
    Check(Check),
    /// Write a declaration from a page of Graph's documentation
    Import(Import),
    /// Compare two documents: what breaks, what is deprecated, what is new
    Diff(Diff),
}

/// `cargo graph-action metadata`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  cargo graph-action metadata                      Microsoft Graph v1.0
  cargo graph-action metadata --api beta --cloud usgov
  curl 'https://example.org/$metadata' | cargo graph-action metadata --from -

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
  cargo graph-action find '/users/{id}/mail'       what can be called there
  cargo graph-action find forwrad                  guesses where nothing matches as typed")]
pub(crate) struct Find {
    /// Words of the name, the type that it is called on, parameters, the response or the documentation; or a path
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
  cargo graph-action show '/users/{id}/sendMail'
  cargo graph-action show microsoft.graph.call     a type: its properties and what is called on it")]
pub(crate) struct Show {
    /// The name of an operation or a type, with its namespace or without; or a path to one
    #[arg(value_name = "PATH-OR-NAME")]
    pub(crate) name: String,
    /// Only operations that are called on this type
    #[arg(long, value_name = "TYPE")]
    pub(crate) on: Option<String>,
    /// How many paths to an operation are listed
    #[arg(long, value_name = "N", default_value_t = 8)]
    pub(crate) paths: usize,
    /// Which index is asked.
    #[command(flatten)]
    pub(crate) source: Source,
}

/// `cargo graph-action generate`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  cargo graph-action generate cancelMediaProcessing -o src/graph.rs
  cargo graph-action generate '/communications/calls/**' --dates jiff
  cargo graph-action generate '*Mail*' microsoft.graph.accept '/users/{id}/sendMail'

In a pattern `*` is any text, but for `/` in a path, `**` any text, `?` one character; upper and lower case are the same. The result is \
one module, to be kept and edited: it needs `graph-action` and `serde_json`.")]
#[allow(clippy::struct_excessive_bools)] // Each is one flag, and they are independent.
pub(crate) struct Generate {
    /// Names, qualified names or paths of operations, as globs
    #[arg(value_name = "PATTERN", required_unless_present = "all")]
    pub(crate) patterns: Vec<String>,
    /// All operations
    #[arg(long, conflicts_with = "patterns")]
    pub(crate) all: bool,
    /// The file to write, instead of standard output
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// Types have their navigation properties too, which `$expand` brings
    #[arg(long)]
    pub(crate) navigation: bool,
    /// Which types become an enum of those that derive from them: never, abstract or always
    #[arg(long, value_enum, value_name = "WHICH", default_value = "abstract", hide_possible_values = true)]
    pub(crate) derived: Unions,
    /// The crate that dates and durations are of, instead of text: jiff, time or chrono
    #[arg(long, value_enum, value_name = "CRATE", hide_possible_values = true)]
    pub(crate) dates: Option<Dates>,
    /// Guids are `uuid::Uuid`
    #[arg(long)]
    pub(crate) uuid: bool,
    /// Decimals are `rust_decimal::Decimal`
    #[arg(long)]
    pub(crate) decimal: bool,
    /// Bytes are `Bytes`, instead of text in base64
    #[arg(long)]
    pub(crate) base64: bool,
    /// How many paths an enum of paths has at most
    #[arg(long, value_name = "N", default_value_t = Options::default().paths)]
    pub(crate) paths: usize,
    /// The version of the service, which each declaration says unless it is v1.0
    #[arg(long, default_value_t)]
    pub(crate) api: Api,
    /// The index to ask, instead of the crate's
    #[arg(long, value_name = "FILE")]
    pub(crate) index: Option<PathBuf>,
}

/// `cargo graph-action check`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  cargo graph-action check
  cargo graph-action check --deny warnings         for continuous integration
  cargo graph-action check --index new.index       what would be found after an upgrade of the metadata

All targets of the crate are looked at, and all of its modules; in the root of a workspace, all of its members. What `cfg` leaves out is \
checked too. Declarations that a macro generates, and those behind `include!`, are not seen.

Exit code 1 says that there are errors, or what is denied; 3 that declarations are there and no index at all.")]
pub(crate) struct Check {
    /// The index to check everything against, instead of the one of each version
    #[arg(long, value_name = "FILE")]
    pub(crate) index: Option<PathBuf>,
    /// What ends with exit code 1 as errors do
    #[arg(long, value_name = "LEVEL")]
    pub(crate) deny: Option<Deny>,
    /// Also say what was passed over: modules under a condition whose file is missing
    #[arg(long, short)]
    pub(crate) verbose: bool,
    /// Answer in JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// What ends the check as an error does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Deny {
    /// What is deprecated, and a version without an index
    Warnings,
    /// These, and notes
    Notes,
}

/// `cargo graph-action import`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  cargo graph-action import call-mute.md
  cargo graph-action import event-decline.md -o src/decline.rs
  curl https://example.org/page.md | cargo graph-action import -

The page is Markdown in the template of Graph's own, github.com/microsoftgraph/microsoft-graph-docs-contrib, api-reference/*/api. Types \
are made of its examples. With an index of that version, beside Cargo.toml or named with --index, the page is held against \
the metadata too.

What could not be read, or is said in two ways, is told on standard error with its line. Exit code 1 says that something of it is \
to be looked at; the declaration is there nevertheless.")]
pub(crate) struct Import {
    /// The page; `-` is standard input
    #[arg(value_name = "PAGE.md")]
    pub(crate) page: PathBuf,
    /// Write into a file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// The version of the service, instead of the one that the page is about
    #[arg(long)]
    pub(crate) api: Option<Api>,
    /// The index to hold the page against, instead of the crate's
    #[arg(long, value_name = "FILE")]
    pub(crate) index: Option<PathBuf>,
}

/// `cargo graph-action diff`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  cargo graph-action diff graph-metadata/v1.0.index new.csdl           what concerns the declarations of this crate
  cargo graph-action diff graph-metadata/v1.0.index new.csdl --all     everything
  cargo graph-action diff graph-metadata/v1.0.index graph-metadata/beta.index --json

In a crate with declarations, only what concerns them is shown, with their places: what breaks them, what they use that is deprecated, and \
what is new in the operations and types that they use. Declarations that a macro generates are not seen.

Exit code 1 says that something breaks.")]
pub(crate) struct Diff {
    /// The document or index as it was; `-` is standard input
    pub(crate) old: PathBuf,
    /// The document or index as it is
    pub(crate) new: PathBuf,
    /// Everything, whoever uses it, and also what changed without any effect on a declaration
    #[arg(long)]
    pub(crate) all: bool,
    /// The version that the documents are of: actions of other versions are not concerned; by default what OLD is called
    #[arg(long)]
    pub(crate) api: Option<Api>,
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

//! `cargo graph-action generate`: declarations of the operations that some patterns mean.

use std::io::Write;

use graph_action_metadata::Index;

use crate::args::Generate;
use crate::error::{Error, Exit};
use crate::file;
use crate::generate::{self, Dates, Options, Unions};
use crate::output::count;

/// Writes the module to a file or to `out`.
pub(super) fn run(index: &Index, arguments: &Generate, out: &mut dyn Write) -> Result<Exit, Error> {
    let all = ["*".to_owned()];
    let patterns = if arguments.all { &all } else { arguments.patterns.as_slice() };
    let operations = generate::select(index, patterns)?;
    let text = generate::text(index, &operations, &options(arguments))?;
    match &arguments.output {
        Some(path) => {
            file::replace(path, &text)?;
            let lines = count(text.lines().count(), "line");
            writeln!(out, "{}: {}, {lines}", path.display(), count(operations.len(), "operation"))?;
        }
        None => out.write_all(text.as_bytes())?,
    }
    Ok(Exit::Fine)
}

/// What was chosen.
fn options(arguments: &Generate) -> Options {
    Options {
        api: arguments.api.to_string(),
        command: Some(command(arguments)),
        navigation: arguments.navigation,
        unions: arguments.derived,
        dates: arguments.dates,
        uuid: arguments.uuid,
        decimal: arguments.decimal,
        base64: arguments.base64,
        paths: arguments.paths,
    }
}

/// The command that makes the module anew: what was asked for, and not where it goes.
fn command(arguments: &Generate) -> String {
    let mut text = "cargo graph-action generate".to_owned();
    let mut add = |word: &str| text.extend([" ", word]);
    if arguments.all {
        add("--all");
    }
    for pattern in &arguments.patterns {
        let is_plain = pattern.chars().all(|character| character.is_ascii_alphanumeric() || "./_-".contains(character));
        if is_plain {
            add(pattern);
        } else {
            add(&format!("'{}'", pattern.replace('\'', r"'\''")));
        }
    }
    let default = Options::default();
    let api = arguments.api.to_string();
    if api != default.api {
        add(&format!("--api {api}"));
    }
    let flags = [
        ("--navigation", arguments.navigation),
        ("--uuid", arguments.uuid),
        ("--decimal", arguments.decimal),
        ("--base64", arguments.base64),
    ];
    flags.iter().filter(|(_, is_set)| *is_set).for_each(|(flag, _)| add(flag));
    match arguments.derived {
        Unions::Never => add("--derived never"),
        Unions::Abstract => {}
        Unions::Always => add("--derived always"),
    }
    match arguments.dates {
        None => {}
        Some(Dates::Jiff) => add("--dates jiff"),
        Some(Dates::Time) => add("--dates time"),
        Some(Dates::Chrono) => add("--dates chrono"),
    }
    if arguments.paths != default.paths {
        add(&format!("--paths {}", arguments.paths));
    }
    text
}

/// A pattern that means nothing is an answer, an index that cannot be read is none.
impl From<generate::Error> for Error {
    fn from(error: generate::Error) -> Self {
        match error {
            generate::Error::Index(fault) => fault.into(),
            no_match @ generate::Error::NoMatch { .. } => Self::not_found(no_match.to_string()),
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser as _;

    use super::*;
    use crate::args::{Arguments, Command};

    #[test]
    fn the_command_in_the_header_asks_for_the_same() {
        for words in [
            "generate accept",
            "generate --all --api beta",
            "generate '/me/**' sendMail --uuid --dates jiff",
            "generate '*' --navigation --decimal --base64 --derived always --dates chrono --paths 3",
            "generate a --derived never --dates time",
        ] {
            let asked = words.split(' ').map(|word| word.trim_matches('\''));
            let arguments = Arguments::try_parse_from(std::iter::once("cargo-graph-action").chain(asked)).unwrap();
            let Command::Generate(arguments) = arguments.command else { panic!("{words}") };
            assert_eq!(command(&arguments), format!("cargo graph-action {words}"));
        }
    }
}

//! The module of a small part of Graph. It is kept in `tests/golden`, where it reads as an example, and where other tests compile
//! and call it; `UPDATE_GOLDEN=1 cargo test -p cargo-graph-action` writes it anew.

use std::path::Path;

use cargo_graph_action::generate::{self, Dates, Options, Unions};
use graph_action_metadata::{Index, csdl};

use crate::formatted::assert_formatted;

/// The index of the small part.
fn index() -> Index {
    let document = include_bytes!("../../../metadata/tests/communications.csdl");
    Index::of(&csdl::read(&document[..]).unwrap())
}

/// The module of all of its operations.
fn module(options: &Options) -> String {
    let index = index();
    let operations = generate::select(&index, &["*".to_owned()]).unwrap();
    generate::text(&index, &operations, options).unwrap()
}

#[test]
fn the_module_is_the_one_that_is_kept() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/communications.rs");
    let command = Some("cargo graph-action generate --all".to_owned());
    let text = module(&Options { command, ..Options::default() });
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(&path, &text).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap();
    let differs = kept.lines().zip(text.lines()).position(|(kept, now)| kept != now);
    assert!(kept == text, "it differs from line {:?} on; see the module's documentation", differs.map(|line| line + 1));
}

#[test]
fn any_choice_is_laid_out_as_rustfmt_does() {
    for options in [
        Options::default(),
        Options { navigation: true, dates: Some(Dates::Chrono), uuid: true, ..Options::default() },
        Options { unions: Unions::Always, dates: Some(Dates::Time), base64: true, paths: 1, ..Options::default() },
        Options {
            unions: Unions::Never,
            dates: Some(Dates::Jiff),
            decimal: true,
            api: "beta".to_owned(),
            ..Options::default()
        },
    ] {
        assert_formatted(&module(&options));
    }
}

#[test]
fn a_selection_is_a_part_of_the_whole() {
    let whole = module(&Options::default());
    let index = index();
    for operation in index.operations().unwrap() {
        let one = generate::text(&index, std::slice::from_ref(&operation), &Options::default()).unwrap();
        let items = one.split("\n\n").filter(|item| !item.starts_with("//!") && !item.starts_with("use "));
        for item in items {
            assert!(whole.contains(item.trim_end()), "{}: {item}", operation.id());
        }
    }
}

//! The command itself: what it writes where, and how it ends.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// Runs the command in a directory that is in no crate.
fn run(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-graph-action"));
    command.args(["graph-action", "import"]).args(arguments).current_dir(std::env::temp_dir()).output().unwrap()
}

/// A page of those in `tests/pages`.
fn page(name: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages").join(name).display().to_string()
}

/// A file that no other test writes.
fn file(name: &str) -> PathBuf {
    std::env::temp_dir().join(format!("graph-action-import-{}-{name}", std::process::id()))
}

#[test]
fn the_declaration_goes_out_and_what_is_to_look_at_to_standard_error() {
    let output = run(&[&page("lamp-dim.md")]);
    let (out, told) = (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
    assert_eq!(output.status.code(), Some(0), "{told}");
    assert!(
        out.starts_with("//! Imported from Graph's page `lamp: dim`") && out.contains("pub struct DimLamp {"),
        "{out}"
    );
    assert!(told.contains("note: ") && told.contains("lamp-dim.md: line 47: "), "{told}");
}

#[test]
fn a_warning_is_exit_code_1_and_the_file_is_there() {
    let file = file("usage.rs");
    let output = run(&[&page("lamp-usage.md"), "-o", file.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8(output.stderr).unwrap().contains("warning: "));
    assert!(std::fs::read_to_string(&file).unwrap().contains("version = \"beta\""));
    std::fs::remove_file(file).unwrap();
}

#[test]
fn what_cannot_be_read_is_exit_code_3() {
    let output = run(&["no-such-page.md"]);
    assert_eq!(output.status.code(), Some(3));
    assert!(String::from_utf8(output.stderr).unwrap().contains("the page no-such-page.md could not be read"));
    let empty = file("empty.md");
    std::fs::write(&empty, "# lamp\n## Properties\n").unwrap();
    let output = run(&[empty.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(3));
    assert!(String::from_utf8(output.stderr).unwrap().contains("a section `HTTP request` was looked for"));
    std::fs::remove_file(empty).unwrap();
    assert_eq!(run(&[]).status.code(), Some(2));
}

//! All of Graph: the module compiles without a warning, and how long that takes is printed.
//!
//! The metadata is no part of the project; where it is missing the tests say that they were skipped.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use cargo_graph_action::generate::{self, Dates, Options, Unions};
use graph_action_metadata::{Index, csdl};

use crate::formatted::assert_formatted;

/// Graph's index; nothing where its metadata is not here.
fn index() -> Option<Index> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/metadata/v1.0.csdl");
    match std::fs::read(&path) {
        Ok(document) => Some(Index::of(&csdl::read(&document[..]).unwrap())),
        Err(error) => {
            println!("skipped: {} cannot be read: {error}", path.display());
            None
        }
    }
}

/// A crate of a name, with one module a choice, which depends on the runtime with the features that the choices need.
pub(crate) fn crate_of(name: &str, index: &Index, modules: &[(&str, String)]) -> PathBuf {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize().unwrap();
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::create_dir_all(root.join("src")).unwrap();
    // With the metadata beside it, every declaration is checked against it as it compiles.
    std::fs::create_dir_all(root.join("graph-metadata")).unwrap();
    std::fs::write(root.join("graph-metadata/v1.0.index"), index.to_text()).unwrap();
    let manifest = format!(
        r#"[package]
name = "generated"
version = "0.0.0"
edition = "2024"

[workspace]

[dependencies]
chrono = {{ version = "0.4", default-features = false }}
graph-action = {{ path = "{}", default-features = false, features = ["base64", "chrono", "decimal", "jiff", "time", "uuid"] }}
jiff = {{ version = "1", default-features = false }}
rust_decimal = {{ version = "1", default-features = false }}
serde_json = "1"
time = {{ version = "0.3", default-features = false }}
uuid = {{ version = "1", default-features = false }}
"#,
        workspace.join("runtime").display()
    );
    std::fs::write(root.join("Cargo.toml"), manifest).unwrap();
    std::fs::copy(workspace.join("Cargo.lock"), root.join("Cargo.lock")).unwrap();
    let mut lib =
        "//! What was generated.\n#![deny(warnings, missing_docs, missing_debug_implementations, clippy::all)]\n"
            .to_owned();
    for (name, text) in modules {
        lib.extend(["pub mod ", name, ";\n"]);
        std::fs::write(root.join("src").join(format!("{name}.rs")), text).unwrap();
    }
    std::fs::write(root.join("src/lib.rs"), lib).unwrap();
    root
}

/// Runs cargo in a crate, and says how long it took.
pub(crate) fn cargo(root: &Path, arguments: &[&str]) {
    let start = Instant::now();
    let output = Command::new(env!("CARGO"))
        .args(arguments)
        .arg("--offline")
        .current_dir(root)
        // One for all such crates: what they depend on is the same.
        .env("CARGO_TARGET_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).join("generated/target"))
        .output()
        .unwrap();
    assert!(output.status.success(), "cargo {arguments:?}:\n{}", String::from_utf8_lossy(&output.stderr));
    println!("cargo {}: {:.1?}", arguments.join(" "), start.elapsed());
}

#[test]
fn all_of_graph_compiles_without_a_warning() {
    let Some(index) = index() else { return };
    let start = Instant::now();
    let operations = generate::select(&index, &["*".to_owned()]).unwrap();
    let text = generate::text(&index, &operations, &Options::default()).unwrap();
    println!("{} operations, {} lines: {:.1?}", operations.len(), text.lines().count(), start.elapsed());
    assert_eq!(operations.len(), 1_183);
    assert_formatted(&text);
    let chosen = Options {
        unions: Unions::Always,
        dates: Some(Dates::Jiff),
        uuid: true,
        base64: true,
        decimal: true,
        ..Options::default()
    };
    let other =
        Options { unions: Unions::Never, dates: Some(Dates::Time), api: "beta".to_owned(), ..Options::default() };
    let communications = generate::select(&index, &["/communications/**".to_owned()]).unwrap();
    let wide = Options { navigation: true, dates: Some(Dates::Chrono), ..Options::default() };
    let root = crate_of(
        "generated",
        &index,
        &[
            ("graph", text),
            ("chosen", generate::text(&index, &communications, &chosen).unwrap()),
            ("other", generate::text(&index, &communications, &other).unwrap()),
            ("wide", generate::text(&index, &communications[..1], &wide).unwrap()),
        ],
    );
    cargo(&root, &["check", "--quiet", "--package", "graph-action"]);
    cargo(&root, &["check", "--quiet"]);
    cargo(&root, &["clippy", "--quiet"]);
}

#[test]
fn the_same_metadata_gives_the_same_module() {
    let Some(index) = index() else { return };
    let operations = generate::select(&index, &["*mail*".to_owned(), "/communications/**".to_owned()]).unwrap();
    let text = || generate::text(&index, &operations, &Options::default()).unwrap();
    assert_eq!(text(), text());
}

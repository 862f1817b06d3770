//! A crate is compiled again when its metadata changes, appears damaged, or goes away; and says what to do.

#![allow(clippy::unwrap_used)] // A test may stop at the first surprise.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use std::time::{Duration, SystemTime};

/// A crate that keeps a call alive, and has nothing else.
const MANIFEST: &str = r#"
[package]
name = "checked-anew"
version = "0.0.0"
edition = "2024"

[dependencies]
graph-action = { path = "RUNTIME", default-features = false }

[workspace]
"#;

/// Its one declaration.
const SOURCE: &str = r#"
#[graph_action::graph_action(POST "/communications/calls/<id>/keepAlive")]
pub struct KeepAlive {
    pub id: String,
}
"#;

/// Compiles the crate as far as errors go.
fn check(root: &Path) -> Output {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("checked-anew-target");
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    // What the test's own build sets for the compiler is none of this crate's business.
    cargo.args(["check", "--offline", "--quiet"]).current_dir(root).env("CARGO_TARGET_DIR", target);
    cargo.env_remove("RUSTFLAGS").env_remove("CARGO_ENCODED_RUSTFLAGS").output().unwrap()
}

/// Writes the index, as something that happened just now whatever the resolution of the file system's clock.
fn write(index: &Path, text: &str, seconds_from_now: u64) {
    fs::write(index, text).unwrap();
    let file = fs::File::options().write(true).open(index).unwrap();
    file.set_modified(SystemTime::now() + Duration::from_secs(seconds_from_now)).unwrap();
}

#[test]
fn a_crate_is_compiled_again_when_its_metadata_changes() {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("checked-anew-{}", std::process::id()));
    fs::create_dir_all(root.join("src")).unwrap();
    fs::create_dir_all(root.join("graph-metadata")).unwrap();
    let runtime = own.join("../../runtime").canonicalize().unwrap();
    fs::write(root.join("Cargo.toml"), MANIFEST.replace("RUNTIME", &runtime.display().to_string())).unwrap();
    fs::copy(own.join("../../Cargo.lock"), root.join("Cargo.lock")).unwrap();
    fs::write(root.join("src/lib.rs"), SOURCE).unwrap();
    let index = root.join("graph-metadata/v1.0.index");
    let text = fs::read_to_string(own.join("graph-metadata/v1.0.index")).unwrap();
    let errors = |output: &Output| String::from_utf8_lossy(&output.stderr).into_owned();

    write(&index, &text, 0);
    let output = check(&root);
    assert!(output.status.success(), "{}", errors(&output));

    // The service has no such action any more.
    let mut schema = graph_action_metadata::Index::parse(text.clone()).unwrap().schema().unwrap();
    schema.operations.retain(|operation| operation.short_name() != "keepAlive");
    write(&index, &graph_action_metadata::Index::of(&schema).to_text(), 10);
    let output = check(&root);
    assert!(errors(&output).contains("`keepAlive` is not a property or operation of `microsoft.graph.call`"));

    write(&index, &text.replace("\t1\t", "\t999\t"), 20);
    let output = check(&root);
    let said = errors(&output);
    assert!(said.contains("of version 999") && said.contains("cargo graph-action metadata --api v1.0"), "{said}");

    write(&index, &text, 30);
    let output = check(&root);
    assert!(output.status.success(), "{}", errors(&output));

    fs::remove_file(&index).unwrap();
    let output = check(&root);
    assert!(output.status.success(), "{}", errors(&output));
    fs::remove_dir_all(root).unwrap();
}

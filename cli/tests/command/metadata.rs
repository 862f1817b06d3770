//! `metadata`: what it writes, where, and what it says.

use std::fs::{self, File};
use std::time::{Duration, SystemTime};

use graph_action_metadata::Index;

use crate::place::{DOCUMENT, Place};

/// A crate with the document beside it.
fn place() -> Place {
    let place = Place::of_crate();
    place.write("graph.csdl", DOCUMENT);
    place
}

/// The arguments for the document in the file.
const FROM: [&str; 3] = ["metadata", "--from", "graph.csdl"];

#[test]
fn a_first_index_is_written_and_makes_the_crate_compile_anew() {
    let place = place();
    place.write("src/main.rs", "fn main() {}");
    place.write("build.rs", "fn main() {}");
    let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    let modified = |name: &str| fs::metadata(place.path(name)).unwrap().modified().unwrap();
    for name in ["src/lib.rs", "src/main.rs", "build.rs"] {
        File::options().append(true).open(place.path(name)).unwrap().set_modified(long_ago).unwrap();
    }
    let out = place.run(&FROM).fine();
    let index = Index::open(&place.path("graph-metadata/v1.0.index")).unwrap();
    index.verify().unwrap();
    let (types, operations) = (index.types().unwrap().len(), index.operations().unwrap().len());
    let size = fs::metadata(place.path("graph-metadata/v1.0.index")).unwrap().len().div_ceil(1000);
    assert_eq!(
        out,
        format!(
            "wrote DIR/graph-metadata/v1.0.index: {types} types, {operations} operations, {size} KB\n\
             the next build checks every #[graph_action] (2 files marked as changed, since cargo could not watch for a first index)\n"
        )
    );
    assert!(modified("src/lib.rs") > long_ago && modified("src/main.rs") > long_ago);
    assert_eq!(modified("build.rs"), long_ago);
    assert_eq!(place.names("graph-metadata"), [".gitattributes", "v1.0.index"]);
    assert_eq!(place.read("graph-metadata/.gitattributes"), "*.index -text\n");
}

#[test]
fn the_same_document_changes_nothing() {
    let place = place();
    place.run(&FROM).fine();
    let index = place.path("graph-metadata/v1.0.index");
    let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    File::options().append(true).open(&index).unwrap().set_modified(long_ago).unwrap();
    let out = place.run(&FROM).fine();
    assert!(out.starts_with("unchanged: DIR/graph-metadata/v1.0.index: "), "{out}");
    assert_eq!(out.lines().count(), 1, "{out}");
    assert_eq!(fs::metadata(&index).unwrap().modified().unwrap(), long_ago, "nothing compiles anew for nothing");
}

#[test]
fn a_new_document_says_what_changed() {
    let place = place();
    place.run(&FROM).fine();
    let renamed = DOCUMENT.replace(r#"<Action Name="keepAlive""#, r#"<Action Name="stayAlive""#);
    place.write("graph.csdl", &renamed.replace(r#"<EnumType Name="bodyType">"#, r#"<EnumType Name="bodyKind">"#));
    let out = place.run(&FROM).fine();
    let lines: Vec<&str> = out.lines().skip(1).collect();
    assert_eq!(
        lines,
        [
            "added: 1 type, 1 operation; removed: 1 type, 1 operation",
            "2 of 4 changes break a declaration, 0 deprecate; see them with `cargo graph-action diff OLD NEW`",
        ]
    );
}

#[test]
fn an_index_that_cannot_be_read_is_replaced() {
    let place = place();
    place.write("graph-metadata/v1.0.index", "graph-action-metadata\t0\tsomething old\n");
    place.write("graph-metadata/.gitattributes", "*.txt text");
    let out = place.run(&FROM).fine();
    assert!(out.ends_with("it replaces an index that could not be read\n"), "{out}");
    Index::open(&place.path("graph-metadata/v1.0.index")).unwrap().verify().unwrap();
    assert_eq!(place.read("graph-metadata/.gitattributes"), "*.txt text\n*.index -text\n");
}

#[test]
fn a_document_comes_from_standard_input_too_and_may_be_an_index() {
    let place = Place::of_crate();
    place.run_with(DOCUMENT, &["metadata", "--from", "-", "--api", "beta"]).fine();
    let index = place.read("graph-metadata/beta.index");
    place.run_with(&index, &["metadata", "--from", "-"]).fine();
    assert_eq!(place.read("graph-metadata/v1.0.index"), index);
}

#[test]
fn the_index_lies_beside_the_crate_or_in_the_root_of_the_workspace() {
    let place = place();
    place.write("Cargo.toml", "[workspace]\nmembers = [\"bot\"]\n");
    place.write("bot/Cargo.toml", "[package]\nname = \"bot\"\nedition = \"2024\"\n");
    place.write("bot/src/lib.rs", "");
    let from = ["metadata", "--from", "../../graph.csdl"];
    let out = place.run_in("bot/src", &from).fine();
    assert!(out.starts_with("wrote DIR/bot/graph-metadata/v1.0.index"), "{out}");
    assert!(out.contains("1 file marked as changed"), "{out}");
    let out = place.run_in("bot/src", &[&from[..], &["--workspace"]].concat()).fine();
    assert!(out.starts_with("wrote DIR/graph-metadata/v1.0.index"), "{out}");
    assert!(out.contains("1 file marked as changed"), "{out}");
    let out = place.run(&["metadata", "--from", "graph.csdl", "--manifest-path", "bot/Cargo.toml"]).fine();
    assert!(out.starts_with("unchanged: DIR/bot/graph-metadata/v1.0.index"), "{out}");
    let out = place.run(&FROM).fine();
    assert!(out.starts_with("unchanged: DIR/graph-metadata/v1.0.index"), "{out}");

    fs::remove_dir_all(place.path("bot/graph-metadata")).unwrap();
    place.run_in("bot", &["find", "mute"]).fine();
}

#[test]
fn nothing_is_written_where_something_is_wrong() {
    let place = Place::empty();
    place.write("graph.csdl", DOCUMENT);
    let error = place.run(&FROM).failed(3);
    assert_eq!(
        error,
        "error: there is no Cargo.toml in DIR or above it; run the command in a crate, or name one with --manifest-path\n"
    );

    let place = Place::of_crate();
    let error = place.run(&FROM).failed(3);
    assert!(error.starts_with("error: graph.csdl could not be read\n  caused by: "), "{error}");
    let error = place.run_with("<html><title>Sign in</title></html>", &["metadata", "--from", "-"]).failed(3);
    assert!(
        error.starts_with("error: standard input is no metadata document\n  caused by: line 1, column 1: "),
        "{error}"
    );
    let nothing = r#"<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
        <Schema Namespace="a" xmlns="http://docs.oasis-open.org/odata/ns/edm"/></edmx:DataServices></edmx:Edmx>"#;
    let error = place.run_with(nothing, &["metadata", "--from", "-"]).failed(3);
    assert_eq!(error, "error: the document has no types and no operations; look at where it comes from\n");
    assert_eq!(place.names(""), ["Cargo.toml", "src"]);

    place.write("graph-metadata", "a file where the directory is to be");
    let error = place.run_with(DOCUMENT, &["metadata", "--from", "-"]).failed(3);
    assert!(error.starts_with("error: DIR/graph-metadata/v1.0.index could not be"), "{error}");
}

#[test]
fn a_version_is_one() {
    let error = Place::of_crate().run(&["metadata", "--api", "../v1.0"]).failed(2);
    assert!(error.contains("a version is `v1.0`, `beta`, or another `v` with two numbers"), "{error}");
}

//! `check`: what it finds, how it shows it, and how it ends.

use std::fs;
use std::path::Path;

use crate::place::{Place, Run};

/// An action and a type that are right.
const RIGHT: &str = "\
use graph_action::{Operation, graph_action, graph_type};

#[graph_action(POST \"/communications/calls/<id>/cancelMediaProcessing\" -> Operation<CommsOperation>)]
pub struct CancelMediaProcessing {
    pub id: String,
    pub client_context: Option<String>,
}

#[graph_type(\"microsoft.graph.commsOperation\")]
pub struct CommsOperation {
    pub id: Option<String>,
}
";

/// An action with a parameter that is not there.
const WRONG: &str = "\
#[graph_action(POST \"/communications/calls/<id>/mute\")]
pub struct Mute {
    pub id: String,
    pub client_contxt: Option<String>,
}
";

/// A type with a property that is deprecated, and one whose number is wider than the service's.
const OLD: &str = "\
#[graph_type(\"microsoft.graph.permission\")]
pub struct Permission {
    pub granted_to: Option<Identities>,
}

#[graph_type(\"microsoft.graph.resultInfo\")]
pub struct ResultInfo {
    pub code: Option<i64>,
}
";

/// A crate with the index and with this in its library.
fn place(library: &str) -> Place {
    let place = Place::with_index();
    place.write("src/lib.rs", library);
    place
}

#[test]
fn what_is_right_is_said_in_one_line() {
    let place = place(RIGHT);
    assert_eq!(place.run(&["check"]).fine(), "1 action, 1 type and 0 paths checked: nothing to say\n");
    assert_eq!(
        place.run_in("src", &["graph-action", "check"]).fine(),
        "1 action, 1 type and 0 paths checked: nothing to say\n"
    );
    let nothing = Place::of_crate().run(&["check"]).fine();
    assert_eq!(nothing, "0 actions, 0 types and 0 paths checked: nothing to say\n");
}

#[test]
fn what_is_found_is_shown_as_the_compiler_does() {
    let place = place("mod calls;\n");
    place.write("src/calls.rs", WRONG);
    let run = place.run(&["check"]);
    assert_eq!((run.code, run.err.as_str()), (1, ""));
    assert_eq!(
        run.out,
        "\
error: the action `mute` has no parameter `clientContxt`; did you mean `clientContext`?
 --> src/calls.rs:4:9
  |
4 |     pub client_contxt: Option<String>,
  |         ^^^^^^^^^^^^^

1 action, 0 types and 0 paths checked: 1 error
"
    );
    assert!(place.run(&["check", "--color", "always"]).out.contains("\u{1b}[1m\u{1b}[91merror"), "styled");
    let below = place.run_in("src", &["check"]).out;
    assert!(below.contains(" --> calls.rs:4:9\n"), "{below}");
}

#[test]
fn what_is_denied_ends_the_check_as_an_error_does() {
    let warned = place(OLD);
    let run = warned.run(&["check"]);
    assert_eq!(run.code, 0, "{}", run.out);
    assert!(run.out.ends_with("0 actions, 2 types and 0 paths checked: 1 warning, 1 note\n"), "{}", run.out);
    assert!(run.out.contains("warning: the service has deprecated the property `grantedTo`"), "{}", run.out);
    assert!(
        run.out.contains("note: the property `code` of `microsoft.graph.resultInfo` is an `Edm.Int32`"),
        "{}",
        run.out
    );
    let note = place(OLD.split_once("\n\n").unwrap().1);
    for (place, level, code) in
        [(&warned, "warnings", 1), (&warned, "notes", 1), (&note, "warnings", 0), (&note, "notes", 1)]
    {
        assert_eq!(place.run(&["check", "--deny", level]).code, code, "{level}");
    }
    assert_eq!(warned.run(&["check", "--deny", "nothing"]).code, 2);
}

#[test]
fn json_says_all_of_it() {
    let run = place(&format!("{WRONG}{OLD}")).run(&["check", "--json"]);
    assert_eq!(run.code, 1);
    let report = run.json();
    assert_eq!(report["checked"], serde_json::json!({ "actions": 1, "types": 2, "paths": 0, "responses": 0 }));
    assert_eq!([&report["errors"], &report["warnings"], &report["notes"], &report["unchecked"]], [1, 1, 1, 0]);
    assert_eq!(report["without_index"], serde_json::json!({}));
    assert_eq!(
        report["findings"][0],
        serde_json::json!({
            "severity": "error",
            "file": "src/lib.rs",
            "line": 4,
            "column": 9,
            "end_line": 4,
            "end_column": 22,
            "message": "the action `mute` has no parameter `clientContxt`; did you mean `clientContext`?",
            "declaration": "Mute",
        })
    );
}

#[test]
fn a_version_without_an_index_is_told_once() {
    let beta = RIGHT.replace("CommsOperation>)]", "CommsOperation>, version = \"beta\")]");
    let place = place(&beta);
    let told = "warning: 1 declaration of beta is not checked: make the index with `cargo graph-action metadata --api beta`\n\
        0 actions, 1 type and 0 paths checked, 1 not: nothing to say\n";
    assert_eq!(place.run(&["check"]).fine(), told);
    assert_eq!(place.run(&["check", "--deny", "warnings"]).code, 1);
    fs::copy(place.path("graph-metadata/v1.0.index"), place.path("graph-metadata/beta.index")).unwrap();
    assert_eq!(place.run(&["check"]).fine(), "1 action, 1 type and 0 paths checked: nothing to say\n");
}

#[test]
fn a_crate_without_any_index_is_not_said_to_be_fine() {
    let place = Place::of_crate();
    place.write("src/lib.rs", RIGHT);
    let run = place.run(&["check"]);
    assert_eq!(run.code, 3);
    assert!(run.out.ends_with("0 actions, 0 types and 0 paths checked, 2 not: nothing to say\n"), "{}", run.out);
    let error = "error: there is no index, and nothing was checked; make it with `cargo graph-action metadata --api v1.0`, or name one with --index\n";
    assert_eq!(run.err, error);
    // What is written wrongly is found without one.
    place.write("src/lib.rs", "#[graph_action(FETCH \"/me\")]\nstruct Me;\n");
    let run = place.run(&["check"]);
    assert_eq!((run.code, run.err.as_str()), (1, ""), "{}", run.out);
}

#[test]
fn an_index_that_is_named_is_for_every_version() {
    let place = place(&RIGHT.replace("CommsOperation>)]", "CommsOperation>, version = \"beta\")]"));
    fs::rename(place.path("graph-metadata"), place.path("elsewhere")).unwrap();
    let out = place.run(&["check", "--index", "elsewhere/v1.0.index"]).fine();
    assert_eq!(out, "1 action, 1 type and 0 paths checked: nothing to say\n");
    let error = place.run(&["check", "--index", "Cargo.toml"]).failed(3);
    assert!(error.contains("Cargo.toml could not be read"), "{error}");
}

#[test]
fn a_damaged_index_cannot_be_checked_against() {
    let place = place(RIGHT);
    let damaged = place.read("graph-metadata/v1.0.index").replace("cancelMediaProcessing", "cancelMediaProcessink");
    place.write("graph-metadata/v1.0.index", &damaged);
    assert!(place.run(&["check"]).failed(3).contains("`cargo graph-action metadata`"));
}

#[test]
fn in_the_root_of_a_workspace_every_member_is_checked() {
    let place = Place::with_index();
    let member = |name: &str| format!("[package]\nname = \"{name}\"\nedition = \"2024\"\n");
    place.write("Cargo.toml", "[workspace]\nmembers = [\"one\", \"two\"]\n");
    place.write("one/Cargo.toml", &member("one"));
    place.write("one/src/lib.rs", RIGHT);
    place.write("two/Cargo.toml", &member("two"));
    place.write("two/src/main.rs", &format!("{WRONG}fn main() {{}}\n"));
    place.write("two/examples/all.rs", &format!("{RIGHT}fn main() {{}}\n"));
    place.write("two/build.rs", WRONG);
    let summary = |run: Run| run.out.lines().last().unwrap().to_owned();
    assert_eq!(summary(place.run(&["check"])), "3 actions, 2 types and 0 paths checked: 1 error");
    assert_eq!(summary(place.run_in("one", &["check"])), "1 action, 1 type and 0 paths checked: nothing to say");
    assert_eq!(
        summary(place.run(&["check", "--manifest-path", "two/Cargo.toml"])),
        "2 actions, 1 type and 0 paths checked: 1 error"
    );
    assert!(place.run(&["check"]).out.contains(" --> two/src/main.rs:4:9\n"));
}

#[test]
fn a_file_that_does_not_parse_is_told_and_the_others_are_checked() {
    let place = place(&format!("mod broken;\n#[cfg(windows)]\nmod elsewhere;\n{WRONG}"));
    place.write("src/broken.rs", "struct A {\n");
    let run = place.run(&["check"]);
    assert_eq!(run.code, 1);
    assert!(run.out.contains("error: this file cannot be parsed, and nothing in it is checked: "), "{}", run.out);
    assert!(run.out.contains(" --> src/broken.rs:1:10\n"), "{}", run.out);
    assert!(run.out.ends_with("1 action, 0 types and 0 paths checked: 2 errors\n"), "{}", run.out);
    assert!(!run.out.contains("elsewhere"), "{}", run.out);
    let verbose = place.run(&["check", "--verbose"]).out;
    assert!(verbose.contains("note: there is no file for the module `elsewhere`"), "{verbose}");
}

/// A finding or a compile error: line, column, message.
type Said = (u64, u64, String);

#[test]
fn what_the_macros_say_is_said_at_the_same_place() {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/checked/tests/ui");
    let mut number = 0;
    for theme in ["parameter", "path", "response", "type"] {
        for entry in fs::read_dir(cases.join(theme)).unwrap() {
            let file = entry.unwrap().path();
            if file.extension().is_none_or(|extension| extension != "rs") {
                continue;
            }
            let compiler = said_by_the_compiler(&fs::read_to_string(file.with_extension("stderr")).unwrap());
            let report = place(&fs::read_to_string(&file).unwrap()).run(&["check", "--json"]).json();
            let findings =
                report["findings"].as_array().unwrap().iter().filter(|finding| finding["severity"] != "note");
            let mut check: Vec<Said> = findings
                .map(|finding| {
                    let number = |name: &str| finding[name].as_u64().unwrap();
                    (number("line"), number("column"), finding["message"].as_str().unwrap().to_owned())
                })
                .collect();
            check.sort();
            assert_eq!(check, compiler, "{}", file.display());
            number += compiler.len();
        }
    }
    assert!(number > 30, "{number}");
}

/// The errors in what the compiler printed.
fn said_by_the_compiler(text: &str) -> Vec<Said> {
    let mut said = Vec::new();
    let mut message = None;
    for line in text.lines() {
        if let Some(error) = line.strip_prefix("error") {
            let error = error.strip_prefix("[E0080]: evaluation panicked").unwrap_or(error);
            let error = error.strip_prefix(": ").unwrap();
            let error = error.strip_prefix("use of deprecated constant `_::DEPRECATED`: ").unwrap_or(error);
            message = Some(error.to_owned());
        } else if let (Some(place), Some(error)) = (line.trim().strip_prefix("--> "), message.take()) {
            let mut parts = place.rsplit(':').map(|part| part.parse().unwrap_or_default());
            let (column, line) = (parts.next().unwrap(), parts.next().unwrap());
            said.push((line, column, error));
        }
    }
    said.sort();
    said
}

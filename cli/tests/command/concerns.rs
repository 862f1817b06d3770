//! `diff` in a crate that declares something: only what concerns it is shown, with its places.

use crate::place::{DOCUMENT, Place};

/// A type of which one property changes, and an action.
const DECLARATIONS: &str = "\
#[graph_type(\"microsoft.graph.call\")]
pub struct Call {
    pub call_chain_id: Option<String>,
}

#[graph_action(POST \"/communications/calls/<id>/keepAlive\")]
pub struct KeepAlive {
    pub id: String,
}
";

/// A crate with these declarations, and the document before and after a property became a number and an operation went away.
fn place(declarations: &str) -> Place {
    let place = Place::of_crate();
    place.write("src/lib.rs", declarations);
    place.write("v1.0.csdl", DOCUMENT);
    let (old, new) = (
        "<Property Name=\"callChainId\" Type=\"Edm.String\" />",
        "<Property Name=\"callChainId\" Type=\"Edm.Int64\" />",
    );
    assert!(DOCUMENT.contains(old));
    let new = DOCUMENT.replace(old, &format!("{new}<Property Name=\"mood\" Type=\"Edm.String\" />"));
    place.write("new.csdl", &new.replace("Action Name=\"playPrompt\"", "Action Name=\"play\""));
    place
}

#[test]
fn only_what_is_declared_is_shown_with_its_place() {
    let run = place(DECLARATIONS).run(&["diff", "v1.0.csdl", "new.csdl"]);
    assert_eq!((run.code, run.err.as_str()), (1, ""));
    assert_eq!(
        run.out,
        "\
breaks (1)
  src/lib.rs:3:24  Call  ! the property `callChainId` of `microsoft.graph.call` is an `Edm.Int64`; write `i64`
adds (1)
  src/lib.rs:2:12  Call  + property microsoft.graph.call/mood
1 break a declaration, 1 add; see every change with --all
"
    );
}

#[test]
fn what_concerns_nobody_breaks_nothing() {
    let place = place(
        "#[graph_action(POST \"/communications/calls/<id>/keepAlive\")]\npub struct KeepAlive { pub id: String }\n",
    );
    let out = place.run(&["diff", "v1.0.csdl", "new.csdl"]).fine();
    assert_eq!(out, "nothing that the declarations use has changed; see every change with --all\n");
    let all = place.run(&["diff", "v1.0.csdl", "new.csdl", "--all"]);
    assert_eq!(all.code, 1);
    assert!(all.out.contains("  -  operation  microsoft.graph.playPrompt(microsoft.graph.call)\n"), "{}", all.out);
}

#[test]
fn without_declarations_or_a_crate_everything_is_shown() {
    let empty = place("pub struct Plain;\n");
    let everything = empty.run(&["diff", "v1.0.csdl", "new.csdl"]);
    assert_eq!(everything.code, 1);
    assert!(everything.out.contains("microsoft.graph.playPrompt"), "{}", everything.out);
    let outside = place(DECLARATIONS);
    std::fs::remove_file(outside.path("Cargo.toml")).unwrap();
    assert_eq!(outside.run(&["diff", "v1.0.csdl", "new.csdl"]).out, everything.out);
}

#[test]
fn the_version_is_what_the_old_document_is_called_or_what_is_said() {
    let declarations =
        DECLARATIONS.split_once("\n\n").unwrap().1.replace("keepAlive\")", "playPrompt\", version = \"beta\")");
    let place = place(&declarations);
    place.write("old.csdl", DOCUMENT);
    assert_eq!(place.run(&["diff", "v1.0.csdl", "new.csdl"]).code, 0);
    assert_eq!(place.run(&["diff", "old.csdl", "new.csdl"]).code, 1);
    assert_eq!(place.run(&["diff", "old.csdl", "new.csdl", "--api", "v1.0"]).code, 0);
    assert_eq!(place.run(&["diff", "v1.0.csdl", "new.csdl", "--api", "beta"]).code, 1);
}

#[test]
fn json_has_the_place_and_either_a_message_or_a_change() {
    let run = place(DECLARATIONS).run(&["diff", "v1.0.csdl", "new.csdl", "--json"]);
    assert_eq!(run.code, 1);
    let concerns = run.json();
    assert_eq!(
        concerns[0],
        serde_json::json!({
            "severity": "breaks",
            "declaration": "Call",
            "file": "src/lib.rs",
            "line": 3,
            "column": 24,
            "end_line": 3,
            "end_column": 38,
            "message": "the property `callChainId` of `microsoft.graph.call` is an `Edm.Int64`; write `i64`",
            "change": null,
        })
    );
    assert_eq!(concerns[1]["change"]["element"], "property");
    assert_eq!(concerns[1]["change"]["name"], "mood");
    assert_eq!((&concerns[1]["message"], concerns.as_array().unwrap().len()), (&serde_json::Value::Null, 2));
}

#[test]
fn a_crate_that_cargo_cannot_read_says_how_to_do_without() {
    let place = place(DECLARATIONS);
    place.write("Cargo.toml", "[package]\nname = 1\n");
    let error = place.run(&["diff", "v1.0.csdl", "new.csdl"]).failed(3);
    assert!(
        error.starts_with("error: cargo cannot read DIR/Cargo.toml; see every change, whoever uses it, with --all\n"),
        "{error}"
    );
    assert_eq!(place.run(&["diff", "v1.0.csdl", "new.csdl", "--all"]).code, 1);
}

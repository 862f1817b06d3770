//! `diff`: what it prints, and that its exit code tells whether something breaks.

use crate::place::{DOCUMENT, Place};

/// A place with the document, and with one in which this was replaced.
fn place(replacements: &[(&str, &str)]) -> Place {
    let place = Place::empty();
    let mut new = DOCUMENT.to_owned();
    for (from, to) in replacements {
        assert!(new.contains(from), "{from}");
        new = new.replacen(from, to, 1);
    }
    place.write("old.csdl", DOCUMENT);
    place.write("new.csdl", &new);
    place
}

#[test]
fn what_breaks_comes_first() {
    let place = place(&[
        (r#"<Action Name="keepAlive""#, r#"<Action Name="stayAlive""#),
        (r#"<Property Name="callChainId" Type="Edm.String" />"#, r#"<Property Name="callChainId" Type="Edm.Guid" />"#),
        (r#"<Member Name="pound" Value="11" />"#, r#"<Member Name="pound" Value="99" />"#),
    ]);
    let run = place.run(&["diff", "old.csdl", "new.csdl"]);
    assert_eq!((run.code, run.err.as_str()), (1, ""));
    assert_eq!(
        run.out,
        "\
breaks (2)
  -  operation  microsoft.graph.keepAlive(microsoft.graph.call)
  ~  property   microsoft.graph.call/callChainId                 type: Edm.String -> Edm.Guid
adds (1)
  +  operation  microsoft.graph.stayAlive(microsoft.graph.call)
2 break a declaration, 1 add; 1 change without effect: see with --all
"
    );
    let all = place.run(&["diff", "old.csdl", "new.csdl", "--all"]).out;
    assert!(all.contains("notes (1)\n  ~  enum member  microsoft.graph.tone/pound  value: 11 -> 99\n"), "{all}");
}

#[test]
fn what_breaks_nothing_is_fine() {
    let place = place(&[(
        r#"<Action Name="keepAlive""#,
        r#"<Action Name="stayAlive" IsBound="true"><Parameter Name="it" Type="graph.call"/></Action><Action Name="keepAlive""#,
    )]);
    let out = place.run(&["diff", "old.csdl", "new.csdl"]).fine();
    assert_eq!(out, "adds (1)\n  +  operation  microsoft.graph.stayAlive(microsoft.graph.call)\n1 add\n");
    let out = place.run(&["diff", "old.csdl", "old.csdl"]).fine();
    assert_eq!(out, "nothing that a declaration sees has changed\n");
}

#[test]
fn an_index_is_as_good_as_a_document() {
    let place = Place::with_index();
    place.write("old.csdl", DOCUMENT);
    let same = ["diff", "old.csdl", "graph-metadata/v1.0.index"];
    assert_eq!(place.run(&same).fine(), "nothing that a declaration sees has changed\n");
    let from_input = place.run_with(DOCUMENT, &["diff", "graph-metadata/v1.0.index", "-"]).fine();
    assert_eq!(from_input, "nothing that a declaration sees has changed\n");
    let damaged = place.read("graph-metadata/v1.0.index").replace("callChainId", "callChainIt");
    place.write("damaged", &damaged);
    let error = place.run(&["diff", "old.csdl", "damaged"]).failed(3);
    assert!(
        error.starts_with(
            "error: the index in damaged cannot be read; write it anew with `cargo graph-action metadata`"
        ),
        "{error}"
    );
}

#[test]
fn json_names_the_elements() {
    let place = place(&[(
        r#"<Property Name="callChainId" Type="Edm.String" />"#,
        r#"<Property Name="callChainId" Type="Edm.Guid" />"#,
    )]);
    let run = place.run(&["diff", "old.csdl", "new.csdl", "--json"]);
    assert_eq!(run.code, 1);
    assert_eq!(
        run.json(),
        serde_json::json!([{
            "severity": "breaks",
            "change": "changed",
            "element": "property",
            "of": "microsoft.graph.call",
            "binding": null,
            "name": "callChainId",
            "aspect": "type",
            "old": "Edm.String",
            "new": "Edm.Guid",
            "deprecated": null,
        }])
    );
}

//! Which declarations are found in the files of a crate, and what is said of files that are not there.

use super::super::tests::Crate;
use super::*;

/// The declarations found, each with its file and modules.
fn found(sources: &Sources) -> Vec<String> {
    let line = |item: &Item| format!("{} {}::{}", item.source.path.display(), item.module.join("::"), item.input.ident);
    sources.items.iter().map(line).collect()
}

/// Findings as lines.
fn lines(findings: &[Finding]) -> Vec<String> {
    let line = |finding: &Finding| {
        let (line, column) = finding.place.start();
        format!("{}:{line}:{column} {}", finding.place.source.path.display(), finding.message)
    };
    findings.iter().map(line).collect()
}

#[test]
fn declarations_are_found_wherever_an_item_may_stand() {
    let of_crate = Crate::of(&[
        (
            "src/lib.rs",
            "mod x; mod inline { mod y; #[graph_type] struct A; }\n\
             #[path = \"elsewhere/z.rs\"] mod z;\n\
             fn f() { if true { #[graph_action::graph_action(GET \"/me\")] struct InFunction; } }\n\
             struct Plain; #[derive(Debug)] enum AlsoPlain { A }\n\
             #[graph_path] enum P { A } #[graph_response] enum R { A } #[graph_type] union U { a: u8 }\n\
             macro_rules! m { () => { #[graph_type] struct Generated; } }",
        ),
        ("src/x/mod.rs", "mod deeper; #[graph_type] struct B;"),
        ("src/x/deeper.rs", "#[graph_type] struct C;"),
        ("src/inline/y.rs", "#[graph_type] struct D;"),
        ("src/elsewhere/z.rs", "#[graph_type] struct E; mod beside;"),
        ("src/elsewhere/beside.rs", "#[graph_type] struct F;"),
        ("src/unused.rs", "#[graph_type] struct Unused;"),
    ]);
    let sources = of_crate.read(&["src/lib.rs"]);
    assert_eq!(
        found(&sources),
        [
            "src/x/deeper.rs x::deeper::C",
            "src/x/mod.rs x::B",
            "src/inline/y.rs inline::y::D",
            "src/lib.rs inline::A",
            "src/elsewhere/z.rs z::E",
            "src/elsewhere/beside.rs z::beside::F",
            "src/lib.rs ::InFunction",
            "src/lib.rs ::P",
            "src/lib.rs ::R",
            "src/lib.rs ::U",
        ]
    );
    assert_eq!((sources.broken.len(), sources.passed_over.len()), (0, 0));
}

#[test]
fn a_file_is_read_once_and_belongs_to_each_target_that_leads_to_it() {
    let of_crate = Crate::of(&[
        ("src/lib.rs", "#[graph_type] struct Own;"),
        ("tests/a.rs", "mod common; #[graph_type] struct A;"),
        ("tests/b/main.rs", "#[path = \"../common/mod.rs\"] mod common; #[graph_type] struct B;"),
        ("tests/common/mod.rs", "#[graph_type] struct Common; #[path = \"mod.rs\"] mod again;"),
    ]);
    let sources = of_crate.read(&["src/lib.rs", "tests/a.rs", "tests/b/main.rs"]);
    let names: Vec<String> = sources.items.iter().map(|item| item.input.ident.to_string()).collect();
    assert_eq!(names, ["Own", "Common", "A", "B"]);
    let [own, common, a, b] = sources.items.as_slice() else { panic!() };
    assert!(sources.share_target(common, a) && sources.share_target(common, b));
    assert!(!sources.share_target(a, b) && !sources.share_target(own, common));
}

#[test]
fn what_is_missing_or_broken_is_told_where_it_is() {
    let of_crate = Crate::of(&[
        (
            "src/lib.rs",
            "mod gone;\n#[cfg(windows)] mod not_here;\n#[cfg(test)] mod tests { mod neither; }\nmod broken;\n#[path = \"é.rs\"] mod named;",
        ),
        ("src/broken.rs", "// é\nstruct A {"),
    ]);
    let sources = of_crate.read(&["src/lib.rs", "src/main.rs"]);
    let broken = lines(&sources.broken);
    assert_eq!(broken.len(), 4, "{broken:?}");
    assert_eq!(
        broken[0],
        "src/lib.rs:1:5 there is no file for the module `gone`: looked for src/gone.rs and src/gone/mod.rs"
    );
    assert!(
        broken[1].starts_with("src/broken.rs:2:10 this file cannot be parsed, and nothing in it is checked: "),
        "{broken:?}"
    );
    assert_eq!(broken[2], "src/lib.rs:5:22 there is no file for the module `named`: looked for src/é.rs");
    assert!(broken[3].starts_with("src/main.rs:1:1 the file that a target begins with cannot be read: "), "{broken:?}");
    let passed_over = lines(&sources.passed_over);
    assert_eq!(passed_over.len(), 2);
    assert!(
        passed_over[0].starts_with("src/lib.rs:2:21 there is no file for the module `not_here`"),
        "{passed_over:?}"
    );
    assert!(passed_over[1].starts_with("src/lib.rs:3:30 there is no file for the module `neither`"), "{passed_over:?}");
}

#[test]
fn who_allows_what_is_deprecated_is_heard() {
    let of_crate = Crate::of(&[(
        "src/lib.rs",
        "#![allow(deprecated)] #[graph_type] struct A; #[warn(deprecated)] mod m { #[graph_type] struct B; \
         #[expect(deprecated, reason = \"\")] #[graph_type] struct C; #[allow(unused)] #[graph_type] struct D; }",
    )]);
    let sources = of_crate.read(&["src/lib.rs"]);
    let allows: Vec<bool> = sources.items.iter().map(|item| item.allows_deprecated).collect();
    assert_eq!(allows, [true, false, true, false]);
}

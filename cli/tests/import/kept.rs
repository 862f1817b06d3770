//! Pages written for the purpose, and the modules that are kept of them. Those are in `tests/golden`, where other tests compile and
//! call them; `UPDATE_GOLDEN=1 cargo test -p cargo-graph-action --test import` writes them anew.

use std::path::Path;

use cargo_graph_action::import::{self, Options};
use graph_action_metadata::{Index, csdl};

use crate::declared;
use crate::formatted::assert_formatted;

/// A page of those in `tests/pages`.
fn page(name: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages").join(name)).unwrap()
}

/// The module of a page, and what is told of it.
fn imported(name: &str) -> (String, Vec<String>) {
    let options = Options { file_name: Some(name.to_owned()), ..Options::default() };
    let imported = import::page(&page(name), &options).unwrap();
    (imported.text, imported.findings.iter().map(ToString::to_string).collect())
}

/// Holds the module of a page against the one that is kept.
fn assert_kept(page: &str, kept: &str) -> Vec<String> {
    let (text, told) = imported(page);
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(kept);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(&path, &text).unwrap();
    }
    assert_formatted(&text);
    assert_eq!(std::fs::read_to_string(&path).unwrap(), text, "see this file's documentation");
    told
}

#[test]
fn an_action_on_two_paths_is_kept() {
    let told = assert_kept("lamp-dim.md", "lamp_dim.rs");
    assert_eq!(
        told,
        ["line 47: the page does not say of which type the operation is that goes on; its body is any JSON"],
        "what the page leaves open"
    );
}

#[test]
fn a_function_of_the_beta_version_is_kept() {
    let told = assert_kept("lamp-usage.md", "lamp_usage.rs");
    assert_eq!(
        told,
        [
            "line 5: the page says that this is deprecated",
            "line 10: the permissions are in another file, which was not read: ../includes/permissions/lamp-usage-permissions.md",
        ]
    );
}

#[test]
fn a_page_without_a_request_says_what_was_looked_for() {
    let error = import::page("# lamp\n## Properties\n## Methods\n", &Options::default()).unwrap_err();
    let text = error.to_string();
    assert!(text.contains("a section `HTTP request` was looked for"), "{text}");
    assert!(text.contains("`Properties`, `Methods`"), "{text}");
    assert!(import::page("", &Options::default()).is_err());
}

#[test]
fn a_page_is_held_against_the_metadata() {
    let document = include_bytes!("../../../metadata/tests/communications.csdl");
    let index = Index::of(&csdl::read(&document[..]).unwrap());
    let page = "# call: cancelMediaProcessing\nCancels.\n## Permissions\n|Permission type|Permissions|\n|-|-|\n|Application|Calls.AccessMedia.All|\n\
                ## HTTP request\n```\nPOST /communications/calls/{id}/cancelMediaProcessing\n```\n## Request body\n|Name|Type|Description|\n|-|-|-|\n\
                |clientcontext|Boolean|a|\n|all|Boolean|b|\n## Request headers\n|Name|Description|\n|-|-|\n|Prefer|a|\n## Response\nReturns `200 OK`.\n";
    let imported = import::page_against(page, &Options::default(), &index).unwrap();
    let actions = declared::actions(&imported.text);
    let action = actions.first().expect("an action");
    assert!(action.members.contains(&"clientContext".to_owned()), "{}", imported.text);
    assert_eq!(action.headers, ["Prefer"], "{}", imported.text);
    assert!(action.permissions.contains("\"Calls.AccessMedia.All\""), "{}", imported.text);
    assert_formatted(&imported.text);
    let told: Vec<String> = imported.findings.iter().map(ToString::to_string).collect();
    for of in [
        "line 14: the page writes `clientcontext`, the metadata `clientContext`",
        "line 14: `clientContext` is `Edm.String` in the metadata",
    ] {
        assert!(told.iter().any(|told| told.starts_with(of)), "{of} {told:#?}");
    }
    let wrong = page.replace("/communications/calls/{id}", "/communications/lines/{id}");
    let imported = import::page_against(&wrong, &Options::default(), &index).unwrap();
    assert!(
        imported.findings.iter().any(|finding| finding.message.starts_with("the metadata does not have this path"))
    );
    assert!(
        imported.text.contains("/communications/lines/<id>/cancelMediaProcessing"),
        "what the page says is there nevertheless"
    );
}

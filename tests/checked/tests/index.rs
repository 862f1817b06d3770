//! The index that this crate is checked against is the one of the metadata that the project keeps for its tests.

use std::path::Path;

use graph_action_metadata::{Index, csdl};

#[test]
fn the_index_is_that_of_the_metadata() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let csdl = std::fs::read(root.join("../../metadata/tests/communications.csdl")).unwrap();
    let text = Index::of(&csdl::read(csdl.as_slice()).unwrap()).to_text();
    let file = root.join("graph-metadata/v1.0.index");
    if std::env::var_os("GRAPH_ACTION_WRITE_INDEX").is_some() {
        std::fs::write(&file, &text).unwrap();
    }
    let kept = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(
        kept == text,
        "write it anew: GRAPH_ACTION_WRITE_INDEX=1 cargo test -p graph-action-tests-checked --test index"
    );
}

//! The data beside the project, each piece read once.

use std::path::PathBuf;
use std::sync::OnceLock;

use graph_action_metadata::{Index, Schema, csdl};
use serde_json::Value;

/// A file beside the project; where it is missing, that is said on standard error.
fn file(name: &str) -> Option<Vec<u8>> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared").join(name);
    match std::fs::read(&path) {
        Ok(bytes) => Some(bytes),
        Err(error) => {
            eprintln!("skipped: {} cannot be read: {error}", path.display());
            None
        }
    }
}

/// The metadata of Graph and its index.
pub(crate) fn graph() -> Option<&'static (Schema, Index)> {
    static GRAPH: OnceLock<Option<(Schema, Index)>> = OnceLock::new();
    let read = || {
        let schema = csdl::read(file("metadata/v1.0.csdl")?.as_slice()).unwrap();
        let index = Index::of(&schema);
        Some((schema, index))
    };
    GRAPH.get_or_init(read).as_ref()
}

/// The records of a corpus, one a line.
pub(crate) fn records(name: &str) -> Option<Vec<Value>> {
    let text = String::from_utf8(file(&format!("corpus/{name}"))?).unwrap();
    Some(text.lines().map(|line| serde_json::from_str(line).unwrap()).collect())
}

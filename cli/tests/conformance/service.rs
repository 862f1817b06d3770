//! The services: Graph itself and the small one of the tests, and what is generated of them.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use cargo_graph_action::generate::{self, Options};
use graph_action_metadata::model::Operation;
use graph_action_metadata::{Index, Schema, csdl};

use crate::declared::Module;

/// A service and its declarations.
pub(crate) struct Service {
    /// Its metadata.
    pub(crate) index: Index,
    /// All of it at once.
    pub(crate) schema: Schema,
    /// The module of all of its operations.
    pub(crate) text: String,
    /// What the module declares.
    pub(crate) module: Module,
}

impl Service {
    /// What a document describes.
    fn of(document: &[u8]) -> Self {
        let index = Index::of(&csdl::read(document).unwrap());
        let operations = generate::select(&index, &["*".to_owned()]).unwrap();
        let text = generate::text(&index, &operations, &Options::default()).unwrap();
        let schema = index.schema().unwrap();
        let module = Module::parse(&text);
        Self { index, schema, text, module }
    }

    /// The name of the struct that stands for an operation.
    pub(crate) fn structs(&self) -> Vec<(&Operation, String)> {
        let operations = &self.schema.operations;
        let texts = generate::structs(&self.index, operations, &Options::default()).unwrap();
        operations.iter().zip(texts.iter().map(|text| Module::parse(text).only())).collect()
    }
}

/// A file that is no part of the project; nothing, and a line that says so, where it is missing.
pub(crate) fn shared(file: &str) -> Option<Vec<u8>> {
    let path: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared").join(file);
    match std::fs::read(&path) {
        Ok(bytes) => Some(bytes),
        Err(error) => {
            println!("skipped: {} cannot be read: {error}", path.display());
            None
        }
    }
}

/// The small service of the tests.
pub(crate) fn small() -> &'static Service {
    static SMALL: OnceLock<Service> = OnceLock::new();
    SMALL.get_or_init(|| Service::of(include_bytes!("../../../metadata/tests/communications.csdl")))
}

/// Graph; nothing where its metadata is missing.
pub(crate) fn graph() -> Option<&'static Service> {
    static GRAPH: OnceLock<Option<Service>> = OnceLock::new();
    GRAPH.get_or_init(|| shared("metadata/v1.0.csdl").map(|document| Service::of(&document))).as_ref()
}

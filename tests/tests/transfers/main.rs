//! Downloads and uploads over real sockets: against the embedded Graph and its storage, whole and after every mishap, and
//! against servers that misbehave in ways that no storage would.

#[path = "../common/mod.rs"]
mod common;

mod downloads;
mod lying_servers;
mod sessions;
mod upload_hosts;
mod upload_mishaps;
mod uploads;

use graph_action::transfer::UploadSession;
use graph_action::{Bytes, Client, Content, graph_action, graph_type};
use graph_action_sim::Graph;
use serde_json::{Value, json};

use crate::common::{client, soon};

/// The content of a file.
#[graph_action(GET "/drives/<drive>/items/<item>/content" -> Content)]
pub(crate) struct GetContent {
    pub(crate) drive: String,
    pub(crate) item: String,
}

/// The beginning of an upload.
#[graph_action(POST "/drives/<drive>/root:/<path..>:/createUploadSession" -> UploadSession)]
#[derive(Default)]
pub(crate) struct CreateUploadSession {
    pub(crate) drive: String,
    pub(crate) path: String,
    pub(crate) item: Option<Value>,
    pub(crate) defer_commit: Option<bool>,
}

/// A file.
#[graph_type("microsoft.graph.driveItem")]
#[derive(Debug)]
pub(crate) struct DriveItem {
    pub(crate) id: Option<String>,
    pub(crate) name: Option<String>,
    pub(crate) size: Option<usize>,
}

/// The least length of a range, but for the last one.
pub(crate) const UNIT: usize = 327_680;

/// So many bytes, such that no two parts of them look alike: a byte out of place is seen.
pub(crate) fn pattern(length: usize) -> Bytes {
    let mut bytes = Vec::with_capacity(length + 8);
    for index in 0..length.div_ceil(8) as u64 {
        bytes.extend_from_slice(&index.wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(29).to_le_bytes());
    }
    bytes.truncate(length);
    bytes.into()
}

/// The embedded Graph with a client of it.
pub(crate) async fn start() -> (Graph, Client) {
    let graph = Graph::start().await.unwrap();
    let client = client(&graph);
    (graph, client)
}

/// A file in the embedded Graph.
pub(crate) fn stored(graph: &Graph, content: &Bytes) -> GetContent {
    GetContent { drive: graph.drive_id().to_owned(), item: graph.put_file("a/b.bin", content.clone()) }
}

/// A session for a file in the embedded Graph, which replaces another one of its name.
pub(crate) async fn session(graph: &Graph, client: &Client) -> UploadSession {
    let item = Some(json!({ "@microsoft.graph.conflictBehavior": "replace" }));
    soon(create(graph, item, None).send(client)).await.unwrap()
}

/// The action that opens a session.
pub(crate) fn create(graph: &Graph, item: Option<Value>, defer_commit: Option<bool>) -> CreateUploadSession {
    CreateUploadSession { drive: graph.drive_id().to_owned(), path: "a/b.bin".to_owned(), item, defer_commit }
}

/// What the storage was asked: methods and ranges.
pub(crate) fn asked(graph: &Graph) -> Vec<String> {
    let line = |request: &graph_action_sim::RecordedRequest| {
        let range = request.header("content-range").or(request.header("range")).unwrap_or_default();
        format!("{} {range}", request.method()).trim().to_owned()
    };
    graph.storage_requests().iter().map(line).collect()
}

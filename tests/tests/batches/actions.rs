//! The declarations that the tests of batches call, and the servers that answer them.

use bytes::Bytes;
use graph_action::request::Media;
use graph_action::{Content, Page, Reply, ResourcePath, graph_action, graph_response};
use graph_action_sim::{Graph, RecordedRequest};
use serde_json::Value;

use crate::common::raw::{Act, reply};

/// Whatever a path names.
#[graph_action(GET "/things/<id>" -> Value)]
#[derive(Debug, Clone)]
pub(crate) struct GetThing {
    pub(crate) id: String,
}

/// A collection.
#[graph_action(GET "/things" -> Page<u8>, headers("ConsistencyLevel" = "eventual"))]
pub(crate) struct ListThings {}

/// What is done without an answer.
#[graph_action(DELETE "/things/<id>" -> Reply<()>)]
pub(crate) struct DeleteThing {
    pub(crate) id: String,
}

/// A whole body of JSON.
#[graph_action(POST "/things" -> Reply<Option<Value>>)]
pub(crate) struct CreateThing {
    #[graph(body)]
    pub(crate) thing: Media,
}

/// A text as the body.
#[graph_action(PUT "/things/<id>/note")]
pub(crate) struct PutNote {
    pub(crate) id: String,
    #[graph(body = "text/plain")]
    pub(crate) note: String,
}

/// A count, which services send as a text.
#[graph_action(GET "/things/$count" -> u64)]
pub(crate) struct CountThings {}

/// A file.
#[graph_action(GET "/things/<id>/content" -> Content)]
pub(crate) struct Download {
    pub(crate) id: String,
}

/// A file's address, asked for as JSON.
#[graph_action(GET "/things/<id>/content" -> Value)]
pub(crate) struct WithoutContent {
    pub(crate) id: String,
}

/// One variant a status.
#[graph_response]
#[derive(Debug)]
pub(crate) enum Outcome {
    #[graph(status = 201)]
    Created(Value),
    #[graph(status = 302)]
    Elsewhere(Reply<()>),
    #[graph(status = 424)]
    NotCarriedOut(Value),
}

/// An action whose redirect is wanted as it is.
#[graph_action(GET "/things/<id>/outcome" -> Outcome)]
pub(crate) struct GetOutcome {
    pub(crate) id: String,
}

/// On whatever Graph named.
#[graph_action(GET "<thing>/state" -> Value)]
pub(crate) struct GetState {
    pub(crate) thing: ResourcePath,
}

/// A thing.
pub(crate) fn thing(id: impl Into<String>) -> GetThing {
    GetThing { id: id.into() }
}

/// A body of JSON.
pub(crate) fn create(json: &'static str) -> CreateThing {
    CreateThing { thing: Media::new("application/json", Bytes::from_static(json.as_bytes())) }
}

/// A batch's answer with these answers in it.
pub(crate) fn responses(items: &str) -> Act {
    reply(
        "200 OK",
        "Content-Type: application/json\r\nrequest-id: of-the-batch\r\n",
        &format!(r#"{{"responses": [{items}]}}"#),
    )
}

/// The ids of the items of each batch that the embedded Graph got, each with `<` and what it was said to depend on.
pub(crate) fn batches(graph: &Graph) -> Vec<Vec<String>> {
    graph.requests().iter().filter(|request| request.path().ends_with("/$batch")).map(ids).collect()
}

/// The ids of the items of one batch.
fn ids(batch: &RecordedRequest) -> Vec<String> {
    let batch = batch.json().unwrap();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let id = |item: &Value| match item.get("dependsOn") {
        None => text(&item["id"]),
        Some(after) => {
            let after: Vec<_> = after.as_array().unwrap().iter().map(text).collect();
            format!("{}<{}", text(&item["id"]), after.join("+"))
        }
    };
    batch["requests"].as_array().unwrap().iter().map(id).collect()
}

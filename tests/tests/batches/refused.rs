//! What is refused before a byte is sent, with the reason.

use bytes::Bytes;
use graph_action::request::Media;
use graph_action::{Batch, ResourcePath, graph_action};
use graph_action_sim::Graph;
use serde_json::Value;

use crate::actions::{CreateThing, GetState, batches, create, thing};
use crate::common::actions::CancelMediaProcessing;
use crate::common::{client, soon};

/// A batch, as an action of one's own.
#[graph_action(POST "/$batch" -> Value)]
struct Nested {
    requests: Vec<Value>,
}

#[test]
fn what_could_not_be_sent_is_refused_when_it_is_added() {
    let mut batch = Batch::new();
    let long = CancelMediaProcessing { id: "a".into(), all: None, client_context: Some("x".repeat(257)) };
    let error = batch.add(&long).unwrap_err();
    assert_eq!((error.field(), error.is_invalid_request()), (Some("client_context"), true));
    for id in ["", ".", ".."] {
        assert_eq!(batch.add(&thing(id)).unwrap_err().field(), Some("id"));
    }
    for (error, words) in [
        (batch.add(&Nested { requests: Vec::new() }).unwrap_err(), "a batch cannot be an item of a batch"),
        (batch.add(&create("{\"a\":")).unwrap_err(), "its body is said to be JSON and is not"),
        (batch.add(&media(3 * 1024 * 1024)).unwrap_err(), "and Graph takes at most 4 MB in a request"),
    ] {
        assert!(error.is_invalid_request() && error.path().is_some(), "{error}");
        assert!(
            error.to_string().contains(&format!("was not sent: {words}")) || error.to_string().contains(words),
            "{error}"
        );
    }
    assert!(batch.is_empty());
}

/// A file of so many bytes.
fn media(length: usize) -> CreateThing {
    CreateThing { thing: Media::new("image/png", Bytes::from(vec![7; length])) }
}

#[tokio::test]
async fn large_items_are_split_so_that_each_request_is_taken() {
    let graph = Graph::start().await.unwrap();
    let mut batch = Batch::new();
    // Two of them in base64 are just below the limit, three above.
    let tickets: Vec<_> = (0..5).map(|_| batch.add(&media(1_400_000)).unwrap()).collect();
    let mut answers = soon(batch.send(&client(&graph))).await.unwrap();
    for ticket in tickets {
        // There are no things, but the request was taken.
        assert_eq!(answers.take(ticket).unwrap_err().status().unwrap().as_u16(), 400);
    }
    assert_eq!(batches(&graph), [vec!["0", "1"], vec!["2", "3"], vec!["4"]]);
    assert!(graph.requests().iter().all(|request| request.body().len() <= 4_000_000));
    assert!(graph.batch_items().iter().all(|item| item.body().len() == 1_400_000));
}

#[tokio::test]
async fn a_resource_of_another_host_is_not_asked_for() {
    let graph = Graph::start().await.unwrap();
    let call = graph.create_call(None);
    let foreign = ResourcePath::try_from("https://graph.example/v1.0/users/hunter2").unwrap();
    let mut batch = Batch::new();
    let refused = batch.add(&GetState { thing: foreign.clone() }).unwrap();
    let beside = batch.add(&crate::common::actions::get(&call)).unwrap();
    let after = batch.add_after(&crate::common::actions::cancel(&call), &[&refused]).unwrap();
    let client = client(&graph);
    let mut answers = soon(batch.send(&client)).await.unwrap();
    let error = answers.take(refused).unwrap_err();
    let direct = GetState { thing: foreign }.send(&client).await.unwrap_err();
    assert_eq!((error.field(), error.to_string()), (Some("thing"), direct.to_string()));
    assert_eq!(answers.take(after).unwrap_err().status().unwrap().as_u16(), 424);
    assert!(answers.take(beside).is_ok());
    assert_eq!(batches(&graph), [["1"]]);
}

//! The id by which a request is found in Graph's logs: a new one for each call, or the caller's own.

use graph_action_sim::{Failure, Graph};

use crate::common::actions::{CancelWithReply, get};
use crate::common::client;

/// Whether a text is a GUID of the random kind, as Graph's pages ask for.
fn is_random_guid(text: &str) -> bool {
    let shape: String = text.chars().map(|c| if c.is_ascii_hexdigit() { 'x' } else { c }).collect();
    shape == "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx" && text.as_bytes()[14] == b'4'
}

#[tokio::test]
async fn each_call_has_an_id_of_its_own() {
    let graph = Graph::start().await.unwrap();
    let (client, call) = (client(&graph), graph.create_call(None));
    get(&call).send(&client).await.unwrap();
    get(&call).send(&client).await.unwrap();
    let requests = graph.requests();
    let ids: Vec<&str> = requests.iter().map(|request| request.header("client-request-id").unwrap()).collect();
    assert!(ids.iter().all(|id| is_random_guid(id)), "{ids:?}");
    assert_ne!(ids[0], ids[1]);
}

#[tokio::test]
async fn a_declared_header_is_the_callers_own_id() {
    let graph = Graph::start().await.unwrap();
    let own = "9c5af5c8-9e0c-4d4b-8f5b-4c1c8e0d1a11";
    let mut action =
        CancelWithReply { id: graph.create_call(None), request_id: Some(own.into()), ..Default::default() };
    let reply = action.send(&client(&graph)).await.unwrap();
    assert_eq!(reply.client_request_id(), Some(own));
    action.request_id = None;
    let reply = action.send(&client(&graph)).await.unwrap();
    assert!(is_random_guid(reply.client_request_id().unwrap()));
    let sent: Vec<_> =
        graph.requests().iter().map(|r| r.headers().get_all("client-request-id").iter().count()).collect();
    assert_eq!(sent, [1, 1]);
}

#[tokio::test]
async fn errors_have_both_ids_and_show_them() {
    let graph = Graph::start().await.unwrap();
    for failure in [Failure::graph(400, "BadRequest", "no"), Failure::new(400).header("request-id", "theirs").bare()] {
        graph.fail_next(failure);
        let error = get("a").send(&client(&graph)).await.unwrap_err();
        let requests = graph.requests();
        assert_eq!(error.client_request_id(), requests.last().unwrap().header("client-request-id"));
        let (own, theirs) = (error.client_request_id().unwrap(), error.request_id().unwrap());
        assert!(error.to_string().ends_with(&format!("[request-id {theirs}, client-request-id {own}]")), "{error}");
    }
}

#[tokio::test]
async fn repetitions_have_the_id_of_the_first_try() {
    let graph = Graph::start().await.unwrap();
    graph.fail_next(Failure::new(429).header("Retry-After", "0"));
    get(graph.create_call(None)).send(&client(&graph)).await.unwrap();
    let requests = graph.requests();
    assert_eq!(requests.len(), 2);
    assert_eq!(requests[0].header("client-request-id"), requests[1].header("client-request-id"));
}

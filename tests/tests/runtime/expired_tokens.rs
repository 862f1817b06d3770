//! A token that the service no longer takes: replaced, and the call repeated only where that does no harm.

use graph_action::auth::StaticToken;
use graph_action_sim::{Failure, Graph};

use crate::common::actions::{CancelAgain, cancel, get};
use crate::common::{builder, client};

#[tokio::test]
async fn a_get_with_an_expired_token_is_repeated_once_with_a_new_one() {
    let graph = Graph::start().await.unwrap();
    let (client, call) = (client(&graph), graph.create_call(None));
    get(&call).send(&client).await.unwrap();
    graph.expire_tokens();
    get(&call).send(&client).await.unwrap();
    assert_eq!((graph.requests().len(), graph.token_requests()), (3, 2));
}

#[tokio::test]
async fn a_post_with_an_expired_token_is_not_repeated_but_the_next_one_has_a_new_token() {
    let graph = Graph::start().await.unwrap();
    let (client, call) = (client(&graph), graph.create_call(None));
    cancel(&call).send(&client).await.unwrap();
    graph.expire_tokens();
    let error = cancel(&call).send(&client).await.unwrap_err();
    assert!(error.is_unauthorized());
    assert!(error.to_string().contains("the token was not accepted: check the credential"), "{error}");
    assert_eq!((graph.requests().len(), graph.token_requests()), (2, 1));
    cancel(&call).send(&client).await.unwrap();
    assert_eq!((graph.requests().len(), graph.token_requests()), (3, 2));
}

#[tokio::test]
async fn an_idempotent_post_with_an_expired_token_is_repeated() {
    let graph = Graph::start().await.unwrap();
    let (client, call) = (client(&graph), graph.create_call(None));
    cancel(&call).send(&client).await.unwrap();
    graph.expire_tokens();
    CancelAgain { id: call, client_context: None }.send(&client).await.unwrap();
    assert_eq!((graph.requests().len(), graph.token_requests()), (3, 2));
}

#[tokio::test]
async fn a_service_that_takes_no_token_is_asked_twice_and_no_more() {
    let graph = Graph::start().await.unwrap();
    for _ in 0..5 {
        graph.fail_next(Failure::new(401));
    }
    let error = get("a").send(&client(&graph)).await.unwrap_err();
    assert!(error.is_unauthorized());
    assert_eq!((graph.requests().len(), graph.token_requests()), (2, 2));
}

#[tokio::test]
async fn a_token_that_cannot_be_replaced_is_sent_once() {
    let graph = Graph::start().await.unwrap();
    let client = graph_action::Client::builder(StaticToken::new("wrong")).base_url(graph.base_url()).build().unwrap();
    assert!(get("a").send(&client).await.unwrap_err().is_unauthorized());
    assert_eq!(graph.requests().len(), 1);
}

#[tokio::test]
async fn the_services_error_is_told_where_no_new_token_can_be_had() {
    let graph = Graph::start().await.unwrap();
    let (client, call) = (builder(&graph).build().unwrap(), graph.create_call(None));
    get(&call).send(&client).await.unwrap();
    graph.expire_tokens();
    graph.fail_next_token(Failure::new(500));
    let error = get(&call).send(&client).await.unwrap_err();
    assert!(error.is_unauthorized(), "{error}");
}

#[tokio::test]
async fn many_gets_with_an_expired_token_cause_few_requests_for_a_new_one() {
    let graph = Graph::start().await.unwrap();
    let (client, call) = (client(&graph), graph.create_call(None));
    get(&call).send(&client).await.unwrap();
    graph.expire_tokens();
    let ended = futures_util::future::join_all((0..50).map(|_| get(&call).send(&client))).await;
    assert!(ended.iter().all(Result::is_ok));
    assert_eq!(graph.token_requests(), 2);
}

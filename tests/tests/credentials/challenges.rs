//! Claims challenges: answered once with a token for the claims, whatever the method, or told as they are.

use graph_action::auth::{ClientSecret, StaticToken};
use graph_action::{Client, RetryPolicy};
use graph_action_sim::{Failure, Graph};
use serde_json::{Value, json};

use crate::common::actions::{cancel, get};
use crate::common::{builder, client, soon};

/// What Graph asks for when a session was revoked.
fn claims() -> Value {
    json!({"access_token": {"nbf": {"essential": true, "value": "1604106651"}}})
}

/// The same as a header.
const CHALLENGE: &str = r#"Bearer realm="", authorization_uri="https://login.example.org/common/oauth2/authorize", error="insufficient_claims", claims="eyJhY2Nlc3NfdG9rZW4iOnsibmJmIjp7ImVzc2VudGlhbCI6dHJ1ZSwidmFsdWUiOiIxNjA0MTA2NjUxIn19fQ==""#;

/// A refusal with the challenge.
fn challenge(status: u16) -> Failure {
    Failure::graph(status, "InvalidAuthenticationToken", "no").header("WWW-Authenticate", CHALLENGE)
}

#[tokio::test]
async fn a_challenge_is_answered_once_for_a_get_and_for_a_post() {
    for is_post in [false, true] {
        let graph = Graph::start().await.unwrap();
        let (client, call) = (client(&graph), graph.create_call(None));
        get(&call).send(&client).await.unwrap();
        graph.challenge(Some(claims()));
        if is_post {
            cancel(&call).send(&client).await.unwrap();
        } else {
            get(&call).send(&client).await.unwrap();
        }
        assert_eq!(graph.requests().len(), 3);
        assert_eq!(graph.claims_asked_for(), [None, Some(claims())]);
        // The token with the claims serves from now on.
        get(&call).send(&client).await.unwrap();
        assert_eq!((graph.requests().len(), graph.token_requests()), (4, 2));
    }
}

#[tokio::test]
async fn a_challenge_with_403_is_answered_too_and_the_token_is_not_given_up() {
    let graph = Graph::start().await.unwrap();
    let (client, call) = (client(&graph), graph.create_call(None));
    graph.fail_next(challenge(403));
    cancel(&call).send(&client).await.unwrap();
    get(&call).send(&client).await.unwrap();
    let tokens: Vec<_> =
        graph.requests().iter().map(|request| request.header("authorization").unwrap().to_owned()).collect();
    assert_ne!(tokens[0], tokens[1]);
    assert_eq!(tokens[0], tokens[2]);
    assert_eq!(graph.claims_asked_for(), [None, Some(claims())]);
}

#[tokio::test]
async fn many_calls_that_are_challenged_cause_one_request_for_a_token() {
    let graph = Graph::start().await.unwrap();
    let (client, call) = (client(&graph), graph.create_call(None));
    get(&call).send(&client).await.unwrap();
    graph.challenge(Some(claims()));
    let ended = soon(futures_util::future::join_all((0..50).map(|_| cancel(&call).send(&client)))).await;
    assert!(ended.iter().all(Result::is_ok));
    assert_eq!(graph.token_requests(), 2);
}

#[tokio::test]
async fn a_service_that_goes_on_challenging_is_asked_twice() {
    let graph = Graph::start().await.unwrap();
    let (client, call) = (client(&graph), graph.create_call(None));
    for status in [401, 403] {
        (0..4).for_each(|_| graph.fail_next(challenge(status)));
        let before = graph.requests().len();
        let error = get(&call).send(&client).await.unwrap_err();
        assert_eq!(graph.requests().len() - before, 2);
        assert_eq!(error.status().unwrap(), status);
        assert!(error.claims().is_some() && error.to_string().contains("a token with the claims"), "{error}");
        // The two that are left.
        get(&call).send(&client).await.unwrap_err();
    }
}

#[tokio::test]
async fn an_expired_token_and_a_challenge_are_two_things() {
    let graph = Graph::start().await.unwrap();
    let (client, call) = (client(&graph), graph.create_call(None));
    get(&call).send(&client).await.unwrap();
    graph.expire_tokens();
    graph.challenge(Some(claims()));
    // The expired one is replaced, the new one is challenged, and the one with the claims is taken.
    get(&call).send(&client).await.unwrap();
    assert_eq!((graph.requests().len(), graph.claims_asked_for()), (4, vec![None, None, Some(claims())]));
}

#[tokio::test]
async fn where_no_token_with_the_claims_is_to_be_had_the_services_error_is_told() {
    let graph = Graph::start().await.unwrap();
    let call = graph.create_call(None);
    let client = client(&graph);
    get(&call).send(&client).await.unwrap();
    graph.challenge(Some(claims()));
    graph.fail_next_token(Failure::new(400).body(r#"{"error": "interaction_required", "error_codes": [50076]}"#));
    let error = cancel(&call).send(&client).await.unwrap_err();
    assert!(error.is_unauthorized() && error.claims().is_some(), "{error}");
    // And behind it why it was not mended.
    let source = std::error::Error::source(&error).unwrap().to_string();
    assert!(source.contains("a second factor") && error.is_interaction_required(), "{source}");

    let fixed = Client::builder(StaticToken::new(graph.issue_token())).base_url(graph.base_url()).build().unwrap();
    let error = get(&call).send(&fixed).await.unwrap_err();
    assert!(error.is_unauthorized() && error.claims().is_some(), "{error}");
    assert!(!error.is_interaction_required());
}

#[tokio::test]
async fn a_policy_that_repeats_nothing_answers_no_challenge() {
    let graph = Graph::start().await.unwrap();
    let client = builder(&graph).retry(RetryPolicy::never()).build().unwrap();
    graph.fail_next(challenge(401));
    assert!(get("a").send(&client).await.unwrap_err().is_unauthorized());
    assert_eq!((graph.requests().len(), graph.token_requests()), (1, 1));
}

#[tokio::test]
async fn what_is_no_challenge_repeats_no_post() {
    let graph = Graph::start().await.unwrap();
    let (client, call) = (client(&graph), graph.create_call(None));
    for header in [
        r#"Bearer realm="", error="invalid_token""#,
        r#"Bearer error="insufficient_claims", claims="no base64!""#,
        r#"Bearer error="insufficient_claims", claims="W10=""#,
        r#"Bearer error="insufficient_claims""#,
        r#"Bearer error="invalid_token", claims="e30=""#,
    ] {
        for status in [401, 403] {
            graph.fail_next(Failure::new(status).header("WWW-Authenticate", header));
            let before = graph.requests().len();
            assert_eq!(cancel(&call).send(&client).await.unwrap_err().status().unwrap(), status);
            assert_eq!(graph.requests().len() - before, 1, "{header}");
        }
    }
}

#[tokio::test]
async fn a_client_says_that_it_answers_challenges_only_where_it_is_told_to() {
    let graph = Graph::start().await.unwrap();
    let call = graph.create_call(None);
    let (plain, able) = (client(&graph), builder(&graph).continuous_access(true).build().unwrap());
    get(&call).send(&plain).await.unwrap();
    get(&call).send(&able).await.unwrap();
    graph.challenge(Some(claims()));
    get(&call).send(&able).await.unwrap();
    let capability = json!({"access_token": {"xms_cc": {"values": ["CP1"]}}});
    let both =
        json!({"access_token": {"nbf": {"essential": true, "value": "1604106651"}, "xms_cc": {"values": ["CP1"]}}});
    assert_eq!(graph.claims_asked_for(), [None, Some(capability), Some(both)]);
}

#[tokio::test]
async fn a_challenge_of_another_host_is_not_answered() {
    let (graph, elsewhere) = (Graph::start().await.unwrap(), Graph::start().await.unwrap());
    // The token of one service goes to no other, so nothing that another one says is about it.
    let credential = ClientSecret::new(graph.tenant_id(), graph.client_id(), graph.client_secret());
    let client = Client::builder(credential.authority(graph.authority())).base_url(graph.base_url()).build().unwrap();
    graph.fail_next(Failure::new(302).header("Location", &format!("{}/v1.0/me/photo/$value", elsewhere.base_url())));
    elsewhere.fail_next(challenge(401));
    let error = Photo {}.send(&client).await.unwrap_err();
    assert!(error.is_unauthorized());
    assert_eq!((graph.token_requests(), elsewhere.requests().len()), (1, 1));
    assert!(elsewhere.requests()[0].header("authorization").is_none());
}

/// A download.
#[graph_action::graph_action(GET "/me/photo/$value" -> graph_action::Content)]
struct Photo {}

//! A user who signed in elsewhere: refresh tokens, which are replaced as they are used.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use futures_util::FutureExt;
use graph_action::auth::RefreshToken;
use graph_action::{Client, ErrorKind};
use graph_action_sim::Graph;

use crate::common::actions::get;
use crate::common::{credential, quick, shown, until};

/// An embedded Graph whose application is a public client.
async fn public() -> Graph {
    Graph::builder().public_client().start().await.unwrap()
}

/// The credential of a user who has signed in to the public client.
fn of_user(graph: &Graph, token: &str) -> RefreshToken {
    RefreshToken::new(graph.tenant_id(), graph.client_id(), token).authority(graph.authority())
}

/// A client with this credential.
fn client(graph: &Graph, credential: RefreshToken) -> Client {
    Client::builder(credential).base_url(graph.base_url()).retry(quick()).build().unwrap()
}

#[tokio::test]
async fn a_refresh_token_of_either_kind_of_app_gets_access_tokens() {
    let (public, confidential) = (public().await, Graph::start().await.unwrap());
    for (graph, credential) in [
        (&public, of_user(&public, &public.issue_refresh_token())),
        (&confidential, RefreshToken::of(credential(&confidential), confidential.issue_refresh_token())),
    ] {
        let (client, call) = (client(graph, credential.scopes(["Calls.Read"])), graph.create_call(None));
        for _ in 0..3 {
            get(&call).send(&client).await.unwrap();
        }
        assert_eq!(graph.grants(), ["refresh_token"]);
    }
}

#[tokio::test]
async fn a_new_refresh_token_replaces_the_old_one_and_is_told() {
    let graph = Arc::new(public().await);
    let first = graph.issue_refresh_token();
    let told = Arc::new(Mutex::new(vec![first.clone()]));
    let (log, service) = (Arc::clone(&told), Arc::clone(&graph));
    // What was redeemed is of no more use here.
    let credential = of_user(&graph, &first).on_rotated(move |token| {
        let mut log = log.lock().unwrap();
        service.expire_refresh_token(log.last().unwrap());
        log.push(token.to_owned());
    });
    let (client, call) = (client(&graph, credential), graph.create_call(None));
    for _ in 0..3 {
        get(&call).send(&client).await.unwrap();
        graph.expire_tokens();
    }
    let told = told.lock().unwrap().clone();
    assert_eq!((told.len(), told.iter().collect::<std::collections::HashSet<_>>().len()), (4, 4));
    // What was told last is what the next process begins with.
    let next = self::client(&graph, of_user(&graph, told.last().unwrap()));
    get(&call).send(&next).await.unwrap();
}

#[tokio::test]
async fn a_refresh_token_is_redeemed_by_one_request_at_a_time() {
    let graph = Arc::new(public().await);
    let first = graph.issue_refresh_token();
    let (last, service) = (Mutex::new(first.clone()), Arc::clone(&graph));
    let credential = of_user(&graph, &first).on_rotated(move |token| {
        let old = std::mem::replace(&mut *last.lock().unwrap(), token.to_owned());
        service.expire_refresh_token(&old);
    });
    graph.delay_tokens(Duration::from_millis(30));
    let call = graph.create_call(None);
    // Other scopes are other tokens, of the same refresh token.
    let calls = ["Calls.Read", "User.Read", "Mail.Read", "Files.Read"].map(|scope| {
        let client = client(&graph, credential.clone().scopes([scope]));
        get(&call).send(&client)
    });
    for ended in futures_util::future::join_all(calls).await {
        ended.unwrap();
    }
    assert_eq!(graph.token_requests(), 4);
}

#[tokio::test]
async fn a_new_refresh_token_is_kept_even_if_nobody_waits_for_it_any_more() {
    let graph = Arc::new(public().await);
    let first = graph.issue_refresh_token();
    let (told, service, old) = (Arc::new(Mutex::new(Vec::new())), Arc::clone(&graph), first.clone());
    let log = Arc::clone(&told);
    let credential = of_user(&graph, &first).on_rotated(move |token| {
        service.expire_refresh_token(&old);
        log.lock().unwrap().push(token.to_owned());
    });
    let (client, call) = (client(&graph, credential), graph.create_call(None));
    // Begun, and left at once.
    assert!(get(&call).send(&client).now_or_never().is_none());
    until(|| told.lock().unwrap().len() == 1).await;
    get(&call).send(&client).await.unwrap();
}

#[tokio::test]
async fn a_refresh_token_that_has_ended_says_to_sign_in_again() {
    let graph = public().await;
    let token = graph.issue_refresh_token();
    graph.expire_refresh_token(&token);
    let credential = of_user(&graph, &token);
    let debug = format!("{credential:?} {credential:#?}");
    let error = get("a").send(&client(&graph, credential)).await.unwrap_err();
    assert_eq!((error.kind(), error.code()), (ErrorKind::Token, Some("invalid_grant")));
    assert!(error.to_string().contains("AADSTS700082"), "{error}");
    let text = shown(&error) + &debug;
    assert!(!text.contains(&token), "{text}");
}

#[tokio::test]
async fn an_app_of_the_wrong_kind_is_told_so() {
    let (public, confidential) = (public().await, Graph::start().await.unwrap());
    for (graph, credential, number) in [
        (&public, RefreshToken::of(credential(&public), public.issue_refresh_token()), "AADSTS700025"),
        (&confidential, of_user(&confidential, &confidential.issue_refresh_token()), "AADSTS7000218"),
    ] {
        let error = get("a").send(&client(graph, credential)).await.unwrap_err();
        assert!(error.to_string().contains(number), "{error}");
    }
}

#[tokio::test]
async fn interaction_that_is_required_comes_with_its_claims() {
    let graph = public().await;
    let credential = of_user(&graph, &graph.issue_refresh_token());
    graph.require_interaction(r#"{"access_token":{}}"#);
    let error = get("a").send(&client(&graph, credential)).await.unwrap_err();
    assert_eq!((error.code(), error.claims()), (Some("interaction_required"), Some(r#"{"access_token":{}}"#)));
}

#[test]
fn an_empty_refresh_token_builds_no_client() {
    let error = Client::new(RefreshToken::new("t", "c", " ")).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Configuration);
    assert!(error.to_string().contains("the refresh token of the credential is empty"), "{error}");
}

//! The token endpoint's grants for users: on behalf of one who sent a token along, and of one who signed in before.

#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used, reason = "helpers of tests may, as tests may")]

mod common;

use common::client;
use graph_action_sim::Graph;
use serde_json::Value;

/// All that Graph grants the user.
const SCOPE: &str = "https://graph.microsoft.com/.default";

/// A form's parameters.
type Form = Vec<(&'static str, String)>;

/// The status and body that a form gets.
async fn send(graph: &Graph, form: &Form) -> (u16, Value) {
    let url = format!("{}/{}/oauth2/v2.0/token", graph.authority(), graph.tenant_id());
    let reply = client().post(url).form(form).send().await.unwrap();
    (reply.status().as_u16(), reply.json().await.unwrap())
}

/// Entra's number of the error that a form gets; none where it is granted.
async fn number(graph: &Graph, form: &Form) -> Option<u64> {
    let (status, body) = send(graph, form).await;
    let number = body["error_codes"][0].as_u64();
    assert_eq!(status == 200, number.is_none(), "{body}");
    number
}

/// The form of a grant, of a confidential application.
fn form(graph: &Graph, grant: &[(&'static str, &str)]) -> Form {
    let app = [("client_id", graph.client_id()), ("client_secret", graph.client_secret()), ("scope", SCOPE)];
    app.iter().chain(grant).map(|(name, value)| (*name, (*value).to_owned())).collect()
}

/// The on-behalf-of grant of a user's token.
fn on_behalf_of(graph: &Graph, assertion: &str) -> Form {
    let kind = ("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer");
    form(graph, &[kind, ("requested_token_use", "on_behalf_of"), ("assertion", assertion)])
}

/// The grant of a refresh token.
fn refresh(graph: &Graph, token: &str) -> Form {
    form(graph, &[("grant_type", "refresh_token"), ("refresh_token", token)])
}

/// The same form with a parameter changed, or left out where it is to be empty.
fn with(mut form: Form, name: &'static str, value: &str) -> Form {
    form.retain(|(key, _)| *key != name);
    if !value.is_empty() {
        form.push((name, value.to_owned()));
    }
    form
}

#[tokio::test]
async fn each_part_of_the_grant_on_behalf_of_a_user_is_judged() {
    let graph = Graph::start().await.unwrap();
    let good = on_behalf_of(&graph, &graph.issue_user_assertion());
    for (form, expected) in [
        (good.clone(), None),
        (with(good.clone(), "requested_token_use", ""), Some(900_144)),
        (with(good.clone(), "requested_token_use", "else"), Some(9_002_313)),
        (with(good.clone(), "assertion", ""), Some(900_144)),
        (with(good.clone(), "assertion", &graph.issue_token()), Some(50_013)),
        (with(good.clone(), "assertion", &graph.issue_refresh_token()), Some(50_013)),
        (with(good.clone(), "client_secret", ""), Some(7_000_218)),
        (with(good.clone(), "client_secret", "wrong"), Some(7_000_215)),
        (with(good.clone(), "scope", "offline_access"), Some(70_011)),
        (with(good.clone(), "scope", "User.Read offline_access"), None),
    ] {
        assert_eq!(number(&graph, &form).await, expected, "{form:?}");
    }
}

#[tokio::test]
async fn a_refresh_token_comes_along_where_it_is_asked_for_and_with_each_refresh() {
    let graph = Graph::start().await.unwrap();
    let good = on_behalf_of(&graph, &graph.issue_user_assertion());
    assert!(send(&graph, &good).await.1["refresh_token"].is_null());
    let (_, body) = send(&graph, &with(good, "scope", &format!("{SCOPE} offline_access"))).await;
    let first = body["refresh_token"].as_str().unwrap();
    let (_, body) = send(&graph, &refresh(&graph, first)).await;
    assert_ne!(body["refresh_token"].as_str().unwrap(), first);
    // The old one stays good until it expires.
    assert_eq!(number(&graph, &refresh(&graph, first)).await, None);
    graph.expire_refresh_token(first);
    assert_eq!(number(&graph, &refresh(&graph, first)).await, Some(700_082));
    assert_eq!(number(&graph, &refresh(&graph, "another")).await, Some(9_002_313));
}

#[tokio::test]
async fn what_is_wanted_of_the_user_is_told_with_its_claims_until_the_user_comes_anew() {
    let graph = Graph::start().await.unwrap();
    let (assertion, token) = (graph.issue_user_assertion(), graph.issue_refresh_token());
    let claims = r#"{"access_token":{}}"#;
    graph.require_interaction(claims);
    for form in [on_behalf_of(&graph, &assertion), refresh(&graph, &token)] {
        let (status, body) = send(&graph, &form).await;
        assert_eq!((status, body["error"].as_str()), (400, Some("interaction_required")));
        assert_eq!((body["suberror"].as_str(), body["claims"].as_str()), (Some("basic_action"), Some(claims)));
    }
    for form in [on_behalf_of(&graph, &graph.issue_user_assertion()), refresh(&graph, &graph.issue_refresh_token())] {
        assert_eq!(number(&graph, &form).await, None);
    }
    graph.withdraw_consent();
    let (_, body) = send(&graph, &on_behalf_of(&graph, &graph.issue_user_assertion())).await;
    assert_eq!((body["error"].as_str(), body["suberror"].as_str()), (Some("invalid_grant"), Some("consent_required")));
}

#[tokio::test]
async fn a_public_application_has_users_alone_and_proves_nothing() {
    let graph = Graph::builder().public_client().start().await.unwrap();
    let token = refresh(&graph, &graph.issue_refresh_token());
    assert_eq!(number(&graph, &token).await, Some(700_025));
    assert_eq!(number(&graph, &with(token, "client_secret", "")).await, None);
    let own = with(form(&graph, &[("grant_type", "client_credentials")]), "client_secret", "");
    assert_eq!(number(&graph, &own).await, Some(7_000_216));
    let grants = ["refresh_token", "refresh_token", "client_credentials"];
    assert_eq!(graph.grants(), grants);
}

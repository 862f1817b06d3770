//! A service in the middle: the token that a user sent is exchanged, and what the tenant wants of the user comes back.

use graph_action::auth::{ClientAssertion, ClientCertificate, ClientSecret, ConfidentialApp, OnBehalfOf};
use graph_action::{Client, Error, ErrorKind};
use graph_action_sim::Graph;

use crate::certificate::self_signed;
use crate::common::actions::get;
use crate::common::{credential, quick, shown};

/// The grant, as the endpoint names it.
const ON_BEHALF_OF: &str = "urn:ietf:params:oauth:grant-type:jwt-bearer";

/// A client with this credential.
fn client(graph: &Graph, credential: OnBehalfOf) -> Client {
    Client::builder(credential).base_url(graph.base_url()).retry(quick()).build().unwrap()
}

/// Why a credential gets no token.
async fn refusal(graph: &Graph, credential: OnBehalfOf) -> Error {
    let error = get("a").send(&client(graph, credential)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Token, "{error}");
    error
}

#[tokio::test]
async fn a_users_token_is_exchanged_once_whatever_proves_the_app() {
    let (der, certificate) = self_signed();
    let graph = std::sync::Arc::new(Graph::builder().certificate(der).start().await.unwrap());
    let (tenant, id, call) = (graph.tenant_id(), graph.client_id(), graph.create_call(None));
    let issuer = std::sync::Arc::clone(&graph);
    let federated = move || std::future::ready(Ok(issuer.issue_federated_token(std::time::Duration::from_hours(1))));
    let apps = [
        ConfidentialApp::from(credential(&graph)),
        ClientCertificate::new(tenant, id, certificate).authority(graph.authority()).into(),
        ClientAssertion::new(tenant, id, federated).authority(graph.authority()).into(),
    ];
    for app in apps {
        let before = graph.token_requests();
        let client = client(&graph, OnBehalfOf::new(app, graph.issue_user_assertion()));
        for _ in 0..3 {
            get(&call).send(&client).await.unwrap();
        }
        assert_eq!(graph.token_requests() - before, 1);
    }
    assert_eq!(graph.grants(), [ON_BEHALF_OF; 3]);
}

#[tokio::test]
async fn the_tokens_of_an_apps_users_are_kept_with_the_app_and_apart() {
    let graph = Graph::start().await.unwrap();
    let (app, call) = (ConfidentialApp::from(credential(&graph)), graph.create_call(None));
    let (adele, alex) = (graph.issue_user_assertion(), graph.issue_user_assertion());
    let mut tokens = Vec::new();
    for user in [&adele, &alex, &adele, &alex] {
        get(&call).send(&client(&graph, OnBehalfOf::new(app.clone(), user))).await.unwrap();
        tokens.push(graph.requests().last().unwrap().header("authorization").unwrap().to_owned());
    }
    assert_eq!(graph.token_requests(), 2);
    assert!(tokens[0] == tokens[2] && tokens[1] == tokens[3] && tokens[0] != tokens[1]);
    // Scopes that were chosen are another token.
    get(&call).send(&client(&graph, OnBehalfOf::new(app, &adele).scopes(["Calls.Read"]))).await.unwrap();
    assert_eq!(graph.token_requests(), 3);
}

#[tokio::test]
async fn what_the_tenant_wants_of_the_user_comes_back_for_the_users_client() {
    let graph = Graph::start().await.unwrap();
    let (user, call) = (graph.issue_user_assertion(), graph.create_call(None));
    let claims = r#"{"access_token":{"polids":{"essential":true,"values":["9ab03e19"]}}}"#;
    graph.require_interaction(claims);
    let error = refusal(&graph, OnBehalfOf::new(credential(&graph), &user)).await;
    assert_eq!((error.code(), error.claims()), (Some("interaction_required"), Some(claims)));
    assert!(error.to_string().contains("AADSTS50076"), "{error}");
    assert!(!shown(&error).contains(&user), "{error:?}");
    // The user's client asks with the claims, and comes back with another token.
    let again = OnBehalfOf::new(credential(&graph), graph.issue_user_assertion());
    get(&call).send(&client(&graph, again)).await.unwrap();
}

#[tokio::test]
async fn a_challenge_of_the_service_is_answered_with_a_token_for_its_claims() {
    let graph = Graph::start().await.unwrap();
    let claims = serde_json::json!({"access_token": {"nbf": {"essential": true, "value": "1604106651"}}});
    let credential = OnBehalfOf::new(credential(&graph), graph.issue_user_assertion()).offline_access();
    let (client, call) = (client(&graph, credential), graph.create_call(None));
    get(&call).send(&client).await.unwrap();
    graph.challenge(Some(claims.clone()));
    get(&call).send(&client).await.unwrap();
    assert_eq!(graph.claims_asked_for(), [None, Some(claims)]);
    assert_eq!(graph.grants(), [ON_BEHALF_OF, "refresh_token"]);
}

#[tokio::test]
async fn a_users_token_that_is_no_good_is_refused_with_the_reason() {
    let graph = Graph::start().await.unwrap();
    let expired = graph.issue_user_assertion();
    graph.expire_user_assertions();
    let (wrong_app, good) =
        (ClientSecret::new(graph.tenant_id(), graph.client_id(), "x"), graph.issue_user_assertion());
    for (credential, number) in [
        (OnBehalfOf::new(credential(&graph), &expired), "AADSTS500133"),
        // A token for Graph is none for the app.
        (OnBehalfOf::new(credential(&graph), graph.issue_token()), "AADSTS50013"),
        (OnBehalfOf::new(wrong_app.authority(graph.authority()), &good), "AADSTS7000215"),
        (OnBehalfOf::new(credential(&graph), &good).scopes(["a/.default", "User.Read"]), "AADSTS70011"),
    ] {
        let debug = format!("{credential:?} {credential:#?}");
        let error = refusal(&graph, credential).await;
        assert!(error.to_string().contains(number), "{number}: {error}");
        let text = shown(&error) + &debug;
        assert!(!text.contains(&expired) && !text.contains(&good), "{text}");
    }
    graph.withdraw_consent();
    let error = refusal(&graph, OnBehalfOf::new(credential(&graph), &good)).await;
    assert_eq!(error.code(), Some("invalid_grant"));
    assert!(error.to_string().contains("AADSTS65001"), "{error}");
}

#[tokio::test]
async fn an_empty_token_builds_no_client() {
    let error = Client::new(OnBehalfOf::new(ClientSecret::new("t", "c", "s"), " \n")).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Configuration);
    assert!(error.to_string().contains("the user's token"), "{error}");
}

#[tokio::test]
async fn offline_access_goes_on_when_the_users_token_has_expired() {
    let graph = Graph::start().await.unwrap();
    let call = graph.create_call(None);
    let credential = OnBehalfOf::new(credential(&graph), graph.issue_user_assertion());
    let (online, offline) = (client(&graph, credential.clone()), client(&graph, credential.offline_access()));
    for client in [&online, &offline] {
        get(&call).send(client).await.unwrap();
    }
    graph.expire_user_assertions();
    graph.expire_tokens();
    get(&call).send(&offline).await.unwrap();
    assert_eq!(graph.grants(), [ON_BEHALF_OF, ON_BEHALF_OF, "refresh_token"]);
    // The service's error is told, since no other token is to be had.
    assert!(get(&call).send(&online).await.unwrap_err().is_unauthorized());
}

//! The clouds: where tokens come from and what they are for follows the cloud, whichever way it was named.

use std::sync::{Arc, Mutex};

use graph_action::auth::{AccessToken, ClientSecret, OwnedTokenRequest, from_fn};
use graph_action::{Client, ClientBuilder, Cloud, ErrorKind};
use graph_action_sim::Graph;

use crate::common::actions::get;
use crate::common::raw::{RawServer, fine, reply};
use crate::common::{credential, quick};

/// The scope and the login host that the credential of a client is told.
async fn told(graph: &Graph, change: impl FnOnce(ClientBuilder) -> ClientBuilder) -> (String, String) {
    let told: Arc<Mutex<Option<OwnedTokenRequest>>> = Arc::default();
    let (tells, token) = (Arc::clone(&told), graph.issue_token());
    let credential = from_fn(move |request| {
        *tells.lock().unwrap() = Some(request);
        let token = token.clone();
        async move { Ok(AccessToken::new(token, None)) }
    });
    let client = change(Client::builder(credential).base_url(graph.base_url()).retry(quick())).build().unwrap();
    get(graph.create_call(None)).send(&client).await.unwrap();
    let told = told.lock().unwrap().take().unwrap();
    (told.scope, told.authority)
}

#[tokio::test]
async fn scope_and_login_host_follow_the_cloud() {
    // https://learn.microsoft.com/graph/deployments
    let graph = Graph::start().await.unwrap();
    for (cloud, service, login) in [
        (Cloud::Global, "https://graph.microsoft.com", "https://login.microsoftonline.com"),
        (Cloud::UsGovernmentL4, "https://graph.microsoft.us", "https://login.microsoftonline.us"),
        (Cloud::UsGovernmentL5, "https://dod-graph.microsoft.us", "https://login.microsoftonline.us"),
        (Cloud::China, "https://microsoftgraph.chinacloudapi.cn", "https://login.chinacloudapi.cn"),
    ] {
        let expected = (format!("{service}/.default"), login.to_owned());
        assert_eq!(told(&graph, |builder| builder.cloud(cloud)).await, expected);
        assert_eq!((cloud.graph(), Cloud::of(service)), (service, Some(cloud)));
    }
    let global = Cloud::Global;
    let of_global = (global.default_scope().to_owned(), global.authority().to_owned());
    assert_eq!(told(&graph, |builder| builder).await, of_global, "a gateway is in front of the global cloud");
}

#[tokio::test]
async fn a_cloud_that_is_not_known_has_a_scope_and_a_login_host_of_its_own() {
    let graph = Graph::start().await.unwrap();
    let (scope, login) = ("https://graph.sovereign.example/.default", "https://login.sovereign.example");
    assert_eq!(
        told(&graph, |builder| builder.scope(scope).authority(login)).await,
        (scope.to_owned(), login.to_owned())
    );

    // On the wire, with the slash at its end left out.
    let token = r#"{"access_token": "token", "expires_in": 3600}"#;
    let server = RawServer::start([reply("200 OK", "Content-Type: application/json\r\n", token), fine()]).await;
    let client = Client::builder(ClientSecret::new("tenant", "client", "secret")).base_url(server.url()).retry(quick());
    let client = client.scope(scope).authority(format!("{}/", server.url())).build().unwrap();
    get("a").send(&client).await.unwrap();
    let requests = server.requests();
    assert!(requests[0].starts_with("POST /tenant/oauth2/v2.0/token "), "{requests:?}");
    assert!(requests[0].contains("scope=https%3A%2F%2Fgraph%2Esovereign%2Eexample%2F%2Edefault"), "{requests:?}");
}

#[tokio::test]
async fn a_credentials_own_login_host_goes_before_the_clients() {
    let (graph, other) = (Graph::start().await.unwrap(), RawServer::start([fine()]).await);
    let client = Client::builder(credential(&graph)).base_url(graph.base_url()).authority(other.url()).build().unwrap();
    get(graph.create_call(None)).send(&client).await.unwrap();
    assert_eq!((graph.token_requests(), other.requests().len()), (1, 0));
}

#[test]
fn what_cannot_be_a_scope_or_a_login_host_is_refused() {
    let builder = || Client::builder(ClientSecret::new("tenant", "client", "secret"));
    for builder in [
        builder().scope(" "),
        builder().authority("login.example.org"),
        builder().authority("http://login.example.org"),
        builder().authority("https://user:password@login.example.org"),
    ] {
        let error = builder.build().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Configuration);
        assert!(!format!("{error} {error:?}").contains("password@"), "{error}");
    }
}

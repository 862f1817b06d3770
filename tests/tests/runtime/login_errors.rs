//! What the login service says when it gives no token, and what to do about it.

use graph_action::auth::ClientSecret;
use graph_action::{Client, Error, ErrorKind};
use graph_action_sim::{Failure, Graph};

use crate::common::actions::get;
use crate::common::raw::{Act, RawServer, reply};
use crate::common::shown;

/// A secret that can be told from everything else.
const SECRET: &str = "very~secret+value/of=this&test%";

/// The error of a call whose credential is this one.
async fn failure(graph: &Graph, credential: ClientSecret) -> Error {
    let client = Client::builder(credential).base_url(graph.base_url()).build().unwrap();
    let error = get("a").send(&client).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Token, "{error}");
    assert!(graph.requests().is_empty());
    let text = shown(&error);
    assert!(!text.contains(SECRET) && !text.contains("very%7Esecret"), "{text}");
    assert!(!error.to_string().contains('\n'), "{error}");
    error
}

#[tokio::test]
async fn each_mistake_in_a_credential_says_what_to_do() {
    let graph = Graph::start().await.unwrap();
    let (tenant, client, secret) = (graph.tenant_id(), graph.client_id(), graph.client_secret());
    for (credential, code, number, advice) in [
        (
            ClientSecret::new(tenant, client, SECRET),
            "invalid_client",
            "AADSTS7000215",
            "the secret's value, not its id",
        ),
        (
            ClientSecret::new("elsewhere.example", client, secret),
            "invalid_request",
            "AADSTS90002",
            "check the tenant id",
        ),
        (ClientSecret::new(tenant, "someone", secret), "unauthorized_client", "AADSTS700016", "check the client id"),
    ] {
        let error = failure(&graph, credential.authority(graph.authority())).await;
        assert_eq!(error.code(), Some(code));
        let text = error.to_string();
        assert!(text.contains(advice) && text.contains(number), "{text}");
        let sent: serde_json::Value = serde_json::from_slice(error.body()).unwrap();
        assert!(sent["trace_id"].is_string());
        // The ids of the request that failed, which is the one for the token.
        assert_eq!(error.client_request_id(), sent["correlation_id"].as_str());
        assert!(text.contains("[request-id ") && text.contains(error.request_id().unwrap()), "{text}");
        assert_eq!(error.service().unwrap().json().unwrap()["error_codes"], sent["error_codes"]);
        assert!(text.starts_with("GET /communications/calls/<id> failed: no token, since"), "{text}");
    }
}

#[tokio::test]
async fn a_throttled_login_service_says_how_long_to_wait() {
    let graph = Graph::start().await.unwrap();
    graph.fail_next_token(Failure::new(429).header("Retry-After", "7"));
    let credential = ClientSecret::new(graph.tenant_id(), graph.client_id(), SECRET).authority(graph.authority());
    let error = failure(&graph, credential).await;
    assert!(error.is_throttled());
    assert_eq!(error.retry_after(), Some(std::time::Duration::from_secs(7)));
}

#[tokio::test]
async fn a_proxys_page_is_told_by_its_title() {
    let graph = Graph::start().await.unwrap();
    let page = "<html><head><title>Sign in to\r\nthe proxy</title></head><body>…</body></html>";
    graph.fail_next_token(Failure::new(407).header("Content-Type", "text/html").body(page));
    let credential = ClientSecret::new(graph.tenant_id(), graph.client_id(), SECRET).authority(graph.authority());
    let error = failure(&graph, credential).await;
    assert_eq!(error.status().unwrap(), 407);
    assert!(error.to_string().contains("Sign in to the proxy"), "{error}");
    assert_eq!(error.body(), page.as_bytes());
}

#[tokio::test]
async fn success_without_a_token_is_an_error_and_never_shows_the_body() {
    let graph = Graph::start().await.unwrap();
    for body in [
        "",
        "<html><title>very secret token</title></html>",
        r#"{"access_token": 7, "note": "very secret token"}"#,
        r#"{"token": "very secret token"}"#,
        r#"{"access_token": "very secret token", "expires_in": "soon"}"#,
        r#"{"access_token": "very secret token"#,
        r#"{"access_token": "", "expires_in": 3599, "note": "very secret token"}"#,
        "[]",
    ] {
        graph.fail_next_token(Failure::new(200).body(body));
        let credential = ClientSecret::new(graph.tenant_id(), graph.client_id(), SECRET).authority(graph.authority());
        let error = failure(&graph, credential).await;
        assert!(!shown(&error).contains("very secret token"), "{error:?}");
        assert!(error.to_string().contains("not with a token"), "{error}");
    }
}

#[tokio::test]
async fn a_login_service_that_cannot_be_reached_is_named_as_such() {
    let graph = Graph::start().await.unwrap();
    let closed = tokio::net::TcpSocket::new_v4().unwrap();
    closed.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let authority = format!("http://{}", closed.local_addr().unwrap());
    let error = failure(&graph, ClientSecret::new("tenant", "client", SECRET).authority(authority)).await;
    assert!(error.to_string().contains("the login service could not be reached"), "{error}");
    assert!(std::error::Error::source(&error).is_some());
}

#[tokio::test]
async fn a_login_service_that_misbehaves_is_an_error() {
    let graph = Graph::start().await.unwrap();
    for act in [
        Act::Reset,
        Act::Say(b"no HTTP at all\r\n\r\n".to_vec()),
        Act::Say(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"access_token\": \"very secret token".to_vec()),
        reply("200 OK", "", &"x".repeat(2 << 20)),
    ] {
        let server = RawServer::start([act]).await;
        let error = failure(&graph, ClientSecret::new("tenant", "client", SECRET).authority(server.url())).await;
        assert!(!shown(&error).contains("very secret token"), "{error:?}");
    }
}

#[tokio::test]
async fn a_gateway_that_repeats_the_request_does_not_bring_the_secret_into_the_error() {
    let graph = Graph::start().await.unwrap();
    let encoded = "very%7Esecret%2Bvalue%2Fof%3Dthis%26test%25";
    for echo in
        [format!("you sent client_secret={encoded}"), format!(r#"{{"error": "x", "error_description": "{SECRET}"}}"#)]
    {
        graph.fail_next_token(Failure::new(502).body(echo));
        let credential = ClientSecret::new(graph.tenant_id(), graph.client_id(), SECRET).authority(graph.authority());
        let error = failure(&graph, credential).await;
        assert_eq!(error.status().unwrap(), 502);
    }
}

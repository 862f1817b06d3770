//! The token endpoint when it is busy, fails or refuses; and that what it is asked for goes nowhere else.

use std::time::Duration;

use graph_action::auth::ClientSecret;
use graph_action::{Client, Cloud, ErrorKind};
use graph_action_sim::{Failure, Graph};

use crate::common::actions::get;
use crate::common::raw::{Act, RawServer, reply};
use crate::common::{client, credential, quick, shown, soon};

/// An error of the login service.
fn refusal(status: u16, body: &str) -> Failure {
    Failure::new(status).header("Content-Type", "application/json").body(body.to_owned())
}

#[tokio::test]
async fn a_busy_login_service_is_asked_again_and_no_call_notices() {
    let graph = Graph::start().await.unwrap();
    let (client, call) = (client(&graph), graph.create_call(None));
    graph.fail_next_token(Failure::new(429).header("Retry-After", "0.05"));
    graph.fail_next_token(Failure::new(503).header("Retry-After", "0"));
    let calls = (0..20).map(|_| get(&call).send(&client));
    assert!(soon(futures_util::future::join_all(calls)).await.iter().all(Result::is_ok));
    assert_eq!((graph.token_requests(), graph.requests().len()), (3, 20));
}

#[tokio::test]
async fn a_connection_that_breaks_is_made_again() {
    let graph = Graph::start().await.unwrap();
    let token = format!(r#"{{"access_token": "{}", "expires_in": 3599}}"#, graph.issue_token());
    let login = RawServer::start([Act::Reset, Act::Say(Vec::new()), reply("200 OK", "", &token)]).await;
    let credential = ClientSecret::new("tenant", "client", "secret").authority(login.url());
    let client = Client::builder(credential).base_url(graph.base_url()).build().unwrap();
    get(graph.create_call(None)).send(&client).await.unwrap();
    assert_eq!(login.requests().len(), 3);
}

#[tokio::test]
async fn a_login_service_that_asks_for_a_long_rest_gets_it_whoever_calls() {
    let graph = Graph::start().await.unwrap();
    let (client, call) = (client(&graph), graph.create_call(None));
    graph.fail_next_token(Failure::new(429).header("Retry-After", "60"));
    for _ in 0..10 {
        let error = get(&call).send(&client).await.unwrap_err();
        assert!(error.kind() == ErrorKind::Token && error.is_throttled(), "{error}");
        let rest = error.retry_after().unwrap();
        assert!(rest > Duration::from_secs(30) && rest <= Duration::from_secs(67), "{rest:?}");
        assert!(error.to_string().contains("the login service asks to wait"), "{error}");
    }
    assert_eq!((graph.token_requests(), graph.requests().len()), (1, 0));
}

#[tokio::test]
async fn each_refusal_says_what_to_do_and_what_a_program_can_go_by() {
    let graph = Graph::start().await.unwrap();
    for (status, body, codes, needs_a_user, advice) in [
        (
            400,
            r#"{"error": "invalid_grant", "error_description": "AADSTS50076: Due to a configuration change", "error_codes": [50076],
                "suberror": "basic_action", "trace_id": "the trace", "correlation_id": "the correlation", "claims": "{\"access_token\":{}}"}"#,
            &["invalid_grant", "basic_action"][..],
            true,
            "a second factor",
        ),
        (
            400,
            r#"{"error": "interaction_required", "error_codes": [50079]}"#,
            &["interaction_required"],
            true,
            "set a second factor up",
        ),
        (
            400,
            r#"{"error": "consent_required", "error_codes": [65001]}"#,
            &["consent_required"],
            true,
            "nobody has consented",
        ),
        (
            400,
            r#"{"error": "invalid_grant", "error_codes": [53003], "suberror": "message_only"}"#,
            &["invalid_grant", "message_only"],
            true,
            "policy forbids",
        ),
        (
            401,
            r#"{"error": "invalid_client", "error_codes": [7000222]}"#,
            &["invalid_client"],
            false,
            "the client secret has expired",
        ),
        (401, r#"{"error": "invalid_client", "error_codes": [700027]}"#, &["invalid_client"], false, "the certificate"),
        (400, r#"{"error": "invalid_request", "error_codes": [90002]}"#, &["invalid_request"], false, "no such tenant"),
        (
            400,
            r#"{"error": "unauthorized_client", "error_codes": [700016]}"#,
            &["unauthorized_client"],
            false,
            "check the client id",
        ),
        (
            400,
            r#"{"error": "invalid_scope", "error_codes": [99999999]}"#,
            &["invalid_scope"],
            false,
            "the scope is not valid",
        ),
        (400, r#"{"error": "news"}"#, &["news"], false, "no token: 400 Bad Request, news"),
    ] {
        graph.fail_next_token(refusal(status, body));
        let fresh = Client::builder(credential(&graph)).base_url(graph.base_url()).retry(quick()).build().unwrap();
        let error = get("a").send(&fresh).await.unwrap_err();
        let text = error.to_string();
        assert_eq!(error.service().unwrap().codes(), codes);
        assert_eq!(error.is_interaction_required(), needs_a_user, "{text}");
        assert!(text.contains(advice), "{text}");
        if body.contains("trace_id") {
            assert_eq!(error.claims(), Some(r#"{"access_token":{}}"#));
            assert!(text.contains("[request-id the trace, client-request-id the correlation]"), "{text}");
        }
    }
    assert!(graph.requests().is_empty());
}

#[tokio::test]
async fn the_secret_goes_to_the_login_service_and_the_token_to_the_service_alone() {
    // The service sends its callers away, with everything that a server can say.
    for (status, headers) in [
        ("302 Found", "Location: {elsewhere}/v1.0/me\r\n"),
        ("307 Temporary Redirect", "Location: {elsewhere}/v1.0/me\r\n"),
        (
            "401 Unauthorized",
            "WWW-Authenticate: Bearer authorization_uri=\"{elsewhere}/common/oauth2/authorize\", error=\"insufficient_claims\", claims=\"e30=\"\r\n",
        ),
    ] {
        let elsewhere = RawServer::start([reply("200 OK", "", "{}")]).await;
        let login =
            RawServer::start([reply("200 OK", "", r#"{"access_token": "the-token", "expires_in": 3599}"#)]).await;
        let service = RawServer::start([reply(status, &headers.replace("{elsewhere}", &elsewhere.url()), "{}")]).await;
        let credential = ClientSecret::new("tenant", "client", "the-secret").authority(login.url());
        let client = Client::builder(credential).base_url(service.url()).retry(quick()).build().unwrap();
        let error = get("a").send(&client).await.unwrap_err();
        assert!(!shown(&error).contains("the-secret") && !shown(&error).contains("the-token"), "{error:?}");
        let (to_login, to_service) = (login.requests().join("\n"), service.requests().join("\n"));
        assert!(to_login.contains("the%2Dsecret") && !to_login.contains("the-token"), "{to_login}");
        assert!(to_service.contains("the-token") && !to_service.contains("the%2Dsecret"), "{to_service}");
        assert!(elsewhere.requests().is_empty(), "{status}: {:?}", elsewhere.requests());
    }
}

#[tokio::test]
async fn scope_and_authority_follow_the_cloud() {
    use std::sync::{Arc, Mutex};

    use graph_action::transport::{Body, BoxFuture, Transport, TransportError};

    /// Gives out tokens, and remembers who was asked for what.
    #[derive(Clone, Default)]
    struct Everywhere(Arc<Mutex<Vec<(String, String)>>>);

    impl Transport for Everywhere {
        fn send(
            &self,
            request: http::Request<bytes::Bytes>,
        ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
            let body = String::from_utf8_lossy(request.body()).into_owned();
            self.0.lock().unwrap().push((request.uri().to_string(), body));
            let response = http::Response::new(Body::from(r#"{"access_token": "token", "expires_in": 3599}"#));
            Box::pin(std::future::ready(Ok(response)))
        }
    }

    for (cloud, login, graph) in [
        (Cloud::Global, "https://login.microsoftonline.com", "https://graph.microsoft.com"),
        (Cloud::UsGovernmentL4, "https://login.microsoftonline.us", "https://graph.microsoft.us"),
        (Cloud::UsGovernmentL5, "https://login.microsoftonline.us", "https://dod-graph.microsoft.us"),
        (Cloud::China, "https://login.chinacloudapi.cn", "https://microsoftgraph.chinacloudapi.cn"),
    ] {
        let credential = ClientSecret::new("contoso.example", "client", "secret");
        for of_cloud in [true, false] {
            let everywhere = Everywhere::default();
            let builder = Client::builder(credential.clone()).transport(everywhere.clone());
            let builder = if of_cloud { builder.cloud(cloud) } else { builder.base_url(graph) };
            get("a").send(&builder.build().unwrap()).await.unwrap();
            let asked = everywhere.0.lock().unwrap();
            // Clones of a credential share tokens, but never across clouds.
            let (last, first) = asked.split_last().unwrap();
            assert!(last.0.starts_with(&format!("{graph}/v1.0/")), "{}", last.0);
            if of_cloud {
                let (address, form) = &first[0];
                assert_eq!(address, &format!("{login}/contoso.example/oauth2/v2.0/token"));
                let scope = form.split('&').find_map(|field| field.strip_prefix("scope=")).unwrap();
                let scope: String = percent_decode(scope);
                assert_eq!(scope, format!("{graph}/.default"));
            } else {
                assert!(first.is_empty());
            }
        }
    }
}

/// One value of a form, decoded.
fn percent_decode(value: &str) -> String {
    url::form_urlencoded::parse(format!("a={value}").as_bytes()).map(|(_, value)| value.into_owned()).collect()
}

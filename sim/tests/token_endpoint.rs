//! The token endpoint: what it grants, and each reason to refuse, with Entra's number and shape.

#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used, reason = "helpers of tests may, as tests may")]

mod common;

use std::time::{Duration, Instant};

use common::{cancel_url, client, header};
use graph_action_sim::{Failure, Graph};
use reqwest::{RequestBuilder, Response};
use serde_json::{Value, json};

/// All that Graph grants the application.
const SCOPE: &str = "https://graph.microsoft.com/.default";

/// The endpoint of a tenant.
fn endpoint(graph: &Graph, tenant: &str) -> RequestBuilder {
    client().post(format!("{}/{tenant}/oauth2/v2.0/token", graph.authority()))
}

/// The form of a request that is granted.
fn form(graph: &Graph) -> Vec<(&'static str, String)> {
    vec![
        ("grant_type", "client_credentials".to_owned()),
        ("client_id", graph.client_id().to_owned()),
        ("client_secret", graph.client_secret().to_owned()),
        ("scope", SCOPE.to_owned()),
    ]
}

/// The same with one parameter changed, or left out.
fn changed(graph: &Graph, name: &str, value: Option<&str>) -> Vec<(&'static str, String)> {
    let mut form = form(graph);
    form.retain_mut(|(key, current)| {
        if *key == name {
            value.unwrap_or_default().clone_into(current);
        }
        *key != name || value.is_some()
    });
    form
}

/// What a form gets.
async fn send(graph: &Graph, form: &[(&'static str, String)]) -> Response {
    endpoint(graph, graph.tenant_id()).form(form).send().await.unwrap()
}

#[tokio::test]
async fn a_request_with_everything_right_gets_a_token_that_the_service_accepts() {
    let graph = Graph::start().await.unwrap();
    let reply = send(&graph, &form(&graph)).await;
    assert_eq!(reply.status(), 200);
    assert_eq!(header(&reply, "cache-control"), "no-store, no-cache");
    let mut body: Value = reply.json().await.unwrap();
    let token = body["access_token"].take();
    assert_eq!(
        body,
        json!({ "token_type": "Bearer", "expires_in": 3599, "ext_expires_in": 3599, "access_token": null })
    );
    let request = client().post(cancel_url(&graph, &graph.create_call(None))).bearer_auth(token.as_str().unwrap());
    assert_eq!(request.json(&json!({})).send().await.unwrap().status(), 200);
}

#[tokio::test]
async fn each_request_gets_a_token_of_its_own_and_is_counted() {
    let graph = Graph::start().await.unwrap();
    assert_eq!(graph.token_requests(), 0);
    let one: Value = send(&graph, &form(&graph)).await.json().await.unwrap();
    let other: Value = send(&graph, &form(&graph)).await.json().await.unwrap();
    assert_ne!(one["access_token"], other["access_token"]);
    send(&graph, &[]).await;
    assert_eq!(graph.token_requests(), 3);
    assert!(graph.requests().is_empty());
}

#[tokio::test]
async fn the_client_may_authenticate_by_http_basic() {
    let graph = Graph::start().await.unwrap();
    let form = [("grant_type", "client_credentials"), ("scope", SCOPE)];
    let basic = |secret: &str| {
        // Both parts are encoded as in a form before they are joined.
        let encoded: String = url::form_urlencoded::byte_serialize(secret.as_bytes()).collect();
        endpoint(&graph, graph.tenant_id()).basic_auth(graph.client_id(), Some(encoded)).form(&form)
    };
    assert_eq!(basic(graph.client_secret()).send().await.unwrap().status(), 200);
    let refused = basic("another").send().await.unwrap();
    assert_eq!(refused.status(), 401);
    assert_eq!(header(&refused, "www-authenticate"), r#"Basic realm="graph-action-sim""#);
}

#[tokio::test]
async fn each_thing_wrong_has_its_own_status_name_and_number() {
    let graph = Graph::start().await.unwrap();
    for (name, value, status, error, number) in [
        ("grant_type", None, 400, "invalid_request", 900_144),
        ("grant_type", Some("password"), 400, "unsupported_grant_type", 70_003),
        ("client_id", None, 400, "invalid_request", 900_144),
        ("client_id", Some("00000000-0000-4000-8000-000000000000"), 400, "unauthorized_client", 700_016),
        ("client_secret", None, 401, "invalid_client", 7_000_216),
        ("client_secret", Some("another"), 401, "invalid_client", 7_000_215),
        ("scope", None, 400, "invalid_request", 900_144),
        ("scope", Some("https://graph.microsoft.com/User.Read"), 400, "invalid_scope", 1_002_012),
        ("scope", Some("a/.default b/.default"), 400, "invalid_scope", 70_011),
    ] {
        let reply = send(&graph, &changed(&graph, name, value)).await;
        assert_eq!(reply.status(), status, "{name} {value:?}");
        let body: Value = reply.json().await.unwrap();
        assert_eq!(body["error"], error, "{name} {value:?}");
        assert_eq!(body["error_codes"], json!([number]), "{name} {value:?}");
        let description = body["error_description"].as_str().unwrap();
        assert!(description.starts_with(&format!("AADSTS{number}: ")), "{description}");
        assert!(!description.contains("another"), "a secret that was sent is not repeated: {description}");
    }
}

#[tokio::test]
async fn an_unknown_tenant_is_refused_and_a_known_one_in_upper_case_is_not() {
    let graph = Graph::start().await.unwrap();
    let reply = endpoint(&graph, "fabrikam.onmicrosoft.com").form(&form(&graph)).send().await.unwrap();
    assert_eq!(reply.status(), 400);
    let body: Value = reply.json().await.unwrap();
    assert_eq!((&body["error"], &body["error_codes"]), (&json!("invalid_request"), &json!([90_002])));
    let upper = endpoint(&graph, &graph.tenant_id().to_uppercase()).form(&form(&graph));
    assert_eq!(upper.send().await.unwrap().status(), 200);
}

#[tokio::test]
async fn an_error_has_the_flat_shape_with_the_trace_in_its_description() {
    let graph = Graph::start().await.unwrap();
    let correlation_id = "fb3d2015-bc17-4bb9-bb85-30c5cf1aaaa7";
    let request = endpoint(&graph, graph.tenant_id()).header("client-request-id", correlation_id).form(&[("a", "b")]);
    let reply = request.send().await.unwrap();
    assert_eq!(header(&reply, "content-type"), "application/json; charset=utf-8");
    assert_eq!(header(&reply, "x-ms-request-id").len(), 36);
    let body: Value = reply.json().await.unwrap();
    let text = |name: &str| body[name].as_str().unwrap().to_owned();
    assert_eq!(text("correlation_id"), correlation_id);
    assert_eq!(text("error_uri"), format!("{}/error?code=900144", graph.authority()));
    assert_eq!(text("timestamp").len(), "2016-01-09 02:02:12Z".len());
    assert_eq!(
        text("error_description").split("\r\n").collect::<Vec<_>>(),
        [
            "AADSTS900144: The request body must contain the following parameter: 'grant_type'.",
            &format!("Trace ID: {}", text("trace_id")),
            &format!("Correlation ID: {correlation_id}"),
            &format!("Timestamp: {}", text("timestamp")),
        ]
    );
}

#[tokio::test]
async fn json_is_no_form_and_get_is_no_post() {
    let graph = Graph::start().await.unwrap();
    let json = json!({ "grant_type": "client_credentials" });
    let reply = endpoint(&graph, graph.tenant_id()).json(&json).send().await.unwrap();
    assert_eq!(reply.json::<Value>().await.unwrap()["error_codes"], json!([900_144]));
    assert_eq!(graph.token_requests(), 1);
    let url = format!("{}/{}/oauth2/v2.0/token", graph.authority(), graph.tenant_id());
    let reply = client().get(url).send().await.unwrap();
    assert_eq!(reply.status(), 400);
    assert_eq!(reply.json::<Value>().await.unwrap()["error_codes"], json!([900_561]));
    assert_eq!(graph.token_requests(), 1);
}

#[tokio::test]
async fn expires_in_follows_the_lifetime() {
    let graph = Graph::builder().token_lifetime(Duration::from_mins(5)).start().await.unwrap();
    let body: Value = send(&graph, &form(&graph)).await.json().await.unwrap();
    assert_eq!(body["expires_in"], 299);
}

#[tokio::test]
async fn a_delay_holds_every_answer_back() {
    let graph = Graph::start().await.unwrap();
    graph.delay_tokens(Duration::from_millis(120));
    let begun = Instant::now();
    assert_eq!(send(&graph, &form(&graph)).await.status(), 200);
    assert!(begun.elapsed() >= Duration::from_millis(120));
}

#[tokio::test]
async fn a_dictated_failure_is_given_once_and_in_place_of_the_grant() {
    let graph = Graph::start().await.unwrap();
    graph.fail_next_token(Failure::new(503).header("Retry-After", "1").body("busy"));
    let reply = send(&graph, &form(&graph)).await;
    assert_eq!(reply.status(), 503);
    assert_eq!(header(&reply, "retry-after"), "1");
    assert!(reply.headers().get("request-id").is_none());
    assert_eq!(reply.text().await.unwrap(), "busy");
    assert_eq!(send(&graph, &form(&graph)).await.status(), 200);
    assert_eq!(graph.token_requests(), 2);
}

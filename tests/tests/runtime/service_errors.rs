//! Everything that a service may answer with instead of success: nothing of it is lost, and nothing of it breaks.

use graph_action::{Error, ErrorKind};
use graph_action_sim::{Failure, Graph};

use crate::common::actions::{cancel, get};
use crate::common::raw::{Act, RawServer};
use crate::common::{client, client_of};

/// A predicate, its name, and the statuses that it is for.
type Predicate = (&'static str, fn(&Error) -> bool, &'static [u16]);

/// The error of a POST that is answered with this.
async fn failure(graph: &Graph, failure: Failure) -> Error {
    graph.fail_next(failure);
    let error = cancel("a").send(&client(graph)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Service, "{error}");
    assert!(!error.to_string().contains('\n') && !error.to_string().contains('\r'), "{error}");
    error
}

#[tokio::test]
async fn graphs_shape_is_read_in_any_casing() {
    let graph = Graph::start().await.unwrap();
    for body in [
        r#"{"error": {"code": "outer", "message": "words", "target": "all", "innerError": {"code": "inner", "request-id": "r", "client-request-id": "c"}}}"#,
        r#"{"error": {"code": "outer", "message": "words", "target": "all", "innererror": {"code": "inner", "requestId": "r", "client-request-id": "c"}}}"#,
        r#"{"Error": {"Code": "outer", "Message": "words", "Target": "all", "InnerError": {"Code": "inner", "Request-Id": "r", "Client-Request-Id": "c"}}}"#,
    ] {
        let error = failure(&graph, Failure::new(400).body(body).bare()).await;
        let service = error.service().unwrap();
        assert_eq!(error.code(), Some("outer"));
        assert_eq!(service.codes(), ["outer", "inner"]);
        assert_eq!((service.message(), service.target()), (Some("words"), Some("all")));
        assert_eq!((error.request_id(), service.client_request_id()), (Some("r"), Some("c")));
        assert_eq!(error.body(), body.as_bytes());
        assert!(error.to_string().contains("400 Bad Request, outer/inner: words"), "{error}");
    }
}

#[tokio::test]
async fn whatever_the_body_is_it_is_kept_and_nothing_breaks() {
    let graph = Graph::start().await.unwrap();
    for (body, says) in [
        ("", None),
        ("null", None),
        ("[1, 2]", None),
        ("{}", None),
        (r#"{"error": null}"#, None),
        (r#"{"error": []}"#, None),
        (r#"{"error": {"code": {}, "message": 7}}"#, Some("7")),
        (r#"{"error": {"code": "UnknownError", "message": ""}}"#, Some("UnknownError")),
        (r#"{"error": {"code": "x", "message": "cut o"#, Some("cut o")),
        (r#"{"error": {"code": "x", "message": "{\"message\":\"inner JSON\"}"}}"#, Some("inner JSON")),
        (r#"{"error": {"code": "a\nb", "message": "two\r\nlines"}}"#, Some("two lines")),
        ("Service Unavailable", Some("Service Unavailable")),
        (
            "<!DOCTYPE html><html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>",
            Some("502 Bad Gateway"),
        ),
        ("\u{feff}not\0 text", None),
    ] {
        let error = failure(&graph, Failure::new(502).body(body)).await;
        assert_eq!(error.body(), body.as_bytes());
        assert_eq!(error.status().unwrap(), 502);
        assert!(error.request_id().is_some());
        assert!(says.is_none_or(|says| error.to_string().contains(says)), "{error}");
        assert!(format!("{error:?}").contains("Service"));
    }
    let error = failure(&graph, Failure::new(500).body(&b"\xff\xfe\x00{"[..])).await;
    assert_eq!(error.body(), b"\xff\xfe\x00{");
}

#[tokio::test]
async fn a_deep_or_long_body_is_no_danger() {
    let graph = Graph::start().await.unwrap();
    let deep = format!("{}{}", "[".repeat(20_000), "]".repeat(20_000));
    let nested = format!("{}1{}", r#"{"innererror":"#.repeat(100), "}".repeat(100));
    let message = format!(r#"{{"error": {{"code": "x", "message": "{}"}}}}"#, "y".repeat(1 << 20));
    for body in [deep, nested, "x".repeat(1 << 20), message] {
        let error = failure(&graph, Failure::new(400).body(body.clone())).await;
        assert_eq!(error.body().len(), body.len());
        assert!(error.to_string().len() < 3000, "{}", error.to_string().len());
        assert!(format!("{error:?}").len() < 10_000);
    }
}

#[tokio::test]
async fn each_status_has_its_predicate_and_no_other() {
    let graph = Graph::start().await.unwrap();
    let predicates: [Predicate; 8] = [
        ("is_not_found", Error::is_not_found, &[404]),
        ("is_throttled", Error::is_throttled, &[429, 509]),
        ("is_unauthorized", Error::is_unauthorized, &[401]),
        ("is_forbidden", Error::is_forbidden, &[403]),
        ("is_conflict", Error::is_conflict, &[409]),
        ("is_precondition_failed", Error::is_precondition_failed, &[412]),
        ("is_gone", Error::is_gone, &[410]),
        ("is_timeout", Error::is_timeout, &[408, 504]),
    ];
    for status in [
        400, 401, 403, 404, 405, 408, 409, 410, 411, 412, 413, 416, 422, 423, 429, 500, 501, 502, 503, 504, 507, 509,
        599,
    ] {
        // An answer that asks for more patience than there is ends the call at once.
        let error = failure(&graph, Failure::new(status).header("Retry-After", "9999")).await;
        assert_eq!(error.status().unwrap().as_u16(), status);
        assert!(!error.is_connect() && !error.is_invalid_request());
        for (name, predicate, statuses) in predicates {
            assert_eq!(predicate(&error), statuses.contains(&status), "{name} {status}");
        }
    }
}

#[tokio::test]
async fn the_most_detailed_code_and_every_detail_are_told() {
    let graph = Graph::start().await.unwrap();
    let body = r#"{"error": {"code": "BadRequest", "message": "several", "details": [
        {"code": "a", "target": "subject", "message": "is required"}, {"code": "b"}, {"code": "c"}, {"code": "d"}],
        "innererror": {"code": "deeper", "innererror": {"code": "deepest"}}}}"#;
    let error = failure(&graph, Failure::new(400).body(body)).await;
    assert_eq!((error.code(), error.detailed_code()), (Some("BadRequest"), Some("deepest")));
    assert!(["badRequest", "deeper", "a", "d"].iter().all(|code| error.has_code(code)) && !error.has_code("e"));
    assert_eq!(error.service().unwrap().details().len(), 4);
    let text = error.to_string();
    assert!(text.contains("BadRequest/deeper/deepest: several; subject: a: is required; b; c; and 1 more"), "{text}");
}

#[tokio::test]
async fn a_backends_error_in_the_message_is_read() {
    let graph = Graph::start().await.unwrap();
    let message = r#"{\"error\":{\"code\":\"8522\",\"message\":\"Call not found. DiagCode: 400#2203\"}}"#;
    let body = format!(r#"{{"error": {{"code": "UnknownError", "message": "{message}"}}}}"#);
    let error = failure(&graph, Failure::new(404).body(body.clone())).await;
    assert_eq!((error.code(), error.detailed_code()), (Some("UnknownError"), Some("8522")));
    assert!(error.to_string().contains("UnknownError/8522: Call not found. DiagCode: 400#2203"), "{error}");
    assert_eq!(error.body(), body.as_bytes());
}

#[tokio::test]
async fn a_claims_challenge_that_is_not_answered_is_handed_on() {
    let graph = Graph::start().await.unwrap();
    let client = crate::common::builder(&graph).retry(graph_action::RetryPolicy::never()).build().unwrap();
    let challenge = r#"Bearer realm="", error="insufficient_claims", claims="eyJhY2Nlc3NfdG9rZW4iOnt9fQ==""#;
    for status in [401, 403] {
        let refused =
            Failure::graph(status, "InvalidAuthenticationToken", "claims").header("WWW-Authenticate", challenge);
        graph.fail_next(refused);
        let error = cancel("a").send(&client).await.unwrap_err();
        assert_eq!(error.claims(), Some("eyJhY2Nlc3NfdG9rZW4iOnt9fQ=="));
        assert!(error.to_string().contains("a token with the claims"), "{error}");
    }
}

#[tokio::test]
async fn a_page_without_a_title_is_told_by_its_words() {
    let graph = Graph::start().await.unwrap();
    for (body, says) in [
        ("<html><body><h1>Bad <b>Gateway</b></h1><p>x</p></body></html>", "502 Bad Gateway: Bad Gateway"),
        ("<p>The service\r\nis busy</p>", "502 Bad Gateway: The service is busy"),
    ] {
        let error = failure(&graph, Failure::new(502).header("Content-Type", "text/html").body(body)).await;
        assert!(error.to_string().contains(says), "{error}");
    }
}

#[tokio::test]
async fn headers_are_kept() {
    let graph = Graph::start().await.unwrap();
    let error = failure(&graph, Failure::new(400).header("x-ms-throttle-scope", "a/b").header("Date", "today")).await;
    let headers = error.headers().unwrap();
    assert_eq!(
        (&headers["x-ms-throttle-scope"], &headers["date"]),
        (&"a/b".parse().unwrap(), &"today".parse().unwrap())
    );
    assert!(headers.contains_key("x-ms-ags-diagnostic"));
}

#[tokio::test]
async fn an_error_can_be_cloned_and_boxed() {
    let graph = Graph::start().await.unwrap();
    let error = failure(&graph, Failure::graph(400, "BadRequest", "words")).await;
    let boxed: Box<dyn std::error::Error + Send + Sync> = Box::new(error.clone());
    assert_eq!(boxed.to_string(), error.to_string());
}

#[tokio::test]
async fn the_whole_address_is_told_to_those_who_ask_and_to_nobody_else() {
    let graph = Graph::start().await.unwrap();
    let client = client(&graph);
    let error = get("the call").send(&client).await.unwrap_err();
    let address = format!("{}/v1.0/communications/calls/the%20call", graph.base_url());
    assert_eq!(error.address().unwrap().to_string(), address);
    assert!(!crate::common::shown(&error).contains("the%20call"), "{error:?}");

    // Where the connection failed, and not where the address is another host's.
    let server = RawServer::start([Act::Reset]).await;
    let error = cancel("the call").send(&client_of(&server.url())).await.unwrap_err();
    assert!(error.address().unwrap().path().ends_with("/calls/the%20call/cancelMediaProcessing"));
}

//! 8: whatever an error looks like, it is read as far as it can be, and kept.

use graph_action::ErrorKind;
use graph_action_sim::{Failure, Graph};

use crate::common::actions::cancel;
use crate::common::client;

#[tokio::test]
async fn g08_an_error_is_read_in_any_casing_and_need_not_be_json() {
    let graph = Graph::start().await.unwrap();
    let client = client(&graph);
    for (body, code, detailed, says) in [
        (
            r#"{"error": {"code": "a", "message": "words", "innerError": {"code": "b", "request-id": "r"}}}"#,
            Some("a"),
            Some("b"),
            "a/b: words",
        ),
        (
            r#"{"error": {"code": "a", "message": "words", "innererror": {"code": "b", "requestId": "r"}}}"#,
            Some("a"),
            Some("b"),
            "a/b: words",
        ),
        (
            r#"{"Error": {"Code": "a", "Message": "words", "InnerError": {"Code": "b", "InnerError": {"code": "c"}}}}"#,
            Some("a"),
            Some("c"),
            "a/b/c: words",
        ),
        (
            r#"{"error": {"code": "UnknownError", "message": ""}}"#,
            Some("UnknownError"),
            Some("UnknownError"),
            "Unknown",
        ),
        (
            r#"{"error": {"code": "UnknownError", "message": "{\"message\":\"No HTTP resource was found\"}"}}"#,
            Some("UnknownError"),
            Some("UnknownError"),
            "UnknownError: No HTTP resource was found",
        ),
        (r#"{"error": {"code": 8522, "message": "Call not found"}}"#, Some("8522"), Some("8522"), "Call not found"),
        (
            r#"{"error": "invalid_scope", "error_description": "AADSTS70011: wrong\r\nTrace ID: t", "error_codes": [70011]}"#,
            Some("invalid_scope"),
            Some("invalid_scope"),
            "AADSTS70011: wrong",
        ),
        (r#"{"error": {"code": "a", "innerError": {"code": "b", "dat"#, Some("a"), Some("b"), "a/b"),
        ("<html><head><title>504 Gateway Time-out</title></head></html>", None, None, "504 Gateway Time-out"),
        ("upstream connect error\0", None, None, "upstream connect error"),
        ("", None, None, "409 Conflict"),
        ("null", None, None, "409 Conflict"),
    ] {
        graph.fail_next(Failure::new(409).body(body));
        let error = cancel("a").send(&client).await.unwrap_err();
        assert_eq!((error.kind(), error.status().unwrap().as_u16()), (ErrorKind::Service, 409));
        assert_eq!((error.code(), error.detailed_code()), (code, detailed), "{body}");
        assert!(error.to_string().contains(says), "{error}");
        assert_eq!(error.body(), body.as_bytes());
        assert!(error.request_id().is_some() && error.client_request_id().is_some());
    }
    // Bytes that are no text are kept as they are.
    graph.fail_next(Failure::new(502).body(&b"\xff\xfe{\0"[..]));
    assert_eq!(cancel("a").send(&client).await.unwrap_err().body(), b"\xff\xfe{\0");
    // The body's ids count where no header has one.
    graph.fail_next(Failure::new(400).body(r#"{"error": {"innererror": {"Request-Id": "theirs"}}}"#).bare());
    assert_eq!(cancel("a").send(&client).await.unwrap_err().request_id(), Some("theirs"));
}

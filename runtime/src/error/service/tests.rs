use super::*;

fn read(body: &str) -> ServiceError {
    ServiceError::read(&HeaderMap::new(), body.as_bytes())
}

#[test]
fn graphs_shape_is_read_at_any_nesting_and_casing() {
    let error = read(
        r#"{"error": {"code": "BadRequest", "message": "no", "target": "all", "innererror": {"code": "Deeper",
            "requestId": "r", "InnerError": {"code": "deepest", "client-request-id": "c"}}}}"#,
    );
    assert_eq!(error.codes(), ["BadRequest", "Deeper", "deepest"]);
    assert_eq!(error.message(), Some("no"));
    assert_eq!(error.target(), Some("all"));
    assert_eq!((error.request_id(), error.client_request_id()), (Some("r"), Some("c")));
}

#[test]
fn the_token_endpoints_shape_is_read() {
    let error = read(
        r#"{"error": "invalid_client", "error_description": "AADSTS7000215: wrong.\r\nTrace ID: t", "trace_id": "t",
            "correlation_id": "c", "error_codes": [7000215]}"#,
    );
    assert_eq!(error.codes(), ["invalid_client"]);
    assert_eq!(error.message(), Some("AADSTS7000215: wrong."));
    assert_eq!((error.request_id(), error.client_request_id()), (Some("t"), Some("c")));
}

#[test]
fn other_bodies_say_what_they_can() {
    for (body, message) in [
        ("", None),
        ("null", None),
        ("[1]", None),
        (r#""text""#, Some("text")),
        ("Service Unavailable", Some("Service Unavailable")),
        (r#"{"Message": "aspnet"}"#, Some("aspnet")),
        (r#"{"error": "wrong", "message": "words"}"#, Some("words")),
        (r#"{"error": {"code": "", "message": ""}}"#, None),
        ("\u{feff}{\"error\": {\"message\": \"marked\"}}", Some("marked")),
    ] {
        assert_eq!(read(body).message(), message, "{body}");
    }
    assert_eq!(read(r#"{"error": {"code": 8522}}"#).codes(), ["8522"]);
}

#[test]
fn what_was_read_before_a_body_broke_off_is_known() {
    for (body, code, message) in [
        (r#"{"error": {"code": "x", "message": "cut o"#, Some("x"), Some("cut o")),
        (r#"{"error": {"code": "x", "mess"#, Some("x"), Some(r#"{"error": {"code": "x", "mess"#)),
        (r#"{"error": {"message": "m", "innerError": {"code": "y""#, Some("y"), Some("m")),
        (r#"{"error": {"#, None, Some(r#"{"error": {"#)),
    ] {
        let error = read(body);
        assert_eq!((error.detailed_code(), error.message()), (code, message), "{body}");
        // It is not the whole.
        assert_eq!(error.json(), None);
    }
}

#[test]
fn a_backends_error_inside_a_message_is_read_too() {
    for (body, codes, message) in [
        (
            r#"{"error": {"code": "UnknownError", "message": "{\"message\":\"No HTTP resource was found\"}"}}"#,
            &["UnknownError"][..],
            Some("No HTTP resource was found"),
        ),
        (
            r#"{"error": {"code": "a", "message": "{\"error\":{\"code\":\"b\",\"message\":\"{\\\"Code\\\":\\\"c\\\"}\"}}"}}"#,
            &["a", "b", "c"],
            Some(r#"{"Code":"c"}"#),
        ),
        (r#"{"error": {"code": "a", "message": "{\"x\":1}"}}"#, &["a"], Some(r#"{"x":1}"#)),
        (r#"{"error": {"code": "a", "message": "{not json}"}}"#, &["a"], Some("{not json}")),
    ] {
        let error = read(body);
        assert_eq!(
            (error.codes().iter().map(String::as_str).collect::<Vec<_>>().as_slice(), error.message()),
            (codes, message)
        );
    }
    let mut body = r#"{"message": "deepest"}"#.to_owned();
    for _ in 0..6 {
        body = serde_json::json!({"error": {"code": "a", "message": body}}).to_string();
    }
    assert!(read(&body).message().unwrap().starts_with('{'));
}

#[test]
fn each_detail_is_read_and_its_code_is_known() {
    let error = read(
        r#"{"error": {"code": "BadRequest", "message": "several", "details": [{"code": "Missing", "target": "subject",
            "message": "is required"}, 7, {"code": 5}], "innerError": {"code": "Deeper", "details": [{"code": "z"}]}}}"#,
    );
    let [missing, _, _] = error.details() else { panic!("{error:?}") };
    assert_eq!((missing.target.as_deref(), missing.message.as_deref()), (Some("subject"), Some("is required")));
    assert_eq!(error.detailed_code(), Some("Deeper"));
    for (code, is_there) in
        [("badrequest", true), ("Deeper", true), ("missing", true), ("5", true), ("Z", true), ("w", false)]
    {
        assert_eq!(error.has_code(code), is_there, "{code}");
    }
}

#[test]
fn a_claims_challenge_is_read_from_the_body_or_the_header() {
    let body = r#"{"error": "interaction_required", "suberror": "basic_action", "claims": "{\"access_token\":{}}"}"#;
    assert_eq!(read(body).claims(), Some(r#"{"access_token":{}}"#));
    assert_eq!(read(body).codes(), ["interaction_required", "basic_action"]);
    for (challenge, claims) in [
        (r#"Bearer realm="", error="insufficient_claims", claims="eyJhIjoxfQ==""#, Some("eyJhIjoxfQ==")),
        (r#"Bearer Claims="e30", error="x""#, Some("e30")),
        (r#"Bearer claims="""#, None),
        (r#"Bearer claims="e30"#, None),
        ("Bearer", None),
    ] {
        let mut headers = HeaderMap::new();
        headers.insert(http::header::WWW_AUTHENTICATE, challenge.parse().unwrap());
        assert_eq!(ServiceError::read(&headers, b"").claims(), claims, "{challenge}");
    }
}

#[test]
fn an_operation_that_failed_says_why_in_its_own_dialect() {
    for (body, codes, message) in [
        (
            r#"{"status": "failed", "error": {"code": "a", "message": "b", "innerError": {"code": "c"}}}"#,
            &["a", "c"][..],
            Some("b"),
        ),
        (r#"{"resultInfo": {"code": 400, "subcode": 8508, "message": "b"}}"#, &["400", "8508"], Some("b")),
        (r#"{"resultInfo": {"code": 500, "subcode": 0, "message": ""}, "error": null}"#, &["500"], None),
        (r#"{"errorCode": "nameAlreadyExists", "statusDescription": "b"}"#, &["nameAlreadyExists"], Some("b")),
        (r#"{"status": "failed", "statusDetail": "b"}"#, &[], Some("b")),
        (r#"{"status": "failed", "statusDetail": {"code": "a", "message": "b"}}"#, &["a"], Some("b")),
        (r#"{"status": {"state": "failed", "description": "b"}}"#, &[], Some("b")),
        (r#"{"status": "failed"}"#, &[], None),
    ] {
        let error = ServiceError::of_operation(&HeaderMap::new(), body.as_bytes());
        assert_eq!(error.codes(), codes, "{body}");
        assert_eq!(error.message(), message, "{body}");
    }
}

#[test]
fn the_headers_ids_come_before_the_bodys() {
    let mut headers = HeaderMap::new();
    headers.insert("request-id", http::HeaderValue::from_static("header"));
    let error = ServiceError::read(&headers, br#"{"error": {"innerError": {"request-id": "body"}}}"#);
    assert_eq!(error.request_id(), Some("header"));
}

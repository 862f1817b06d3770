//! The harness notices what it is there for.

use graph_action::{Nullable, graph_action, graph_type};
use serde_json::{Value, json};

use super::{Example, to_json};

#[graph_action(POST "/users/<id>/assign?$select=<select>" -> User)]
struct Assign {
    id: String,
    select: &'static str,
    skus: Vec<String>,
    note: Nullable<String>,
    #[graph(header = "If-Match")]
    if_match: &'static str,
}

#[graph_type("microsoft.graph.user")]
struct User {
    id: String,
    name: Option<String>,
}

/// An example that the declaration fits.
fn documented() -> Value {
    json!({
        "request": {
            "method": "POST",
            "url": "https://graph.microsoft.com/v1.0/users/a b/assign?$select=id",
            "headers": [["Content-type", "application/json"], ["If-Match", "*"], ["Content-length", "1"]],
            "body": { "skus": ["x"], "note": null },
        },
        "response": { "status": 200, "headers": [], "body": { "@odata.context": "c", "id": "a", "name": null } },
    })
}

/// What the harness finds in an example.
fn found(documented: Value) -> String {
    let example = Example { name: "self-test".to_owned(), documented: Some(documented), untyped: false };
    let action =
        Assign { id: "a b".to_owned(), select: "id", skus: vec!["x".to_owned()], note: Nullable::Null, if_match: "*" };
    example.differences(&action, |user| to_json(&user)).join("; ")
}

/// The same where one place of the example is another.
fn found_with(pointer: &str, value: Value) -> String {
    let mut documented = documented();
    *documented.pointer_mut(pointer).expect("a place") = value;
    found(documented)
}

#[test]
fn what_fits_fits() {
    assert_eq!(found(documented()), "");
    // Other spellings of the same URL.
    for url in ["/users/a%20b/assign?$select=id", "/v1.0/users/a%20b/assign?%24select=id"] {
        assert_eq!(found_with("/request/url", url.into()), "");
    }
}

#[test]
fn a_wrong_request_is_noticed() {
    for (pointer, value, what) in [
        ("/request/method", json!("PUT"), "method"),
        ("/request/url", json!("/users/b/assign?$select=id"), "path"),
        ("/request/url", json!("/users/a%2Fb/assign?$select=id"), "path"),
        ("/request/url", json!("/users/a b/assign/?$select=id"), "path"),
        ("/request/url", json!("/users/a b/assign"), "query"),
        ("/request/url", json!("/users/a b/assign?$select=id&$top=1"), "query"),
        ("/request/headers/0/1", json!("text/plain"), "headers"),
        ("/request/headers/1/1", json!("W/1"), "headers"),
        ("/request/body", Value::Null, "the page has no body"),
        ("/request/body/note", json!("x"), "the body/note"),
        ("/request/body/skus", json!(["x", "y"]), "the body/skus"),
        ("/request/body/skus/0", json!("y"), "the body/skus/0"),
        ("/request/body", json!({ "skus": ["x"] }), "the body/note is not on the page"),
        ("/request/body", json!({ "skus": ["x"], "note": null, "more": 1 }), "the body/more is lost"),
    ] {
        let found = found_with(pointer, value);
        assert!(found.starts_with(what), "{pointer}: {found:?} for {what}");
    }
}

#[test]
fn a_response_that_does_not_bind_or_loses_something_is_noticed() {
    for (pointer, value, what) in [
        ("/response/body", json!({ "id": "a", "more": [1] }), "the response/more is lost"),
        ("/response/body", json!({ "@odata.type": "#x", "id": "a" }), "the response/@odata.type: the page has"),
        ("/response/body", json!({ "name": "a" }), "the response does not bind"),
        ("/response/body", Value::Null, "the response does not bind"),
        ("/response/status", json!(404), "the response does not bind"),
        ("/response", Value::Null, "the page has no response"),
    ] {
        let found = found_with(pointer, value);
        assert!(found.starts_with(what), "{pointer}: {found:?} for {what}");
    }
}

#[test]
fn a_correction_that_corrects_nothing_is_noticed() {
    let example = || Example { name: "self-test".to_owned(), documented: Some(documented()), untyped: false };
    let panics = |run: fn(Example) -> Example| {
        let example = std::panic::AssertUnwindSafe(example());
        std::panic::catch_unwind(move || run({ example }.0)).is_err()
    };
    assert!(!panics(|example| example.request_says("/skus/0", "x").should_say("y")));
    assert!(panics(|example| example.request_says("/skus/0", "z").should_say("y")));
    assert!(panics(|example| example.request_says("/skus/0", "x").should_say("x")));
    assert!(panics(|example| example.response_says("/nothing", "x").should_be_absent()));
    assert!(panics(|example| example.without_header("Prefer")));
}

#[test]
fn a_page_or_an_example_that_is_not_there_is_noticed() {
    if super::pages().is_none() {
        return;
    }
    assert!(std::panic::catch_unwind(|| super::page("no-such-page")).is_err());
    assert!(std::panic::catch_unwind(|| super::page("call-mute").example(1)).is_err());
}

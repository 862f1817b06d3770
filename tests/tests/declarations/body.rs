//! The JSON body: which members it has, and when there is none.

use std::collections::BTreeMap;

use graph_action::{Nullable, graph_action};

use super::{body, request};

/// An `Option` by another name.
type Maybe<T> = Option<T>;

#[graph_action(PATCH "/users/<id>")]
#[derive(Default)]
struct Update {
    id: String,
    display_name: Option<String>,
    #[graph(name = "@odata.etag")]
    etag: Option<String>,
    r#type: Maybe<u8>,
    job_title: Nullable<String>,
    tags: Option<Vec<String>>,
    map: Option<BTreeMap<String, u8>>,
    #[graph(skip)]
    note: String,
}

#[graph_action(POST "/users/<id>/revokeSignInSessions")]
struct NoMembers {
    id: String,
}

#[graph_action(POST "/users")]
struct Skipped {
    #[graph(skip)]
    note: String,
}

#[graph_action(POST "/users")]
struct OneMember {
    value: Option<u8>,
}

fn unset() -> Update {
    Update { id: "a".to_owned(), note: "not sent".to_owned(), ..Update::default() }
}

#[test]
fn only_members_that_are_set_are_sent() {
    assert_eq!((body(&unset()).as_str(), unset().note.as_str()), ("{}", "not sent"));
    let action = Update {
        display_name: Some("a \"b\"".to_owned()),
        etag: Some("c".to_owned()),
        r#type: Some(1),
        tags: Some(Vec::new()),
        map: Some(BTreeMap::from([("k".to_owned(), 3)])),
        ..unset()
    };
    let expected = r#"{"displayName":"a \"b\"","@odata.etag":"c","type":1,"tags":[],"map":{"k":3}}"#;
    assert_eq!(body(&action), expected);
}

#[test]
fn absent_null_and_a_value_are_told_apart() {
    for (job_title, expected) in [
        (Nullable::Absent, "{}"),
        (Nullable::Null, r#"{"jobTitle":null}"#),
        (Nullable::Value("x".to_owned()), r#"{"jobTitle":"x"}"#),
    ] {
        assert_eq!(body(&Update { job_title, ..unset() }), expected);
    }
}

#[test]
fn an_action_with_members_sends_an_object_even_if_none_is_set() {
    let request = request(&OneMember { value: None });
    assert_eq!(request.body(), "{}");
    assert_eq!(request.headers()["content-type"], "application/json");
}

#[test]
fn an_action_without_members_sends_no_body_and_no_type_of_one() {
    let skipped = Skipped { note: "b".to_owned() };
    let requests = [request(&NoMembers { id: skipped.note.clone() }), request(&skipped)];
    for request in requests {
        assert!(request.body().is_empty());
        assert!(request.headers().is_empty(), "{:?}", request.headers());
    }
}

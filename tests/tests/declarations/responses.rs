//! What stands behind `->`.

use bytes::Bytes;
use graph_action::{Action, Operation, Reply, graph_action, graph_type};

#[graph_type]
#[derive(Debug, PartialEq)]
struct User {
    id: String,
}

/// `Option` by another name.
type Maybe<T> = Option<T>;

#[graph_action(POST "/nothing")]
struct Nothing;

#[graph_action(POST "/unit" -> ())]
struct Unit;

#[graph_action(GET "/user" -> User)]
struct GetUser;

#[graph_action(GET "/user" -> Maybe<User>)]
struct FindUser;

#[graph_action(GET "/users" -> std::collections::BTreeMap<String, Vec<User>>)]
struct ListUsers;

#[graph_action(POST "/user" -> Reply<Option<User>>)]
struct ReplyUser;

#[graph_action(POST "/user" -> Operation<User>)]
struct StartUser;

/// A response of this status and body.
fn response(status: u16, body: &'static str) -> http::Response<Bytes> {
    http::Response::builder()
        .status(status)
        .header("Location", "https://graph.microsoft.com/v1.0/operations/1")
        .header("request-id", "r")
        .body(Bytes::from_static(body.as_bytes()))
        .expect("a response")
}

const USER: &str = r#"{"id":"a","new":[1]}"#;

fn user() -> User {
    User { id: "a".to_owned() }
}

#[test]
fn a_response_of_nothing_ignores_the_body() {
    for body in ["", "null", USER, "not JSON"] {
        assert!(Nothing::response(response(200, body)).is_ok(), "{body}");
        assert!(Unit::response(response(204, body)).is_ok(), "{body}");
    }
}

#[test]
fn a_type_is_read_from_the_body() {
    assert_eq!(GetUser::response(response(200, USER)).unwrap(), user());
    let users = ListUsers::response(response(200, r#"{"value":[{"id":"a"}]}"#)).unwrap();
    assert_eq!(users["value"], [user()]);
    for body in ["", "null", "{}", "[]"] {
        let error = GetUser::response(response(200, body)).unwrap_err();
        assert_eq!(error.kind(), graph_action::ErrorKind::Response, "{body}");
    }
}

#[test]
fn an_option_by_any_name_may_be_empty() {
    assert_eq!(FindUser::response(response(200, USER)).unwrap(), Some(user()));
    for body in ["", " \r\n", "null"] {
        assert_eq!(FindUser::response(response(200, body)).unwrap(), None, "{body:?}");
    }
}

#[test]
fn a_reply_has_what_is_around_the_body() {
    let reply = ReplyUser::response(response(201, USER)).unwrap();
    assert_eq!((reply.status().as_u16(), reply.request_id()), (201, Some("r")));
    assert_eq!(reply.location().unwrap().path(), "/v1.0/operations/1");
    assert_eq!(reply.into_body(), Some(user()));
}

#[test]
fn an_operation_may_have_a_body() {
    let operation = StartUser::response(response(202, "")).unwrap();
    assert_eq!(operation.location().unwrap().path(), "/v1.0/operations/1");
    assert_eq!(operation.body(), None);
    assert_eq!(StartUser::response(response(200, USER)).unwrap().into_body(), Some(user()));
}

#[test]
fn an_error_of_the_service_is_one_for_every_response() {
    for error in [
        Nothing::response(response(404, "")).unwrap_err(),
        GetUser::response(response(404, USER)).unwrap_err(),
        FindUser::response(response(404, "null")).unwrap_err(),
        ReplyUser::response(response(404, "")).unwrap_err(),
        StartUser::response(response(404, "")).unwrap_err(),
    ] {
        assert!(error.is_not_found());
        assert_eq!(error.request_id(), Some("r"));
    }
}

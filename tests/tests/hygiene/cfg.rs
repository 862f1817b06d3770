//! Fields that are there under a condition: what is not compiled is not sent.

use graph_action::{graph_action, graph_type};

use crate::sends;

#[graph_action(POST "/users/<id>/sendMail")]
struct SendMail {
    id: String,
    #[cfg(not(any()))]
    there: u8,
    #[cfg(any())]
    not_there: NoSuchType,
    #[cfg_attr(all(), graph(name = "renamed"))]
    plain: u8,
    #[cfg_attr(any(), graph(nonsense))]
    other: u8,
}

/// The one field that would make a body is not there, so there is none.
#[graph_action(GET "/users/<id>")]
struct GetUser {
    id: String,
    #[cfg(any())]
    body: String,
}

#[cfg_attr(all(), graph_action(POST "/users/<id>/revokeSignInSessions"))]
struct Conditional {
    id: String,
}

#[graph_type]
#[derive(Debug, PartialEq)]
struct User {
    id: String,
    #[cfg(any())]
    not_there: NoSuchType,
    #[cfg(not(any()))]
    there: Option<u8>,
}

#[graph_type]
#[derive(Debug, PartialEq)]
enum Status {
    Running,
    #[cfg(any())]
    NotThere(u8),
    #[graph(other)]
    Other(String),
}

#[test]
fn a_field_that_is_not_compiled_is_not_sent() {
    let action = SendMail { id: "a".to_owned(), there: 1, plain: 2, other: 3 };
    sends(&action, "POST", "/v1.0/users/a/sendMail", r#"{"there":1,"renamed":2,"other":3}"#);
    sends(&GetUser { id: "a".to_owned() }, "GET", "/v1.0/users/a", "");
    sends(&Conditional { id: "a".to_owned() }, "POST", "/v1.0/users/a/revokeSignInSessions", "");
}

#[test]
fn a_member_that_is_not_compiled_is_not_read() {
    let user = User { id: "a".to_owned(), there: Some(1) };
    assert_eq!(serde_json::from_str::<User>(r#"{"notThere":5,"id":"a","there":1}"#).unwrap(), user);
    assert_eq!(serde_json::from_str::<Status>(r#""notThere""#).unwrap(), Status::Other("notThere".to_owned()));
    assert_eq!(serde_json::from_str::<Status>(r#""Running""#).unwrap(), Status::Running);
}

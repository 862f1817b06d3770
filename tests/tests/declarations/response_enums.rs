//! Responses of several shapes: `#[graph_response]`.

use bytes::Bytes;
use graph_action::{Action, ErrorKind, Operation, Reply, Result, graph_action, graph_response, graph_type};
use http::Response;

#[graph_type]
#[derive(Debug, PartialEq)]
struct Session {
    id: String,
}

#[graph_response]
#[derive(Debug)]
enum Started {
    #[graph(status = 200 | 201)]
    Created(Session),
    #[graph(status = 202)]
    Accepted(Operation<Session>),
    #[graph(status = 204)]
    NoContent,
    #[graph(status = 304)]
    Unchanged,
}

#[graph_response]
#[derive(Debug)]
enum Open<T> {
    #[graph(status = 201)]
    Created(T),
    #[graph(other)]
    Other(Reply<Option<serde_json::Value>>),
}

#[graph_action(POST "/session" -> Started)]
struct Start;

#[graph_action(POST "/session" -> Open<Session>)]
struct StartOpen;

fn answer<A: Action>(status: u16, body: &'static str) -> Result<A::Response> {
    A::response(Response::builder().status(status).body(Bytes::from_static(body.as_bytes())).unwrap())
}

#[test]
fn the_status_says_which_variant_is_bound() {
    for status in [200, 201] {
        assert!(
            matches!(answer::<Start>(status, r#"{"id": "a"}"#).unwrap(), Started::Created(session) if session.id == "a")
        );
    }
    assert!(matches!(answer::<Start>(202, "").unwrap(), Started::Accepted(operation) if operation.body().is_none()));
    assert!(matches!(answer::<Start>(204, "").unwrap(), Started::NoContent));
    assert!(matches!(answer::<Start>(304, "").unwrap(), Started::Unchanged));
    assert!(matches!(answer::<StartOpen>(201, r#"{"id": "a"}"#).unwrap(), Open::Created(session) if session.id == "a"));
    assert!(matches!(answer::<StartOpen>(299, "").unwrap(), Open::Other(reply) if reply.status() == 299));
}

#[test]
fn a_status_without_a_variant_is_an_error_that_keeps_the_response() {
    let error = answer::<Start>(203, r#"{"x": 1}"#).unwrap_err();
    assert_eq!((error.status().unwrap().as_u16(), error.kind()), (203, ErrorKind::Response));
    assert!(error.to_string().contains("203"), "{error}");
    let error = answer::<Start>(409, r#"{"error": {"code": "busy", "message": "m"}}"#).unwrap_err();
    assert_eq!((error.kind(), error.code()), (ErrorKind::Service, Some("busy")));
    let error = answer::<StartOpen>(404, "").unwrap_err();
    assert!(error.is_not_found());
    let error = answer::<Start>(201, "{}").unwrap_err();
    assert!(error.to_string().contains("`id` is missing"), "{error}");
}

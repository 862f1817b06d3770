//! Headers: fixed and from fields.

use graph_action::graph_action;

use super::{refusal, request};

#[graph_action(GET "/users/<id>", headers("ConsistencyLevel" = "eventual", "Prefer" = "a", "Prefer" = "b"))]
#[derive(Default)]
struct Get {
    id: String,
    #[graph(header = "If-Match")]
    if_match: Option<String>,
    #[graph(header = "prefer")]
    prefer: Vec<String>,
    #[graph(header = "Prefer")]
    page: Option<&'static str>,
    #[graph(header = "X-Count")]
    count: Option<u32>,
}

/// A media type of its own wins over JSON's.
#[graph_action(POST "/users", headers("Content-Type" = "application/merge-patch+json"))]
struct Typed {
    name: String,
}

fn bare() -> Get {
    Get { id: "a".to_owned(), ..Get::default() }
}

#[test]
fn fixed_headers_are_always_sent_and_absent_ones_never() {
    let request = request(&bare());
    let headers: Vec<_> = request.headers().iter().map(|(name, value)| (name.as_str(), value.as_bytes())).collect();
    assert_eq!(headers.len(), 2, "{headers:?}");
    assert_eq!(request.headers()["consistencylevel"], "eventual");
    assert_eq!(request.headers()["prefer"], "a, b");
}

#[test]
fn preferences_are_one_list() {
    let action = Get { prefer: vec!["c".to_owned(), "d".to_owned()], page: Some("e"), ..bare() };
    let request = request(&action);
    assert_eq!(request.headers().get_all("prefer").iter().count(), 1);
    assert_eq!(request.headers()["prefer"], "a, b, c,d, e");
}

#[test]
fn a_field_becomes_a_header() {
    let action = Get { if_match: Some("W/\"1\"".to_owned()), count: Some(5), ..bare() };
    let request = request(&action);
    assert_eq!(
        (&request.headers()["if-match"], &request.headers()["x-count"]),
        (&"W/\"1\"".parse().unwrap(), &5.into())
    );
}

#[test]
fn a_header_that_cannot_be_sent_is_refused_with_the_fields_name() {
    for value in ["a\r\nB: c", "é", "\0"] {
        let why = refusal(&Get { if_match: Some(value.to_owned()), ..bare() });
        assert!(why.contains("`if_match`"), "{why}");
    }
}

#[test]
fn a_body_is_json_unless_the_declaration_says_otherwise() {
    let request = request(&Typed { name: "a".to_owned() });
    assert_eq!(request.headers()["content-type"], "application/merge-patch+json");
    assert_eq!(request.headers().get_all("content-type").iter().count(), 1);
}

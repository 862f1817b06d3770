//! Templates that begin with a resource that Graph handed over.

use graph_action::{Action, ResourcePath, graph_action};

use super::{refusal, url};

#[graph_action(POST "<event>/accept?$select=<select>")]
struct AcceptEvent {
    event: ResourcePath,
    comment: Option<String>,
    select: Option<String>,
}

#[graph_action(GET "<operation>")]
struct GetOperation<'a, R> {
    operation: &'a R,
}

fn event(path: &str) -> AcceptEvent {
    AcceptEvent { event: path.parse().unwrap(), comment: Some("yes".to_owned()), select: None }
}

#[test]
fn a_resource_goes_out_as_it_came_in() {
    for (from, to) in [
        ("/me/events/a", "/me/events/a/accept"),
        ("users/a%20b/events/c%2Fd", "/users/a%20b/events/c%2Fd/accept"),
        ("https://graph.microsoft.com/beta/groups('x')/events/y", "/groups('x')/events/y/accept"),
    ] {
        assert_eq!(url(&event(from)), to);
    }
    let request = AcceptEvent { select: Some("id".to_owned()), ..event("/me/events/a") };
    assert_eq!(url(&request), "/me/events/a/accept?$select=id");
    assert_eq!(request.request("https://graph.microsoft.com").unwrap().body(), r#"{"comment":"yes"}"#);
}

#[test]
fn a_resource_of_another_host_is_refused_with_the_fields_name() {
    let why = refusal(&event("https://graph.example.org/v1.0/me/events/a"));
    assert!(why.contains("`event` is a resource of another host"), "{why}");
}

#[test]
fn a_generic_resource_works() {
    let operation = "/teams('a')/operations('b')".parse::<ResourcePath>().unwrap();
    assert_eq!(url(&GetOperation { operation: &operation }), "/teams('a')/operations('b')");
}

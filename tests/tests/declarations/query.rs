//! Query options: fixed, named in the template, and marked.

use std::borrow::Cow;

use graph_action::{graph_action, graph_type};

use super::{refusal, request, url};

#[graph_type]
enum Order {
    Newest,
    #[graph(other)]
    Other(String),
}

#[graph_action(GET "/users/<id>/messages?$select=id,subject&$filter=a eq 'b+c'&$top=<top>")]
#[derive(Default)]
struct List {
    id: String,
    top: Option<u32>,
    #[graph(query)]
    page_size: Option<u32>,
    #[graph(query = "$skip")]
    skip: Option<u32>,
    #[graph(query = "$expand")]
    expand: Vec<&'static str>,
    #[graph(query)]
    flag: bool,
    #[graph(query)]
    order: Option<Order>,
    #[graph(query, max_chars = 3)]
    r#in: Option<Cow<'static, str>>,
}

/// A POST has both a query and a body.
#[graph_action(POST "/users")]
struct Create {
    #[graph(query = "$select")]
    select: String,
    name: String,
}

#[test]
fn options_are_written_in_the_order_of_the_template_and_the_fields() {
    let fixed = "/users/a/messages?$select=id,subject&$filter=a%20eq%20'b%2Bc'";
    let action = List { id: "a".to_owned(), ..List::default() };
    assert_eq!(url(&action), format!("{fixed}&flag=false"));
    let action = List {
        id: "a".to_owned(),
        top: Some(1),
        page_size: Some(2),
        skip: Some(3),
        expand: vec!["b", "c"],
        flag: true,
        order: Some(Order::Newest),
        r#in: Some("é&=".into()),
    };
    let marked = "$top=1&pageSize=2&$skip=3&$expand=b,c&flag=true&order=newest&in=%C3%A9%26%3D";
    assert_eq!(url(&action), format!("{fixed}&{marked}"));
    let action = List { order: Some(Order::Other("x".to_owned())), ..action };
    assert!(url(&action).contains("&order=x&"));
}

#[test]
fn an_option_can_be_limited() {
    let why = refusal(&List { id: "a".to_owned(), r#in: Some("éééé".into()), ..List::default() });
    assert!(why.contains("`in` has 4 characters"), "{why}");
}

#[test]
fn a_post_has_a_query_and_a_body() {
    let request = request(&Create { select: "id".to_owned(), name: "b".to_owned() });
    assert_eq!(request.uri().query(), Some("$select=id"));
    assert_eq!(request.body(), r#"{"name":"b"}"#);
}

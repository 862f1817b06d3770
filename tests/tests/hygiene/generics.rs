//! Lifetimes, type and constant parameters, with and without bounds of their own.

use std::borrow::Cow;
use std::fmt::Debug;
use std::marker::PhantomData;

use graph_action::request::PathValue;
use graph_action::{Client, FromResponse, Reply, graph_action, graph_type};

use crate::sends;

#[graph_action(POST "/users/<id>/sendMail")]
#[derive(Clone)]
struct Borrowed<'a> {
    id: &'a str,
    #[graph(max_chars = 9)]
    subject: Option<&'a str>,
    #[graph(query)]
    filter: &'a [&'a str],
    #[graph(header = "Prefer")]
    prefer: Cow<'a, str>,
    to: &'a [String],
}

#[graph_action(POST "/users/<id>/sendMail" -> Option<R>)]
struct Generic<K, M, R>
where
    K: Clone,
{
    id: K,
    message: Option<M>,
    #[graph(skip)]
    response: PhantomData<R>,
}

#[graph_action(POST "/users/<id>/sendMail" -> Reply<R>)]
struct Everything<'a, K: ?Sized, R, M: Debug = u8, const N: usize = 2>
where
    R: Debug,
{
    id: &'a K,
    #[graph(skip)]
    numbers: PhantomData<[u8; N]>,
    #[graph(max_items = 3)]
    message: Vec<M>,
    #[graph(skip)]
    response: PhantomData<fn() -> R>,
}

#[graph_type("microsoft.graph.page")]
#[derive(Debug, PartialEq)]
struct Page<T, const N: usize = 1>
where
    T: Clone,
{
    value: Vec<T>,
    next: Option<T>,
    #[graph(skip)]
    size: PhantomData<[u8; N]>,
}

#[graph_type]
#[derive(Debug, PartialEq)]
struct Text<'a> {
    text: Cow<'a, str>,
    more: Option<Cow<'a, str>>,
}

#[test]
fn an_action_may_borrow() {
    let action =
        Borrowed { id: "a", subject: Some("s"), filter: &["x", "y"], prefer: "z".into(), to: &["b".to_owned()] };
    sends(&action, "POST", "/v1.0/users/a/sendMail?filter=x,y", r#"{"subject":"s","to":["b"]}"#);
    let _ = |client: &Client| (action.send(client), borrowed(client, &action));
}

#[test]
fn an_action_may_be_generic() {
    let action = Generic::<u32, _, u64> { id: 5, message: Some([1, 2]), response: PhantomData };
    sends(&action, "POST", "/v1.0/users/5/sendMail", r#"{"message":[1,2]}"#);
    let _ = |client: &Client| (action.send(client), generic(client, &action));
}

#[test]
fn an_action_may_have_parameters_of_every_kind() {
    let action = Everything::<str, u64> { id: "a", numbers: PhantomData, message: vec![3], response: PhantomData };
    sends(&action, "POST", "/v1.0/users/a/sendMail", r#"{"message":[3]}"#);
    let _ = |client: &Client| (action.send(client), everything(client, &action));
}

/// What a generic function must ask for, to send a generic action.
fn sends_any<K, R>(client: &Client, id: K) -> graph_action::Call<Option<R>>
where
    K: PathValue + Clone,
    Option<R>: FromResponse,
{
    generic(client, &Generic { id, message: Some(1), response: PhantomData })
}

#[test]
fn a_generic_function_may_send_a_generic_action() {
    let _: fn(&Client, String) -> graph_action::Call<Option<u8>> = sends_any;
}

#[test]
fn a_type_may_be_generic() {
    let page = Page::<u8> { value: vec![1], next: Some(2), size: PhantomData };
    let json = r##"{"@odata.type":"#microsoft.graph.page","value":[1],"next":2}"##;
    assert_eq!(serde_json::to_string(&page).unwrap(), json);
    assert_eq!(serde_json::from_str::<Page<u8>>(json).unwrap(), page);
    let text = Text { text: "a".into(), more: None };
    assert_eq!(serde_json::from_str::<Text<'_>>(r#"{"text":"a"}"#).unwrap(), text);
}

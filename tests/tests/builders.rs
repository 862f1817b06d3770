//! Other macros on the struct of an action: it stays as it was written, so each of them works.

use std::collections::HashSet;

use graph_action::{Action, graph_action, graph_type};

const ROOT: &str = "https://graph.microsoft.com";

/// What an action sends in its body.
fn body<A: Action>(action: &A) -> String {
    String::from_utf8(action.request(ROOT).expect("a request").body().to_vec()).expect("UTF-8")
}

/// bon below the attribute.
#[graph_action(POST "/users/<id>/sendMail")]
#[derive(bon::Builder)]
struct WithBon {
    #[builder(into)]
    id: String,
    #[graph(max_chars = 9)]
    #[builder(into)]
    subject: Option<String>,
    #[builder(default = true)]
    save: bool,
}

/// bon above it.
#[derive(bon::Builder)]
#[graph_action(POST "/users/<id>/sendMail")]
#[builder(on(String, into))]
struct WithBonAbove {
    id: String,
    #[graph(name = "topic")]
    subject: Option<String>,
}

#[graph_action(POST "/users/<id>/sendMail")]
#[derive(derive_builder::Builder, Clone)]
#[builder(setter(into, strip_option))]
struct WithDeriveBuilder {
    id: String,
    #[builder(default)]
    #[graph(query = "$top")]
    top: Option<u8>,
    #[builder(default)]
    subject: Option<String>,
}

/// Derives of the language and of serde, which writes the struct in its own way.
#[graph_action(POST "/users/<id>/sendMail")]
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE", default)]
struct WithSerde {
    id: String,
    #[serde(rename = "subject-of-mine")]
    #[graph(name = "subject")]
    the_subject: Option<String>,
}

/// A type with derives and a builder.
#[graph_type("microsoft.graph.message")]
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, bon::Builder)]
struct Message {
    #[builder(into)]
    subject: Option<String>,
    is_read: Option<bool>,
}

#[test]
fn bon_builds_an_action() {
    let action = WithBon::builder().id("a").subject("hello").build();
    assert_eq!(body(&action), r#"{"subject":"hello","save":true}"#);
    let action = WithBonAbove::builder().id("a").subject("hello").build();
    assert_eq!(body(&action), r#"{"topic":"hello"}"#);
}

#[test]
fn derive_builder_builds_an_action() {
    let action = WithDeriveBuilderBuilder::default().id("a").top(5).subject("hello").build().unwrap();
    assert_eq!(action.request(ROOT).unwrap().uri().query(), Some("$top=5"));
    assert_eq!(body(&action), r#"{"subject":"hello"}"#);
}

#[test]
fn other_derives_see_the_struct_as_it_was_written() {
    let action = WithSerde { id: "a".to_owned(), the_subject: Some("hello".to_owned()) };
    assert_eq!(body(&action), r#"{"subject":"hello"}"#);
    let json = serde_json::to_string(&action).unwrap();
    assert_eq!(json, r#"{"ID":"a","subject-of-mine":"hello"}"#);
    assert_eq!(serde_json::from_str::<WithSerde>(&json).unwrap(), action);
    assert!(WithSerde::default() < action);
    assert_eq!(HashSet::from([action.clone(), action]).len(), 1);
}

#[test]
fn bon_builds_a_type() {
    let message = Message::builder().subject("hello").is_read(true).build();
    let json = r##"{"@odata.type":"#microsoft.graph.message","subject":"hello","isRead":true}"##;
    assert_eq!(serde_json::to_string(&message).unwrap(), json);
    assert_eq!(HashSet::from([message.clone(), message]).len(), 1);
}

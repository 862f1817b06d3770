//! Nothing is in scope but what is declared here: generated code names everything by its whole path.

#![no_implicit_prelude]
// Some are here to be compiled only.
#![allow(dead_code)]

#[::graph_action::graph_action(
    POST "/users/<id>/sendMail(to='<to>',top=<top>)?$search=<search>" -> ::std::option::Option<Message>,
    version = "beta",
    permissions(application = ["Mail.Send"], delegated = unsupported),
    headers("ConsistencyLevel" = "eventual"),
    idempotent
)]
pub struct SendMail {
    pub id: ::std::string::String,
    pub to: ::std::string::String,
    pub top: ::std::option::Option<::core::primitive::u32>,
    pub search: ::std::option::Option<::std::string::String>,
    #[graph(query)]
    pub skip: ::std::option::Option<::core::primitive::u32>,
    #[graph(header = "Prefer")]
    pub prefer: ::std::option::Option<::std::string::String>,
    #[graph(max_chars = 9)]
    pub subject: ::std::option::Option<::std::string::String>,
    #[graph(max_items = 9)]
    pub tags: ::std::vec::Vec<::std::string::String>,
    #[graph(skip)]
    pub note: (),
}

#[::graph_action::graph_type("microsoft.graph.message")]
pub struct Message {
    pub id: ::std::string::String,
    pub state: ::std::option::Option<State>,
    #[graph(skip)]
    pub note: (),
    #[graph(extra)]
    pub extra: ::std::collections::BTreeMap<::std::string::String, ::serde_json::Value>,
}

#[::graph_action::graph_type]
pub struct Loose {
    pub id: ::std::option::Option<::std::string::String>,
}

#[::graph_action::graph_type]
pub enum State {
    Sent,
    #[graph(other)]
    Other(::std::string::String),
}

#[::graph_action::graph_type("microsoft.graph.days", flags)]
pub enum Day {
    Monday,
    #[graph(other)]
    Other(::std::string::String),
}

#[::graph_action::graph_type]
pub enum Item {
    Message(Message),
    #[graph(name = "microsoft.graph.loose")]
    Loose(Loose),
    #[graph(other)]
    Other(::serde_json::Value),
}

#[::graph_action::graph_path]
pub enum EventPath {
    #[graph("/me/calendar")]
    Mine,
    #[graph("/users/<id>/x(a='<quoted>',b=<literal>)/<path..>")]
    Keys {
        id: ::std::string::String,
        quoted: ::std::string::String,
        literal: ::std::option::Option<Day>,
        path: ::std::string::String,
    },
    #[graph("<path>/events")]
    Named { path: ::graph_action::ResourcePath },
}

#[::graph_action::graph_response]
pub enum Answer {
    #[graph(status = 200 | 201)]
    Now(Item),
    #[graph(status = 202)]
    Later(::graph_action::Operation<Loose>),
    #[graph(status = 204)]
    Empty,
    #[graph(other)]
    Other(::graph_action::Content),
}

#[::graph_action::graph_action(PUT "<event>/x" -> Answer)]
pub struct Put {
    pub event: EventPath,
    #[graph(body = "text/plain")]
    pub text: ::std::string::String,
    #[graph(query_all)]
    pub query: ::graph_action::odata::Query,
}

#[::core::prelude::v1::test]
fn declarations_need_no_prelude() {
    let text = |text: &::core::primitive::str| ::std::string::ToString::to_string(text);
    let none = || ::std::option::Option::None;
    let action = SendMail {
        id: text("a"),
        to: text("b"),
        top: ::std::option::Option::None,
        search: none(),
        skip: ::std::option::Option::None,
        prefer: none(),
        subject: ::std::option::Option::Some(text("hello")),
        tags: ::std::vec::Vec::new(),
        note: (),
    };
    super::sends(&action, "POST", "/beta/users/a/sendMail(to='b')", r#"{"subject":"hello","tags":[]}"#);
}

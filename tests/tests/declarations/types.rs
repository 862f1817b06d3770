//! `#[graph_type]` on a struct: read in any order, written in one.

use std::collections::{BTreeMap, HashMap};

use graph_action::{Nullable, graph_type};
use serde_json::{Map, Value, json};

/// `Option` by another name.
type Maybe<T> = Option<T>;

/// Optional members, and what else there is.
#[graph_type("microsoft.graph.commsOperation")]
#[derive(Debug, Clone, Default, PartialEq)]
struct Operation {
    id: Option<String>,
    client_context: Option<String>,
    #[graph(name = "@odata.etag")]
    etag: Option<String>,
    #[graph(skip)]
    note: u8,
    #[graph(extra)]
    extra: Map<String, Value>,
}

/// Required members of every kind.
#[graph_type]
#[derive(Debug, PartialEq)]
struct User {
    id: String,
    r#type: Maybe<u8>,
    title: Nullable<String>,
    tags: Vec<String>,
    manager: Option<Box<User>>,
}

#[graph_type("microsoft.graph.list")]
#[derive(Debug, PartialEq)]
struct List<T> {
    value: Vec<T>,
    #[graph(extra)]
    rest: BTreeMap<String, Value>,
}

#[graph_type]
#[derive(Debug, PartialEq)]
struct Keeper {
    #[graph(extra)]
    all: HashMap<String, Value>,
}

#[graph_type("microsoft.graph.empty")]
#[derive(Debug, PartialEq)]
struct Empty;

#[test]
fn members_are_read_in_any_order() {
    let expected = Operation {
        id: Some("a".to_owned()),
        client_context: Some("b".to_owned()),
        etag: Some("c".to_owned()),
        ..Operation::default()
    };
    for text in [
        r#"{"id":"a","clientContext":"b","@odata.etag":"c"}"#,
        r#"{"@odata.etag":"c","clientContext":"b","id":"a"}"#,
        r#"{"clientContext":"b","@odata.etag":"c","id":"a"}"#,
        r#"{"id":"first","clientContext":"b","@odata.etag":"c","id":"a"}"#,
    ] {
        assert_eq!(serde_json::from_str::<Operation>(text).unwrap(), expected, "{text}");
    }
}

#[test]
fn the_types_name_is_written_first_and_absent_members_not_at_all() {
    let operation = Operation { client_context: Some("b".to_owned()), note: 9, ..Operation::default() };
    let text = r##"{"@odata.type":"#microsoft.graph.commsOperation","clientContext":"b"}"##;
    assert_eq!(serde_json::to_string(&operation).unwrap(), text);
    assert_eq!(serde_json::to_string(&Empty).unwrap(), r##"{"@odata.type":"#microsoft.graph.empty"}"##);
}

#[test]
fn unknown_members_are_kept_and_written_again() {
    let text = r##"{"@odata.type":"#microsoft.graph.recordOperation","id":"a","new":[1,{"x":null}]}"##;
    let operation: Operation = serde_json::from_str(text).unwrap();
    assert_eq!(operation.extra["new"], json!([1, { "x": null }]));
    // The more derived type that was read is what is written.
    assert_eq!(serde_json::to_string(&operation).unwrap(), text);
    let list: List<u8> = serde_json::from_str(r#"{"@odata.nextLink":"x","value":[1]}"#).unwrap();
    assert_eq!((list.value.as_slice(), &list.rest["@odata.nextLink"]), ([1].as_slice(), &json!("x")));
    let keeper: Keeper = serde_json::from_str(r#"{"a":1,"b":2}"#).unwrap();
    assert_eq!(keeper.all.len(), 2);
}

#[test]
fn unknown_members_are_ignored_where_nothing_keeps_them() {
    let user: User = serde_json::from_str(r#"{"new":{"deep":[1,2]},"id":"a","tags":[]}"#).unwrap();
    assert_eq!(user.id, "a");
    assert_eq!(serde_json::from_str::<Empty>(r#"{"a":1}"#).unwrap(), Empty);
}

#[test]
fn a_member_that_must_be_there_is_named_where_it_is_missing() {
    for (text, member) in [(r#"{"tags":[]}"#, "`id`"), (r#"{"id":"a"}"#, "`tags`"), ("{}", "`id`")] {
        let error = serde_json::from_str::<User>(text).unwrap_err().to_string();
        assert!(error.contains(member), "{text}: {error}");
    }
    let error = serde_json::from_str::<User>(r#"{"id":null,"tags":[]}"#).unwrap_err().to_string();
    assert!(error.contains("null"), "{error}");
}

#[test]
fn what_may_be_absent_may_be_absent_by_any_name() {
    let bare = User { id: "a".to_owned(), r#type: None, title: Nullable::Absent, tags: Vec::new(), manager: None };
    assert_eq!(serde_json::from_str::<User>(r#"{"id":"a","tags":[]}"#).unwrap(), bare);
    assert_eq!(serde_json::to_string(&bare).unwrap(), r#"{"id":"a","tags":[]}"#);
    let nulls = User { title: Nullable::Null, ..bare };
    let text = r#"{"id":"a","type":null,"title":null,"tags":[],"manager":null}"#;
    assert_eq!(serde_json::from_str::<User>(text).unwrap(), nulls);
    assert_eq!(serde_json::to_string(&nulls).unwrap(), r#"{"id":"a","title":null,"tags":[]}"#);
}

#[test]
fn a_type_may_hold_itself() {
    let text = r#"{"id":"a","tags":[],"manager":{"id":"b","type":2,"title":"x","tags":["t"]}}"#;
    let user: User = serde_json::from_str(text).unwrap();
    assert_eq!(user.manager.as_ref().unwrap().r#type, Some(2));
    assert_eq!(serde_json::to_string(&user).unwrap(), text);
}

#[test]
fn what_is_no_object_is_an_error_that_says_so() {
    for text in ["[]", "5", "\"x\"", "null"] {
        let error = serde_json::from_str::<Operation>(text).unwrap_err().to_string();
        assert!(error.contains("expected an object"), "{text}: {error}");
    }
}

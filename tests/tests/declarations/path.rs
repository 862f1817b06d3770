//! Keys, quoted keys, paths and arguments.

use graph_action::graph_action;

use super::{refusal, url};

#[graph_action(GET "/users/<id>/messages/<in>/$value")]
struct Keys {
    id: String,
    r#in: u64,
}

#[graph_action(GET "/applications(appId='<app_id>')/owners('<owner>')/microsoft.graph.user/$count")]
struct Quoted {
    app_id: String,
    owner: String,
}

#[graph_action(GET "/me/drive/root:/<path..>:/content")]
struct Path {
    path: String,
}

#[graph_action(GET "/drives/<drive>/items/<item>:/<path..>")]
struct PathAtTheEnd {
    drive: String,
    item: String,
    path: String,
}

#[graph_action(GET "/reports/get(period='D7',days=<days>,name=<name>,all=<all>,ids=<ids>)")]
#[derive(Default)]
struct Arguments {
    days: Option<u32>,
    name: Option<String>,
    all: Option<bool>,
    ids: Option<Vec<String>>,
}

#[graph_action(GET "/users/delta()")]
struct NoArguments;

#[graph_action(GET "/range(address='It''s,B2')/values(x=1)")]
struct FixedArguments;

fn text(text: &str) -> String {
    text.to_owned()
}

#[test]
fn keys_are_encoded_segments() {
    for (id, segment) in [("a", "a"), ("a/b?c#d", "a%2Fb%3Fc%23d"), ("é", "%C3%A9"), ("100%", "100%25")] {
        assert_eq!(url(&Keys { id: text(id), r#in: 7 }), format!("/users/{segment}/messages/7/$value"));
    }
}

#[test]
fn a_key_that_names_nothing_is_refused_with_the_fields_name() {
    for id in ["", ".", ".."] {
        let why = refusal(&Keys { id: text(id), r#in: 7 });
        assert!(why.contains("`id`"), "{why}");
    }
    let why = refusal(&Path { path: text("a/../b") });
    assert!(why.contains("`path`"), "{why}");
}

#[test]
fn quoted_keys_are_string_literals() {
    let action = Quoted { app_id: text("o'neil"), owner: text("a b") };
    assert_eq!(url(&action), "/applications(appId='o%27%27neil')/owners('a%20b')/microsoft.graph.user/$count");
}

#[test]
fn a_path_keeps_its_slashes() {
    assert_eq!(url(&Path { path: text("/a b/c.txt") }), "/me/drive/root:/a%20b/c.txt:/content");
    let action = PathAtTheEnd { drive: text("d"), item: text("i"), path: text("a/b") };
    assert_eq!(url(&action), "/drives/d/items/i:/a/b");
}

#[test]
fn arguments_are_written_by_their_types_and_left_out_where_absent() {
    assert_eq!(url(&Arguments::default()), "/reports/get(period='D7')");
    let action = Arguments { days: Some(7), name: Some(text("o'neil")), all: Some(true), ids: None };
    assert_eq!(url(&action), "/reports/get(period='D7',days=7,name='o%27%27neil',all=true)");
    let action = Arguments { ids: Some(vec![text("a")]), ..Arguments::default() };
    assert_eq!(url(&action), "/reports/get(period='D7',ids=@ids)?@ids=%5B%22a%22%5D");
    assert_eq!(url(&NoArguments), "/users/delta()");
    assert_eq!(url(&FixedArguments), "/range(address='It%27%27s,B2')/values(x=1)");
}

#[graph_action(GET "/me/drive/root:/Übersicht:/content")]
struct Overview;

#[test]
fn text_of_a_template_is_encoded() {
    assert_eq!(url(&Overview), "/me/drive/root:/%C3%9Cbersicht:/content");
}

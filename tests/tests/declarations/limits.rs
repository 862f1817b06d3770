//! What Graph limits is refused before it is sent: characters, not bytes; items.

use graph_action::{Nullable, graph_action};

use super::{body, refusal};

#[graph_action(POST "/communications/calls/<id>/cancelMediaProcessing")]
#[derive(Default)]
struct Cancel {
    #[graph(max_chars = 3)]
    id: String,
    #[graph(max_chars = 256)]
    client_context: Option<String>,
    #[graph(max_items = 2, name = "list")]
    items: Vec<u8>,
    #[graph(max_chars = 2)]
    title: Nullable<String>,
}

fn bare() -> Cancel {
    Cancel { id: "a".to_owned(), ..Cancel::default() }
}

#[test]
fn characters_are_counted_to_the_last_one_that_is_allowed() {
    for character in ["a", "é", "日", "🎈"] {
        let most = character.repeat(256);
        let action = Cancel { client_context: Some(most.clone()), ..bare() };
        assert_eq!(body(&action), format!(r#"{{"clientContext":"{most}","list":[]}}"#));
        let why = refusal(&Cancel { client_context: Some(character.repeat(257)), ..bare() });
        assert!(why.contains("`client_context` has 257 characters"), "{why}");
        assert!(why.contains("256"), "{why}");
    }
}

#[test]
fn items_are_counted() {
    assert_eq!(body(&Cancel { items: vec![1, 2], ..bare() }), r#"{"list":[1,2]}"#);
    let why = refusal(&Cancel { items: vec![1, 2, 3], ..bare() });
    assert!(why.contains("`items` has 3 items"), "{why}");
}

#[test]
fn a_limit_holds_in_the_path_and_behind_a_nullable() {
    let why = refusal(&Cancel { id: "abcd".to_owned(), ..bare() });
    assert!(why.contains("`id` has 4 characters"), "{why}");
    let why = refusal(&Cancel { title: Nullable::Value("abc".to_owned()), ..bare() });
    assert!(why.contains("`title` has 3 characters"), "{why}");
    assert_eq!(body(&Cancel { title: Nullable::Null, ..bare() }), r#"{"list":[],"title":null}"#);
}

#[test]
fn a_refusal_says_which_action_it_is_and_none_of_its_values() {
    let why = refusal(&Cancel { id: "secret-id".to_owned(), ..bare() });
    assert!(why.contains("POST /communications/calls/<id>/cancelMediaProcessing"), "{why}");
    assert!(!why.contains("secret-id"), "{why}");
}

//! What a few words find in a small service.

use graph_action_metadata::model::{Deprecation, OperationKind, Parameter, Returns, TypeRef};

use super::*;

/// An action on a type, with parameters of type `String`.
fn action(binding: &str, name: &str, parameters: &[&str]) -> Operation {
    let parameter = |name: &&str| Parameter {
        name: (*name).to_owned(),
        ty: TypeRef::one("Edm.String"),
        is_nullable: true,
        is_optional: false,
        deprecated: None,
    };
    Operation {
        name: format!("microsoft.graph.{name}"),
        kind: OperationKind::Action,
        binding: Some(TypeRef::one(format!("microsoft.graph.{binding}"))),
        parameters: parameters.iter().map(parameter).collect(),
        returns: None,
        is_composable: false,
        deprecated: None,
    }
}

/// The service.
fn service() -> Vec<Operation> {
    let mut returning = action("call", "record", &["clientContext"]);
    returning.returns = Some(Returns { ty: TypeRef::one("microsoft.graph.commsOperation"), is_nullable: true });
    let mut old = action("event", "mute", &[]);
    old.deprecated = Some(Deprecation::default());
    vec![
        action("call", "cancelMediaProcessing", &["clientContext"]),
        action("call", "mute", &["clientContext"]),
        returning,
        action("event", "cancel", &["Comment"]),
        old,
        action("message", "forward", &["toRecipients"]),
    ]
}

/// What is said of `forward`.
fn doc(operation: &Operation) -> Option<String> {
    (operation.short_name() == "forward").then(|| "Send a message on; cancels nothing".to_owned())
}

/// What is found, as `binding.name`.
fn found(words: &[&str]) -> Vec<String> {
    let service = service();
    let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
    let hits = operations(&service, doc, &words);
    let name = |hit: &Hit<'_>| {
        let binding = hit.operation.binding.as_ref().map(|binding| short(&binding.name)).unwrap_or_default();
        format!("{binding}.{}", hit.operation.short_name())
    };
    hits.iter().map(name).collect()
}

#[test]
fn the_likeliest_is_first() {
    assert_eq!(found(&["cancel"]), ["event.cancel", "call.cancelMediaProcessing", "message.forward"]);
    assert_eq!(found(&["Cancel", "MEDIA", "processing"]), ["call.cancelMediaProcessing"]);
}

#[test]
fn every_word_must_match_somewhere() {
    assert_eq!(found(&["mute", "call"]), ["call.mute"]);
    assert_eq!(found(&["mute", "recipients"]), Vec::<String>::new());
    assert_eq!(found(&[]).len(), service().len(), "no word is matched by everything");
}

#[test]
fn what_is_deprecated_comes_behind_its_equals() {
    assert_eq!(found(&["mute"]), ["call.mute", "event.mute"]);
}

#[test]
fn parameters_types_and_the_documentation_count() {
    assert_eq!(found(&["recipients"]), ["message.forward"]);
    assert_eq!(found(&["commsOperation"]), ["call.record"]);
    assert_eq!(found(&["nothing"]), ["message.forward"]);
}

#[test]
fn a_qualified_name_is_a_name() {
    assert_eq!(found(&["microsoft.graph.record"]), ["call.record"]);
    assert_eq!(found(&["graph.mute", "call"]), ["call.mute"]);
}

#[test]
fn typing_errors_are_guessed_at_only_where_nothing_else_matches() {
    assert_eq!(found(&["forwrad"]), ["message.forward"]);
    // The second returns a `commsOperation`, which has these letters too.
    assert_eq!(found(&["cmp"]), ["call.cancelMediaProcessing", "call.record"]);
    // `cancel` would be the guess, and is not made, since a text has the word as it was typed.
    assert_eq!(found(&["cancels"]), ["message.forward"]);
}

//! `show`: the page of an operation and of a type, by name and by path.

use crate::place::Place;

/// The page of an action.
const CANCEL: &str = "\
POST microsoft.graph.cancelMediaProcessing on call
  Stops what a call is playing or recording.
parameters
  clientContext  String  or null    Comes back in the operation, at most 256 characters.
returns cancelMediaProcessingOperation or null
paths
  /communications/calls/<id>/cancelMediaProcessing
declaration
  /// Stops what a call is playing or recording.
  #[graph_action(POST \"/communications/calls/<id>/cancelMediaProcessing\" -> Operation<CancelMediaProcessingOperation>)]
  #[derive(Debug, Clone, Default, PartialEq)]
  pub struct CancelMediaProcessing {
      /// The key of the call.
      pub id: String,
      /// Comes back in the operation, at most 256 characters.
      pub client_context: Option<String>,
  }

";

#[test]
fn an_operation_has_a_page() {
    let place = Place::with_index();
    for name in [
        "cancelMediaProcessing",
        "CANCELMEDIAPROCESSING",
        "microsoft.graph.cancelMediaProcessing",
        "call.cancelMediaProcessing",
        "/communications/calls/{id}/cancelMediaProcessing",
        "/communications/calls/<id>/microsoft.graph.cancelMediaProcessing",
    ] {
        assert_eq!(place.run(&["show", name]).fine(), CANCEL, "{name}");
    }
}

#[test]
fn many_overloads_are_a_list() {
    let place = Place::with_index();
    let out = place.run(&["show", "delta"]).fine();
    assert!(
        out.ends_with(" operations are so called; see one with `cargo graph-action show delta --on TYPE`\n"),
        "{out}"
    );
    let out = place.run(&["show", "forward", "--on", "message"]).fine();
    assert!(out.starts_with("POST microsoft.graph.forward on message\n"), "{out}");
    let error = place.run(&["show", "forward", "--on", "call"]).failed(1);
    assert_eq!(error, "error: `forward` is not called on `call`; it is called on microsoft.graph.message\n");
}

#[test]
fn a_type_has_a_page() {
    let place = Place::with_index();
    let out = place.run(&["show", "commsOperation"]).fine();
    assert_eq!(
        out,
        "entity microsoft.graph.commsOperation (extends entity, open)\n  \
         Something that a call was told to do, & how far that has come.\n\
         extended by cancelMediaProcessingOperation, inviteParticipantsOperation, muteParticipantOperation, playPromptOperation, \
         recordOperation, sendDtmfTonesOperation, startHoldMusicOperation, subscribeToToneOperation and 2 more\n\
         properties\n  \
         id             String           of entity\n  \
         clientContext  String           or null\n  \
         resultInfo     resultInfo       or null\n  \
         status         operationStatus  read-only\n\n"
    );
    let out = place.run(&["show", "operationStatus"]).fine();
    assert!(
        out.starts_with("enum microsoft.graph.operationStatus\nmembers\n  NotStarted  0\n  Running     1"),
        "{out}"
    );
    let out = place.run(&["show", "/communications/calls/{id}"]).fine();
    assert!(out.starts_with("entity microsoft.graph.call (extends entity, open)\n"), "{out}");
    assert!(out.contains("\noperations\n  POST  answer "), "{out}");
    let out = place.run(&["show", "user"]).fine();
    assert!(
        out.starts_with("entity microsoft.graph.user (extends directoryObject, or userPrincipalName, open)\n"),
        "{out}"
    );
}

#[test]
fn json_has_the_same() {
    let place = Place::with_index();
    let answer = place.run(&["show", "mute", "--on", "participant", "--json"]).json();
    let operations = answer["operations"].as_array().unwrap();
    assert_eq!(operations.len(), 1);
    assert_eq!(operations[0]["binding"], "microsoft.graph.participant");
    assert_eq!(operations[0]["paths"][0], "/communications/calls/<call>/participants/<id>/mute");
    assert_eq!(operations[0]["more_paths"], 0);
    assert!(operations[0]["declaration"].as_str().unwrap().contains("pub struct MuteParticipant {"));
    let answer = place.run(&["show", "call", "--json"]).json();
    let ty = &answer["types"][0];
    assert_eq!((&ty["kind"], &ty["base"]), (&"entity".into(), &"microsoft.graph.entity".into()));
    assert_eq!(ty["properties"][0]["declared_by"], "microsoft.graph.entity");
    assert_eq!(ty["properties"][1]["doc"], "Where the service says what became of the call; an https address.");
    assert!(ty["operations"].as_array().unwrap().iter().any(|operation| operation["method"] == "POST"));
}

#[test]
fn what_means_nothing_says_what_is_near() {
    let place = Place::with_index();
    let error = |name: &str| place.run(&["show", name]).failed(1);
    assert_eq!(error("cancelMedia"), "error: nothing is called `cancelMedia`; is it `cancelMediaProcessing`?\n");
    assert_eq!(
        error("nothingLikeThis"),
        "error: nothing is called `nothingLikeThis`; look for it with `cargo graph-action find nothingLikeThis`\n"
    );
    assert_eq!(
        error("/communications/calls/{id}/cancleMediaProcessing"),
        "error: `/communications/calls/{id}/cancleMediaProcessing` leads to nothing that the metadata says anything of; \
         did you mean `/communications/calls/{id}/cancelMediaProcessing`?\n"
    );
    assert_eq!(
        error("/me/displayName"),
        "error: `/me/displayName` leads to `Edm.String`, of which there is no more to show\n"
    );
    let unknown = error("/comunications/calls");
    assert!(unknown.contains("did you mean `communications`?"), "{unknown}");
}

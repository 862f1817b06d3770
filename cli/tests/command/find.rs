//! `find`: what it prints, and for whom.

use crate::place::Place;

#[test]
fn operations_are_lined_up_with_what_is_said_of_them() {
    let place = Place::with_index();
    assert_eq!(
        place.run(&["find", "cancel", "media"]).fine(),
        "POST  cancelMediaProcessing  call  (clientContext) -> cancelMediaProcessingOperation\n      \
         Stops what a call is playing or recording.\n"
    );
    assert_eq!(
        place.run(&["find", "mute"]).fine(),
        "POST  mute    call         (clientContext) -> muteParticipantOperation\n\
         POST  mute    participant  (clientContext) -> muteParticipantOperation\n\
         POST  unmute  call         (clientContext) -> unmuteParticipantOperation\n"
    );
    assert_eq!(
        place.run(&["find", "recent"]).fine(),
        "GET  recent  drive  () -> Collection(driveItem)\n      \
         deprecated since 2025-11-13, removed on 2027-11-01: Nothing takes its place; list the children of a folder.\n"
    );
}

#[test]
fn the_limit_says_what_it_hides() {
    let place = Place::with_index();
    let out = place.run(&["find", "call", "client", "context", "--limit", "2"]).fine();
    let all = place.run(&["find", "call", "client", "context", "--limit", "1000", "--json"]).json();
    let total = all["total"].as_u64().unwrap();
    assert!(total > 3);
    assert!(out.ends_with(&format!("\n{} operations more; see them with --limit {total}\n", total - 2)), "{out}");
}

#[test]
fn a_path_narrows_the_search() {
    let place = Place::with_index();
    let out = place.run(&["find", "/communications/calls/{id}/can"]).fine();
    assert!(out.starts_with("POST  cancelMediaProcessing  call"), "{out}");
    let out = place.run(&["find", "/communications/calls/{id}", "mute"]).fine();
    assert_eq!(out.lines().count(), 2, "{out}");
    let error = place.run(&["find", "/comunications"]).failed(1);
    assert!(error.contains("`communications`"), "{error}");
}

#[test]
fn typing_errors_are_forgiven() {
    let out = Place::with_index().run(&["find", "cancle"]).fine();
    assert!(out.starts_with("POST  cancelMediaProcessing "), "{out}");
}

#[test]
fn json_says_everything() {
    let answer = Place::with_index().run(&["find", "cancel", "media", "--json"]).json();
    assert_eq!(
        answer,
        serde_json::json!({
            "total": 1,
            "operations": [{
                "name": "microsoft.graph.cancelMediaProcessing",
                "kind": "action",
                "method": "POST",
                "binding": "microsoft.graph.call",
                "parameters": [{
                    "name": "clientContext",
                    "type": "Edm.String",
                    "is_nullable": true,
                    "is_optional": false,
                    "deprecated": null,
                    "doc": "Comes back in the operation, at most 256 characters.",
                }],
                "returns": { "type": "microsoft.graph.cancelMediaProcessingOperation", "is_nullable": true },
                "is_composable": false,
                "deprecated": null,
                "doc": "Stops what a call is playing or recording.",
            }],
        })
    );
}

#[test]
fn nothing_found_is_an_answer_of_its_own() {
    let place = Place::with_index();
    let error = place.run(&["find", "nothingLikeThis"]).failed(1);
    assert_eq!(
        error,
        "error: no operation matches `nothingLikeThis`; try fewer words, or another version with --api\n"
    );
    let run = place.run(&["find", "nothingLikeThis", "--json"]);
    assert_eq!((run.code, &run.json()), (1, &serde_json::json!({ "total": 0, "operations": [] })));
}

#[test]
fn an_index_that_is_not_there_or_not_one_says_what_makes_it() {
    let place = Place::of_crate();
    let error = place.run(&["find", "mute", "--api", "beta"]).failed(3);
    assert_eq!(
        error,
        "error: there is no index of beta (looked for DIR/graph-metadata/beta.index); make it with \
         `cargo graph-action metadata --api beta`, or name one with --index\n"
    );
    let error = place.run(&["find", "mute", "--index", "none"]).failed(3);
    assert!(error.starts_with("error: none could not be read; look at --index\n  caused by: "), "{error}");
    let error = place.run(&["find", "mute", "--index", "Cargo.toml"]).failed(3);
    assert_eq!(
        error,
        "error: Cargo.toml could not be read; make an index of a document with `cargo graph-action metadata --from FILE`\n  \
         caused by: this is no metadata index\n"
    );
    place.write("graph-metadata/v1.0.index", "graph-action-metadata\t0\tsomething old\n");
    let error = place.run(&["find", "mute"]).failed(3);
    assert!(error.contains("write it anew with `cargo graph-action metadata --api v1.0`"), "{error}");
}

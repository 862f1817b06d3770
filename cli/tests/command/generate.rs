//! `generate`: to standard output, to a file, and for patterns that mean nothing.

use crate::place::Place;

#[test]
fn a_module_is_printed_or_written() {
    let place = Place::with_index();
    let printed = place.run(&["generate", "cancelMediaProcessing"]).fine();
    assert!(printed.contains("by `cargo graph-action generate cancelMediaProcessing`"), "{printed}");
    assert!(printed.contains("\npub struct CancelMediaProcessing {\n"), "{printed}");
    assert!(printed.contains("\npub enum OperationStatus {\n"), "{printed}");
    let by_path = place.run(&["generate", "/communications/calls/{id}/CANCEL*"]).fine();
    assert_eq!(items(&by_path), items(&printed));

    let out = place.run(&["generate", "cancelMediaProcessing", "-o", "src/graph.rs"]).fine();
    assert_eq!(out, format!("src/graph.rs: 1 operation, {} lines\n", printed.lines().count()));
    assert_eq!(place.read("src/graph.rs"), printed);
}

#[test]
fn choices_are_heeded() {
    let place = Place::with_index();
    let chosen = place.run(&["generate", "*PstnCalls", "--dates", "jiff", "--uuid"]).fine();
    assert!(chosen.contains("pub from_date_time: jiff::Timestamp,"), "{chosen}");
    assert!(
        chosen.contains("Needs `jiff` and `serde_json` beside `graph-action`, and its feature `jiff`."),
        "{chosen}"
    );
}

#[test]
fn what_means_nothing_is_told() {
    let place = Place::with_index();
    let error = place.run(&["generate", "keepAlive", "cancelMediaProcesing"]).failed(1);
    let expected = "error: no operation matches `cancelMediaProcesing`; did you mean `cancelMediaProcessing`?\n";
    assert_eq!(error, expected);
    assert!(place.run(&["generate"]).failed(2).contains("PATTERN"));
    assert!(place.run(&["generate", "--all", "accept"]).failed(2).contains("cannot be used with"));
}

/// A module from its imports on.
fn items(module: &str) -> &str {
    module.split_once("\n\n").map_or("", |(_, items)| items)
}

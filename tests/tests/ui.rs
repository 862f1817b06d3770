//! What the compiler says to a mistake: one case for each rule of the macros, by theme, as a catalogue to read.
//!
//! Every case goes on to use what it declared, so that a second error which only follows from the first would show.
//! After a change on purpose: `TRYBUILD=overwrite cargo test -p graph-action-tests --test ui`, and read the difference.

#[test]
fn mistakes_are_told_in_the_users_words_and_nothing_cascades() {
    let cases = trybuild::TestCases::new();
    for theme in ["path", "field", "response", "attribute", "type"] {
        cases.compile_fail(format!("tests/ui/{theme}/*.rs"));
    }
}

#[test]
fn what_is_allowed_compiles() {
    trybuild::TestCases::new().pass("tests/ui/pass/*.rs");
}

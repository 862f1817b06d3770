//! What the compiler says where a declaration and the service's metadata disagree: one case for each rule, by theme.
//!
//! After a change on purpose: `TRYBUILD=overwrite cargo test -p graph-action-tests-checked --test ui`, and read the difference.

use std::path::Path;

#[test]
fn what_the_service_does_not_have_is_told_at_the_token() {
    let cases = trybuild::TestCases::new();
    for theme in ["path", "parameter", "response", "type"] {
        cases.compile_fail(format!("tests/ui/{theme}/*.rs"));
    }
    // The cases are compiled in a crate of their own, which has to have the metadata beside it as a user's crate has.
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap();
    let cases = target.join("tests/trybuild").join(env!("CARGO_PKG_NAME")).join("graph-metadata");
    std::fs::create_dir_all(&cases).unwrap();
    std::fs::copy(root.join("graph-metadata/v1.0.index"), cases.join("v1.0.index")).unwrap();
}

//! Whether a text is laid out as rustfmt does.

use std::io::Write as _;
use std::process::{Command, Stdio};

/// Fails with what rustfmt, with its own settings, would write otherwise.
pub(crate) fn assert_formatted(text: &str) {
    // Where no settings of a project are found.
    let mut rustfmt = Command::new("rustfmt")
        .args(["--edition", "2024", "--check"])
        .current_dir(std::env::temp_dir())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    rustfmt.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    let output = rustfmt.wait_with_output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
}

//! What the whole of Graph costs a compiler: no warning, some seconds, some memory.

use std::path::Path;
use std::process::Command;
use std::time::Instant;

use crate::scratch::Scratch;
use crate::service::graph;

/// GNU time, which says how much memory the largest of the processes had.
const TIME: &str = "/usr/bin/time";

#[test]
fn all_declarations_are_checked_without_a_warning() {
    let Some(service) = graph() else { return };
    // A crate of its own, since it is compiled anew each time.
    let scratch = Scratch::of(service, "cost");
    let run = |mut command: Command| {
        let output = command.output().unwrap();
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{told}");
        told
    };
    let check = ["check", "--quiet", "--offline"];
    // What it stands on is not counted.
    run(scratch.command(env!("CARGO"), &[&check[..], &["--package", "graph-action"]].concat()));
    scratch.touch();
    let start = Instant::now();
    let timed = Path::new(TIME).exists();
    let told = if timed {
        run(scratch.command(TIME, &[&["--format", "peak memory %M KiB", env!("CARGO")][..], &check].concat()))
    } else {
        run(scratch.command(env!("CARGO"), &check))
    };
    let took = start.elapsed();
    let (warnings, memory) =
        told.rsplit_once("peak memory").map_or((told.as_str(), "not known"), |(told, memory)| (told, memory.trim()));
    let operations = u32::try_from(service.schema.operations.len()).unwrap();
    println!(
        "cargo check of {operations} operations: {took:.1?}, {:.1?} an operation, peak memory {memory}",
        took / operations
    );
    assert_eq!(warnings.trim(), "");
}

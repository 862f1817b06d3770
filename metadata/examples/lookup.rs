//! What a macro pays for the check of one action: opening the index, and resolving a path.
//!
//! ```text
//! cargo run -p graph-action-metadata --features csdl --example lookup -- [METADATA.csdl] [PATH…]
//! ```
//!
//! Without arguments it looks up a few actions in the part of Graph that the tests bring along.

#![allow(clippy::print_stdout, reason = "An example shows what it does.")]

use std::error::Error;
use std::time::{Duration, Instant};

use graph_action_metadata::path::Path;
use graph_action_metadata::resolve::{Target, resolve};
use graph_action_metadata::{Index, csdl};

/// How often each look-up is repeated.
const ROUNDS: usize = 50;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let document = arguments.next().map_or_else(
        || std::path::PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/communications.csdl"),
        Into::into,
    );
    let mut paths: Vec<String> = arguments.collect();
    if paths.is_empty() {
        paths = ["/communications/calls/<id>/cancelMediaProcessing", "/communications/calls/<id>/keepAliev"]
            .map(str::to_owned)
            .to_vec();
    }
    let file = std::env::temp_dir().join(format!("graph-action-lookup-{}.index", std::process::id()));
    let index = Index::of(&csdl::read(std::fs::read(document)?.as_slice())?);
    std::fs::write(&file, index.to_text())?;
    println!("{} bytes of index", std::fs::metadata(&file)?.len());
    for text in &paths {
        // Each macro opens the index anew, so that no round profits from the one before but for the system's cache of files.
        let mut rounds = Vec::new();
        let mut told = String::new();
        for _ in 0..ROUNDS {
            let begin = Instant::now();
            let index = Index::open(&file)?;
            let opened = begin.elapsed();
            let found = resolve(&index, &Path::parse(text)?);
            rounds.push((begin.elapsed(), opened));
            told = match found.map(|resolved| resolved.target) {
                Ok(Target::Operation { overloads, .. }) => {
                    overloads.iter().map(graph_action_metadata::model::Operation::id).collect::<Vec<_>>().join(" or ")
                }
                Ok(target) => format!("{target:?}"),
                Err(problem) => problem.to_string(),
            };
        }
        let first = rounds.first().map_or(Duration::ZERO, |(whole, _)| *whole);
        rounds.sort_unstable();
        let (whole, opened) = rounds.get(ROUNDS / 2).copied().unwrap_or_default();
        println!("{text}\n    {told}\n    first {first:.1?}, then {whole:.1?}, of which {opened:.1?} to open");
    }
    std::fs::remove_file(&file)?;
    Ok(())
}

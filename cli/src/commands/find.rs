//! `cargo graph-action find`: the operations that a few words mean.

use std::io::Write;

use graph_action_metadata::Index;
use serde::Serialize;

use super::signature;
use crate::args::Find;
use crate::error::{Error, Exit};
use crate::output::{QUIET, columns, count, first_line, json, line, paint, width};
use crate::search;
use crate::view::{self, OperationView};

/// What `--json` writes.
#[derive(Serialize)]
struct Answer {
    /// How many match, those behind the limit included.
    total: usize,
    /// The likeliest, up to the limit.
    operations: Vec<OperationView>,
}

/// Finds, and writes what was found.
pub(super) fn run(index: &Index, find: &Find, out: &mut dyn Write) -> Result<Exit, Error> {
    let words: Vec<String> = find.words.iter().flat_map(|word| word.split_whitespace()).map(str::to_owned).collect();
    let operations = index.operations()?;
    // A damaged line of documentation hides no operation; `verify` is there to find it.
    let hits = search::operations(&operations, |operation| index.doc(&operation.id()).ok().flatten(), &words);
    let shown: Vec<_> = hits.iter().take(find.limit).map(|hit| hit.operation).collect();
    let exit = if hits.is_empty() { Exit::Findings } else { Exit::Fine };
    if find.source.json {
        let views: Result<Vec<_>, _> = shown.iter().map(|operation| view::operation(index, operation)).collect();
        json(out, &Answer { total: hits.len(), operations: views? })?;
        return Ok(exit);
    }
    if hits.is_empty() {
        let words = find.words.join(" ");
        return Err(Error::not_found(format!("no operation matches `{words}`"))
            .fix("try fewer words, or another version with --api"));
    }
    let width = width();
    let rows: Vec<Vec<String>> = shown.iter().map(|operation| signature::row(operation, index.namespace())).collect();
    for (operation, row) in shown.iter().zip(columns(&rows)) {
        line(out, width, &row)?;
        if let Some(deprecation) = &operation.deprecated {
            line(out, width, &format!("      {}", signature::deprecated(deprecation)))?;
        }
        if let Some(doc) = index.doc(&operation.id())? {
            line(out, width, &format!("      {}", paint(QUIET, first_line(&doc))))?;
        }
    }
    let more = hits.len() - shown.len();
    if more > 0 {
        let text = format!("{} more; see them with --limit {}", count(more, "operation"), hits.len());
        line(out, width, &paint(QUIET, text).to_string())?;
    }
    Ok(exit)
}

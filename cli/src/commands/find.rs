//! `cargo graph-action find`: the operations that a few words mean.

use std::io::Write;

use graph_action_metadata::Index;
use graph_action_metadata::model::Operation;
use serde::Serialize;

use super::signature;
use crate::args::Find;
use crate::error::{Error, Exit};
use crate::output::{QUIET, columns, count, first_line, json, line, paint, width};
use crate::view::{self, OperationView};
use crate::{lookup, search};

/// What `--json` writes.
#[derive(Serialize)]
struct Answer {
    /// How many match, those behind the limit included.
    total: usize,
    /// The likeliest, up to the limit.
    operations: Vec<OperationView>,
}

/// What is searched, and for which words: a path narrows the first, and its last segment may be one of the second.
fn scope(index: &Index, find: &Find) -> Result<(Vec<Operation>, Vec<String>), Error> {
    let (paths, mut words): (Vec<String>, Vec<String>) = find
        .words
        .iter()
        .flat_map(|word| word.split_whitespace())
        .map(str::to_owned)
        .partition(|word| word.contains('/'));
    let mut operations: Option<Vec<Operation>> = None;
    for path in &paths {
        let (beneath, last) = lookup::beneath(index, path)?;
        words.extend(last);
        match &mut operations {
            Some(operations) => operations.retain(|operation| beneath.contains(operation)),
            None => operations = Some(beneath),
        }
    }
    Ok((operations.map_or_else(|| index.operations(), Ok)?, words))
}

/// Finds, and writes what was found.
pub(super) fn run(index: &Index, find: &Find, out: &mut dyn Write) -> Result<Exit, Error> {
    let (operations, words) = scope(index, find)?;
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

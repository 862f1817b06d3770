//! What a check found. Data alone: how it is shown is the command's.

use std::collections::BTreeMap;

use serde::Serialize;

use super::source::Place;

/// What a check found in the declarations of one crate or several.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// What was checked.
    pub checked: Counts,
    /// How many declarations say `unchecked`: they are read, and not held against the metadata.
    pub unchecked: usize,
    /// How many declarations could not be checked since there is no index, by the version that they are of.
    pub without_index: BTreeMap<String, usize>,
    /// What was found, file by file and in the order of the text.
    pub findings: Vec<Finding>,
    /// What was passed over on purpose: modules that are compiled under a condition, and are not there.
    pub passed_over: Vec<Finding>,
}

/// How many declarations there are of each kind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// `#[graph_action]`.
    pub actions: usize,
    /// `#[graph_type]`.
    pub types: usize,
    /// `#[graph_path]`.
    pub paths: usize,
    /// `#[graph_response]`, of which the metadata says nothing.
    pub responses: usize,
}

/// One thing that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// How bad it is.
    pub level: Level,
    /// Where it is.
    pub place: Place,
    /// What it is, in the words of the compile error where the macros say it as well.
    pub message: String,
    /// The struct or enum that it is about; nothing where it is about a file.
    pub declaration: Option<String>,
}

/// How bad a finding is, the worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// It cannot work.
    Error,
    /// It works and will not for ever.
    Warning,
    /// It works and is good to know.
    Note,
}

impl Report {
    /// How many findings there are of a level.
    #[must_use]
    pub fn count(&self, level: Level) -> usize {
        self.findings.iter().filter(|finding| finding.level == level).count()
    }

    /// Takes in what was found in another crate. What both see, since they share a file, is there once.
    pub fn add(&mut self, other: Self) {
        let Counts { actions, types, paths, responses } = other.checked;
        self.checked.actions += actions;
        self.checked.types += types;
        self.checked.paths += paths;
        self.checked.responses += responses;
        self.unchecked += other.unchecked;
        for (version, number) in other.without_index {
            *self.without_index.entry(version).or_default() += number;
        }
        self.findings.extend(other.findings);
        self.passed_over.extend(other.passed_over);
        self.sort();
    }

    /// Puts the findings in order, and drops those that are there twice.
    pub(super) fn sort(&mut self) {
        for findings in [&mut self.findings, &mut self.passed_over] {
            findings.sort_by(|a, b| key(a).cmp(&key(b)));
            findings.dedup();
        }
    }
}

/// What findings are sorted by.
fn key(finding: &Finding) -> (&std::path::Path, usize, usize, Level, &str) {
    let Finding { level, place, message, .. } = finding;
    (&place.source.path, place.range.start, place.range.end, *level, message)
}

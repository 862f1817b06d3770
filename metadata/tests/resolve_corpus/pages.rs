//! The paths of Graph's documentation, as its pages spell them.
//!
//! The pages are of July 2021 and the metadata is of today, so that some of them disagree.

use std::collections::{BTreeMap, BTreeSet};

use graph_action_metadata::Index;
use graph_action_metadata::path::Path;
use graph_action_metadata::resolve::{Note, Problem, Slip, Target, resolve};
use serde_json::Value;

use super::data::{graph, records};

/// Why a path of a page does not lead to the operation of that page. Each is the page's fault, or that of its age.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fault {
    /// It leaves the arguments of a function out, or shows them in a body: a function has none.
    Arguments,
    /// Its capitals are not those of the metadata.
    Capitals,
    /// The service has the operation no more.
    Gone,
    /// A segment is missing: the operation is bound to a collection, and the path leads to one value.
    Segment,
}

/// The pages with such paths.
const PAGES: &[(&str, Fault)] = &[
    ("chartcollection-itemat", Fault::Arguments),
    ("chartseriescollection-itemat", Fault::Arguments),
    ("intune-deviceconfig-deviceconfiguration-getomasettingplaintextvalue", Fault::Arguments),
    ("intune-onboarding-devicemanagement-verifywindowsenrollmentautodiscovery", Fault::Arguments),
    ("intune-rbac-devicemanagement-geteffectivepermissions", Fault::Arguments),
    ("range-boundingrect", Fault::Arguments),
    ("range-cell", Fault::Arguments),
    ("range-column", Fault::Arguments),
    ("range-intersection", Fault::Arguments),
    ("range-offsetrange", Fault::Arguments),
    ("rangebordercollection-itemat", Fault::Arguments),
    ("reports-getuserarchivedprintjobs", Fault::Arguments),
    ("chartlineformat-clear", Fault::Capitals),
    ("event-decline", Fault::Capitals),
    ("event-forward", Fault::Capitals),
    ("event-snoozereminder", Fault::Capitals),
    ("user-reminderview", Fault::Capitals),
    ("directory-deleteditems-user-owned", Fault::Gone),
    ("workbookrangeview-itemat", Fault::Segment),
];

/// Why a path does not lead to the operation of its page; nothing where it does.
fn fault(index: &Index, request: &Value) -> Option<Result<Fault, String>> {
    let text = request["path"].as_str().unwrap();
    let casing = |problem: &Problem| match problem {
        Problem::NotFound(not_found) => matches!(not_found.slip, Some(Slip::Casing(_))),
        Problem::Arguments { .. } => problem.to_string().contains("capitals"),
        _ => false,
    };
    let resolved = match resolve(index, &Path::parse(text).unwrap()) {
        Ok(resolved) => resolved,
        Err(problem) if casing(&problem) => return Some(Ok(Fault::Capitals)),
        Err(Problem::Arguments { given, .. }) if given.is_empty() => return Some(Ok(Fault::Arguments)),
        Err(Problem::NotFound(not_found)) if not_found.elsewhere.iter().any(|binding| binding.is_collection) => {
            return Some(Ok(Fault::Segment));
        }
        Err(problem) => return Some(Err(format!("{text}: {problem}"))),
    };
    for note in &resolved.notes {
        match note {
            Note::Undeclared(problem) if casing(problem) => return Some(Ok(Fault::Capitals)),
            // A key that is written out is one where something follows that only an item has.
            Note::FixedKey { place } if text.ends_with(&place.text) => return Some(Ok(Fault::Gone)),
            Note::FixedKey { .. } | Note::Deprecated { .. } => {}
            other => return Some(Err(format!("{text}: {other:?}"))),
        }
    }
    let name = request["op"]["name"].as_str();
    match (&resolved.target, name) {
        (Target::Operation { overloads, .. }, Some(name)) if overloads.iter().all(|it| it.short_name() == name) => None,
        // The page of an operation that has requests for its resource as well.
        (Target::Resource { .. }, None) => None,
        (target, _) => Some(Err(format!("{text}: {target:?}"))),
    }
}

#[test]
fn the_paths_of_the_documentation_lead_to_their_operations() {
    let (Some((_, index)), Some(records)) = (graph(), records("docs-dev.jsonl")) else { return };
    let (mut all, mut failed) = (0, 0);
    let (mut unexplained, mut faults) = (Vec::new(), BTreeSet::new());
    for record in &records {
        let page = record["page"].as_str().unwrap().trim_start_matches("v1.0/api/").trim_end_matches(".md");
        for request in record["http_requests"].as_array().unwrap() {
            all += 1;
            if let Some(fault) = fault(index, request) {
                failed += 1;
                match fault {
                    Ok(fault) => drop(faults.insert((page, fault))),
                    Err(message) => unexplained.push(format!("{page}: {message}")),
                }
            }
        }
    }
    let mut by_fault: BTreeMap<Fault, Vec<&str>> = BTreeMap::new();
    for (page, fault) in &faults {
        by_fault.entry(*fault).or_default().push(page);
    }
    let good = all - failed;
    eprintln!(
        "{good} of {all} paths lead to their operations, {failed} do not, by the fault of these pages: {by_fault:#?}"
    );
    assert!(unexplained.is_empty(), "{unexplained:#?}");
    assert_eq!(faults, PAGES.iter().copied().collect());
}

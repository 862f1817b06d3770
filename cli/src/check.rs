//! Every declaration of a crate against its indexes, without compiling it.
//!
//! Pure but for reading the crate's files: [`Sources`] are the declarations as they stand there, [`Indexes`] what they are held
//! against, [`package`] does it, and the [`Report`] is what was found. The rules are those of the macros and live with them, in
//! `graph_action_declaration::schema`; what is added here is what no macro can see: several declarations at once.
//!
//! Declarations that a macro generates, and those behind `include!`, are not seen.

mod bound;
mod declaration;
mod indexes;
mod modules;
mod report;
mod source;
pub(crate) mod uses;

use graph_action_metadata::index::Fault;

pub use indexes::Indexes;
pub use modules::Sources;
pub use report::{Counts, Finding, Level, Report};
pub use source::{Place, Source};

use declaration::Checker;

/// Checks the declarations of a crate. An error is a damaged index.
///
/// ```
/// use std::path::PathBuf;
/// use cargo_graph_action::check::{self, Indexes, Level, Sources};
/// use graph_action_metadata::{Index, Schema};
///
/// let directory = std::env::temp_dir().join(format!("graph-action-check-{}", std::process::id()));
/// std::fs::create_dir_all(&directory)?;
/// let file = directory.join("lib.rs");
/// std::fs::write(&file, "#[graph_action(GET \"/me\")] struct Me { name: String }")?;
/// let sources = Sources::read(&[file], &directory);
/// let report = check::package(&sources, &Indexes::one(Index::of(&Schema::default())))?;
/// assert_eq!(report.checked.actions, 1);
/// assert_eq!(report.findings[0].level, Level::Error);
/// assert_eq!(report.findings[0].place.start(), (1, 40));
/// # std::fs::remove_dir_all(directory)?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn package(sources: &Sources, indexes: &Indexes) -> Result<Report, Fault> {
    let mut checker = Checker::new(sources, indexes);
    for item in &sources.items {
        checker.item(item)?;
    }
    let mut report = checker.finish();
    report.findings.extend(sources.broken.iter().cloned());
    report.passed_over.extend(sources.passed_over.iter().cloned());
    report.sort();
    Ok(report)
}

#[cfg(test)]
pub(crate) mod tests;

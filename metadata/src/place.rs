//! Where the index of a crate lies: the one rule for the macros, which read it, and for the command, which writes it.
//!
//! `graph-metadata/<version>.index` beside the crate's `Cargo.toml` comes first, then that in the root of its workspace. A workspace
//! is found by looking, since a macro cannot ask cargo; the key `package.workspace` is not followed.

use std::fs;
use std::path::Path;

/// The directory that the indexes are in.
pub const DIRECTORY: &str = "graph-metadata";

/// The root of the workspace that a directory is in, which may be the directory itself.
#[must_use]
pub fn workspace_of(directory: &Path) -> Option<&Path> {
    directory.ancestors().find(|directory| is_workspace(directory))
}

/// The directories in which a crate's indexes may lie below [`DIRECTORY`], the nearest first: its own, and its workspace's root.
pub fn directories(directory: &Path) -> impl Iterator<Item = &Path> {
    let root = workspace_of(directory).filter(|root| *root != directory);
    std::iter::once(directory).chain(root)
}

/// Whether a directory is the root of a workspace. Only the head of a table is looked for, which TOML lets stand nowhere else.
fn is_workspace(directory: &Path) -> bool {
    let manifest = fs::read_to_string(directory.join("Cargo.toml")).unwrap_or_default();
    manifest.lines().map(str::trim_start).any(|line| line.starts_with("[workspace]") || line.starts_with("[workspace."))
}

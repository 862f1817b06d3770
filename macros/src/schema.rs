//! The index of the service's metadata that belongs to the crate being compiled: where it is, and opening it once.
//!
//! `graph-metadata/<version>.index` is looked for beside the crate's `Cargo.toml`, then in the root of its workspace. Without
//! one there is no check, and nothing is read. One process may serve many crates for a long time, as an editor's does, so
//! what is kept is kept by the crate's folder and is read anew when the file has changed.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use graph_action_metadata::Index;

/// The folder of the indexes.
const FOLDER: &str = "graph-metadata";

/// An index that the crate being compiled has.
#[derive(Clone)]
pub(crate) struct Found {
    /// Where it is.
    pub(crate) path: PathBuf,
    /// The index, or why it cannot be read.
    pub(crate) index: Result<Arc<Index>, String>,
    /// Whether this process has not handed it out before: the first declaration has the compiler track the file.
    pub(crate) is_first: bool,
}

/// What is kept of a file.
struct Kept {
    /// Its time and length when it was read.
    stamp: (Option<SystemTime>, u64),
    /// What was in it.
    index: Result<Arc<Index>, String>,
}

/// The files that were read.
static KEPT: Mutex<BTreeMap<PathBuf, Kept>> = Mutex::new(BTreeMap::new());
/// The folders of indexes, by the folder of the crate.
static FOLDERS: Mutex<BTreeMap<PathBuf, Vec<PathBuf>>> = Mutex::new(BTreeMap::new());

/// The index of one version.
pub(crate) fn index(version: &str) -> Option<Found> {
    folders().into_iter().find_map(|folder| open(folder.join(format!("{version}.index"))))
}

/// The indexes of every version, Graph's own default first.
pub(crate) fn indexes() -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    for folder in folders() {
        let Ok(entries) = std::fs::read_dir(&folder) else { continue };
        let mut names: Vec<PathBuf> = entries
            .filter_map(|entry| entry.ok().map(|entry| entry.path()))
            .filter(|path| path.extension().is_some_and(|extension| extension == "index"))
            .collect();
        names.sort_by_key(|path| (path.file_stem().is_none_or(|stem| stem != "v1.0"), path.clone()));
        for path in names {
            let is_nearer = found.iter().any(|nearer| nearer.path.file_name() == path.file_name());
            if !is_nearer {
                found.extend(open(path));
            }
        }
    }
    found
}

/// The folders where indexes may be: the crate's own, then its workspace's.
fn folders() -> Vec<PathBuf> {
    let Some(root) = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from) else { return Vec::new() };
    let mut folders = FOLDERS.lock().unwrap_or_else(PoisonError::into_inner);
    let known = folders.entry(root).or_insert_with_key(|root| {
        // A crate may be the root of a workspace of its own, whatever is above it.
        let workspace = root.ancestors().find(|folder| is_workspace(folder)).filter(|folder| folder != root);
        std::iter::once(root.as_path()).chain(workspace).map(|folder| folder.join(FOLDER)).collect()
    });
    known.clone()
}

/// Whether a folder is the root of a workspace.
fn is_workspace(folder: &Path) -> bool {
    let manifest = std::fs::read_to_string(folder.join("Cargo.toml")).unwrap_or_default();
    manifest
        .lines()
        .any(|line| line.trim_start().starts_with("[workspace]") || line.trim_start().starts_with("[workspace."))
}

/// The index in a file, if there is one.
fn open(path: PathBuf) -> Option<Found> {
    let about = std::fs::metadata(&path).ok()?;
    let stamp = (about.modified().ok(), about.len());
    let mut kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(kept) = kept.get(&path).filter(|kept| kept.stamp == stamp) {
        return Some(Found { index: kept.index.clone(), path, is_first: false });
    }
    let index = Index::open(&path).map(Arc::new).map_err(|error| error.to_string());
    kept.insert(path.clone(), Kept { stamp, index: index.clone() });
    Some(Found { path, index, is_first: true })
}

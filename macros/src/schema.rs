//! The index of the service's metadata that belongs to the crate being compiled: where it is, and opening it once.
//!
//! `graph-metadata/<version>.index` is looked for beside the crate's `Cargo.toml`, then in the root of its workspace. Without
//! one there is no check, and nothing is read. One process may serve many crates for a long time, as an editor's does, so
//! what is kept is kept by the crate's folder and is read anew when the file has changed.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use graph_action_metadata::{Index, place};

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
    indexes_in(&folders())
}

/// The indexes of every version in some folders; of one version, that in the first.
fn indexes_in(folders: &[PathBuf]) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    for folder in folders {
        let Ok(entries) = std::fs::read_dir(folder) else { continue };
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

/// The folders where indexes of the crate being compiled may be.
fn folders() -> Vec<PathBuf> {
    let Some(root) = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from) else { return Vec::new() };
    let mut folders = FOLDERS.lock().unwrap_or_else(PoisonError::into_inner);
    folders.entry(root).or_insert_with_key(|root| folders_of(root)).clone()
}

/// The folders where indexes may be: the crate's own, then its workspace's.
fn folders_of(root: &Path) -> Vec<PathBuf> {
    place::directories(root).map(|folder| folder.join(place::DIRECTORY)).collect()
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

#[cfg(test)]
mod tests {
    use std::fs;
    use std::sync::atomic::{AtomicU32, Ordering};

    use graph_action_metadata::Schema;

    use super::*;

    /// A folder of its own for a test, with what is in it: a name with a slash is in a folder.
    fn folder(files: &[(&str, &str)]) -> PathBuf {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let root = std::env::temp_dir().join(format!("graph-action-macros-{}-{number}", std::process::id()));
        for (name, text) in files {
            let path = root.join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        root
    }

    #[test]
    fn the_crate_s_own_folder_comes_before_that_of_its_workspace() {
        let root = folder(&[
            ("Cargo.toml", "[workspace]\nmembers = [\"a\"]\n"),
            ("a/Cargo.toml", "[package]\nname = \"a\"\n"),
            ("b/Cargo.toml", "[package]\nname = \"b\"\n\n  [workspace.dependencies]\n"),
            ("b/c/Cargo.toml", "[package]\nname = \"c\"\n# [workspace] is elsewhere\n"),
        ]);
        let folders = |name: &str| folders_of(&root.join(name));
        assert_eq!(folders("a"), [root.join("a/graph-metadata"), root.join("graph-metadata")]);
        assert_eq!(folders(""), [root.join("graph-metadata")]);
        assert_eq!(folders("b"), [root.join("b/graph-metadata")], "a workspace of its own");
        assert_eq!(folders("b/c"), [root.join("b/c/graph-metadata"), root.join("b/graph-metadata")]);
        fs::remove_dir_all(root).unwrap();
    }

    #[test]
    fn every_version_is_found_once_and_the_nearer_file_wins() {
        let text = Index::of(&Schema::default()).to_text();
        let root = folder(&[
            ("near/v1.0.index", &text),
            ("far/v1.0.index", "damaged"),
            ("far/beta.index", &text),
            ("far/notes.txt", ""),
        ]);
        let found = indexes_in(&[root.join("near"), root.join("far"), root.join("nowhere")]);
        let paths: Vec<&Path> = found.iter().map(|found| found.path.as_path()).collect();
        assert_eq!(paths, [root.join("near/v1.0.index"), root.join("far/beta.index")]);
        assert!(found.iter().all(|found| found.index.is_ok() && found.is_first));
        fs::remove_dir_all(root).unwrap();
    }

    #[test]
    fn a_file_is_read_again_when_it_has_changed() {
        let text = Index::of(&Schema::default()).to_text();
        let root = folder(&[("v1.0.index", &text)]);
        let path = root.join("v1.0.index");
        assert!(open(path.clone()).unwrap().is_first);
        assert!(!open(path.clone()).unwrap().is_first);
        fs::write(&path, "something else").unwrap();
        let changed = open(path.clone()).unwrap();
        assert!(changed.is_first);
        let error = changed.index.unwrap_err();
        assert!(error.contains("cargo graph-action metadata --api v1.0"), "{error}");
        fs::remove_file(&path).unwrap();
        assert!(open(path).is_none());
        fs::remove_dir_all(root).unwrap();
    }
}

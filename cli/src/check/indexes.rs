//! The indexes that a crate is checked against, one a version, opened once.

use std::fs;
use std::path::{Path, PathBuf};

use graph_action_metadata::Index;
use graph_action_metadata::place;

use crate::api::Api;
use crate::error::Error;
use crate::store;

/// The version of a declaration that says none.
pub(super) const DEFAULT_VERSION: &str = "v1.0";

/// The indexes of a crate.
#[derive(Debug)]
pub struct Indexes(Kind);

/// Which index is for what.
#[derive(Debug)]
enum Kind {
    /// One for everything.
    One(Index),
    /// One for each version, the default first.
    ByVersion(Vec<(String, Index)>),
}

impl Indexes {
    /// One index for everything, whatever version a declaration says.
    #[must_use]
    pub fn one(index: Index) -> Self {
        Self(Kind::One(index))
    }

    /// One index for one version: an action of another version is not checked.
    #[must_use]
    pub fn of_version(version: &Api, index: Index) -> Self {
        Self(Kind::ByVersion(vec![(version.to_string(), index)]))
    }

    /// All that lie in the directories that belong to a crate, the nearest of each version: what the macros find too.
    pub fn find<'a>(directories: impl IntoIterator<Item = &'a Path>) -> Result<Self, Error> {
        let mut paths: Vec<PathBuf> = Vec::new();
        for directory in directories {
            let Ok(entries) = fs::read_dir(directory.join(place::DIRECTORY)) else { continue };
            let found = entries.filter_map(|entry| entry.ok().map(|entry| entry.path()));
            for path in found.filter(|path| path.extension().is_some_and(|extension| extension == "index")) {
                if paths.iter().all(|nearer| nearer.file_name() != path.file_name()) {
                    paths.push(path);
                }
            }
        }
        let version = |path: &Path| path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        paths.sort_by_key(|path| (version(path) != DEFAULT_VERSION, version(path)));
        let open = |path: PathBuf| Ok((version(&path), store::open(&path)?));
        Ok(Self(Kind::ByVersion(paths.into_iter().map(open).collect::<Result<_, Error>>()?)))
    }

    /// The index of a version.
    pub(crate) fn of(&self, version: &str) -> Option<&Index> {
        match &self.0 {
            Kind::One(index) => Some(index),
            Kind::ByVersion(indexes) => indexes.iter().find(|(name, _)| name == version).map(|(_, index)| index),
        }
    }

    /// All of them, for what has no version.
    pub(crate) fn all(&self) -> Vec<&Index> {
        match &self.0 {
            Kind::One(index) => vec![index],
            Kind::ByVersion(indexes) => indexes.iter().map(|(_, index)| index).collect(),
        }
    }

    /// Whether there is none at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.all().is_empty()
    }
}

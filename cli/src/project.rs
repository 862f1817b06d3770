//! The crate that the command runs in: its directory, its workspace, and the files that its targets begin with.
//!
//! Directories are found by looking, as the macros do it, so that a question costs no run of cargo. Only who has to know the
//! targets asks cargo.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use graph_action_metadata::place;

use crate::error::Error;

/// What a crate or a workspace is recognised by.
const MANIFEST: &str = "Cargo.toml";

/// A crate, or a workspace where the command runs in the root of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Project {
    /// The directory of the nearest Cargo.toml.
    directory: PathBuf,
    /// The root of the workspace above it, where there is one.
    workspace: Option<PathBuf>,
}

impl Project {
    /// The project that a directory is in.
    pub fn above(directory: &Path) -> Result<Self, Error> {
        let Some(directory) = directory.ancestors().find(|directory| directory.join(MANIFEST).is_file()) else {
            return Err(Error::new(format!("there is no Cargo.toml in {} or above it", directory.display()))
                .fix("run the command in a crate, or name one with --manifest-path"));
        };
        let workspace = place::workspace_of(directory);
        Ok(Self { directory: directory.to_owned(), workspace: workspace.map(Path::to_owned) })
    }

    /// The project of a manifest.
    pub fn of(manifest: &Path) -> Result<Self, Error> {
        let manifest = fs::canonicalize(manifest)
            .map_err(|error| Error::new(format!("{} could not be read", manifest.display())).because(error))?;
        if manifest.file_name().is_none_or(|name| name != MANIFEST) {
            return Err(Error::new(format!("--manifest-path names no Cargo.toml: {}", manifest.display())));
        }
        Self::above(manifest.parent().unwrap_or(&manifest))
    }

    /// The directory of the crate, or of the workspace where the command runs in its root.
    #[must_use]
    pub fn directory(&self) -> &Path {
        &self.directory
    }

    /// The root of the workspace; the crate's directory where there is no workspace.
    #[must_use]
    pub fn workspace(&self) -> &Path {
        self.workspace.as_deref().unwrap_or(&self.directory)
    }

    /// Where something that belongs to the crate may lie, the nearest first: the crate's directory and the workspace's root.
    pub fn directories(&self) -> impl Iterator<Item = &Path> {
        place::directories(&self.directory)
    }

    /// The files that the targets begin with whose crates look into `directory` (that of the crate, or the workspace's root);
    /// build scripts left out. Asks cargo.
    pub fn target_roots(&self, directory: &Path) -> Result<Vec<PathBuf>, Error> {
        Ok(self.packages(directory)?.into_iter().flat_map(|package| package.target_roots).collect())
    }

    /// The crates that look into `directory`: that crate alone, or every member where it is the workspace's root. Asks cargo.
    pub fn packages(&self, directory: &Path) -> Result<Vec<Package>, Error> {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let manifest = self.directory.join(MANIFEST);
        let output = Command::new(cargo)
            .args(["metadata", "--no-deps", "--offline", "--format-version", "1", "--manifest-path"])
            .arg(&manifest)
            .output()
            .map_err(|error| Error::new("cargo could not be started").because(error))?;
        if !output.status.success() {
            let said = String::from_utf8_lossy(&output.stderr).trim().to_owned();
            return Err(Error::new(format!("cargo cannot read {}", manifest.display())).because(said));
        }
        let metadata: said::Metadata = serde_json::from_slice(&output.stdout)
            .map_err(|error| Error::new("what `cargo metadata` says could not be read").because(error))?;
        let is_root = directory == self.workspace();
        let packages = metadata.packages.into_iter().map(said::Package::read);
        Ok(packages.filter(|package| is_root || package.directory == directory).collect())
    }
}

/// A crate and what it builds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Package {
    /// Its name.
    pub name: String,
    /// The directory of its Cargo.toml.
    pub directory: PathBuf,
    /// The files that its targets begin with, build scripts left out.
    pub target_roots: Vec<PathBuf>,
}

/// What `cargo metadata` says, as far as anybody here asks.
mod said {
    use std::path::PathBuf;

    use serde::Deserialize;

    /// All of it.
    #[derive(Deserialize)]
    pub(super) struct Metadata {
        /// The members of the workspace.
        pub(super) packages: Vec<Package>,
    }

    /// A crate of the workspace.
    #[derive(Deserialize)]
    pub(super) struct Package {
        /// Its name.
        name: String,
        /// Its Cargo.toml.
        manifest_path: PathBuf,
        /// What it builds.
        targets: Vec<Target>,
    }

    /// Something that a crate builds.
    #[derive(Deserialize)]
    struct Target {
        /// `lib`, `bin`, `custom-build` and so on.
        kind: Vec<String>,
        /// The file that it begins with.
        src_path: PathBuf,
    }

    impl Package {
        /// What is asked of it.
        pub(super) fn read(self) -> super::Package {
            let mut directory = self.manifest_path;
            directory.pop();
            let targets = self.targets.into_iter().filter(|target| target.kind != ["custom-build"]);
            let target_roots = targets.map(|target| target.src_path).collect();
            super::Package { name: self.name, directory, target_roots }
        }
    }
}

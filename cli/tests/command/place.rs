//! A directory of its own for each test, and the binary run in it.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};

use graph_action_metadata::{Index, csdl};

/// The document that the tests ask about: a part of Graph.
pub(crate) const DOCUMENT: &str = include_str!("../../../metadata/tests/communications.csdl");

/// A directory, removed when dropped.
pub(crate) struct Place(PathBuf);

/// What a run of the binary left.
#[derive(Debug)]
pub(crate) struct Run {
    /// The exit code.
    pub(crate) code: i32,
    /// What it wrote to standard output.
    pub(crate) out: String,
    /// What it wrote to standard error.
    pub(crate) err: String,
}

impl Place {
    /// An empty directory.
    pub(crate) fn empty() -> Self {
        static NUMBER: AtomicUsize = AtomicUsize::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("cargo-graph-action-{}-{number}", std::process::id()));
        fs::create_dir_all(&path).unwrap();
        // The name that the binary will see, where the directory for temporary files is a link.
        Self(fs::canonicalize(path).unwrap())
    }

    /// A crate.
    pub(crate) fn of_crate() -> Self {
        let place = Self::empty();
        place.write("Cargo.toml", "[package]\nname = \"bot\"\nedition = \"2024\"\n\n[workspace]\n");
        place.write("src/lib.rs", "");
        place
    }

    /// A crate with the index of [`DOCUMENT`].
    pub(crate) fn with_index() -> Self {
        let place = Self::of_crate();
        place.write("graph-metadata/v1.0.index", &Index::of(&csdl::read(DOCUMENT.as_bytes()).unwrap()).to_text());
        place
    }

    /// A path in it.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    /// Writes a file, and the directories that it is in.
    pub(crate) fn write(&self, name: &str, text: &str) {
        fs::create_dir_all(self.path(name).parent().unwrap()).unwrap();
        fs::write(self.path(name), text).unwrap();
    }

    /// What is in a file.
    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// The names of what is in a directory, sorted.
    pub(crate) fn names(&self, directory: &str) -> Vec<String> {
        let entries = fs::read_dir(self.path(directory)).unwrap();
        let mut names: Vec<String> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    /// Runs the binary here.
    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        self.run_in("", arguments)
    }

    /// Runs the binary with a proxy.
    pub(crate) fn run_through(&self, proxy: &str, arguments: &[&str]) -> Run {
        Run::of(command(&self.0, arguments).env("HTTPS_PROXY", proxy).output().unwrap(), &self.0)
    }

    /// Runs the binary in a directory of the place.
    pub(crate) fn run_in(&self, directory: &str, arguments: &[&str]) -> Run {
        Run::of(command(&self.path(directory), arguments).output().unwrap(), &self.0)
    }

    /// Runs the binary with a text on its standard input.
    pub(crate) fn run_with(&self, input: &str, arguments: &[&str]) -> Run {
        let mut command = command(&self.0, arguments);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        // The binary may be content with less than all of it.
        drop(child.stdin.take().unwrap().write_all(input.as_bytes()));
        Run::of(child.wait_with_output().unwrap(), &self.0)
    }
}

/// The binary in a directory, with nothing of the environment that would change what it prints.
pub(crate) fn command(directory: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-graph-action"));
    command.current_dir(directory).args(arguments).stdin(Stdio::null());
    for name in [
        "NO_COLOR",
        "CLICOLOR",
        "CLICOLOR_FORCE",
        "ALL_PROXY",
        "HTTPS_PROXY",
        "NO_PROXY",
        "all_proxy",
        "https_proxy",
        "no_proxy",
    ] {
        command.env_remove(name);
    }
    command
}

impl Run {
    /// A run that is over; the directory is called `DIR` in what it said.
    fn of(output: Output, directory: &Path) -> Self {
        let text = |bytes: Vec<u8>| {
            let text = String::from_utf8(bytes).unwrap();
            text.replace(directory.to_str().unwrap(), "DIR").replace(std::path::MAIN_SEPARATOR, "/")
        };
        Self { code: output.status.code().unwrap(), out: text(output.stdout), err: text(output.stderr) }
    }

    /// The answer as JSON.
    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.out).unwrap()
    }

    /// Checks that it went well, with nothing to say on standard error, and hands out what it printed.
    pub(crate) fn fine(self) -> String {
        assert_eq!((self.code, self.err.as_str()), (0, ""), "{}", self.out);
        self.out
    }

    /// Checks that it ended so, and hands out what it said on standard error.
    pub(crate) fn failed(self, code: i32) -> String {
        assert_eq!((self.code, self.out.as_str()), (code, ""), "{}", self.err);
        self.err
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        drop(fs::remove_dir_all(&self.0));
    }
}

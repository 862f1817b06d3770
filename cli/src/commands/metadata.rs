//! `cargo graph-action metadata`: from what a service says to the index beside Cargo.toml.

use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use graph_action_metadata::{Index, Schema};

use crate::args::Metadata;
use crate::diff::{self, Severity};
use crate::download::{self, Limits};
use crate::error::{Error, Exit};
use crate::output::{GOOD, QUIET, WARNING, count, paint};
use crate::project::Project;
use crate::{document, store};

/// Reads the document, writes the index, and says what it has.
pub(super) fn run(project: &Project, metadata: &Metadata, out: &mut dyn Write) -> Result<Exit, Error> {
    let schema = read(metadata)?;
    if schema.types.is_empty() && schema.operations.is_empty() {
        return Err(Error::new("the document has no types and no operations").fix("look at where it comes from"));
    }
    let directory = if metadata.workspace { project.workspace() } else { project.directory() };
    let path = store::path(directory, &metadata.api);
    let old = Old::at(&path)?;
    let text = Index::of(&schema).to_text();
    let is_written = !matches!(&old, Old::Text(old) if *old == text);
    if is_written {
        store::write(&path, &text)?;
    }
    summary(out, &path, &schema, text.len(), is_written)?;
    match old {
        Old::Nothing => begin(out, project, directory)?,
        Old::Text(old) if is_written => changes(out, old, &schema)?,
        Old::Text(_) => {}
    }
    Ok(Exit::Fine)
}

/// What lay where the index is to be.
enum Old {
    /// Nothing.
    Nothing,
    /// A file.
    Text(String),
}

impl Old {
    /// What lies there.
    fn at(path: &Path) -> Result<Self, Error> {
        match std::fs::read(path) {
            Ok(bytes) => Ok(Self::Text(String::from_utf8_lossy(&bytes).into_owned())),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Self::Nothing),
            Err(error) => Err(Error::new(format!("{} could not be read", path.display())).because(error)),
        }
    }
}

/// The document, from where the arguments say.
fn read(metadata: &Metadata) -> Result<Schema, Error> {
    if let Some(file) = &metadata.from {
        return document::read(file);
    }
    let url = metadata.url.clone().unwrap_or_else(|| metadata.cloud.metadata(&metadata.api));
    let bytes = download::fetch(&download::address(&url)?, Limits::default())?;
    document::parse(bytes, "what was downloaded")
}

/// Says what the index has.
fn summary(out: &mut dyn Write, path: &Path, schema: &Schema, bytes: usize, is_written: bool) -> io::Result<()> {
    let what = if is_written { paint(GOOD, "wrote") } else { paint(QUIET, "unchanged:") };
    let (types, operations) = (count(schema.types.len(), "type"), count(schema.operations.len(), "operation"));
    let size = match bytes {
        0..1_000_000 => format!("{} KB", bytes.div_ceil(1000)),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes / 100_000 % 10),
    };
    writeln!(out, "{what} {}: {types}, {operations}, {size}", path.display())
}

/// Says what changed since the index that was there.
fn changes(out: &mut dyn Write, old: String, schema: &Schema) -> io::Result<()> {
    let Ok(old) = Index::parse(old).and_then(|index| index.schema()) else {
        return writeln!(out, "it replaces an index that could not be read");
    };
    let changes = diff::changes(&old, schema);
    let of = |severity| changes.iter().filter(|change| change.severity == severity).count();
    let [breaks, deprecates, adds] = [Severity::Breaks, Severity::Deprecates, Severity::Adds].map(of);
    let tops = |what: fn(&diff::What) -> bool| {
        let changes = changes.iter().filter(|change| what(&change.what));
        let (types, rest): (Vec<_>, Vec<_>) =
            changes.partition(|change| matches!(change.element, diff::Element::Type(_)));
        let operations = rest.iter().filter(|change| matches!(change.element, diff::Element::Operation(_))).count();
        format!("{}, {}", count(types.len(), "type"), count(operations, "operation"))
    };
    let added = tops(|what| matches!(what, diff::What::Added));
    let removed = tops(|what| matches!(what, diff::What::Removed));
    writeln!(out, "added: {added}; removed: {removed}")?;
    if breaks + deprecates > 0 {
        let text = format!(
            "{breaks} of {} break a declaration, {deprecates} deprecate",
            count(breaks + deprecates + adds, "change")
        );
        writeln!(out, "{}; see them with `cargo graph-action diff OLD NEW`", paint(WARNING, text))?;
    }
    Ok(())
}

/// Makes the crates that look into a directory compile anew: cargo cannot watch a file that was not there, so the files that their
/// targets begin with are made to look changed.
fn begin(out: &mut dyn Write, project: &Project, directory: &Path) -> Result<(), Error> {
    let roots = match project.target_roots(directory) {
        Ok(roots) => roots,
        Err(error) => {
            error.report(&mut anstream::stderr().lock())?;
            Vec::new()
        }
    };
    let (touched, left): (Vec<PathBuf>, Vec<PathBuf>) = roots.into_iter().partition(|root| touch(root).is_ok());
    if touched.is_empty() || !left.is_empty() {
        writeln!(out, "the crate is checked from its next change on; compile it anew to check it now")?;
    } else {
        let files = count(touched.len(), "file");
        writeln!(
            out,
            "the next build checks every #[graph_action] ({files} marked as changed, since cargo could not watch for a first index)"
        )?;
    }
    Ok(())
}

/// Makes a file look as if it had just been written.
fn touch(path: &Path) -> io::Result<()> {
    File::options().append(true).open(path)?.set_modified(SystemTime::now())
}

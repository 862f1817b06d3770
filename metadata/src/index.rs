//! The index: a service's metadata in a form that one look-up can afford to open.
//!
//! It is text. One record a line, sorted by its key, so that a look-up is a binary search over the bytes of the file and only
//! the lines that are asked for are taken apart; a change of the metadata reads well in a version control system; and nothing
//! in it depends on a machine's byte order. Each line carries a checksum of its own, which is looked at when the line is
//! read: what is not needed is not paid for. The first line says the format's version and how long the rest is.
//!
//! ```text
//! graph-action-metadata <version> <length of the rest> <default namespace> <checksum>
//! d <element>  <text>                                     what the document says of an element
//! m <name>     <kind> <target> <deprecation>              a member of the entity container
//! n <name>     <binding and name>…                         the operations of a name, whatever they are bound to
//! o <binding> <name> <number>  <kind and flags> <returns> <deprecation> <parameter>…
//! t <name>     <kind and flags> <base> <key> <alternate keys> <deprecation> <property or member>…
//! ```
//!
//! Fields stand between tabs. `.call` is a name in the default namespace, `String` one of OData's own types, `*` in front of a
//! name means a collection, `-` nothing. [`write`](mod@write) writes all of this, [`read`] takes single lines apart.

mod kept;
mod line;
mod names;
mod read;
mod scan;
mod write;

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::model::{self, Member, Operation, Schema, Type, TypeRef};
use kept::Kept;
use line::Line;
pub(crate) use write::most_used_namespace;

/// The format that this crate writes and reads. Any change to what stands in a line is a new number.
pub const VERSION: u32 = 1;

/// What an index begins with.
const MAGIC: &str = "graph-action-metadata";

/// How many types may stand above one: a real service has about ten, a circle has no end.
pub(crate) const DEEPEST: usize = 100;

/// An index, opened.
#[derive(Clone)]
pub struct Index {
    /// The records, one a line, sorted.
    text: String,
    /// The namespace that a leading dot stands for.
    namespace: String,
    /// The types that were read.
    types: Kept,
}

/// Why an index, or a part of it, cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// It is something else.
    NotAnIndex,
    /// Another version of this crate has written it.
    Version(String),
    /// It is not as it was written; what is wrong with it.
    Damaged(String),
}

/// Takes a line apart, given the default namespace.
type Read<T> = fn(&Line<'_>, &str) -> Result<T, Fault>;

/// A file that is no index, or one that cannot be read.
#[derive(Debug)]
pub struct OpenError {
    /// The file.
    pub path: PathBuf,
    /// What is wrong with it.
    pub cause: OpenCause,
}

/// What is wrong with a file.
#[derive(Debug)]
pub enum OpenCause {
    /// It could not be read at all.
    Io(std::io::Error),
    /// What is in it.
    Fault(Fault),
}

impl Index {
    /// The index of a schema. What the schema has twice is there once.
    #[must_use]
    pub fn of(schema: &Schema) -> Self {
        write::index(schema)
    }

    /// Whether what begins so is an index, of whatever version, rather than another document.
    #[must_use]
    pub fn is_start(bytes: &[u8]) -> bool {
        bytes.starts_with(MAGIC.as_bytes())
    }

    /// Reads an index from its text; the records are looked at when they are asked for.
    pub fn parse(mut text: String) -> Result<Self, Fault> {
        let end = text.find('\n').ok_or(Fault::NotAnIndex)?;
        let header = text.get(..end).unwrap_or_default();
        if !header.starts_with(MAGIC) {
            return Err(Fault::NotAnIndex);
        }
        let version = header.split('\t').nth(1).unwrap_or_default().trim_end();
        if version != VERSION.to_string() {
            return Err(Fault::Version(version.to_owned()));
        }
        if header.ends_with('\r') {
            return Err(Fault::Damaged("its line ends were changed; keep git from it: `*.index -text`".to_owned()));
        }
        let header = Line::parse(header)?;
        let namespace = header.field(3)?.to_owned();
        let length: usize = header.field(2)?.parse().map_err(|_| header.damaged())?;
        text.drain(..=end);
        if text.len() != length {
            let message = format!("it is {} bytes long where it says {length}", text.len());
            return Err(Fault::Damaged(message));
        }
        Ok(Self { text, namespace, types: Kept::default() })
    }

    /// Opens the index at `path`.
    pub fn open(path: &Path) -> Result<Self, OpenError> {
        let error = |cause| OpenError { path: path.to_owned(), cause };
        let bytes = std::fs::read(path).map_err(|cause| error(OpenCause::Io(cause)))?;
        let text = String::from_utf8(bytes)
            .map_err(|_| error(OpenCause::Fault(Fault::Damaged("it is no text".to_owned()))))?;
        Self::parse(text).map_err(|fault| error(OpenCause::Fault(fault)))
    }

    /// The text of the file.
    #[must_use]
    pub fn to_text(&self) -> String {
        let header = line::sealed(&format!("{MAGIC}\t{VERSION}\t{}\t{}", self.text.len(), self.namespace));
        format!("{header}{}", self.text)
    }

    /// Looks at every line: that none is damaged, and that they are in order.
    pub fn verify(&self) -> Result<(), Fault> {
        let mut before = "";
        for line in self.text.lines() {
            let key = Line::parse(line)?.key();
            if before >= key {
                return Err(Fault::Damaged(format!("`{key}` is not in its place")));
            }
            before = key;
        }
        self.schema().map(drop)
    }

    /// The namespace that most of the types are in.
    #[must_use]
    pub fn namespace(&self) -> &str {
        &self.namespace
    }

    /// What a path may begin with, by name.
    pub fn member(&self, name: &str) -> Result<Option<Member>, Fault> {
        self.record(&format!("m {name}"), read::member)
    }

    /// All that a path may begin with.
    pub fn members(&self) -> Result<Vec<Member>, Fault> {
        self.records("m ", read::member)
    }

    /// A type by its qualified name. It is read once: many declarations of a crate lead along the same few.
    pub fn type_named(&self, name: &str) -> Result<Option<Arc<Type>>, Fault> {
        let key = || format!("t {}", line::shortened(name, &self.namespace));
        self.types.get(name, || self.record(&key(), read::ty))
    }

    /// All types.
    pub fn types(&self) -> Result<Vec<Type>, Fault> {
        self.records("t ", read::ty)
    }

    /// A type and those that it extends, the nearest first; nothing where there is no such type.
    pub fn ancestry(&self, name: &str) -> Result<Vec<Arc<Type>>, Fault> {
        let mut types = Vec::new();
        let mut next = self.type_named(name)?;
        while let Some(ty) = next.take() {
            let base = match &ty.shape {
                model::Shape::Object(object) => object.base.clone(),
                _ => None,
            };
            types.push(ty);
            if types.len() > DEEPEST {
                return Err(Fault::Damaged(format!("`{name}` extends itself")));
            }
            if let Some(base) = base {
                next = self.type_named(&base)?;
            }
        }
        Ok(types)
    }

    /// The operations that are bound to just this, those of its base types left out; unbound ones for `None`.
    pub fn operations_on(&self, binding: Option<&TypeRef>) -> Result<Vec<Operation>, Fault> {
        self.records(&format!("o {} ", line::binding(binding, &self.namespace)), read::operation)
    }

    /// The overloads of one operation that are bound to just this, by the operation's qualified name.
    pub fn overloads(&self, binding: Option<&TypeRef>, name: &str) -> Result<Vec<Operation>, Fault> {
        let binding = line::binding(binding, &self.namespace);
        self.records(&format!("o {binding} {} ", line::shortened(name, &self.namespace)), read::operation)
    }

    /// The overloads of the operations with a name without its namespace that are bound to just this.
    pub fn operations_named(&self, binding: Option<&TypeRef>, short_name: &str) -> Result<Vec<Operation>, Fault> {
        let start = format!("o {} ", line::binding(binding, &self.namespace));
        self.lines(&start)
            // Only the names are looked at: a type may have hundreds of operations.
            .filter(|line| scan::binding_and_name(line).is_some_and(|(_, name)| model::short(name) == short_name))
            .map(|line| read::operation(&Line::parse(line)?, &self.namespace))
            .collect()
    }

    /// All operations.
    pub fn operations(&self) -> Result<Vec<Operation>, Fault> {
        self.records("o ", read::operation)
    }

    /// What the document says of an element; see [`Schema::docs`].
    pub fn doc(&self, element: &str) -> Result<Option<String>, Fault> {
        self.record(&format!("d {element}"), |line, _| line.text(1))
    }

    /// Everything.
    pub fn schema(&self) -> Result<Schema, Fault> {
        let docs = self.records("d ", |line, _| {
            Ok((line.key().strip_prefix("d ").unwrap_or_default().to_owned(), line.text(1)?))
        })?;
        let mut schema = Schema {
            types: self.types()?,
            operations: self.operations()?,
            members: self.members()?,
            docs: docs.into_iter().collect(),
        };
        // The lines are sorted by shortened names, which is another order.
        schema.sort();
        Ok(schema)
    }

    /// The record with a key.
    fn record<T>(&self, key: &str, read: Read<T>) -> Result<Option<T>, Fault> {
        let key = format!("{key}\t");
        self.lines(&key).next().map(|line| read(&Line::parse(line)?, &self.namespace)).transpose()
    }

    /// The records whose keys begin so.
    fn records<T>(&self, start: &str, read: Read<T>) -> Result<Vec<T>, Fault> {
        self.lines(start).map(|line| read(&Line::parse(line)?, &self.namespace)).collect()
    }

    /// The lines that begin with `start`, found by halving.
    fn lines<'a>(&'a self, start: &'a str) -> impl Iterator<Item = &'a str> {
        let (mut low, mut high) = (0, self.text.len());
        while low < high {
            let (line_start, line_end) = self.line_at(low + (high - low) / 2);
            if self.text.get(line_start..line_end).unwrap_or_default() < start {
                low = line_end;
            } else {
                high = line_start;
            }
        }
        self.text.get(low..).unwrap_or_default().lines().take_while(move |line| line.starts_with(start))
    }

    /// Where the line begins and ends that the byte at `at` is in, its end of line included.
    fn line_at(&self, mut at: usize) -> (usize, usize) {
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        let (before, behind) = self.text.split_at(at);
        let start = before.rfind('\n').map_or(0, |end| end + 1);
        let end = behind.find('\n').map_or(self.text.len(), |end| at + end + 1);
        (start, end)
    }
}

impl fmt::Debug for Index {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Index")
            .field("namespace", &self.namespace)
            .field("bytes", &self.text.len())
            .finish_non_exhaustive()
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotAnIndex => f.write_str("this is no metadata index"),
            Self::Version(version) => {
                write!(
                    f,
                    "the metadata index is of version {version}, and this version of graph-action reads {VERSION}"
                )
            }
            Self::Damaged(what) => write!(f, "the metadata index is damaged: {what}"),
        }
    }
}

impl std::error::Error for Fault {}

impl fmt::Display for OpenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.path.display();
        let api = self.path.file_stem().map(|stem| stem.to_string_lossy()).unwrap_or_default();
        match &self.cause {
            OpenCause::Io(error) => write!(f, "the metadata index {path} cannot be read: {error}")?,
            OpenCause::Fault(fault) => write!(f, "{path}: {fault}")?,
        }
        write!(f, "; write it anew with `cargo graph-action metadata --api {api}`")
    }
}

impl std::error::Error for OpenError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.cause {
            OpenCause::Io(error) => Some(error),
            OpenCause::Fault(fault) => Some(fault),
        }
    }
}

#[cfg(test)]
mod tests;

//! What a service says of itself, from a file: CSDL or an index, told apart by what is in it.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use graph_action_metadata::{Index, Schema, csdl};

use crate::error::Error;

/// The most that is read, in bytes: a service says a few megabytes, and what never ends is no document.
pub const LARGEST: u64 = 256 * 1024 * 1024;

/// Reads a file, or standard input for `-`.
pub fn read(path: &Path) -> Result<Schema, Error> {
    let name = name(path);
    let bytes = bytes(path).map_err(|error| Error::new(format!("{name} could not be read")).because(error))?;
    parse(bytes, &name)
}

/// Takes apart what was read, or came over the network; `name` says where from.
pub fn parse(bytes: Vec<u8>, name: &str) -> Result<Schema, Error> {
    if !Index::is_start(&bytes) {
        return csdl::read(&bytes[..])
            .map_err(|error| Error::new(format!("{name} is no metadata document")).because(error));
    }
    let text =
        String::from_utf8(bytes).map_err(|error| Error::new(format!("{name} is a damaged index")).because(error))?;
    Index::parse(text).and_then(|index| index.schema()).map_err(|fault| {
        let fix = "write it anew with `cargo graph-action metadata`";
        Error::new(format!("the index in {name} cannot be read")).fix(fix).because(fault)
    })
}

/// How a path is called in a message.
#[must_use]
pub fn name(path: &Path) -> String {
    if path == Path::new("-") { "standard input".to_owned() } else { path.display().to_string() }
}

/// All of a file, or an error where that is more than a document has.
fn bytes(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let reader: &mut dyn Read = if path == Path::new("-") { &mut io::stdin().lock() } else { &mut File::open(path)? };
    reader.take(LARGEST + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LARGEST {
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, "it is longer than 256 MiB"));
    }
    Ok(bytes)
}

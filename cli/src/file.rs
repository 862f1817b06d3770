//! Files that are there whole or not at all.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use crate::error::Error;

/// Writes a file so that a reader sees the old text or the new one and nothing between: into a file beside it, which then takes its
/// place. Makes the directory where there is none. On an error the old file is untouched and nothing is left beside it.
pub fn replace(path: &Path, text: &str) -> Result<(), Error> {
    let beside = beside(path);
    let written = write(&beside, text).and_then(|()| fs::rename(&beside, path));
    written.map_err(|error| {
        // It may not be there at all, and the error to tell of is the first one.
        drop(fs::remove_file(&beside));
        let fix = match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
                "there is no room left: free some and run it again"
            }
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => "look at who may write there",
            _ => "look at the path",
        };
        Error::new(format!("{} could not be written", path.display())).fix(fix).because(error)
    })
}

/// A name beside a path that no other process uses.
fn beside(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}.{}.tmp", std::process::id()))
}

/// Writes a new file, down to the disk.
fn write(path: &Path, text: &str) -> io::Result<()> {
    if let Some(directory) = path.parent() {
        fs::create_dir_all(directory)?;
    }
    let mut file = fs::File::create(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_written_leaves_nothing_behind() {
        let directory = std::env::temp_dir().join(format!("graph-action-file-{}", std::process::id()));
        let path = directory.join("taken");
        fs::create_dir_all(path.join("inside")).unwrap();
        let error = replace(&path, "text").unwrap_err();
        assert!(error.to_string().contains("taken could not be written; "), "{error}");
        let names: Vec<_> = fs::read_dir(&directory).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(names, ["taken"]);

        replace(&directory.join("new/file"), "text").unwrap();
        assert_eq!(fs::read_to_string(directory.join("new/file")).unwrap(), "text");
        fs::remove_dir_all(&directory).unwrap();
    }
}

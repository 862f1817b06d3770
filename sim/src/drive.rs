//! The one drive and its files. What is done to them over HTTP is the affair of `drive_route.rs` and `storage.rs`.

use std::{collections::HashMap, sync::Mutex};

use bytes::Bytes;
use serde_json::{Map, Value, json};
use uuid::Uuid;

use crate::{error::Fault, state::lock};

/// What becomes of a file whose name is taken.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Conflict {
    /// It is refused.
    #[default]
    Fail,
    /// It takes the other one's place, and its id.
    Replace,
    /// It gets another name.
    Rename,
}

/// One file.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct File {
    /// Its id.
    pub(crate) id: String,
    /// Its path below the root.
    pub(crate) path: String,
    /// What is in it.
    pub(crate) content: Bytes,
    /// How often it was written.
    version: u32,
}

impl File {
    /// The tag of what is in it.
    pub(crate) fn etag(&self) -> String {
        format!("\"{{{}}},{}\"", self.id, self.version)
    }

    /// The entity, without the annotations that depend on where it is read.
    pub(crate) fn entity(&self) -> Map<String, Value> {
        let name = self.path.rsplit('/').next().unwrap_or(&self.path);
        let mut entity = Map::new();
        entity.insert("id".to_owned(), json!(self.id));
        entity.insert("name".to_owned(), json!(name));
        entity.insert("size".to_owned(), json!(self.content.len()));
        entity.insert("eTag".to_owned(), json!(self.etag()));
        entity.insert("file".to_owned(), json!({ "mimeType": "application/octet-stream" }));
        entity
    }
}

/// The drive.
pub(crate) struct Drive {
    /// Its id.
    pub(crate) id: String,
    /// Its files, by id.
    files: Mutex<HashMap<String, File>>,
}

impl Default for Drive {
    fn default() -> Self {
        Self { id: format!("b!{}", Uuid::new_v4().simple()), files: Mutex::default() }
    }
}

impl Drive {
    /// Writes a file: what it is now, and whether it is a new one.
    pub(crate) fn write(&self, path: &str, content: Bytes, conflict: Conflict) -> Result<(File, bool), Fault> {
        let mut files = lock(&self.files);
        let mut path = path.to_owned();
        if let Some(file) = files.values_mut().find(|file| file.path.eq_ignore_ascii_case(&path)) {
            match conflict {
                Conflict::Fail => return Err(Fault::name_already_exists()),
                Conflict::Replace => {
                    file.content = content;
                    file.version += 1;
                    return Ok((file.clone(), false));
                }
                Conflict::Rename => path = format!("{path} {}", Uuid::new_v4().simple()),
            }
        }
        let file = File { id: Uuid::new_v4().simple().to_string(), path, content, version: 1 };
        files.insert(file.id.clone(), file.clone());
        Ok((file, true))
    }

    /// The file of this id.
    pub(crate) fn read(&self, id: &str) -> Result<File, Fault> {
        lock(&self.files).get(id).cloned().ok_or_else(Fault::item_not_found)
    }

    /// The file at this path.
    pub(crate) fn find(&self, path: &str) -> Option<File> {
        lock(&self.files).values().find(|file| file.path.eq_ignore_ascii_case(path)).cloned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_is_taken_is_refused_replaced_or_changed() {
        let drive = Drive::default();
        let write = |content, conflict| drive.write("a/b.txt", Bytes::from_static(content), conflict);
        let (first, is_new) = write(b"1", Conflict::Fail).unwrap();
        assert!(is_new && first.entity()["name"] == "b.txt");
        assert_eq!(write(b"2", Conflict::Fail).unwrap_err().code, "nameAlreadyExists");
        let (second, is_new) = write(b"3", Conflict::Replace).unwrap();
        assert!(!is_new && second.id == first.id && second.etag() != first.etag());
        let (third, is_new) = write(b"4", Conflict::Rename).unwrap();
        assert!(is_new && third.path != first.path);
        assert_eq!(drive.find("A/B.txt").unwrap().content, "3");
        assert_eq!(drive.read(&third.id).unwrap().content, "4");
        assert_eq!(drive.read("other").unwrap_err().status, 404);
    }
}

//! The types of an index that were read already.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use crate::model::Type;

/// Types by their names, and the names of which there is none. Nothing is ever put out: a crate asks for a few hundred at most.
#[derive(Default)]
pub(super) struct Kept(Mutex<BTreeMap<String, Option<Arc<Type>>>>);

impl Kept {
    /// What is known of a name; nothing where nobody has asked yet.
    pub(super) fn get(&self, name: &str) -> Option<Option<Arc<Type>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(name).cloned()
    }

    /// Keeps what was read.
    pub(super) fn put(&self, name: &str, ty: Option<Arc<Type>>) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(name.to_owned(), ty);
    }
}

/// A copy begins with nothing: what it needs it reads again.
impl Clone for Kept {
    fn clone(&self) -> Self {
        Self::default()
    }
}

//! The types of an index that were read already.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::Fault;
use crate::model::Type;

/// Types by their names, and the names of which there is none. Nothing is ever put out: a crate asks for a few hundred at most.
#[derive(Default)]
pub(super) struct Kept(Mutex<BTreeMap<String, Option<Arc<Type>>>>);

impl Kept {
    /// The type of a name, which `read` looks up where nobody has asked for it yet.
    pub(super) fn get(
        &self,
        name: &str,
        read: impl FnOnce() -> Result<Option<Type>, Fault>,
    ) -> Result<Option<Arc<Type>>, Fault> {
        let mut types = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = types.get(name) {
            return Ok(known.clone());
        }
        let ty = read()?.map(Arc::new);
        types.insert(name.to_owned(), ty.clone());
        Ok(ty)
    }
}

/// A copy begins with nothing: what it needs it reads again.
impl Clone for Kept {
    fn clone(&self) -> Self {
        Self::default()
    }
}

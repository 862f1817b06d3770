//! The slots of a cache, in order: found by a borrowed key without hashing or allocation, one comparison where there is one.

use tokio::time::Instant;

use super::key::Key;
use super::slot::Slot;

/// How many slots there are before the first look for empty ones.
const FEW: usize = 32;

/// Slots by key.
#[derive(Default)]
pub(super) struct Slots {
    /// In the order of their keys; boxed, so that making room moves pointers.
    #[allow(clippy::vec_box, reason = "a slot is large, and an app may act for thousands of users")]
    slots: Vec<Box<Slot>>,
    /// How many there were after the last look for empty ones.
    swept: usize,
}

impl Slots {
    /// The slot of a key, if there is one.
    pub(super) fn get(&self, key: &Key<'_>) -> Option<&Slot> {
        let at = self.find(key).ok()?;
        self.slots.get(at).map(|slot| &**slot)
    }

    /// Does something with the slot of a key, which is there afterwards.
    pub(super) fn with<R>(&mut self, key: &Key<'_>, now: Instant, change: impl FnOnce(&mut Slot) -> R) -> R {
        if let Ok(at) = self.find(key)
            && let Some(slot) = self.slots.get_mut(at)
        {
            return change(slot);
        }
        self.sweep(now);
        let mut slot = Box::new(Slot::new(*key));
        let result = change(&mut slot);
        let at = self.find(key).unwrap_or_else(|at| at);
        self.slots.insert(at, slot);
        result
    }

    /// All of them.
    pub(super) fn iter_mut(&mut self) -> impl Iterator<Item = &mut Slot> {
        self.slots.iter_mut().map(|slot| &mut **slot)
    }

    /// Where the slot of a key is, or belongs.
    fn find(&self, key: &Key<'_>) -> Result<usize, usize> {
        self.slots.binary_search_by(|slot| slot.key().cmp(key))
    }

    /// Drops slots with nothing in them, once their number has doubled: an app that acts for many users forgets those who
    /// left.
    fn sweep(&mut self, now: Instant) {
        if self.slots.len() >= FEW.max(self.swept.saturating_mul(2)) {
            self.slots.retain(|slot| !slot.is_empty(now));
            self.swept = self.slots.len();
        }
    }
}

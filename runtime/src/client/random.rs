//! Numbers that nobody else has: ids of requests, and jitter.
//!
//! Neither is a secret. Each is a keyed hash of a counter, under keys that the standard library takes from the operating
//! system: as far apart as random numbers, and with no system call for each.

use std::hash::{BuildHasher, RandomState};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU64, Ordering};

use uuid::{Builder, Uuid};

/// Two independent keys, for the two halves of an id.
static KEYS: LazyLock<[RandomState; 2]> = LazyLock::new(|| [RandomState::new(), RandomState::new()]);

/// What was hashed last.
static COUNTER: AtomicU64 = AtomicU64::new(0);

/// A new id, of version 4.
pub(super) fn id() -> Uuid {
    let count = COUNTER.fetch_add(1, Ordering::Relaxed);
    let [high, low] = KEYS.each_ref().map(|key| u128::from(key.hash_one(count)));
    Builder::from_random_bytes((high << 64 | low).to_be_bytes()).into_uuid()
}

/// A number between 0 and 1.
#[allow(clippy::cast_precision_loss)]
pub(crate) fn chance() -> f64 {
    let (high, _) = id().as_u64_pair();
    // The first 48 bits of a version 4 UUID are random.
    (high >> 16) as f64 / (1_u64 << 48) as f64
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn no_two_ids_are_the_same_and_each_is_a_version_4_uuid() {
        let ids: HashSet<Uuid> = (0..10_000).map(|_| id()).collect();
        assert_eq!(ids.len(), 10_000);
        assert!(ids.iter().all(|id| id.get_version_num() == 4));
        // Every bit but those of version and variant is set as often as not.
        for bit in (0..128).filter(|bit| !(48..52).contains(bit) && !(64..66).contains(bit)) {
            let set = ids.iter().filter(|id| id.as_u128() >> (127 - bit) & 1 == 1).count();
            assert!((4_500..5_500).contains(&set), "bit {bit}: {set}");
        }
    }

    #[test]
    fn chances_are_spread_over_their_range() {
        let chances: Vec<f64> = (0..1000).map(|_| chance()).collect();
        assert!(chances.iter().all(|chance| (0.0..1.0).contains(chance)));
        for tenth in 0..10 {
            let (from, to) = (f64::from(tenth) / 10.0, f64::from(tenth + 1) / 10.0);
            assert!(chances.iter().filter(|chance| (from..to).contains(*chance)).count() > 40, "{from}");
        }
    }
}

//! An allocator that counts: the system's own, and a counter that costs each peer the same instruction or two.

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicU64, Ordering};

/// How often memory has been asked for.
static COUNT: AtomicU64 = AtomicU64::new(0);

/// How often the process has asked for memory so far; growing what there is counts as asking.
#[must_use]
pub fn so_far() -> u64 {
    COUNT.load(Ordering::Relaxed)
}

/// The counting allocator, for `#[global_allocator]`.
#[derive(Debug)]
pub struct Counting;

#[allow(
    unsafe_code,
    reason = "an allocator cannot be written without; each call goes to the system's with the caller's own promises"
)]
mod counted {
    use super::{AtomicU64, COUNT, Counting, GlobalAlloc, Layout, Ordering, System};

    // SAFETY: every method hands its arguments to the system's allocator as they are, and its result back.
    unsafe impl GlobalAlloc for Counting {
        unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
            add_one(&COUNT);
            // SAFETY: the caller's promises are those that the system's allocator asks for.
            unsafe { System.alloc(layout) }
        }

        unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
            add_one(&COUNT);
            // SAFETY: as above.
            unsafe { System.alloc_zeroed(layout) }
        }

        unsafe fn realloc(&self, memory: *mut u8, layout: Layout, size: usize) -> *mut u8 {
            add_one(&COUNT);
            // SAFETY: as above.
            unsafe { System.realloc(memory, layout, size) }
        }

        unsafe fn dealloc(&self, memory: *mut u8, layout: Layout) {
            // SAFETY: as above.
            unsafe { System.dealloc(memory, layout) }
        }
    }

    /// Counts.
    fn add_one(count: &AtomicU64) {
        count.fetch_add(1, Ordering::Relaxed);
    }
}

//! The resolver and the enumerator on a service small enough to be seen at once, which `schema` has.

#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)] // Tests may stop at the first surprise.

mod leads;
mod nowhere;
mod scans;
mod schema;
mod surprises;
mod ways;

//! What a call costs, side by side with its peers.
//!
//! [`call`] is the one call that all of them make, [`peers`] are the ways to make it, [`load`] makes it many times and
//! counts, [`figures`] is what one process tells another of that, [`server`] answers, [`comparison`] runs them all. What is measured here must be what a user would write: no
//! peer may do less than the others, or know that it is measured.

pub mod allocations;
pub mod call;
pub mod comparison;
pub mod figures;
pub mod load;
pub mod peers;
pub mod server;
pub mod usage;

/// Whatever went wrong: a benchmark only says it and ends.
pub type Failure = Box<dyn std::error::Error + Send + Sync>;

//! The real binary, in crates that are made for each test: what it prints, what it writes, how it ends.

#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)] // A test may stop at the first surprise.

mod check;
mod concerns;
mod diff;
mod download;
mod find;
mod generate;
mod help;
mod metadata;
mod place;
mod server;
mod show;

//! The resolver and the enumerator against all of Graph, and against paths that others have written.
//!
//! The metadata document and the paths are no part of the project (`../shared`, with notes of its own on origin and licence);
//! where they are missing, each test says so on standard error and checks nothing.

#![allow(clippy::indexing_slicing, clippy::panic, clippy::print_stderr, clippy::unwrap_used)] // Tests may stop at the first surprise.

mod data;
mod operations;
mod pages;
mod ways;

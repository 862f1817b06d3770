//! The generator over whole documents: a small one, whose module is kept beside this, and Graph's own, whose module is compiled.

// A test may stop at the first surprise, and says what it skips and measures.
#![allow(clippy::indexing_slicing, clippy::panic, clippy::print_stdout, clippy::unwrap_used)]

#[path = "../common/formatted.rs"]
mod formatted;
mod golden;
mod other;
mod service;

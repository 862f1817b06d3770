//! Declarations that agree with the metadata beside this crate's `Cargo.toml`: each compiles without a warning.
//!
//! The metadata is a small part of Graph's, `metadata/tests/communications.csdl`; its index is in `graph-metadata`.

#![deny(warnings)]

pub mod actions;
// Laid out as rustfmt does by itself, without this workspace's settings.
#[rustfmt::skip]
#[path = "../../../cli/tests/golden/communications.rs"]
pub mod generated;
pub mod paths;
pub mod types;

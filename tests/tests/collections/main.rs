//! Collections over real sockets: pages, places to go on from, and rounds of delta queries, against the embedded Graph's
//! directory and against servers that misbehave.

#[path = "../common/mod.rs"]
mod common;

mod bookmarks;
mod circles;
mod delta;
mod directory;
mod listing;
mod pages;
mod resync;

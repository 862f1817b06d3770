//! Long-running operations over real sockets: every dialect against the embedded Graph, and monitors that misbehave.

#[path = "../common/mod.rs"]
mod common;

mod actions;
mod dialects;
mod failures;
mod first_response;
mod monitors;
mod notified;
mod resume;
mod waiting;

//! Batches over real sockets: against the embedded Graph, which judges them as the service does, and against servers that
//! misbehave.

#[path = "../common/mod.rs"]
mod common;

mod actions;
mod answers;
mod downloads;
mod encoding;
mod failures;
mod orders;
mod plan;
mod refused;
mod retries;

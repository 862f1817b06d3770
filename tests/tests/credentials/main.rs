//! The credentials over real sockets: against the embedded Graph, and against servers that misbehave.

#[path = "../common/mod.rs"]
mod common;

mod cache;
mod chain;
mod challenges;
mod closure;
mod endpoint;
mod environment;
mod permissions;

//! The credentials over real sockets: against the embedded Graph, and against servers that misbehave.

#[path = "../common/mod.rs"]
mod common;

mod authorization_code;
mod cache;
mod certificate;
mod chain;
mod challenges;
mod client_assertion;
mod closure;
mod clouds;
mod device_code;
mod echoes;
mod endpoint;
mod environment;
mod on_behalf_of;
mod permissions;
mod refresh_token;

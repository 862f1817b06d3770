//! The throttle gate over real sockets: what the service gets at once, and what it does not get before its time.

#[path = "../common/mod.rs"]
mod common;

mod gates;
mod holds;
mod mailboxes;
mod service;

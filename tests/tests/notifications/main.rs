//! Subscriptions and their change notifications over real sockets: handshakes, deliveries, rich content, and whoever forges them.

#[path = "../common/mod.rs"]
mod common;

mod bot;
mod content;
mod handshakes;
mod keys;
mod receiving;
mod secrets;
mod tokens;

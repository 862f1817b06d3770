//! The runtime over real sockets: against the embedded Graph, and against servers that misbehave.

#[path = "../common/mod.rs"]
mod common;

mod addresses;
mod broken_servers;
mod cancel_media_processing;
mod client;
mod client_secret;
mod content;
mod each_transport;
mod expired_tokens;
mod futures;
mod login_errors;
mod metrics;
mod misfits;
mod notifications;
mod operations;
mod per_call;
mod permissions;
mod proxy;
mod redirects;
mod request_ids;
mod retries;
mod retry_after;
mod service_errors;
mod tls;
mod transports;
mod webhook;

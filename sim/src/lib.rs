#![doc = include_str!("../README.md")]
//!
//! # How it is built
//!
//! A [`Graph`] owns one thread with a runtime of its own: nothing of it runs on the test's runtime, so a paused clock
//! or a blocked test does not stop it, and dropping it ends every connection and timer before `drop` returns. A request
//! becomes parts and bytes at the socket; from there on each step is a plain function with an outcome that a table can
//! test. It shares no code with the client that it checks.

mod assertion;
mod authorization_code;
mod authorize;
mod batch;
mod bearer;
mod body;
mod builder;
mod calls;
mod cancel;
mod certificate;
mod change;
mod claims;
mod claims_handle;
mod clock;
mod correlation;
mod course;
mod device;
mod directory;
mod directory_query;
mod drive;
mod drive_route;
mod entra_error;
mod entra_grant_error;
mod error;
mod form;
mod grant;
mod graph;
mod jobs;
mod jwt;
mod long_running;
mod managed_identity;
mod managed_identity_handle;
mod members;
mod monitor;
mod notification;
mod person_handle;
mod record;
mod reply;
mod route;
mod script;
mod server;
mod service;
mod sign_in;
mod sign_in_handle;
mod signing_key;
mod state;
mod storage;
mod storage_handle;
mod storage_listener;
mod storage_upload;
mod subscribe;
mod subscription;
mod subscription_handle;
mod token;
mod webhook;

pub use builder::{Builder, CancelReply, DEFAULT_CLIENT_ID, DEFAULT_CLIENT_SECRET, DEFAULT_TENANT_ID};
pub use course::Course;
pub use graph::Graph;
pub use notification::DeliveredNotification;
pub use record::RecordedRequest;
pub use script::Failure;
pub use storage::Mishap;

#![doc = include_str!("../README.md")]
#![cfg_attr(docsrs, feature(doc_cfg))]

#[doc(hidden)]
#[path = "private.rs"]
pub mod __private;
mod action;
pub mod auth;
mod base64_text;
mod batch;
mod client;
mod cloud;
mod error;
pub mod metrics;
#[cfg(feature = "mock")]
pub mod mock;
pub mod notify;
pub mod odata;
mod operation;
pub mod paging;
pub mod request;
pub mod response;
pub mod throttle;
pub mod transfer;
pub mod transport;

pub use action::{Action, Grant, Permissions};
pub use batch::{Answers, AnyTicket, Batch, Ticket};
pub use client::{Attempt, Call, Client, ClientBuilder, Retry, RetryPolicy};
pub use cloud::Cloud;
pub use error::{Error, ErrorDetail, ErrorKind, Result, ServiceError};
pub use odata::{Nullable, Value};
pub use operation::{Operation, OperationHandle, OperationState, Progress, Waiting};
pub use paging::Page;
pub use request::ResourcePath;
pub use response::{Content, FromResponse, Reply};

pub use bytes::Bytes;
pub use http;
pub use url::Url;

#[doc = include_str!("docs/graph_action.md")]
pub use graph_action_macros::graph_action;
#[doc = include_str!("docs/graph_path.md")]
pub use graph_action_macros::graph_path;
#[doc = include_str!("docs/graph_response.md")]
pub use graph_action_macros::graph_response;
#[doc = include_str!("docs/graph_type.md")]
pub use graph_action_macros::graph_type;

//! Types as OData has them on the wire.
//!
//! [`object`] holds the one visitor and the one writer behind every `#[graph_type]` struct, [`string_enum`] those behind
//! enums; [`Nullable`] tells absent, null and a value apart.

mod nullable;
pub(crate) mod object;
pub(crate) mod string_enum;

pub use nullable::Nullable;

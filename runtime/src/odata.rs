//! Types as OData has them on the wire.
//!
//! [`object`] holds the one visitor and the one writer behind every `#[graph_type]` struct, [`string_enum`] those behind
//! enums, [`union`] those behind one of several types. [`Flags`] is a set of an enum's values, [`Nullable`] tells absent,
//! null and a value apart, [`Value`] is the envelope around what is no entity, [`Edm`] a value of another crate as OData
//! writes it, [`Query`] holds OData's query options.

mod edm;
mod flags;
mod nullable;
pub(crate) mod object;
mod query;
pub(crate) mod string_enum;
pub(crate) mod union;
mod value;

pub use edm::{Edm, EdmValue, InvalidEdm};
pub use flags::{FlagEnum, Flags};
pub use nullable::Nullable;
pub use query::{Query, quoted};
pub use value::Value;

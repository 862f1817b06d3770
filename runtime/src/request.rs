//! From an action's parameters to an HTTP request.
//!
//! [`Encoder`] writes it, in the order of the wire; [`encoding`] is the one place where text becomes part of a URL;
//! [`ResourcePath`] is what Graph handed over as a path; [`value`] says which types may be a key, a literal, an option; [`limits`] counts what Graph limits; [`absent`] tells a
//! value from none. No I/O, and nothing here knows a credential.

pub(crate) mod absent;
mod encoder;
pub(crate) mod encoding;
mod limits;
mod resource;
mod value;

pub use encoder::Encoder;
pub use limits::{CharCount, ItemCount};
pub use resource::{InvalidResourcePath, Resource, ResourcePath};
pub use value::{Literal, LiteralText, Member, OptionalText, PathKey, PathValue};

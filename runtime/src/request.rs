//! From an action's parameters to an HTTP request.
//!
//! [`Encoder`] writes it, in the order of the wire; [`encoding`] is the one place where text becomes part of a URL;
//! [`Resource`] is a path that a template begins with; [`value`] says which types may be a key, a literal, an option;
//! [`options`] and [`body`] are for fields that are all of the query or the body; [`limits`] counts what Graph limits;
//! [`probe`] asks a value what it is. No I/O, and nothing here knows a credential.

mod body;
mod encoder;
pub(crate) mod encoding;
pub(crate) mod leads_to;
mod limits;
mod options;
pub(crate) mod probe;
mod resource;
mod value;

pub use body::{EncodedBody, Media, RequestBody};
pub use encoder::Encoder;
pub(crate) use encoder::Relative;
pub use limits::{CharCount, ItemCount};
pub use options::QueryOptions;
pub use resource::{InvalidResourcePath, Resource, ResourcePath};
pub use value::{Literal, LiteralText, Member, OptionalText, PathKey, PathValue};

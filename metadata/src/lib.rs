//! What an OData service says of itself, for those who check against it.
//!
//! [`model`] is the metadata as plain data. [`Index`] is its compact form on disk: written once by the command, opened by every
//! macro. With the feature `csdl`, `csdl` reads the XML that a service publishes.
//!
//! No network here, and without `csdl` no dependency: a macro that checks one action pays for one file read and a few searches.

#[cfg(feature = "csdl")]
pub mod csdl;
pub mod index;
pub mod model;
pub mod names;
pub mod path;
pub mod paths;
pub mod place;
pub mod resolve;
pub mod words;

pub use index::Index;
pub use model::Schema;

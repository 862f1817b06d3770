//! The generator on the real thing: all of Graph's operations are generated, compiled, called and answered.
//!
//! Graph's metadata and its documentation are no part of the project; where they are missing the tests say that they were
//! skipped. [`scratch`] makes a crate of the generated module and a driver, which turns JSON into actions and responses, and
//! both back into JSON. What it is given comes from the metadata ([`sample`]) alone, so that nothing here is written by
//! the one who wrote the declarations.

mod calls;
mod compare;
mod cost;
mod declared;
mod sample;
mod scratch;
mod service;

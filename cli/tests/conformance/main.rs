//! The generator on the real thing: every operation of a service is generated, compiled, called with a value for everything it
//! takes, and answered with a value of what it returns; and every documented example of Graph goes through what was generated.
//!
//! The small service of the tests is always tried; Graph's own, and its documentation, where they are at hand. [`scratch`] makes
//! a program of the generated module, which turns JSON into actions and responses, and both back into JSON. What it is given comes
//! from the metadata ([`sample`]) and the pages alone, and what is right is decided here.

// A test may stop at the first surprise, and says what it skips and measures.
#![allow(clippy::indexing_slicing, clippy::print_stdout, clippy::unwrap_used)]

mod calls;
mod compare;
mod cost;
mod declared;
mod examples;
mod faults;
mod pages;
mod sample;
mod scratch;
mod service;

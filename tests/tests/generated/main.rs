//! Declarations that the command wrote, used as a person would: called against the embedded Graph, and built and bound by
//! themselves for what it does not have.

#[path = "../common/mod.rs"]
mod common;
// As it was written, in another layout than this project's; most of it is not used here.
#[allow(dead_code, unreachable_pub, clippy::pedantic)]
#[rustfmt::skip]
#[path = "../../../cli/tests/golden/communications.rs"]
mod communications;

mod calls;
mod requests;
mod responses;

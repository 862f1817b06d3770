//! `import` against Graph's own pages: each record of the corpus is turned back into a page in the template, imported, and what
//! the declarations say is held against the record; and against pages written for the purpose, whose declarations are compiled.
//!
//! The corpus is no part of the project (`../shared/corpus`, Microsoft's documentation of July 2021, CC BY 4.0); where it is
//! missing, the tests that need it say so on standard error.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stderr,
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::format_push_string,
    reason = "tests may stop at the first surprise, and say what they found"
)]

mod command;
mod corpus;
mod declared;
#[path = "../common/formatted.rs"]
mod formatted;
mod kept;
mod page;

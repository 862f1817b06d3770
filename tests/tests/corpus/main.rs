//! Graph's own documentation as a test: operations declared by hand, held against the examples of their pages.
//!
//! The pages are data that is no part of the project (`../shared/corpus`, Microsoft's documentation of July 2021, CC BY
//! 4.0); where they are missing, each test says so on standard error and only builds its requests. See [`harness`] for
//! what is compared.

mod comms;
mod directory;
mod harness;
mod outlook;
mod workbook;

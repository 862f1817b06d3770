//! Graph's own documentation as a test: operations declared by hand, held against the examples of their pages.
//!
//! The pages are data that is no part of the project (`../shared/corpus`, Microsoft's documentation of July 2021, CC BY
//! 4.0); where they are missing, each test says so on standard error and only builds its requests. See [`harness`] for
//! what is compared.

#![allow(
    clippy::struct_excessive_bools,
    clippy::struct_field_names,
    reason = "the members and their names are Graph's"
)]

mod activity;
mod comms;
mod constructs;
mod devices;
mod directory;
mod drive;
mod education;
mod harness;
mod outlook;
mod print;
mod teams;
mod workbook;

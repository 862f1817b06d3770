//! Holds no code but the README's, which is compiled here.

/// The README's examples.
#[doc = include_str!("../../README.md")]
pub struct Readme;

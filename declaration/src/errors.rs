//! The sink that every stage reports into, and the words it shares.
//!
//! All mistakes of a declaration are shown together, so a stage records what it found and goes on. What belongs here
//! is how mistakes are collected and how a misspelt word is matched; what counts as a mistake is decided elsewhere.

use proc_macro2::Span;
use quote::ToTokens;

pub use graph_action_metadata::words::{did_you_mean, list, nearest};

/// The mistakes found so far, in the order found. Iterating over them yields each with its place.
#[derive(Debug, Default)]
pub struct Errors {
    /// Each with its place.
    found: Vec<syn::Error>,
}

impl Errors {
    /// Records a mistake shown under one token.
    pub(crate) fn at(&mut self, span: Span, message: impl Into<String>) {
        self.found.push(syn::Error::new(span, message.into()));
    }

    /// Records a mistake shown under all of `tokens`.
    pub(crate) fn on(&mut self, tokens: impl ToTokens, message: impl Into<String>) {
        self.found.push(syn::Error::new_spanned(tokens, message.into()));
    }

    /// Records a mistake that syn or another stage has worded already.
    pub(crate) fn push(&mut self, error: syn::Error) {
        self.found.push(error);
    }

    /// Whether nothing was wrong.
    pub(crate) fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// How many mistakes there are by now.
    pub(crate) fn len(&self) -> usize {
        self.found.len()
    }
}

impl IntoIterator for Errors {
    type Item = syn::Error;
    type IntoIter = std::vec::IntoIter<syn::Error>;

    fn into_iter(self) -> Self::IntoIter {
        self.found.into_iter()
    }
}

//! A declaration against the service's own metadata.
//!
//! What the metadata says for certain is an error when the declaration says otherwise; what a Rust type is behind its name
//! is believed. [`action`] checks an action, [`types`] a type, [`path`] the paths of a resource. Nothing here reads a file:
//! who calls brings the index, a macro by one way and the command by another.

pub mod action;
mod arguments;
mod fit;
mod operation;
pub mod path;
mod resource;
mod response;
pub mod types;
mod written;

use proc_macro2::Span;
use quote::ToTokens;

use crate::errors::Errors;

/// What a check found, each at the token that it is about.
#[derive(Debug, Default)]
pub struct Findings {
    /// What cannot work.
    pub errors: Errors,
    /// What works and will not for ever: the service deprecates it.
    pub warnings: Vec<Finding>,
    /// What works and is good to know. A macro has no way to say it.
    pub notes: Vec<Finding>,
}

/// One thing that was found.
#[derive(Debug)]
pub struct Finding {
    /// Where.
    pub span: Span,
    /// What.
    pub message: String,
}

impl Findings {
    /// Takes in what another check found.
    fn add(&mut self, other: Self) {
        for error in other.errors {
            self.errors.push(error);
        }
        for warning in other.warnings {
            self.warn(warning.span, warning.message);
        }
        self.notes.extend(other.notes);
    }

    /// Records a warning.
    fn warn(&mut self, span: Span, message: String) {
        // A path may meet the same element twice.
        if !self.warnings.iter().any(|warning| warning.message == message) {
            self.warnings.push(Finding { span, message });
        }
    }

    /// Records whatever a comparison of types says, under `tokens`.
    fn fit(&mut self, tokens: impl ToTokens, fit: fit::Fit) {
        match fit {
            fit::Fit::Yes => {}
            fit::Fit::Note(message) => self.notes.push(Finding { span: first_span(tokens), message }),
            fit::Fit::No(message) => self.errors.on(tokens, message),
        }
    }
}

/// Where tokens begin.
fn first_span(tokens: impl ToTokens) -> Span {
    tokens.into_token_stream().into_iter().next().map_or_else(Span::call_site, |token| token.span())
}

/// What the metadata says of an element that will go away.
fn deprecation(what: &str, deprecation: &graph_action_metadata::model::Deprecation) -> String {
    let since = deprecation.date.as_ref().map_or_else(String::new, |date| format!(" since {date}"));
    let removal = deprecation.removal.as_ref().map_or_else(String::new, |date| format!(" and removes it on {date}"));
    let why = deprecation.description.as_ref().map_or_else(String::new, |why| format!(": {}", why.trim()));
    format!("the service has deprecated {what}{since}{removal}{why}")
}

#[cfg(test)]
mod tests;

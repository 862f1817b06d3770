//! The documented examples that do not come out as they are printed, and why: each by the page, and what is wrong with it.
//!
//! An example that is listed and comes out is an error as well, so that the list is what it says.

/// A request, or a response.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Side {
    /// The request.
    Request,
    /// The response.
    Response,
}

/// The page and the number of the example on it, the side, and what is wrong with it.
pub(crate) const FAULTS: &[(&str, Side, &str)] = &[];

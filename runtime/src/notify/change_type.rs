//! What happened to a resource, as Graph names it in every protocol.

use crate::graph_type;

/// What happened to a resource.
///
/// Source: [changeType](https://learn.microsoft.com/graph/api/resources/changenotification).
#[graph_type(crate = crate)]
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ChangeType {
    /// It began.
    Created,
    /// It changed.
    Updated,
    /// It ended; an operation of a call has finished.
    Deleted,
    /// What Graph adds later.
    #[graph(other)]
    Other(String),
}

//! Actions and functions of every kind.

use graph_action::{Operation, graph_action};

use crate::types::CommsOperation;

/// Cancels the media operations of a call.
#[graph_action(POST "/communications/calls/<id>/cancelMediaProcessing" -> Operation<CommsOperation>)]
#[derive(Debug, Clone, Default)]
pub struct CancelMediaProcessing {
    /// The call.
    pub id: String,
    /// Comes back in the operation and its notification.
    pub client_context: Option<String>,
}

/// Reads a call's operation.
#[graph_action(GET "/communications/calls/<call>/operations/<id>" -> CommsOperation)]
#[derive(Debug)]
pub struct ReadOperation {
    /// The call.
    pub call: String,
    /// The operation.
    pub id: String,
}

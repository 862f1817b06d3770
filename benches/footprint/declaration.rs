//! The call, declared.

use graph_action::{Operation, graph_action, graph_type};

/// Cancels the media operations of a call.
#[graph_action(POST "/communications/calls/<id>/cancelMediaProcessing" -> Operation<CommsOperation>)]
pub struct CancelMediaProcessing {
    pub id: String,
    pub client_context: Option<String>,
}

#[graph_type("microsoft.graph.commsOperation")]
#[derive(Debug)]
pub struct CommsOperation {
    pub id: Option<String>,
    pub status: Option<String>,
    pub client_context: Option<String>,
}

//! Resources with several paths, and actions on them.

use graph_action::{graph_action, graph_path};

/// A message of a person.
#[graph_path]
#[derive(Debug)]
pub enum MessagePath {
    /// My own.
    #[graph("/me/messages/<id>")]
    Mine {
        /// The message.
        id: String,
    },
    /// Somebody's.
    #[graph("/users/<user>/messages/<id>")]
    OfUser {
        /// The person.
        user: String,
        /// The message.
        id: String,
    },
}

/// Moves a message to another folder.
#[graph_action(POST "<message>/move")]
#[derive(Debug)]
pub struct MoveMessage {
    /// The message.
    pub message: MessagePath,
    /// The folder.
    #[graph(name = "DestinationId")]
    pub destination_id: String,
}

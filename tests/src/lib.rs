//! Holds no code but the README's, which is compiled here.

/// The README's examples.
#[doc = include_str!("../../README.md")]
pub struct Readme;

/// The declarations that the README's examples call and do not show.
pub mod readme {
    use graph_action::{Content, Operation, Page, graph_action, graph_type};

    /// A user.
    #[graph_type("microsoft.graph.user")]
    #[derive(Debug, Clone)]
    pub struct User {
        /// The name that people see.
        pub display_name: Option<String>,
    }

    /// All users.
    #[graph_action(GET "/users" -> Page<User>)]
    pub struct ListUsers {}

    /// One user.
    #[graph_action(GET "/users/<id>" -> User)]
    pub struct GetUser {
        /// The user.
        pub id: String,
    }

    /// Sends a mail.
    #[graph_action(POST "/users/<id>/sendMail")]
    pub struct SendMail {
        /// Who sends it.
        pub id: String,
    }

    /// Copies a file.
    #[graph_action(POST "/drives/<drive>/items/<id>/copy" -> Operation<serde_json::Value>)]
    pub struct CopyItem {
        /// The drive.
        pub drive: String,
        /// The file.
        pub id: String,
    }

    /// Downloads a file.
    #[graph_action(GET "/drives/<drive>/items/<id>/content" -> Content)]
    pub struct GetContent {
        /// The drive.
        pub drive: String,
        /// The file.
        pub id: String,
    }
}

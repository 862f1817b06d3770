//! The macros in a crate that knows the runtime under another name, and has no other dependency: no serde, no http.

use renamed::{graph_action, graph_path, graph_response, graph_type};

/// A call is kept alive.
#[graph_action(POST "/communications/calls/<id>/keepAlive" -> Option<Reply>, crate = ::renamed)]
#[derive(Debug, Clone)]
pub struct KeepAlive {
    /// The call.
    pub id: String,
    /// A member, so that there is a body.
    pub note: Option<String>,
}

/// What comes back.
#[graph_type("microsoft.graph.call", crate = ::renamed)]
#[derive(Debug, Clone)]
pub struct Reply {
    /// The state of the call.
    pub state: Option<State>,
    /// A member that must be there.
    pub subject: String,
}

/// The state of a call.
#[graph_type(crate = ::renamed)]
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// It is up.
    Established,
    /// Any other.
    #[graph(other)]
    Other(String),
}

/// Where a call is.
#[graph_path(crate = ::renamed)]
#[derive(Debug, Clone)]
pub enum CallPath {
    /// Among all.
    #[graph("/communications/calls/<id>")]
    One {
        /// Its id.
        id: String,
    },
}

/// What comes back, by status.
#[graph_response(crate = ::renamed)]
#[derive(Debug, Clone)]
pub enum Muted {
    /// Done.
    #[graph(status = 200)]
    Now(Reply),
    /// On its way.
    #[graph(status = 202)]
    Later,
}

/// A call is muted.
#[graph_action(POST "<call>/mute" -> Muted, crate = ::renamed)]
#[derive(Debug, Clone)]
pub struct Mute {
    /// The call.
    pub call: CallPath,
}

#[cfg(test)]
mod tests {
    use renamed::Action;

    use super::{KeepAlive, State};

    #[test]
    fn a_renamed_runtime_works() {
        let action = KeepAlive { id: "a".to_owned(), note: Some("b".to_owned()) };
        let request = action.request("https://graph.microsoft.com").unwrap();
        assert_eq!(request.body(), r#"{"note":"b"}"#);
        let body = r#"{"state": "ESTABLISHED", "subject": "x"}"#;
        let reply = KeepAlive::response(renamed::http::Response::new(body.into())).unwrap().unwrap();
        assert_eq!((reply.state, &*reply.subject), (Some(State::Established), "x"));
    }
}

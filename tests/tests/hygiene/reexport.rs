//! A runtime that a user's own facade re-exports.

/// A facade, as a company's crate would have one.
mod facade {
    pub use ::graph_action;
}

#[facade::graph_action::graph_action(
    POST "/users/<id>/sendMail" -> facade::graph_action::Reply<Message>,
    crate = crate::reexport::facade::graph_action
)]
struct SendMail {
    id: String,
    message: Message,
}

#[facade::graph_action::graph_type("microsoft.graph.message", crate = crate::reexport::facade::graph_action)]
struct Message {
    subject: Option<String>,
    state: Option<State>,
}

#[facade::graph_action::graph_type(crate = crate::reexport::facade::graph_action)]
enum State {
    Sent,
    #[graph(other)]
    Other(String),
}

#[test]
fn a_reexported_runtime_works() {
    for (state, text) in [(State::Sent, "sent"), (State::Other("x".to_owned()), "x")] {
        let action = SendMail { id: "a".to_owned(), message: Message { subject: None, state: Some(state) } };
        let body = format!(r##"{{"message":{{"@odata.type":"#microsoft.graph.message","state":"{text}"}}}}"##);
        crate::sends(&action, "POST", "/v1.0/users/a/sendMail", &body);
    }
}

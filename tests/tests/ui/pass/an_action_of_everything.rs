//! One declaration with everything in it, to begin from.

#![deny(warnings)]

use graph_action::{Action, Reply, graph_action, graph_type};

#[graph_action(
    POST "/users/<id>/sendMail?$select=id" -> Reply<Option<Message>>,
    version = "beta",
    name = mail,
    permissions(application = ["Mail.Send"], delegated = unsupported),
    headers("ConsistencyLevel" = "eventual"),
    idempotent,
    unchecked,
    crate = ::graph_action
)]
#[derive(Debug, Clone, Default)]
pub struct SendMail {
    pub id: String,
    #[graph(query = "$top")]
    pub top: Option<u32>,
    #[graph(header = "Prefer")]
    pub prefer: Option<String>,
    #[graph(name = "topic", max_chars = 256)]
    pub subject: Option<String>,
    #[graph(max_items = 20)]
    pub to: Vec<String>,
    #[graph(skip)]
    pub note: String,
}

#[graph_type("microsoft.graph.message")]
#[derive(Debug, Clone)]
pub struct Message {
    pub id: String,
    pub state: Option<State>,
    #[graph(extra)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

#[graph_type]
#[derive(Debug, Clone)]
pub enum State {
    Draft,
    #[graph(other)]
    Other(String),
}

fn main() {
    let action = SendMail { id: "a".to_owned(), top: Some(5), ..SendMail::default() };
    let request = action.request("https://graph.microsoft.com").unwrap();
    assert_eq!(request.uri(), "https://graph.microsoft.com/beta/users/a/sendMail?$select=id&$top=5");
    let _ = |client: &graph_action::Client| (action.send(client), mail(client, &action));
}

//! No two fields have the same name in the same place: one would overwrite the other.

use graph_action::{Client, graph_action};

#[graph_action(POST "/users/<id>/sendMail?$top=1", headers("If-Match" = "*"))]
struct SendMail {
    id: String,
    client_context: String,
    #[graph(name = "clientContext")]
    context: String,
    #[graph(query = "$top")]
    top: u32,
    #[graph(header = "if-match")]
    etag: String,
    #[graph(header = "X-A")]
    a: String,
    #[graph(header = "x-a")]
    b: String,
}

/// The same among the fixed headers.
#[graph_action(GET "/users", headers("ConsistencyLevel" = "eventual", "consistencylevel" = "eventual"))]
struct ListUsers;

fn calls(client: &Client) {
    let text = String::new;
    let action =
        SendMail { id: text(), client_context: text(), context: text(), top: 1, etag: text(), a: text(), b: text() };
    let _ = (action.send(client), send_mail(client, &action));
    let _ = (ListUsers.send(client), list_users(client, &ListUsers));
}

fn main() {}

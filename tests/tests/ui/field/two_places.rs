//! A field goes to one place.

use graph_action::{Client, graph_action};

#[graph_action(POST "/users/<id>/sendMail")]
struct SendMail {
    #[graph(name = "userId")]
    id: String,
    #[graph(query, header = "Prefer")]
    both: String,
    #[graph(query, name = "$top")]
    top: u32,
    #[graph(skip, name = "note")]
    note: String,
    #[graph(skip, max_chars = 10)]
    unsent: String,
    #[graph(query = "$skip", query)]
    twice: u32,
}

fn calls(client: &Client) {
    let text = String::new;
    let action = SendMail { id: text(), both: text(), top: 1, note: text(), unsent: text(), twice: 2 };
    let _ = (action.send(client), send_mail(client, &action));
}

fn main() {}

//! A struct is one action.

use graph_action::{Client, graph_action};

#[graph_action(POST "/users/<id>/sendMail")]
#[graph_action(POST "/groups/<id>/sendMail")]
struct SendMail {
    id: String,
}

fn calls(client: &Client, id: String) {
    let action = SendMail { id };
    let _ = (action.send(client), send_mail(client, &action));
}

fn main() {}

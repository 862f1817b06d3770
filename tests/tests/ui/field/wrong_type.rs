//! A field's type fits where it goes; the compiler says so at the type.

use std::collections::HashMap;

use graph_action::{Client, graph_action};

/// Has no derive.
struct Message;

#[graph_action(POST "/users/<id>/sendMail?$search=<search>")]
struct SendMail {
    id: String,
    message: Message,
    to: Option<Vec<Message>>,
    search: HashMap<String, String>,
    #[graph(query)]
    filter: HashMap<String, String>,
    #[graph(header = "Prefer")]
    prefer: Option<Message>,
}

/// A limit counts what can be counted.
#[graph_action(POST "/users/<id>/sendMail")]
struct Limited {
    id: String,
    #[graph(max_chars = 256)]
    number: u32,
    #[graph(max_items = 20)]
    text: Option<String>,
}

async fn calls(client: &Client, action: SendMail) {
    let _ = (action.send(client).await, send_mail(client, &action).await);
    let action = Limited { id: String::new(), number: 1, text: None };
    let _ = (action.send(client).await, limited(client, &action).await);
}

fn main() {}

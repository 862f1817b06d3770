//! What a word of `#[graph(..)]` is given has one form.

use graph_action::{Client, graph_action};

#[graph_action(POST "/users/<id>/sendMail")]
struct SendMail {
    id: String,
    #[graph(query = top)]
    unquoted: u32,
    #[graph(header)]
    nameless_header: String,
    #[graph(header = "If Match")]
    illegal_header: String,
    #[graph(header = "Authorization")]
    clients_own_header: String,
    #[graph(name)]
    nameless: String,
    #[graph(name = "")]
    empty: String,
    #[graph(query = "")]
    empty_option: String,
    #[graph(name("subject"))]
    in_parentheses: String,
    #[graph(skip = true)]
    assigned: String,
    #[graph(max_chars)]
    unlimited: String,
    #[graph(max_chars = "256")]
    limit_as_text: String,
    #[graph(max_chars = 256u32)]
    limit_with_a_type: String,
    #[graph(max_items = -1)]
    negative_limit: Vec<String>,
    #[graph(name = "a" name = "b")]
    without_comma: String,
}

fn calls(client: &Client, action: SendMail) {
    let _ = (action.send(client), send_mail(client, &action), action.id, action.negative_limit);
}

fn main() {}

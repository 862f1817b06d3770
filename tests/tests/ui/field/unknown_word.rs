//! `#[graph(..)]` has its own words: a wrong one is told with the one that was meant, or with where it belongs.

use graph_action::{Client, graph_action};

#[graph_action(POST "/users/<id>/sendMail")]
#[graph(query)]
struct SendMail {
    id: String,
    #[graph(qurey = "$top")]
    misspelt: u32,
    #[graph(rename = "subject")]
    as_in_serde: String,
    #[graph(colour)]
    unknown: String,
    #[graph(extra)]
    of_a_type: String,
    #[graph]
    nothing: String,
    #[graph()]
    empty: String,
    #[graph = "skip"]
    assigned: String,
    #[graph("text")]
    text: String,
}

fn calls(client: &Client) {
    let text = String::new;
    let action = SendMail {
        id: text(),
        misspelt: 1,
        as_in_serde: text(),
        unknown: text(),
        of_a_type: text(),
        nothing: text(),
        empty: text(),
        assigned: text(),
        text: text(),
    };
    let _ = (action.send(client), send_mail(client, &action));
}

fn main() {}

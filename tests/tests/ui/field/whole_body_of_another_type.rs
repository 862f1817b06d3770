// A body, and a struct of query options, of types that are not written at all.
use std::collections::BTreeMap;

use graph_action::graph_action;

struct Mail;

#[graph_action(POST "/me/sendMail")]
struct SendMail {
    #[graph(body)]
    mail: Mail,
}

#[graph_action(POST "/me/sendMail")]
struct SendMime {
    #[graph(body = "text/plain")]
    mail: Option<Mail>,
}

#[graph_action(GET "/me/messages")]
struct List {
    #[graph(query_all)]
    query: Mail,
    #[graph(query)]
    options: BTreeMap<String, String>,
}

fn main() {}

// A field that is the whole body: alone, on a method that has one, of a type that is one.
use graph_action::graph_action;

#[graph_action(POST "/me/sendMail")]
struct WithMembers {
    #[graph(body)]
    mail: String,
    save_to_sent_items: bool,
    #[graph(body = "text/plain")]
    mime: String,
}

#[graph_action(GET "/me/<id>")]
struct OnGet {
    id: String,
    #[graph(body)]
    mail: String,
}

#[graph_action(POST "/me/sendMail")]
struct NoType {
    #[graph(body = "text")]
    mime: String,
}

#[graph_action(POST "/me/<id>")]
struct InTheTemplate {
    #[graph(body)]
    id: String,
}

fn main() {
    let _ = NoType { mime: String::new() };
}

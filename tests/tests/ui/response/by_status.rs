// The mistakes in an enum of responses, each at its own token; the enum goes on being a response.
use graph_action::{graph_action, graph_response, graph_type};

#[graph_type]
struct Session {
    id: Option<String>,
}

#[graph_response]
enum Started {
    Missing(Session),
    #[graph(status = 201)]
    Created(Session),
    #[graph(status = 201)]
    Twice,
    #[graph(status = "202")]
    Text,
    #[graph(status = 99)]
    TooSmall,
    #[graph(status)]
    Bare,
    #[graph(status = 203, other)]
    Both,
    #[graph(status = 204)]
    Named { session: Session },
    #[graph(status = 205)]
    Several(Session, Session),
    #[graph(other)]
    Other,
    #[graph(other)]
    More,
    #[graph(code = 206)]
    Unknown,
}

#[graph_action(POST "/session" -> Started)]
struct Start;

fn main() {
    let _ = Start;
}

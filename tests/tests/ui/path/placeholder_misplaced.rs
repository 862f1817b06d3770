//! A placeholder is a whole segment or a whole value.

use graph_action::{Client, graph_action};

#[graph_action(GET "/users/user-<id>")]
struct BehindText {
    id: String,
}

#[graph_action(GET "/users/<id>.json")]
struct BeforeText {
    id: String,
}

#[graph_action(GET "/users('user-<id>')")]
struct PartOfAnArgument {
    id: String,
}

#[graph_action(GET "/users?$filter=id eq '<id>'")]
struct PartOfAnOption {
    id: String,
}

/// A path of segments has slashes, which an argument cannot have.
#[graph_action(GET "/items(path=<path..>)")]
struct PathAsArgument {
    path: String,
}

#[graph_action(GET "<path..>/children")]
struct PathAtTheStart {
    path: String,
}

fn calls(client: &Client, id: String) {
    let action = BehindText { id: id.clone() };
    let _ = (action.send(client), behind_text(client, &action));
    let action = BeforeText { id: id.clone() };
    let _ = (action.send(client), before_text(client, &action));
    let action = PartOfAnArgument { id: id.clone() };
    let _ = (action.send(client), part_of_an_argument(client, &action));
    let action = PartOfAnOption { id: id.clone() };
    let _ = (action.send(client), part_of_an_option(client, &action));
    let action = PathAsArgument { path: id.clone() };
    let _ = (action.send(client), path_as_argument(client, &action));
    let action = PathAtTheStart { path: id };
    let _ = (action.send(client), path_at_the_start(client, &action));
}

fn main() {}

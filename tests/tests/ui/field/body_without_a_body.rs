//! GET, HEAD and DELETE have no body, so a field says where else it goes.

use graph_action::{Client, graph_action};

#[graph_action(GET "/users/<id>/messages")]
struct ListMessages {
    id: String,
    page_size: Option<u32>,
}

#[graph_action(DELETE "/users/<id>")]
struct DeleteUser {
    id: String,
    r#type: Option<String>,
}

#[graph_action(HEAD "/users/<id>")]
struct UserExists {
    id: String,
    #[graph(name = "why")]
    reason: String,
}

fn calls(client: &Client, id: String) {
    let action = ListMessages { id: id.clone(), page_size: None };
    let _ = (action.send(client), list_messages(client, &action));
    let action = DeleteUser { id: id.clone(), r#type: None };
    let _ = (action.send(client), delete_user(client, &action));
    let action = UserExists { id, reason: String::new() };
    let _ = (action.send(client), user_exists(client, &action));
}

fn main() {}

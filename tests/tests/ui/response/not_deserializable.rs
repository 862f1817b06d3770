//! A response is read from JSON, so its type can be; the compiler says so at the response.

use graph_action::{Client, Operation, Reply, graph_action};

/// Has no derive.
struct User;

#[graph_action(GET "/users/<id>" -> User)]
struct GetUser {
    id: String,
}

#[graph_action(GET "/users/<id>" -> Option<User>)]
struct FindUser {
    id: String,
}

#[graph_action(GET "/users/<id>" -> Reply<User>)]
struct GetUserReply {
    id: String,
}

#[graph_action(POST "/users/<id>/invite" -> Operation<User>)]
struct Invite {
    id: String,
}

async fn calls(client: &Client, id: String) {
    let action = GetUser { id: id.clone() };
    let _ = (action.send(client).await, get_user(client, &action).await);
    let action = FindUser { id: id.clone() };
    let _ = (action.send(client).await, find_user(client, &action).await);
    let action = GetUserReply { id: id.clone() };
    let _ = (action.send(client).await, get_user_reply(client, &action).await);
    let action = Invite { id };
    let _ = (action.send(client).await, invite(client, &action).await);
}

fn main() {}

//! Graph's pages write `{id}`; a declaration writes `<id>`.

use graph_action::{Client, graph_action};

#[graph_action(POST "/communications/calls/{id}/keepAlive")]
struct KeepAlive {
    id: String,
}

#[graph_action(GET "/users/{id | userPrincipalName}")]
struct GetUser {
    id: String,
}

#[graph_action(GET "/teams/{team-id}")]
struct GetTeam {
    team_id: String,
}

fn calls(client: &Client, id: String) {
    let action = KeepAlive { id: id.clone() };
    let _ = (action.send(client), keep_alive(client, &action));
    let action = GetUser { id: id.clone() };
    let _ = (action.send(client), get_user(client, &action));
    let action = GetTeam { team_id: id };
    let _ = (action.send(client), get_team(client, &action));
}

fn main() {}

//! Permissions are lists of names for two kinds of caller, or `unsupported`.

use graph_action::{Client, graph_action};

#[graph_action(GET "/me", permissions = ["User.Read"])]
struct Assigned;

#[graph_action(GET "/me", permissions(aplication = ["User.Read"]))]
struct Misspelt;

#[graph_action(GET "/me", permissions("User.Read"))]
struct WithoutKind;

#[graph_action(GET "/me", permissions(delegated = "User.Read"))]
struct WithoutList;

#[graph_action(GET "/me", permissions(delegated = [User.Read]))]
struct Unquoted;

#[graph_action(GET "/me", permissions(application = none))]
struct UnknownWord;

#[graph_action(GET "/me", permissions(delegated = [], delegated = []))]
struct Twice;

fn calls(client: &Client) {
    let _ = (Assigned.send(client), assigned(client, &Assigned));
    let _ = (Misspelt.send(client), misspelt(client, &Misspelt));
    let _ = (WithoutKind.send(client), without_kind(client, &WithoutKind));
    let _ = (WithoutList.send(client), without_list(client, &WithoutList));
    let _ = (Unquoted.send(client), unquoted(client, &Unquoted));
    let _ = (UnknownWord.send(client), unknown_word(client, &UnknownWord));
    let _ = (Twice.send(client), twice(client, &Twice));
}

fn main() {}

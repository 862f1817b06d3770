//! Between two slashes there is something.

use graph_action::{Client, graph_action};

#[graph_action(POST "/users//sendMail")]
struct SendMail;

#[graph_action(GET "/users/")]
struct ListUsers;

#[graph_action(GET "/")]
struct Nothing;

fn calls(client: &Client) {
    let _ = (SendMail.send(client), send_mail(client, &SendMail));
    let _ = (ListUsers.send(client), list_users(client, &ListUsers));
    let _ = (Nothing.send(client), nothing(client, &Nothing));
}

fn main() {}

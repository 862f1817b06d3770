//! A template is written as it is read; it is encoded when it is sent.

use graph_action::{Client, graph_action};

#[graph_action(GET "/users/all users")]
struct Space;

#[graph_action(GET "/users/all%20users")]
struct Percent;

#[graph_action(GET "/users#first")]
struct Fragment;

#[graph_action(GET "\\users\\first")]
struct Backslash;

#[graph_action(GET "/users/^")]
struct Caret;

#[graph_action(GET "/users/../me")]
struct Dots;

#[graph_action(GET "/users)/me")]
struct Parenthesis;

#[graph_action(GET "/me/f(a(b)")]
struct Argument;

fn calls(client: &Client) {
    let _ = (Space.send(client), space(client, &Space));
    let _ = (Percent.send(client), percent(client, &Percent));
    let _ = (Fragment.send(client), fragment(client, &Fragment));
    let _ = (Backslash.send(client), backslash(client, &Backslash));
    let _ = (Caret.send(client), caret(client, &Caret));
    let _ = (Dots.send(client), dots(client, &Dots));
    let _ = (Argument.send(client), argument(client, &Argument));
    let _ = (Parenthesis.send(client), parenthesis(client, &Parenthesis));
}

fn main() {}

//! A placeholder names a field of the struct.

use graph_action::{Client, graph_action};

/// No field is near.
#[graph_action(POST "/communications/calls/<id>/participants/<participant>/mute")]
struct Mute {
    id: String,
}

/// A field is near: it is offered.
#[graph_action(POST "/users/<user_id>/sendMail")]
struct SendMail {
    userid: String,
}

/// There are no fields at all.
#[graph_action(POST "/users/<id>/revokeSignInSessions")]
struct RevokeSignInSessions;

fn calls(client: &Client, id: String) {
    let action = Mute { id: id.clone() };
    let _ = (action.send(client), mute(client, &action));
    let action = SendMail { userid: id };
    let _ = (action.send(client), send_mail(client, &action));
    let action = RevokeSignInSessions;
    let _ = (action.send(client), revoke_sign_in_sessions(client, &action));
}

fn main() {}

//! What an option is given has one form.

use graph_action::{Client, graph_action};

#[graph_action(GET "/me", version = beta, version)]
struct Version;

#[graph_action(GET "/me", version = "v1")]
struct UnknownVersion;

#[graph_action(GET "/me", name = "whoami")]
struct QuotedName;

#[graph_action(GET "/me", name = self)]
struct ReservedName;

#[graph_action(GET "/me", name)]
struct NoName;

#[graph_action(GET "/me", idempotent = true, unchecked(yes))]
struct Flags;

#[graph_action(GET "/me", version = "beta", version = "v1.0", idempotent, idempotent)]
struct Twice;

fn calls(client: &Client) {
    let _ = (Version.send(client), version(client, &Version));
    let _ = (UnknownVersion.send(client), unknown_version(client, &UnknownVersion));
    let _ = (QuotedName.send(client), quoted_name(client, &QuotedName));
    let _ = (ReservedName.send(client), reserved_name(client, &ReservedName));
    let _ = (NoName.send(client), no_name(client, &NoName));
    let _ = (Flags.send(client), flags(client, &Flags));
    let _ = (Twice.send(client), twice(client, &Twice));
}

fn main() {}

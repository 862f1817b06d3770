//! An argument is `name=value`, and so is a query option; each is there once.

use graph_action::{Client, graph_action};

#[graph_action(GET "/reports/get(=<id>)")]
struct NamelessArgument {
    id: String,
}

#[graph_action(GET "/reports/get(period=)")]
struct ValuelessArgument;

#[graph_action(GET "/reports/get(a=<id>,a=<other>)")]
struct ArgumentTwice {
    id: String,
    other: String,
}

#[graph_action(GET "/users?$top")]
struct ValuelessOption;

#[graph_action(GET "/users?")]
struct NoOption;

#[graph_action(GET "/users?$top=5&$top=<top>")]
struct OptionTwice {
    top: u32,
}

fn calls(client: &Client, id: String) {
    let action = NamelessArgument { id: id.clone() };
    let _ = (action.send(client), nameless_argument(client, &action));
    let action = ValuelessArgument;
    let _ = (action.send(client), valueless_argument(client, &action));
    let action = ArgumentTwice { id: id.clone(), other: id };
    let _ = (action.send(client), argument_twice(client, &action));
    let action = ValuelessOption;
    let _ = (action.send(client), valueless_option(client, &action));
    let action = NoOption;
    let _ = (action.send(client), no_option(client, &action));
    let action = OptionTwice { top: 1 };
    let _ = (action.send(client), option_twice(client, &action));
}

fn main() {}

//! A key is always there and is one text, so it is no `Option`, list or map.

use std::collections::HashMap;

use graph_action::{Client, graph_action};

#[graph_action(GET "/users/<id>")]
struct GetUser {
    id: Option<String>,
}

#[graph_action(GET "/applications(appId='<app_id>')")]
struct GetApplication {
    app_id: Option<String>,
}

#[graph_action(GET "/me/drive/root:/<path..>")]
struct GetItem {
    path: Vec<String>,
}

/// An argument may be left out, but it is a value that OData can write.
#[graph_action(GET "/reports/get(period=<period>)")]
struct GetReport {
    period: HashMap<String, String>,
}

fn calls(client: &Client) {
    let action = GetUser { id: None };
    let _ = (action.send(client), get_user(client, &action));
    let action = GetApplication { app_id: None };
    let _ = (action.send(client), get_application(client, &action));
    let action = GetItem { path: Vec::new() };
    let _ = (action.send(client), get_item(client, &action));
    let action = GetReport { period: HashMap::new() };
    let _ = (action.send(client), get_report(client, &action));
}

fn main() {}

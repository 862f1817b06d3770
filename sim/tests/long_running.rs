//! Long-running operations that are looked at: how they begin, what each look finds, and what is refused.

#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used, reason = "helpers of tests may, as tests may")]

mod common;

use common::{client, get, header, post};
use graph_action_sim::{Course, Graph};
use reqwest::Response;
use serde_json::{Value, json};

/// Posts to a path.
async fn begin(graph: &Graph, path: &str, body: &Value) -> Response {
    post(graph, &format!("{}/v1.0{path}", graph.base_url())).json(body).send().await.unwrap()
}

/// The states that three looks at an address find, with a token.
async fn looks(graph: &Graph, location: &str) -> Vec<Value> {
    let mut states = Vec::new();
    for _ in 0..3 {
        states.push(get(graph, location).await);
    }
    states
}

/// A team that can be created.
fn team() -> Value {
    json!({ "template@odata.bind": "https://graph.microsoft.com/v1.0/teamsTemplates('standard')", "displayName": "a" })
}

#[tokio::test]
async fn a_copy_is_monitored_elsewhere_and_a_token_is_refused_there() {
    let graph = Graph::start().await.unwrap();
    let reply = begin(&graph, "/drives/d/items/i/copy", &json!({ "name": "b" })).await;
    assert_eq!(reply.status(), 202);
    let location = header(&reply, "location").to_owned();
    assert!(location.starts_with(graph.monitor_url()) && graph.monitor_url() != graph.base_url());

    let with_token = client().get(&location).bearer_auth(graph.issue_token()).send().await.unwrap();
    assert_eq!(with_token.status(), 401);
    let mut found = Vec::new();
    for _ in 0..3 {
        let reply = client().get(&location).send().await.unwrap();
        found.push((reply.status().as_u16(), reply.json::<Value>().await.unwrap()));
    }
    assert_eq!(found[0].0, 202);
    assert_eq!(found[1].1["status"], "inProgress");
    assert_eq!(
        (found[2].0, &found[2].1["status"], &found[2].1["percentageComplete"]),
        (200, &json!("completed"), &json!(100.0))
    );
    let item = format!("{}/v1.0/drives/d/items/{}", graph.base_url(), found[2].1["resourceId"].as_str().unwrap());
    assert_eq!(get(&graph, &item).await["name"], "Copy");
    assert_eq!(graph.monitor_requests().len(), 4);
}

#[tokio::test]
async fn a_monitor_is_opened_by_its_whole_address_alone() {
    let graph = Graph::start().await.unwrap();
    let reply = begin(&graph, "/me/drive/items/i/copy", &json!({})).await;
    let location = header(&reply, "location").to_owned();
    let (address, key) = location.split_once('?').unwrap();
    for other in [address.to_owned(), format!("{address}?{key}0"), location.replace("/monitor/", "/monitor/0")] {
        assert_eq!(client().get(&other).send().await.unwrap().status(), 404, "{other}");
    }
    assert_eq!(client().post(&location).send().await.unwrap().status(), 405);
}

#[tokio::test]
async fn a_monitor_can_redirect_to_the_copy() {
    let graph = Graph::start().await.unwrap();
    graph.next_operation(Course::completing().after(0).redirecting());
    let reply = begin(&graph, "/drives/d/items/i/copy", &json!({})).await;
    let done = client().get(header(&reply, "location")).send().await.unwrap();
    assert_eq!(done.status(), 303);
    assert!(get(&graph, header(&done, "location")).await["id"].is_string());
}

#[tokio::test]
async fn a_team_has_relative_locations() {
    let graph = Graph::start().await.unwrap();
    graph.next_operation(Course::completing().retry_after("0.5"));
    let reply = begin(&graph, "/teams", &team()).await;
    assert_eq!(reply.status(), 202);
    let (operation, team) = (header(&reply, "location"), header(&reply, "content-location"));
    assert!(operation.starts_with(&format!("{team}/operations('")) && team.starts_with("/teams('"), "{operation}");
    assert_eq!(header(&reply, "retry-after"), "0.5");
    let states = looks(&graph, &format!("{}/v1.0{operation}", graph.base_url())).await;
    let words: Vec<&Value> = states.iter().map(|state| &state["status"]).collect();
    assert_eq!(words, ["inProgress", "inProgress", "succeeded"]);
    assert_eq!(states[2]["targetResourceLocation"], team);
    assert_eq!(states[2]["error"], Value::Null);
}

#[tokio::test]
async fn a_session_is_made_at_once_unless_the_caller_prefers_to_wait() {
    let graph = Graph::start().await.unwrap();
    let workbook = format!("{}/v1.0/me/drive/items/i/workbook", graph.base_url());
    let create = |prefer: &'static str| {
        let body = json!({ "persistChanges": true });
        post(&graph, &format!("{workbook}/createSession")).header("Prefer", prefer).json(&body).send()
    };
    assert_eq!(create("return=minimal").await.unwrap().status(), 201);
    let reply = create("return=minimal, respond-async").await.unwrap();
    assert_eq!(reply.status(), 202);
    let states = looks(&graph, header(&reply, "location")).await;
    assert_eq!((&states[0]["status"], &states[0]["resourceLocation"]), (&json!("running"), &Value::Null));
    assert_eq!(states[2]["status"], "succeeded");
    let session = get(&graph, states[2]["resourceLocation"].as_str().unwrap()).await;
    assert_eq!(session["persistChanges"], true);
}

#[tokio::test]
async fn a_notebook_has_an_operation_location() {
    let graph = Graph::start().await.unwrap();
    let reply = begin(&graph, "/me/onenote/notebooks/n/copyNotebook", &json!({ "renameAs": "b" })).await;
    assert!(!reply.headers().contains_key("location"));
    let states = looks(&graph, header(&reply, "operation-location")).await;
    assert_eq!((&states[0]["status"], &states[0]["percentComplete"]), (&json!("Running"), &json!("33")));
    assert_eq!(states[2]["status"], "Completed");
    assert!(get(&graph, states[2]["resourceLocation"].as_str().unwrap()).await["displayName"].is_string());
}

#[tokio::test]
async fn what_the_service_would_not_take_is_refused() {
    let graph = Graph::start().await.unwrap();
    for (path, body, part) in [
        ("/teams", json!({ "displayName": "a" }), "template@odata.bind"),
        ("/teams", json!({ "template@odata.bind": "b" }), "display name required"),
        ("/teams", json!({ "template@odata.bind": "b", "displayName": 1 }), "Edm.String"),
        ("/drives/d/items/i/copy", json!({ "Name": "b" }), "'Name'"),
        ("/drives/d/items/i/copy", json!({ "parentReference": "b" }), "'parentReference'"),
        ("/drives/d/items/i/workbook/createSession", json!({}), "'persistChanges' is required"),
        ("/drives/d/items/i/workbook/createSession", json!({ "persistChanges": "true" }), "Edm.Boolean"),
        ("/me/onenote/notebooks/n/copyNotebook", json!({ "rename_as": "b" }), "'rename_as'"),
    ] {
        let reply = begin(&graph, path, &body).await;
        assert_eq!(reply.status(), 400, "{path} {body}");
        let message = reply.json::<Value>().await.unwrap()["error"]["message"].as_str().unwrap().to_owned();
        assert!(message.contains(part), "{path} {body}: {message}");
    }
    let reply = client().post(format!("{}/v1.0/teams", graph.base_url())).json(&team()).send().await.unwrap();
    assert_eq!(reply.status(), 401);
}

#[tokio::test]
async fn an_operation_is_found_where_it_was_begun_and_nowhere_else() {
    let graph = Graph::start().await.unwrap();
    let reply = begin(&graph, "/teams", &team()).await;
    let location = format!("{}/v1.0{}", graph.base_url(), header(&reply, "location"));
    let id = location.rsplit_once("('").unwrap().1.trim_end_matches("')");
    for other in [
        location.replace("/operations('", "/operations('0"),
        location.replace("/teams('", "/teams('0"),
        format!("{}/v1.0/me/onenote/operations/{id}", graph.base_url()),
        format!("{}/v1.0/me/drive/items/i/workbook/operations/{id}", graph.base_url()),
        format!("{}/v1.0/drives/d/items/{id}", graph.base_url()),
    ] {
        let reply = client().get(&other).bearer_auth(graph.issue_token()).send().await.unwrap();
        assert_eq!(reply.status(), 404, "{other}");
    }
    assert_eq!(client().get(&location).send().await.unwrap().status(), 401);
    assert_eq!(post(&graph, &location).send().await.unwrap().status(), 405);
}

//! The five dialects, from the action to what has come of it.

use std::time::Duration;

use graph_action::OperationState;
use graph_action_sim::{Course, Graph};

use crate::actions::{CopyNotebook, CreateSessionAtOnce, Session, copy, end, session, team};
use crate::common::actions::{CancelMediaProcessing, OperationStatus, cancel};
use crate::common::client;

/// Methods and paths of the requests to the service, ids left out.
fn lines(graph: &Graph) -> Vec<String> {
    let line = |path: &str| {
        let names = path.split('/').map(|segment| segment.split(['(', '?']).next().unwrap_or_default());
        names.filter(|name| name.len() < 30).collect::<Vec<_>>().join("/")
    };
    graph.requests().iter().map(|request| format!("{} {}", request.method(), line(request.path()))).collect()
}

#[tokio::test]
async fn a_copy_is_looked_at_on_another_host_without_token_and_ids() {
    let graph = Graph::start().await.unwrap();
    let client = client(&graph);
    let operation = copy().send(&client).await.unwrap();
    assert_eq!((operation.status().as_u16(), operation.state()), (202, OperationState::Running));
    assert!(operation.location().unwrap().as_str().starts_with(graph.monitor_url()));
    assert!(!format!("{operation:?}").contains("key="), "{operation:?}");

    let copied = end(operation, &client).await.unwrap().unwrap();
    assert_eq!(copied.status.as_deref(), Some("completed"));
    assert_eq!((copied.percentage_complete, copied.resource_id.map(|id| id.len())), (Some(100.0), Some(36)));
    assert_eq!(graph.requests().len(), 1);
    let looks = graph.monitor_requests();
    assert_eq!(looks.len(), 3);
    for look in looks {
        let mut names: Vec<_> = look.headers().keys().map(|name| name.as_str().to_owned()).collect();
        names.sort();
        assert_eq!(
            (look.method().as_str(), names.as_slice()),
            ("GET", &["accept", "host", "user-agent"].map(String::from)[..])
        );
    }
}

#[tokio::test]
async fn a_monitor_that_redirects_has_ended_and_the_result_is_there() {
    let graph = Graph::start().await.unwrap();
    graph.next_operation(Course::completing().redirecting().after(1));
    let client = client(&graph);
    let copied = end(copy().send(&client).await.unwrap(), &client).await.unwrap().unwrap();
    assert_eq!((copied.name.as_deref(), copied.status), (Some("Copy"), None));
    assert_eq!(graph.monitor_requests().len(), 2);
    let requests = graph.requests();
    assert_eq!(requests[1].path(), format!("/v1.0/drives/b!7f/items/{}", copied.id.unwrap()));
    assert!(requests[1].header("authorization").is_some());
}

#[tokio::test]
async fn a_team_has_a_relative_location_and_its_last_state_is_the_result() {
    let graph = Graph::start().await.unwrap();
    let client = client(&graph);
    let operation = team().send(&client).await.unwrap();
    let location = operation.location().unwrap().as_str();
    assert!(location.starts_with(&format!("{}/v1.0/teams('", graph.base_url())), "{location}");
    let ended = end(operation, &client).await.unwrap().unwrap();
    assert_eq!(ended.status.as_deref(), Some("succeeded"));
    assert!(ended.id.is_some() && ended.target_resource_id.is_some());
    assert!(ended.extra["targetResourceLocation"].as_str().unwrap().starts_with("/teams('"));
    let look = "GET /v1.0/teams/operations".to_owned();
    assert_eq!(lines(&graph), ["POST /v1.0/teams".to_owned(), look.clone(), look.clone(), look]);
}

#[tokio::test]
async fn a_workbook_names_where_its_session_is() {
    let graph = Graph::start().await.unwrap();
    graph.next_operation(Course::completing().after(1));
    let client = client(&graph);
    let operation = session().send(&client).await.unwrap();
    assert_eq!(operation.body(), None);
    let made = end(operation, &client).await.unwrap().unwrap();
    assert!(made.id.starts_with("cluster=sim&session=") && made.persist_changes, "{made:?}");
    let workbook = "/v1.0/drives/b!7f/items/01XLS/workbook";
    assert_eq!(
        lines(&graph),
        [
            format!("POST {workbook}/createSession"),
            format!("GET {workbook}/operations"),
            format!("GET {workbook}/operations"),
            format!("GET {workbook}/sessionInfoResource"),
        ]
    );
}

#[tokio::test]
async fn a_workbook_that_is_quick_is_not_looked_at() {
    let graph = Graph::start().await.unwrap();
    let client = client(&graph);
    let action = CreateSessionAtOnce { drive: "d".into(), id: "i".into(), persist_changes: false };
    let operation = action.send(&client).await.unwrap();
    assert_eq!((operation.status().as_u16(), operation.state()), (201, OperationState::Succeeded));
    let made = end(operation, &client).await.unwrap();
    assert_eq!(made, Some(Session { id: "cluster=sim&session=at-once".into(), persist_changes: false }));
    assert_eq!(graph.requests().len(), 1);
}

#[tokio::test]
async fn a_notebook_has_an_operation_location() {
    let graph = Graph::start().await.unwrap();
    let client = client(&graph);
    let action = CopyNotebook { id: "1-a".into(), rename_as: None };
    let operation = action.send(&client).await.unwrap();
    let mut percents = Vec::new();
    let told = |progress: &graph_action::Progress<_>| percents.push((progress.state(), progress.percent()));
    let copied = operation.waiting(&client).every(Duration::from_millis(2)).on_progress(told).await.unwrap().unwrap();
    assert_eq!(copied.display_name.as_deref(), Some("Copy"));
    assert!(graph.requests().last().unwrap().path().ends_with(&copied.id.unwrap()));
    let running = OperationState::Running;
    assert_eq!(percents, [(running, Some(33.0)), (running, Some(67.0)), (OperationState::Succeeded, Some(100.0))]);
}

#[tokio::test]
async fn an_operation_of_a_call_can_be_looked_at_where_it_has_a_location() {
    let graph = Graph::builder().operation_duration(Duration::from_millis(30)).start().await.unwrap();
    let client = client(&graph);
    let action = CancelMediaProcessing { client_context: Some("mine".into()), ..cancel(graph.create_call(None)) };
    let operation = action.send(&client).await.unwrap();
    assert_eq!(operation.state(), OperationState::Running);
    let ended = end(operation, &client).await.unwrap().unwrap();
    assert_eq!(ended.status, Some(OperationStatus::Completed));
    assert_eq!(ended.client_context.as_deref(), Some("mine"));
}

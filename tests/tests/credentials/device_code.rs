//! A person with another device: asked once, however many calls wait, and again only where nothing else helps.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use graph_action::auth::{DeviceCode, DevicePrompt};
use graph_action::{Client, ErrorKind};
use graph_action_sim::Graph;

use crate::common::actions::get;
use crate::common::raw::{Act, RawServer, reply};
use crate::common::{quick, shown, soon, until};

/// The kind of grant that device codes are.
const GRANT: &str = "urn:ietf:params:oauth:grant-type:device_code";

/// The prompts that were shown.
type Prompts = Arc<Mutex<Vec<DevicePrompt>>>;

/// A Graph whose app is a program on a user's machine.
async fn graph() -> Graph {
    Graph::builder().public_client().start().await.unwrap()
}

/// A credential that keeps its prompts.
fn credential(graph: &Graph) -> (DeviceCode, Prompts) {
    let prompts = Prompts::default();
    let kept = Arc::clone(&prompts);
    let credential = DeviceCode::new(graph.tenant_id(), graph.client_id(), move |prompt| {
        kept.lock().unwrap().push(prompt);
    });
    (credential.scopes(["User.Read"]).authority(graph.authority()), prompts)
}

/// A client of the embedded Graph.
fn client(graph: &Graph, credential: DeviceCode) -> Client {
    Client::builder(credential).base_url(graph.base_url()).retry(quick()).build().unwrap()
}

/// Waits for the prompt of this number, and has the person approve or decline.
async fn answer(graph: &Graph, prompts: &Prompts, number: usize, approves: bool) {
    until(|| prompts.lock().unwrap().len() > number).await;
    let code = prompts.lock().unwrap()[number].user_code.clone();
    assert!(if approves { graph.approve_device(&code) } else { graph.decline_device(&code) });
}

#[tokio::test]
async fn a_person_is_asked_once_and_the_refresh_token_does_from_then_on() {
    let graph = graph().await;
    let (credential, prompts) = credential(&graph);
    let rotated = Arc::new(Mutex::new(Vec::new()));
    let kept = Arc::clone(&rotated);
    let credential = credential.on_rotated(move |token| kept.lock().unwrap().push(token.to_owned()));
    let (client, call) = (client(&graph, credential), graph.create_call(None));
    let (called, ()) = soon(async { tokio::join!(get(&call).send(&client), answer(&graph, &prompts, 0, true)) }).await;
    called.unwrap();
    let prompt = prompts.lock().unwrap()[0].clone();
    assert!(prompt.to_string().contains(&prompt.user_code) && prompt.message.contains(&prompt.verification_uri));
    assert_eq!(prompt.expires_in, Duration::from_mins(15));
    for _ in 0..2 {
        graph.expire_tokens();
        soon(get(&call).send(&client)).await.unwrap();
    }
    assert_eq!(graph.grants(), [GRANT, "refresh_token", "refresh_token"]);
    assert_eq!(prompts.lock().unwrap().len(), 1);
    let rotated = rotated.lock().unwrap();
    assert!(rotated.len() == 3 && rotated[0] != rotated[1] && rotated[1] != rotated[2]);
}

#[tokio::test]
async fn only_one_prompt_is_shown_however_many_wait_and_whoever_leaves() {
    let graph = graph().await;
    let (credential, prompts) = credential(&graph);
    let (client, call) = (client(&graph, credential), graph.create_call(None));
    let calls: Vec<_> = (0..50).map(|_| tokio::spawn(get(&call).send(&client))).collect();
    until(|| !prompts.lock().unwrap().is_empty()).await;
    // Among them the one that asked.
    calls.iter().take(25).for_each(tokio::task::JoinHandle::abort);
    answer(&graph, &prompts, 0, true).await;
    for call in calls.into_iter().skip(25) {
        soon(call).await.unwrap().unwrap();
    }
    assert_eq!((prompts.lock().unwrap().len(), graph.token_requests()), (1, 1));
}

#[tokio::test]
async fn a_person_who_declines_is_asked_again_by_the_next_call_only() {
    let graph = graph().await;
    let (credential, prompts) = credential(&graph);
    let (client, call) = (client(&graph, credential), graph.create_call(None));
    let (called, ()) = soon(async { tokio::join!(get(&call).send(&client), answer(&graph, &prompts, 0, false)) }).await;
    let error = called.unwrap_err();
    assert_eq!((error.kind(), error.code()), (ErrorKind::Token, Some("authorization_declined")));
    assert!(error.to_string().contains("the person who was to sign in has declined"), "{error}");
    assert_eq!(prompts.lock().unwrap().len(), 1);
    let (called, ()) = soon(async { tokio::join!(get(&call).send(&client), answer(&graph, &prompts, 1, true)) }).await;
    called.unwrap();
}

#[tokio::test]
async fn a_code_that_nobody_enters_ends_with_its_time() {
    let graph = Graph::builder().public_client().device_code_lifetime(Duration::from_secs(1)).start().await.unwrap();
    let (credential, prompts) = credential(&graph);
    let client = client(&graph, credential);
    let error = soon(get("a").send(&client)).await.unwrap_err();
    assert!(error.to_string().contains("nobody has entered the code in time"), "{error}");
    let code = prompts.lock().unwrap()[0].user_code.clone();
    assert!(!shown(&error).contains(&code) && graph.device_codes().is_empty());
}

#[tokio::test]
async fn where_only_a_person_helps_they_are_asked_again() {
    let graph = graph().await;
    let (credential, prompts) = credential(&graph);
    let (client, call) = (client(&graph, credential), graph.create_call(None));
    let (called, ()) = soon(async { tokio::join!(get(&call).send(&client), answer(&graph, &prompts, 0, true)) }).await;
    called.unwrap();
    graph.require_interaction(r#"{"access_token":{"acrs":{"essential":true,"value":"c1"}}}"#);
    graph.expire_tokens();
    let (called, ()) = soon(async { tokio::join!(get(&call).send(&client), answer(&graph, &prompts, 1, true)) }).await;
    called.unwrap();
    assert_eq!(graph.grants(), [GRANT, "refresh_token", GRANT]);
}

#[tokio::test]
async fn a_login_service_that_fails_for_a_moment_ends_nothing_and_shows_nothing() {
    let json = "Content-Type: application/json\r\n";
    let device = r#"{"device_code": "hunter2-device", "user_code": "HUNTER2", "verification_uri": "http://localhost/",
        "expires_in": "900", "interval": "1"}"#;
    let token = r#"{"token_type": "Bearer", "expires_in": 3599, "access_token": "t", "refresh_token": "r"}"#;
    let login = RawServer::start([reply("200 OK", json, device), Act::Reset, reply("200 OK", json, token)]).await;
    let graph = graph().await;
    let (credential, prompts) = credential(&graph);
    let service = RawServer::start([crate::common::raw::fine()]).await;
    let client =
        Client::builder(credential.authority(login.url())).base_url(service.url()).retry(quick()).build().unwrap();
    soon(get("a").send(&client)).await.unwrap();
    let requests = login.requests();
    assert!(requests[0].starts_with("POST /") && requests[0].contains("/oauth2/v2.0/devicecode HTTP/1.1"));
    assert!(requests[0].contains("scope=User%2ERead%20offline%5Faccess"), "{}", requests[0]);
    assert!(!requests[0].contains("secret") && requests[1].contains("device_code=hunter2%2Ddevice"));
    let prompt = format!("{:?}", prompts.lock().unwrap()[0]);
    assert!(!prompt.contains("HUNTER2"), "{prompt}");
}

#[tokio::test]
async fn what_goes_wrong_shows_no_code() {
    let json = "Content-Type: application/json\r\n";
    let device = r#"{"device_code": "hunter2-device", "user_code": "HUNTER2", "verification_uri": "http://localhost/",
        "interval": 1}"#;
    for (acts, words) in [
        (vec![reply("200 OK", json, r#"{"device_code": "hunter2-device", "user_code": 2}"#)], "not with a code"),
        (vec![reply("200 OK", json, "hunter2-device")], "not with a code"),
        (vec![Act::Reset], "could not be reached"),
        (vec![reply("400 Bad Request", json, r#"{"error": "invalid_scope"}"#)], "invalid_scope"),
        (
            vec![reply("200 OK", json, device), reply("400 Bad Request", "", "device_code=hunter2-device HUNTER2")],
            "400 Bad Request",
        ),
        (vec![reply("200 OK", json, device), reply("200 OK", json, r#"{"token": "hunter2"}"#)], "not with a token"),
    ] {
        let login = RawServer::start(acts).await;
        let credential = DeviceCode::new("contoso", "client", |_| {}).authority(login.url());
        let client = Client::builder(credential).base_url("http://127.0.0.1:9").retry(quick()).build().unwrap();
        let error = soon(get("a").send(&client)).await.unwrap_err();
        let shown = format!("{}{client:?}", shown(&error));
        assert!(shown.contains(words), "{words}: {shown}");
        assert!(!shown.contains("hunter2") && !shown.contains("HUNTER2"), "{shown}");
    }
}

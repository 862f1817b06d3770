//! When the service no longer knows a place: it says so, says what to do, and is not followed to another host.

use futures_util::StreamExt;
use graph_action::ErrorKind;
use graph_action::paging::{Delta, Resync, ResyncKind};
use graph_action_sim::{Failure, Graph};

use crate::common::raw::{RawServer, reply};
use crate::common::{client, client_of, soon};
use crate::listing::{ListNumbers, UserDelta, page, round};

#[tokio::test]
async fn a_place_that_is_too_old_leads_to_the_start_with_the_same_headers() {
    let graph = Graph::start().await.unwrap();
    let client = client(&graph);
    for name in ["a", "b", "c"] {
        let _ = graph.create_user(name);
    }
    let action = UserDelta { prefer: Some("odata.maxpagesize=2".to_owned()) };
    let mut first = Delta::first(&client, action.send(&client));
    round(&mut first).await.unwrap();
    graph.expire_delta_links();
    let mut second = Delta::resume(&client, first.bookmark().unwrap());
    let error = round(&mut second).await.unwrap_err();
    assert!(error.is_gone());
    let resync = error.resync().unwrap();
    assert_eq!(resync.kind(), ResyncKind::StartAgain);
    let before = graph.requests().len();
    let mut again = Delta::resume(&client, resync.bookmark().unwrap());
    assert_eq!(round(&mut again).await.unwrap(), ["a", "b", "c"]);
    let requests = graph.requests();
    assert_eq!(requests.len() - before, 2);
    assert!(requests[before..].iter().all(|request| request.header("prefer") == Some("odata.maxpagesize=2")));
}

#[tokio::test]
async fn each_code_says_what_to_do() {
    let graph = Graph::start().await.unwrap();
    let client = client(&graph);
    let location = format!("{}/v1.0/users/delta?$deltatoken=", graph.base_url());
    for (status, code, location, kind) in [
        (410, "resyncChangesApplyDifferences", Some(&location), Some(ResyncKind::ApplyDifferences)),
        (410, "resyncChangesUploadDifferences", Some(&location), Some(ResyncKind::UploadDifferences)),
        (410, "syncStateNotFound", None, Some(ResyncKind::StartAgain)),
        (400, "SyncStateNotFound", None, Some(ResyncKind::StartAgain)),
        (410, "Gone", None, None),
        (403, "accessDenied", None, None),
    ] {
        let failure = Failure::graph(status, code, "no");
        graph.fail_next(location.iter().fold(failure, |failure, location| failure.header("Location", location)));
        let error = soon(UserDelta::default().send(&client)).await.unwrap_err();
        let resync = error.resync();
        assert_eq!(resync.as_ref().map(Resync::kind), kind, "{code}");
        assert_eq!(resync.and_then(|resync| resync.bookmark().map(|place| place.link().to_owned())).as_ref(), location);
    }
}

#[tokio::test]
async fn a_location_on_another_host_gets_nothing() {
    let elsewhere = RawServer::start([page("[6]", None)]).await;
    let location = format!("Location: {}/v1.0/numbers\r\n", elsewhere.url());
    let server = RawServer::start([reply("410 Gone", &location, r#"{"error": {"code": "resyncRequired"}}"#)]).await;
    let client = client_of(&server.url());
    let error = soon(ListNumbers.send(&client)).await.unwrap_err();
    let resync = error.resync().unwrap();
    let mut delta = Delta::<u8>::resume(&client, resync.bookmark().unwrap());
    let error = soon(delta.next()).await.unwrap().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidRequest);
    assert_eq!(elsewhere.connections(), 0);
}

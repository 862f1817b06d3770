//! Upload hosts of every kind: the service itself, and servers that do not behave.

use graph_action::transfer::UploadSession;
use graph_action::{Client, ErrorKind, auth::StaticToken};

use crate::common::raw::{Act, RawServer, reply};
use crate::common::{client_of, quick, shown, soon};
use crate::pattern;

/// A session at a server.
fn session(server: &RawServer) -> UploadSession {
    UploadSession::new(format!("{}/up/fe6987415ace7X4e1eF866337?tempauth=hunter2hunter2hunter2", server.url()))
}

/// What a server says of what it expects.
fn expects(range: &str) -> Act {
    reply("202 Accepted", "", &format!(r#"{{"nextExpectedRanges": [{range}]}}"#))
}

#[tokio::test]
async fn the_service_itself_gets_no_token_for_a_range() {
    let server = RawServer::start([reply("201 Created", "", "{}")]).await;
    let client = Client::builder(StaticToken::new("hunter2")).base_url(server.url()).retry(quick()).build().unwrap();
    soon(session(&server).upload(&client, pattern(10)).send::<()>()).await.unwrap();
    soon(session(&server).status(&client)).await.unwrap();
    soon(session(&server).cancel(&client)).await.unwrap();
    for request in server.requests() {
        let request = request.to_lowercase();
        assert!(!request.contains("authorization") && !request.contains("client-request-id"), "{request}");
        assert!(request.contains("/up/fe6987415ace7x4e1ef866337?tempauth="), "{request}");
    }
    assert_eq!(server.requests().len(), 3);
}

#[tokio::test]
async fn an_error_shows_everything_but_the_url() {
    for (act, kind, why) in [
        (reply("403 Forbidden", "", "no"), ErrorKind::Service, "may have expired"),
        (reply("401 Unauthorized", "", "no"), ErrorKind::Service, "may have expired"),
        (
            reply("400 Bad Request", "x-ms-request-id: theirs\r\n", "/up/fe6987415ace7X4e1eF866337?"),
            ErrorKind::Service,
            "400 Bad Request",
        ),
        (
            reply("307 Temporary", "Location: http://127.0.0.1:1/?tempauth=hunter2hunter2hunter2\r\n", "hunter2"),
            ErrorKind::Service,
            "307",
        ),
        (reply("507 Insufficient Storage", "", ""), ErrorKind::Service, "bytes 0-9 of 10"),
        (Act::Reset, ErrorKind::Transport, "bytes 0-9 of 10"),
    ] {
        let server = RawServer::start([act]).await;
        let client = client_of(&server.url());
        let upload = session(&server).upload(&client, pattern(10)).most_resumes(0);
        assert!(!format!("{upload:?} {:?}", session(&server)).contains("hunter2"));
        let error = soon(upload.send::<()>()).await.unwrap_err();
        assert_eq!(error.kind(), kind, "{error:?}");
        let text = format!("{} {:?} {:?}", shown(&error), error.headers(), String::from_utf8_lossy(error.body()));
        assert!(text.contains(why) && !text.contains("hunter2") && !text.contains("fe6987"), "{text}");
        assert!(!text.contains("the token was not accepted"), "{text}");
        // What is redirected is not followed: there is no telling whom the content would go to.
        assert_eq!(server.requests().len(), 1);
    }
}

#[tokio::test]
async fn a_service_that_asks_for_the_same_again_and_again_is_given_up() {
    let server = RawServer::start([expects(r#""0-""#)]).await;
    let client = client_of(&server.url());
    let error = soon(session(&server).upload(&client, pattern(10)).send::<()>()).await.unwrap_err();
    assert!(error.kind() == ErrorKind::Response && error.to_string().contains("again and again"), "{error}");
    assert_eq!(server.requests().len(), 4);
}

#[tokio::test]
async fn a_range_that_is_not_expected_is_the_service_s_to_place() {
    let misplaced = || reply("416 Range Not Satisfiable", "", r#"{"error": {"code": "invalidRange"}}"#);
    // It expects just what it refuses: there is nothing to go on with.
    let server = RawServer::start([misplaced(), expects(r#""0-""#)]).await;
    let client = client_of(&server.url());
    let error = soon(session(&server).upload(&client, pattern(10)).send::<()>()).await.unwrap_err();
    assert_eq!((error.status().map(|status| status.as_u16()), error.code()), (Some(416), Some("invalidRange")));
    // It has more than was known.
    let server = RawServer::start([misplaced(), expects(r#""7-""#), reply("200 OK", "", "{}")]).await;
    let client = client_of(&server.url());
    soon(session(&server).upload(&client, pattern(10)).send::<()>()).await.unwrap();
    assert!(server.requests()[2].contains("content-range: bytes 7-9/10\r\n"), "{:?}", server.requests());
}

#[tokio::test]
async fn gaps_are_filled_as_the_service_names_them() {
    let server = RawServer::start([
        expects(r#""800000-", "2-4""#),
        expects(r#""700000-""#),
        expects(r#""5-5", "9-9""#),
        expects(r#""9-9""#),
        reply("201 Created", "", "{}"),
    ])
    .await;
    let client = client_of(&server.url());
    let upload = session(&server).upload(&client, pattern(1_000_000)).chunk_size(327_680);
    soon(upload.send::<()>()).await.unwrap();
    let ranges: Vec<_> = server
        .requests()
        .iter()
        .filter_map(|request| Some(request.split_once("content-range: ")?.1.split_once("\r\n")?.0.to_owned()))
        .collect();
    assert_eq!(
        ranges,
        [
            "bytes 0-327679/1000000",
            "bytes 2-4/1000000",
            "bytes 700000-999999/1000000",
            "bytes 5-5/1000000",
            "bytes 9-9/1000000"
        ]
    );
}

#[tokio::test]
async fn an_end_before_the_end_is_no_success() {
    let server = RawServer::start([reply("201 Created", "", "{}")]).await;
    let client = client_of(&server.url());
    let upload = session(&server).upload(&client, pattern(400_000)).chunk_size(327_680);
    let error = soon(upload.send::<()>()).await.unwrap_err();
    assert!(error.kind() == ErrorKind::Response && error.to_string().contains("bytes 0-327679 of 400000"), "{error}");
}

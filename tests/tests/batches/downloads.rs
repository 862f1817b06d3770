//! Files: in base64 where the service sends them in the batch, fetched from the storage that it names where it does not.

use graph_action::{Batch, ErrorKind};
use graph_action_sim::{Failure, Graph};

use crate::actions::{Download, WithoutContent, batches, responses, thing};
use crate::common::raw::{RawServer, reply};
use crate::common::{builder, client, client_of, shown, soon};

/// A file.
fn file(id: &str) -> Download {
    Download { id: id.to_owned() }
}

#[tokio::test]
async fn a_file_in_base64_is_the_file() {
    let graph = Graph::start().await.unwrap();
    let bytes = b"\x89PNG\r\n\xfb\xff\x00".as_slice();
    graph.fail_next_item(Failure::new(200).header("Content-Type", "image/png").body(bytes));
    let mut batch = Batch::new();
    let ticket = batch.add(&file("a")).unwrap();
    let content = soon(batch.send(&client(&graph))).await.unwrap().take(ticket).unwrap();
    assert_eq!((content.content_type(), content.content_length()), (Some("image/png"), Some(9)));
    assert_eq!(content.bytes().await.unwrap(), bytes);
}

#[tokio::test]
async fn a_redirect_is_followed_without_the_token() {
    let storage = RawServer::start([reply("200 OK", "Content-Type: text/csv\r\n", "a,b")]).await;
    let graph = Graph::start().await.unwrap();
    for status in [301, 302, 303, 307, 308] {
        graph.fail_item(
            "/things/a/content",
            Failure::new(status).header("location", &format!("{}/f?tempauth=1", storage.url())),
        );
    }
    let mut batch = Batch::new();
    let tickets: Vec<_> = (0..5).map(|_| batch.add(&file("a")).unwrap()).collect();
    let after = batch.add_after(&file("missing"), &[&tickets[0]]).unwrap();
    let mut answers = soon(batch.send(&client(&graph))).await.unwrap();
    for ticket in tickets {
        let content = answers.take(ticket).unwrap();
        assert_eq!(content.content_type(), Some("text/csv"));
        assert_eq!(content.bytes().await.unwrap(), "a,b");
    }
    // A redirect is a success for what comes after it.
    assert_eq!(answers.take(after).unwrap_err().status().unwrap().as_u16(), 400);
    let requests = storage.requests();
    assert_eq!(requests.len(), 5);
    for request in requests {
        assert!(request.starts_with("GET /f?tempauth=1 HTTP/1.1") && request.contains("accept: */*"), "{request}");
        assert!(!request.to_lowercase().contains("authorization"), "{request}");
    }
    assert_eq!(batches(&graph).len(), 1);
}

#[tokio::test]
async fn a_redirect_to_the_service_itself_has_the_token_again() {
    let moved = responses(r#"{"id": "0", "status": 302, "headers": {"Location": "/things/b/content"}}"#);
    let server = RawServer::start([moved, reply("200 OK", "", "file")]).await;
    let mut batch = Batch::new();
    let ticket = batch.add(&file("a")).unwrap();
    let content = soon(batch.send(&client_of(&server.url()))).await.unwrap().take(ticket).unwrap();
    assert_eq!(content.bytes().await.unwrap(), "file");
    let requests = server.requests();
    assert!(requests[1].starts_with("GET /v1.0/things/b/content HTTP/1.1"), "{requests:?}");
    assert!(requests[1].contains("authorization: Bearer token"));
}

#[tokio::test]
async fn a_redirect_that_nobody_asked_for_is_the_error_of_a_direct_call() {
    let graph = Graph::start().await.unwrap();
    let client = client(&graph);
    let moved = || Failure::new(302).header("location", "https://storage.example/f?tempauth=hunter2");
    graph.fail_next(moved());
    let direct = WithoutContent { id: "a".into() }.send(&client).await.unwrap_err();
    graph.fail_next_item(moved());
    let mut batch = Batch::new();
    let ticket = batch.add(&WithoutContent { id: "a".into() }).unwrap();
    let error = soon(batch.send(&client)).await.unwrap().take(ticket).unwrap_err();
    assert_eq!((error.status(), error.kind(), error.path()), (direct.status(), direct.kind(), direct.path()));
    assert!(!shown(&error).contains("hunter2"), "{error:?}");
}

#[tokio::test]
async fn a_redirect_that_cannot_be_followed_is_the_items_error_alone() {
    let storage = RawServer::start([reply("404 Not Found", "", "gone: tempauth=hunter2")]).await;
    let long = RawServer::start([reply("200 OK", "", &"x".repeat(4_000))]).await;
    let graph = Graph::start().await.unwrap();
    let to = |location: &str| Failure::new(302).header("location", location);
    graph.fail_next_item(to("http://storage.example/f?tempauth=hunter2"));
    graph.fail_next_item(Failure::new(302));
    graph.fail_next_item(to(&format!("{}/f?tempauth=hunter2", storage.url())));
    graph.fail_next_item(to(&format!("{}/f?tempauth=hunter2", long.url())));
    graph.fail_next_item(Failure::new(200).body("{}"));
    let mut batch = Batch::new().concurrency(2);
    let files: Vec<_> = (0..4).map(|_| batch.add(&file("a")).unwrap()).collect();
    let beside = batch.add(&thing("a")).unwrap();
    // The service carried all of them out, so what comes after them is sent.
    let after = batch.add_after(&file("missing"), &[&files[0], &files[1], &files[2], &files[3]]).unwrap();
    let client = builder(&graph).max_response_bytes(3_999).build().unwrap();
    let mut answers = soon(batch.send(&client)).await.unwrap();
    assert!(answers.take(beside).is_ok());
    assert_eq!(answers.take(after).unwrap_err().status().unwrap().as_u16(), 400);
    let errors: Vec<_> = files.into_iter().map(|ticket| answers.take(ticket).unwrap_err()).collect();
    for (error, words) in
        errors.iter().zip(["not https", "not to an address", "404 Not Found", "`max_response_bytes` allows more"])
    {
        assert_eq!(error.path(), Some("/things/<id>/content"));
        assert!(error.to_string().contains(words), "{error}");
    }
    assert!(errors[2].is_not_found());
    assert_eq!(errors[3].kind(), ErrorKind::Response);
    for error in [&errors[0], &errors[1], &errors[3]] {
        assert!(!shown(error).contains("hunter2"), "{error:?}");
    }
}

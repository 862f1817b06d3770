//! Uploads to the embedded Graph's storage: what is sent, what is answered, and what is refused.

use std::ops::Range;
use std::sync::{Arc, Mutex};
use std::{future, io};

use graph_action::transfer::{Source, UploadSession};
use graph_action::transport::BoxFuture;
use graph_action::{Bytes, ErrorKind, Reply};
use graph_action_sim::{Failure, Mishap};
use serde_json::json;

use crate::common::{shown, soon};
use crate::{DriveItem, UNIT, asked, create, pattern, session, start};

/// Content that keeps a record of what is read of it.
struct Watched {
    content: Bytes,
    read: Arc<Mutex<Vec<Range<u64>>>>,
}

impl Source for Watched {
    fn length(&self) -> u64 {
        self.content.length()
    }

    fn read(&mut self, range: Range<u64>) -> BoxFuture<'_, io::Result<Bytes>> {
        self.read.lock().unwrap().push(range.clone());
        self.content.read(range)
    }
}

/// Content that cannot be read as it should.
struct Broken(io::Result<Bytes>);

impl Source for Broken {
    fn length(&self) -> u64 {
        10
    }

    fn read(&mut self, _: Range<u64>) -> BoxFuture<'_, io::Result<Bytes>> {
        Box::pin(future::ready(std::mem::replace(&mut self.0, Err(io::Error::other("read again")))))
    }
}

#[tokio::test]
async fn content_goes_range_by_range_without_a_token() {
    let (graph, client) = start().await;
    let content = pattern(3 * UNIT + 17);
    let read = Arc::default();
    let source = Watched { content: content.clone(), read: Arc::clone(&read) };
    let mut told = Vec::new();
    let session = session(&graph, &client).await;
    let upload =
        session.upload(&client, source).chunk_size(UNIT as u64).on_progress(|at| told.push((at.done, at.total)));
    let item: DriveItem = soon(upload.send()).await.unwrap();
    assert_eq!((item.name.as_deref(), item.size), (Some("b.bin"), Some(content.len())));
    assert!(item.id.is_some() && graph.file("a/b.bin").unwrap() == content);
    assert_eq!(
        asked(&graph),
        [
            "PUT bytes 0-327679/983057",
            "PUT bytes 327680-655359/983057",
            "PUT bytes 655360-983039/983057",
            "PUT bytes 983040-983056/983057"
        ]
    );
    for request in graph.storage_requests() {
        assert!(request.header("authorization").is_none() && request.header("client-request-id").is_none());
        assert_eq!(request.header("content-length"), Some(request.body().len().to_string().as_str()));
    }
    let total = Some(983_057);
    assert_eq!(told, [(327_680, total), (655_360, total), (983_040, total), (983_057, total)]);
    // One range at a time was read.
    assert!(read.lock().unwrap().iter().all(|range| range.end - range.start <= UNIT as u64));
    assert_eq!(graph.upload_sessions(), 0);
}

#[tokio::test]
async fn every_kind_of_content_is_a_source() {
    static STATIC: &[u8] = b"0123456789";
    let (graph, client) = start().await;
    for length in [1, UNIT, UNIT + 1, 12 * UNIT, 12 * UNIT + 1] {
        let content = pattern(length);
        let upload = session(&graph, &client).await.upload(&client, content.clone());
        soon(upload.send::<DriveItem>()).await.unwrap();
        assert!(graph.file("a/b.bin").unwrap() == content, "{length}");
    }
    let upload = session(&graph, &client).await.upload(&client, STATIC);
    soon(upload.send::<()>()).await.unwrap();
    assert_eq!(graph.file("a/b.bin").unwrap(), STATIC);
    let upload = session(&graph, &client).await.upload(&client, b"abc".to_vec());
    soon(upload.send::<Option<DriveItem>>()).await.unwrap().unwrap();
    assert_eq!(graph.file("a/b.bin").unwrap(), "abc");
}

#[tokio::test]
async fn a_name_that_is_taken_is_a_conflict_at_the_end() {
    let (graph, client) = start().await;
    graph.put_file("a/b.bin", "there");
    let session = soon(create(&graph, None, None).send(&client)).await.unwrap();
    let error = soon(session.upload(&client, pattern(10)).send::<DriveItem>()).await.unwrap_err();
    assert!(error.is_conflict() && error.code() == Some("nameAlreadyExists"), "{error}");
    assert_eq!(error.kind(), ErrorKind::Service);
    assert!(graph.file("a/b.bin").unwrap() == "there");
}

#[tokio::test]
async fn a_deferred_upload_waits_for_its_word() {
    let (graph, client) = start().await;
    let content = pattern(UNIT + 1);
    let open = || async { soon(create(&graph, None, Some(true)).send(&client)).await.unwrap() };
    let session = open().await;
    soon(session.upload(&client, content.clone()).send_uncommitted()).await.unwrap();
    assert!(graph.file("a/b.bin").is_none());
    // All is there already, and so nothing is sent.
    soon(session.upload(&client, content.clone()).resume().send_uncommitted()).await.unwrap();
    let item: DriveItem = soon(session.commit(&client)).await.unwrap();
    assert_eq!(item.size, Some(content.len()));
    assert!(graph.file("a/b.bin").unwrap() == content);
    let error = soon(open().await.upload(&client, content).send::<DriveItem>()).await.unwrap_err();
    assert!(error.kind() == ErrorKind::Response && error.to_string().contains("`commit`"), "{error}");
}

#[tokio::test]
async fn a_session_can_be_cancelled() {
    let (graph, client) = start().await;
    let session = session(&graph, &client).await;
    assert_eq!(graph.upload_sessions(), 1);
    soon(session.cancel(&client)).await.unwrap();
    assert_eq!((graph.upload_sessions(), asked(&graph)), (0, vec!["DELETE".to_owned()]));
}

#[tokio::test]
async fn outlook_says_the_same_in_other_words() {
    let (graph, client) = start().await;
    graph.upload_like_outlook();
    let content = pattern(2 * UNIT + 5);
    let session = session(&graph, &client).await;
    assert_eq!(session.known_status().next_expected_ranges(), ["0"]);
    graph.mishap(Mishap::LoseAnswer);
    let upload = session.upload(&client, content.clone()).chunk_size(UNIT as u64);
    let reply: Reply<Option<DriveItem>> = soon(upload.send()).await.unwrap();
    assert!(reply.status() == 201 && reply.body().is_none());
    assert!(reply.location().unwrap().path().starts_with("/attachments/"));
    assert!(graph.file("a/b.bin").unwrap() == content);
    assert_eq!(asked(&graph).iter().filter(|line| line.starts_with("PUT")).count(), 3);
}

#[tokio::test]
async fn content_that_cannot_be_read_ends_the_upload() {
    let (graph, client) = start().await;
    let session = session(&graph, &client).await;
    for (source, why) in [
        (Broken(Err(io::Error::other("the disk is gone"))), "the disk is gone"),
        (Broken(Ok(Bytes::from_static(b"123"))), "has read 3"),
        (Broken(Ok(Bytes::from_static(b"0123456789A"))), "has read 11"),
    ] {
        let error = soon(session.upload(&client, source).send::<()>()).await.unwrap_err();
        assert!(error.is_invalid_request() && error.to_string().contains("bytes 0-9 of 10"), "{error}");
        assert!(shown(&error).contains(why), "{error:?}");
    }
    assert!(asked(&graph).is_empty());
}

#[tokio::test]
async fn what_no_service_would_take_is_not_sent() {
    let (graph, client) = start().await;
    let session = session(&graph, &client).await;
    let upload = |length| session.upload(&client, pattern(length));
    for (upload, why) in [
        (upload(0), "`PUT …/content`"),
        (upload(1).chunk_size(1_000_000), "983040 is one"),
        (upload(1).chunk_size(60 << 20), "62586880 is one"),
    ] {
        let error = soon(upload.send::<()>()).await.unwrap_err();
        assert!(error.is_invalid_request() && error.to_string().contains(why), "{error}");
    }
    let error = soon(UploadSession::new("http://a.example/secret").upload(&client, pattern(1)).send::<()>()).await;
    let error = error.unwrap_err();
    assert!(error.is_invalid_request() && !shown(&error).contains("a.example"), "{error}");
    assert!(asked(&graph).is_empty());
}

#[tokio::test]
async fn a_session_of_another_file_is_refused() {
    let (graph, client) = start().await;
    let session = session(&graph, &client).await;
    graph.fail_next_storage(Failure::new(202).body(json!({ "nextExpectedRanges": ["327680-"] }).to_string()));
    let error = soon(session.upload(&client, pattern(10)).send::<()>()).await.unwrap_err();
    assert!(error.kind() == ErrorKind::Response && error.to_string().contains("another file"), "{error}");
}

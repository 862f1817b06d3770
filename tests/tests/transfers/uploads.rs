//! Uploads to the embedded Graph's storage: whole, and after everything that goes wrong on the way.

use std::ops::Range;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use std::{future, io};

use graph_action::transfer::{Source, UploadSession};
use graph_action::transport::BoxFuture;
use graph_action::{Bytes, ErrorKind, Reply, RetryPolicy};
use graph_action_sim::{Failure, Graph, Mishap};
use serde_json::json;

use crate::common::{builder, quick, shown, soon};
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
async fn after_a_cut_the_service_is_asked_how_far_it_is() {
    let (graph, client) = start().await;
    let content = pattern(3 * UNIT);
    for (mishap, asked_for) in [
        // Nothing of it arrived: it is sent again.
        (Mishap::CutUpload(100_000), &["GET", "PUT bytes 0-327679/983040", "PUT bytes 327680-655359/983040"][..]),
        (Mishap::CutUpload(0), &["GET", "PUT bytes 0-327679/983040", "PUT bytes 327680-655359/983040"]),
        // It arrived, and only the answer did not: it is not sent again.
        (Mishap::LoseAnswer, &["PUT bytes 0-327679/983040", "GET", "PUT bytes 327680-655359/983040"]),
        // A part of it was kept: the next one begins there.
        (Mishap::KeepPart(1000), &["PUT bytes 0-327679/983040", "PUT bytes 1000-328679/983040"]),
    ] {
        let before = asked(&graph).len();
        let session = session(&graph, &client).await;
        graph.mishap(mishap);
        let upload = session.upload(&client, content.clone()).chunk_size(UNIT as u64);
        soon(upload.send::<DriveItem>()).await.unwrap();
        assert!(graph.file("a/b.bin").unwrap() == content, "{mishap:?}");
        assert_eq!(&asked(&graph)[before..before + asked_for.len()], asked_for, "{mishap:?}");
    }
}

#[tokio::test]
async fn a_service_that_is_busy_or_broken_is_tried_again() {
    let (graph, client) = start().await;
    let content = pattern(2 * UNIT);
    let unavailable = Failure::new(503);
    for (failure, is_asked) in [
        (Failure::new(500), true),
        (Failure::new(502).body("<h1>Bad Gateway</h1>"), true),
        (unavailable, true),
        (Failure::new(504), true),
        // It was not taken, and says so: no need to ask.
        (Failure::new(429).header("Retry-After", "0"), false),
        (Failure::new(503).header("Retry-After", "0"), false),
    ] {
        let before = asked(&graph).len();
        let session = session(&graph, &client).await;
        graph.fail_next_storage(failure.clone());
        let upload = session.upload(&client, content.clone()).chunk_size(UNIT as u64);
        soon(upload.send::<DriveItem>()).await.unwrap();
        assert!(graph.file("a/b.bin").unwrap() == content);
        let again: Vec<_> = asked(&graph)[before + 1..].iter().map(|line| line[..3].to_owned()).collect();
        let expected: &[&str] = if is_asked { &["GET", "PUT", "PUT"] } else { &["PUT", "PUT"] };
        assert_eq!(again, expected, "{failure:?}");
    }
}

#[tokio::test]
async fn what_comes_no_further_is_given_up_with_the_range() {
    for (policy, most, statuses) in
        [(quick(), None, 3), (quick(), Some(1), 1), (quick(), Some(0), 0), (RetryPolicy::never(), None, 0)]
    {
        let graph = Graph::start().await.unwrap();
        let client = builder(&graph).retry(policy).build().unwrap();
        let session = session(&graph, &client).await;
        (0..9).for_each(|_| graph.mishap(Mishap::CutUpload(0)));
        let upload = session.upload(&client, pattern(10));
        let upload = match most {
            Some(most) => upload.most_resumes(most),
            None => upload,
        };
        let error = soon(upload.send::<DriveItem>()).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Transport, "{error:?}");
        assert!(error.to_string().starts_with("PUT <uploadUrl> failed: bytes 0-9 of 10"), "{error}");
        let secret = session.upload_url().rsplit('/').next().unwrap();
        assert!(secret.len() == 32 && !shown(&error).contains(secret));
        // The ranges did not arrive; between two of them the service was asked once.
        assert_eq!(asked(&graph), vec!["GET"; statuses]);
    }
}

#[tokio::test]
async fn another_process_goes_on_with_what_was_saved() {
    let (graph, client) = start().await;
    let content = pattern(4 * UNIT);
    for resumes in [true, false] {
        let session = session(&graph, &client).await;
        // What is stored of the second range is not known to the one that is cut off.
        graph.mishap(Mishap::KeepPart(usize::MAX));
        graph.mishap(Mishap::LoseAnswer);
        let hasty = builder(&graph).retry(RetryPolicy::never()).build().unwrap();
        let upload = session.upload(&hasty, content.clone()).chunk_size(UNIT as u64);
        soon(upload.send::<DriveItem>()).await.unwrap_err();
        let saved = serde_json::to_string(&session).unwrap();
        drop((session, hasty));

        let session: UploadSession = serde_json::from_str(&saved).unwrap();
        let status = soon(session.status(&client)).await.unwrap();
        assert_eq!(status.next_expected_ranges(), ["655360-"]);
        assert!(status.expiration_date_time().is_some());
        let before = asked(&graph).len();
        let upload = session.upload(&client, content.clone()).chunk_size(UNIT as u64);
        let upload = if resumes { upload.resume() } else { upload };
        soon(upload.send::<DriveItem>()).await.unwrap();
        assert!(graph.file("a/b.bin").unwrap() == content);
        let first: &[&str] = if resumes { &["GET"] } else { &["PUT bytes 0-327679/1310720", "GET"] };
        let rest = ["PUT bytes 655360-983039/1310720", "PUT bytes 983040-1310719/1310720"];
        assert_eq!(asked(&graph)[before..], [first, &rest].concat());
    }
}

#[tokio::test]
async fn a_session_that_is_gone_says_so() {
    let (graph, client) = start().await;
    let session = session(&graph, &client).await;
    graph.expire_upload_sessions();
    let error = soon(session.upload(&client, pattern(10)).send::<DriveItem>()).await.unwrap_err();
    assert!(error.is_not_found() && error.code() == Some("itemNotFound"), "{error}");
    assert!(error.to_string().contains("bytes 0-9 of 10") && error.to_string().contains("create another"), "{error}");
    for error in [
        soon(session.status(&client)).await.unwrap_err(),
        soon(session.cancel(&client)).await.unwrap_err(),
        soon(session.commit::<()>(&client)).await.unwrap_err(),
        soon(session.upload(&client, pattern(10)).resume().send::<()>()).await.unwrap_err(),
    ] {
        assert!(error.is_not_found() && error.to_string().contains("the session is gone"), "{error}");
    }
}

#[tokio::test]
async fn an_upload_whose_last_answer_got_lost_may_be_complete_and_says_so() {
    let (graph, client) = start().await;
    let session = session(&graph, &client).await;
    graph.mishap(Mishap::LoseAnswer);
    let error = soon(session.upload(&client, pattern(10)).send::<DriveItem>()).await.unwrap_err();
    assert!(error.is_not_found() && error.to_string().contains("may be complete"), "{error}");
    assert!(graph.file("a/b.bin").unwrap() == pattern(10));
    let earlier = std::error::Error::source(&error).unwrap().downcast_ref::<graph_action::Error>().unwrap();
    assert_eq!(earlier.kind(), ErrorKind::Transport);
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
async fn an_upload_that_is_dropped_leaves_a_session_to_go_on_with() {
    let (graph, client) = start().await;
    let session = session(&graph, &client).await;
    graph.fail_next_storage(Failure::new(200).after(Duration::from_secs(30)));
    let upload = session.upload(&client, pattern(2 * UNIT)).chunk_size(UNIT as u64);
    assert!(tokio::time::timeout(Duration::from_millis(200), upload.send::<DriveItem>()).await.is_err());
    soon(session.upload(&client, pattern(2 * UNIT)).resume().send::<DriveItem>()).await.unwrap();
    assert!(graph.file("a/b.bin").unwrap() == pattern(2 * UNIT));
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

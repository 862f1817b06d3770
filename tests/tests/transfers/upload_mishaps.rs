//! Uploads to the embedded Graph's storage after everything that goes wrong on the way.

use std::time::Duration;

use graph_action::transfer::UploadSession;
use graph_action::{ErrorKind, RetryPolicy};
use graph_action_sim::{Failure, Graph, Mishap};

use crate::common::{builder, quick, shown, soon};
use crate::{DriveItem, UNIT, asked, pattern, session, start};

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
async fn an_upload_that_is_dropped_leaves_a_session_to_go_on_with() {
    let (graph, client) = start().await;
    let session = session(&graph, &client).await;
    graph.fail_next_storage(Failure::new(200).after(Duration::from_secs(30)));
    let upload = session.upload(&client, pattern(2 * UNIT)).chunk_size(UNIT as u64);
    assert!(tokio::time::timeout(Duration::from_millis(200), upload.send::<DriveItem>()).await.is_err());
    soon(session.upload(&client, pattern(2 * UNIT)).resume().send::<DriveItem>()).await.unwrap();
    assert!(graph.file("a/b.bin").unwrap() == pattern(2 * UNIT));
}

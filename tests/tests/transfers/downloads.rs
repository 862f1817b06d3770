//! Downloads from the embedded Graph's storage, which breaks off, falls silent and changes files.

use std::time::Duration;

use futures_util::{StreamExt, TryStreamExt};
use graph_action::transfer::{Download, Progress};
use graph_action::{Content, ErrorKind, RetryPolicy, graph_action};
use graph_action_sim::{Failure, Mishap};

use crate::common::{builder, shown, soon};
use crate::{asked, pattern, start, stored};

/// A download that says itself which part it wants.
#[graph_action(GET "/drives/<drive>/items/<item>/content" -> Content, headers("Range" = "bytes=0-3"))]
struct GetBeginning {
    drive: String,
    item: String,
}

/// A file that is made by a POST.
#[graph_action(POST "/files/<id>/export" -> Content)]
struct Export {
    id: String,
}

#[tokio::test]
async fn a_whole_file_comes_in_pieces_and_says_how_far_it_is() {
    let (graph, client) = start().await;
    let content = pattern(3_000_001);
    let mut told: Vec<Progress> = Vec::new();
    let mut pieces = Download::of(&client, &stored(&graph, &content)).on_progress(|at| told.push(at)).stream();
    let (mut bytes, mut largest) = (Vec::new(), 0);
    while let Some(piece) = soon(pieces.try_next()).await.unwrap() {
        bytes.extend_from_slice(&piece);
        largest = largest.max(piece.len());
        assert_eq!(pieces.position(), bytes.len() as u64);
    }
    assert!(bytes == content && largest < content.len() / 2, "{largest}");
    assert_eq!((pieces.total(), pieces.content_type()), (Some(3_000_001), Some("application/octet-stream")));
    assert!(pieces.etag().is_some_and(|etag| etag.starts_with('"')));
    drop(pieces);
    assert!(told.iter().all(|at| at.total == Some(3_000_001)) && told.is_sorted_by(|a, b| a.done < b.done));
    assert_eq!(told.last().map(|at| at.done), Some(3_000_001));
    // Neither the token nor what is meant for Graph went to the storage.
    let request = graph.storage_requests().remove(0);
    assert_eq!(request.header("accept-encoding"), Some("identity"));
    assert!(request.header("authorization").is_none() && request.header("client-request-id").is_none());
}

#[tokio::test]
async fn a_file_without_a_byte_is_a_file() {
    let (graph, client) = start().await;
    assert_eq!(soon(Download::of(&client, &stored(&graph, &pattern(0))).bytes()).await.unwrap(), "");
}

#[tokio::test]
async fn after_every_cut_the_action_is_asked_for_what_is_missing() {
    let (graph, client) = start().await;
    let content = pattern(2_000_000);
    for after in [0, 1, 700_000, 500_000, 0] {
        graph.mishap(Mishap::CutDownload(after));
    }
    let bytes = soon(Download::of(&client, &stored(&graph, &content)).bytes()).await.unwrap();
    assert!(bytes == content);
    let ranges = ["GET", "GET", "GET bytes=1-", "GET bytes=700001-", "GET bytes=1200001-", "GET bytes=1200001-"];
    assert_eq!(asked(&graph), ranges);
    // Graph was asked each time, since the storage's address may have expired.
    assert_eq!(graph.requests().len(), 6);
    let etag = graph.storage_requests().last().unwrap().header("if-range").map(str::to_owned);
    assert!(etag.is_some_and(|etag| etag.starts_with('"')));
}

#[tokio::test]
async fn a_piece_that_does_not_come_in_time_is_asked_for_again() {
    let (graph, _) = start().await;
    let client = builder(&graph).timeout(Duration::from_millis(200)).build().unwrap();
    let content = pattern(100_000);
    graph.mishap(Mishap::PauseDownload(60_000, Duration::from_secs(30)));
    let bytes = soon(Download::of(&client, &stored(&graph, &content)).bytes()).await.unwrap();
    assert!(bytes == content);
    assert_eq!(asked(&graph), ["GET", "GET bytes=60000-"]);
}

#[tokio::test]
async fn a_range_is_just_these_bytes() {
    let (graph, client) = start().await;
    let content = pattern(1000);
    let file = stored(&graph, &content);
    let download = || Download::of(&client, &file);
    for (download, expected, line) in [
        (download().range(100..200), 100..200, "GET bytes=100-199"),
        (download().range(100..=200), 100..201, "GET bytes=100-200"),
        (download().range(..1), 0..1, "GET bytes=0-0"),
        (download().range(900..5000), 900..1000, "GET bytes=900-4999"),
        (download().range(..), 0..1000, "GET"),
        (download().from(999), 999..1000, "GET bytes=999-"),
        // As many as there are: nothing is missing, and that is no error.
        (download().from(1000), 1000..1000, "GET bytes=1000-"),
    ] {
        assert_eq!(soon(download.bytes()).await.unwrap(), content.slice(expected), "{line}");
        assert_eq!(asked(&graph).last().unwrap(), line);
    }
    let error = soon(download().from(1001).bytes()).await.unwrap_err();
    assert_eq!(error.status().map(|status| status.as_u16()), Some(416), "{error}");
}

#[tokio::test]
async fn a_range_that_was_cut_goes_on_to_its_end_and_no_further() {
    let (graph, client) = start().await;
    let content = pattern(100_000);
    graph.mishap(Mishap::CutDownload(10_000));
    let bytes = soon(Download::of(&client, &stored(&graph, &content)).range(50_000..80_000).bytes()).await.unwrap();
    assert_eq!(bytes, content.slice(50_000..80_000));
    assert_eq!(asked(&graph), ["GET bytes=50000-79999", "GET bytes=60000-79999"]);
}

#[tokio::test]
async fn a_server_that_ignores_ranges_is_read_past_what_is_there() {
    let (graph, client) = start().await;
    let content = pattern(1_000_000);
    let file = stored(&graph, &content);
    for mishap in [Mishap::CutDownload(400_000), Mishap::IgnoreRange] {
        graph.mishap(mishap);
    }
    assert!(soon(Download::of(&client, &file).bytes()).await.unwrap() == content);
    graph.mishap(Mishap::IgnoreRange);
    let bytes = soon(Download::of(&client, &file).range(10..20).bytes()).await.unwrap();
    assert_eq!(bytes, content.slice(10..20));
}

#[tokio::test]
async fn a_file_that_changes_meanwhile_is_never_put_together() {
    let (graph, client) = start().await;
    let file = stored(&graph, &pattern(500_000));
    graph.mishap(Mishap::CutDownload(200_000));
    let mut pieces = Download::of(&client, &file).stream();
    let mut received = soon(pieces.try_next()).await.unwrap().unwrap().len();
    stored(&graph, &pattern(500_000));
    let error = loop {
        match soon(pieces.try_next()).await {
            Ok(piece) => received += piece.unwrap().len(),
            Err(error) => break error,
        }
    };
    assert_eq!((received, pieces.position()), (200_000, 200_000));
    assert!(error.kind() == ErrorKind::Changed && error.is_changed(), "{error:?}");
    assert_eq!(error.path(), Some("/drives/<drive>/items/<item>/content"));
    assert!(error.to_string().contains("after 200000 bytes") && error.to_string().contains("begin again"), "{error}");
    assert!(!shown(&error).contains("tempauth"));
    assert!(soon(pieces.next()).await.is_none());
}

#[tokio::test]
async fn a_later_process_goes_on_where_this_one_ended_if_the_file_is_the_same() {
    let (graph, client) = start().await;
    let content = pattern(300_000);
    let file = stored(&graph, &content);
    let mut pieces = Download::of(&client, &file).stream();
    let mut bytes = soon(pieces.try_next()).await.unwrap().unwrap().to_vec();
    let (position, etag) = (pieces.position(), pieces.etag().unwrap().to_owned());
    drop(pieces);
    let rest = || Download::of(&client, &file).from(position).if_match(&etag);
    bytes.extend_from_slice(&soon(rest().bytes()).await.unwrap());
    assert!(bytes == content);
    stored(&graph, &content);
    assert_eq!(soon(rest().bytes()).await.unwrap_err().kind(), ErrorKind::Changed);
}

#[tokio::test]
async fn what_comes_no_further_is_given_up() {
    let (graph, client) = start().await;
    let file = stored(&graph, &pattern(1000));
    for (most, requests) in [(None, 4), (Some(0), 1), (Some(1), 2)] {
        graph.mishap(Mishap::CutDownload(10));
        (0..5).for_each(|_| graph.mishap(Mishap::CutDownload(0)));
        let before = graph.requests().len();
        let download = Download::of(&client, &file);
        let download = most.map_or_else(|| Download::of(&client, &file), |most| download.most_resumes(most));
        let error = soon(download.bytes()).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Transport, "{error:?}");
        assert!(error.to_string().contains("after 10 bytes"), "{error}");
        assert_eq!(graph.requests().len() - before, requests);
        // Uses up what is left.
        soon(Download::of(&client, &file).most_resumes(9).bytes()).await.unwrap();
    }
    let never = builder(&graph).retry(RetryPolicy::never()).build().unwrap();
    graph.mishap(Mishap::CutDownload(10));
    assert_eq!(soon(Download::of(&never, &file).bytes()).await.unwrap_err().kind(), ErrorKind::Transport);
}

#[tokio::test]
async fn a_throttled_storage_is_waited_for_and_an_error_is_the_services() {
    let (graph, client) = start().await;
    let content = pattern(1000);
    let file = stored(&graph, &content);
    graph.fail_next_storage(Failure::new(503));
    assert_eq!(soon(Download::of(&client, &file).bytes()).await.unwrap(), content);
    graph.mishap(Mishap::CutDownload(500));
    graph.fail_next(Failure::new(302).header("Location", &format!("{}/download/other", graph.storage_url())));
    let error = soon(Download::of(&client, &file).bytes()).await.unwrap_err();
    assert!(error.is_unauthorized(), "{error}");
}

#[tokio::test]
async fn all_at_once_has_a_limit() {
    let (graph, _) = start().await;
    let content = pattern(1000);
    let file = stored(&graph, &content);
    let with = |most| builder(&graph).max_response_bytes(most).build().unwrap();
    assert_eq!(soon(Download::of(&with(1000), &file).bytes()).await.unwrap(), content);
    let error = soon(Download::of(&with(999), &file).bytes()).await.unwrap_err();
    assert!(error.kind() == ErrorKind::Response && error.to_string().contains("max_response_bytes"), "{error}");
}

#[tokio::test]
async fn what_cannot_be_asked_for_in_parts_is_refused() {
    let (graph, client) = start().await;
    let file = stored(&graph, &pattern(10));
    #[allow(clippy::reversed_empty_ranges)]
    let refused = [
        (Download::of(&client, &file).range(5..5), "empty"),
        (Download::of(&client, &file).range(5..3), "empty"),
        (Download::of(&client, &Export { id: "a".into() }), "only a GET"),
        (Download::of(&client, &GetBeginning { drive: "a".into(), item: "b".into() }), "`Range`"),
        (Download::of(&client, &crate::GetContent { drive: String::new(), item: "b".into() }), "`drive`"),
    ];
    for (download, why) in refused {
        let mut pieces = download.stream();
        let error = soon(pieces.try_next()).await.unwrap_err();
        assert!(error.is_invalid_request() && error.to_string().contains(why), "{error}");
        assert!(soon(pieces.next()).await.is_none());
    }
    assert!(graph.requests().is_empty());
}

#[tokio::test]
async fn a_download_can_be_sent_to_another_thread_and_shows_no_id() {
    fn assert<T: Send + Unpin>(_: &T) {}
    let (graph, client) = start().await;
    let file = stored(&graph, &pattern(10));
    let download = Download::of(&client, &file);
    assert!(!format!("{download:?}").contains(&file.item));
    let pieces = download.stream();
    assert!(!format!("{pieces:?}").contains(&file.item));
    assert(&pieces);
}

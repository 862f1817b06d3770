//! Rounds of a delta query: what comes, and that the place to go on from never skips anything.

use futures_util::{StreamExt, TryStreamExt};
use graph_action::ErrorKind;
use graph_action::paging::{Bookmark, Change, Delta};
use graph_action_sim::Graph;

use crate::common::raw::{Act, reply};
use crate::common::{client, client_of, soon};
use crate::listing::{ListNumbers, User, UserDelta, page, round, server, words};

/// A query with pages of two.
fn small() -> UserDelta {
    UserDelta { prefer: Some("odata.maxpagesize=2".to_owned()) }
}

#[tokio::test]
async fn a_round_brings_what_has_changed_since_the_last_one() {
    let graph = Graph::start().await.unwrap();
    let client = client(&graph);
    let ids = ["a", "b", "c", "d", "e"].map(|name| graph.create_user(name));
    let mut first = Delta::first(&client, small().send(&client));
    assert_eq!((first.bookmark(), first.is_complete()), (None, false));
    assert_eq!(round(&mut first).await.unwrap(), ["a", "b", "c", "d", "e"]);
    assert!(first.is_complete() && soon(first.next()).await.is_none());
    let saved = serde_json::to_string(first.bookmark().unwrap()).unwrap();

    graph.rename_user(&ids[0], "a2");
    graph.delete_user(&ids[1]);
    graph.purge_user(&ids[2]);
    let _ = graph.create_user("f");
    let bookmark: Bookmark = serde_json::from_str(&saved).unwrap();
    let mut second = Delta::resume(&client, &bookmark);
    assert_eq!(round(&mut second).await.unwrap(), ["a2", "Changed", "Deleted", "f"]);
    let mut third = Delta::resume(&client, second.bookmark().unwrap());
    assert_eq!(round(&mut third).await.unwrap(), [""; 0]);
    assert_ne!(third.bookmark(), second.bookmark());
    // Pages of two all the way.
    let prefers: Vec<_> = graph.requests().iter().map(|request| request.header("prefer").is_some()).collect();
    assert_eq!(prefers, [true; 6]);
}

#[tokio::test]
async fn after_a_stop_at_any_moment_nothing_is_lost() {
    let graph = Graph::start().await.unwrap();
    let client = client(&graph);
    for name in ["a", "b", "c", "d", "e"] {
        let _ = graph.create_user(name);
    }
    for stop in 0..=5 {
        let mut delta = Delta::first(&client, small().send(&client));
        let mut seen = Vec::new();
        for _ in 0..stop {
            seen.push(words(&soon(delta.next()).await.unwrap().unwrap()));
        }
        // What is saved after `stop` changes were handled.
        let saved = delta.bookmark().cloned();
        drop(delta);
        assert_eq!(saved.is_some(), stop >= 2, "{stop}");
        let mut rest = match &saved {
            Some(bookmark) => Delta::resume(&client, bookmark),
            None => Delta::first(&client, small().send(&client)),
        };
        let rest = round(&mut rest).await.unwrap();
        let again = seen.len() + rest.len() - 5;
        assert!(again <= 1, "{stop}: {seen:?} {rest:?}");
        seen.extend(rest);
        seen.dedup();
        assert_eq!(seen, ["a", "b", "c", "d", "e"], "{stop}");
    }
}

#[tokio::test]
async fn empty_pages_with_a_link_are_passed() {
    let server = server(|url| {
        vec![
            page("[]", Some(("nextLink", &format!("{url}/two")))),
            page("[1]", Some(("nextLink", &format!("{url}/three")))),
            page("null", Some(("deltaLink", &format!("{url}/later")))),
        ]
    })
    .await;
    let client = client_of(&server.url());
    let mut delta = Delta::first(&client, ListNumbers.send(&client));
    assert_eq!(soon(delta.next()).await.unwrap().unwrap(), 1);
    assert!(delta.bookmark().unwrap().link().ends_with("/three"));
    assert!(soon(delta.next()).await.is_none());
    assert!(delta.is_complete() && delta.bookmark().unwrap().link().ends_with("/later"));
}

#[tokio::test]
async fn an_error_ends_the_round_and_leaves_a_place_to_go_on_from() {
    for failure in [Act::Reset, reply("500 Internal Server Error", "", ""), page(r#"["x"]"#, None)] {
        let server = server(|url| {
            vec![
                page("[1, 2]", Some(("nextLink", &format!("{url}/two")))),
                failure,
                page("[3]", Some(("deltaLink", &format!("{url}/later")))),
            ]
        })
        .await;
        let client =
            graph_action::Client::builder(graph_action::auth::StaticToken::new("token")).base_url(server.url());
        let client = client.retry(graph_action::RetryPolicy::never()).build().unwrap();
        let mut delta = Delta::first(&client, ListNumbers.send(&client));
        let items: Vec<_> = soon((&mut delta).take(2).try_collect()).await.unwrap();
        assert_eq!(items, [1, 2]);
        let error = soon(delta.next()).await.unwrap().unwrap_err();
        assert_eq!(error.path(), Some("/numbers"));
        assert!(soon(delta.next()).await.is_none() && !delta.is_complete());
        let mut rest = Delta::<u8>::resume(&client, delta.bookmark().unwrap());
        assert_eq!(soon(rest.next()).await.unwrap().unwrap(), 3);
        assert!(soon(rest.next()).await.is_none() && rest.is_complete());
    }
}

#[tokio::test]
async fn a_list_that_is_no_delta_query_is_an_error_at_its_end() {
    let server = server(|_| vec![page("[1]", None)]).await;
    let client = client_of(&server.url());
    let mut delta = Delta::first(&client, ListNumbers.send(&client));
    assert_eq!(soon(delta.next()).await.unwrap().unwrap(), 1);
    let error = soon(delta.next()).await.unwrap().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Response);
    assert!(error.to_string().contains("has no delta link"), "{error}");
    assert!(soon(delta.next()).await.is_none() && !delta.is_complete() && delta.bookmark().is_none());
}

#[test]
fn a_round_can_be_sent_to_another_thread() {
    fn assert<T: Send + Unpin + 'static>(_: T) {}
    let client = client_of("http://127.0.0.1:1");
    assert(Delta::<Change<User>>::resume(&client, &Bookmark::new("/users/delta")));
}

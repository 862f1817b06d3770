//! The list of users of the embedded Graph, which takes a link as it is and remembers no header.

use futures_util::TryStreamExt;
use graph_action_sim::Graph;

use crate::common::{client, soon};
use crate::listing::ListUsers;

/// A Graph with these users.
async fn graph(names: &[&str]) -> Graph {
    let graph = Graph::start().await.unwrap();
    for name in names {
        let _ = graph.create_user(name);
    }
    graph
}

#[tokio::test]
async fn all_pages_come_with_links_that_are_sent_as_they_are() {
    let graph = graph(&["a", "b", "c", "d", "e"]).await;
    let client = client(&graph);
    let first = soon(ListUsers { top: Some(2), ..Default::default() }.send(&client)).await.unwrap();
    let pages: Vec<_> = soon(first.pages(&client).try_collect()).await.unwrap();
    let sizes: Vec<usize> = pages.iter().map(|page| page.items().len()).collect();
    assert_eq!(sizes, [2, 2, 1]);
    assert_eq!(pages.iter().map(|page| page.bookmark().is_some()).collect::<Vec<_>>(), [true, true, false]);
    let names = pages.iter().flat_map(graph_action::Page::items).filter_map(|user| user.display_name.as_deref());
    assert_eq!(names.collect::<String>(), "abcde");
}

#[tokio::test]
async fn a_count_is_known_and_its_header_is_sent_with_every_page() {
    let graph = graph(&["a", "b", "c"]).await;
    let client = client(&graph);
    let action = ListUsers { top: Some(1), count: Some(true), consistency_level: Some("eventual") };
    let first = soon(action.send(&client)).await.unwrap();
    assert_eq!(first.count(), Some(3));
    let users: Vec<_> = soon(first.stream(&client).try_collect()).await.unwrap();
    assert_eq!(users.len(), 3);
    let levels: Vec<_> =
        graph.requests().iter().map(|request| request.header("consistencylevel").map(str::to_owned)).collect();
    assert_eq!(levels, vec![Some("eventual".to_owned()); 3]);
    // The service counts for nobody who does not send it.
    let action = ListUsers { consistency_level: None, ..action };
    assert_eq!(soon(action.send(&client)).await.unwrap().count(), None);
}

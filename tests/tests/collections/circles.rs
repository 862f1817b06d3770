//! Pages that lead in a circle end with an error and not never.

use futures_util::StreamExt;
use graph_action::{ErrorKind, Page};

use crate::common::{client_of, soon};
use crate::listing::{ListNumbers, page, server};

/// What a stream says, and how many requests that took, where the pages lead in a circle of so many.
async fn read(circle: usize) -> (usize, graph_action::Error, usize) {
    let server = server(|url| {
        // More pages than should ever be read: the last act would be done again and again.
        (0..20).map(|index| page("[1]", Some(("nextLink", &format!("{url}/{}", index % circle))))).collect()
    })
    .await;
    let client = client_of(&server.url());
    let first = soon(ListNumbers.send(&client)).await.unwrap();
    let mut items = soon(first.stream(&client).collect::<Vec<_>>()).await;
    let error = items.pop().unwrap().unwrap_err();
    assert!(items.iter().all(Result::is_ok));
    (items.len(), error, server.requests().len())
}

#[tokio::test]
async fn a_page_that_names_itself_or_the_one_before_it_is_an_error() {
    for (circle, requests) in [(1, 2), (2, 3)] {
        let (items, error, sent) = read(circle).await;
        assert_eq!((items, sent), (requests, requests), "{circle}");
        assert_eq!((error.kind(), error.path()), (ErrorKind::Response, Some("/numbers")));
        assert!(error.to_string().contains("leads to a page that was read already"), "{error}");
    }
}

#[tokio::test]
async fn a_longer_circle_is_noticed_too() {
    let (_, error, sent) = read(5).await;
    assert!(error.to_string().contains("read already") && sent < 20, "{sent} {error}");
}

#[tokio::test]
async fn it_is_noticed_page_by_page_and_from_a_bookmark() {
    let server = server(|url| vec![page("[1]", Some(("nextLink", &format!("{url}/next"))))]).await;
    let client = client_of(&server.url());
    let first = soon(ListNumbers.send(&client)).await.unwrap();
    let second = soon(first.next_page(&client)).await.unwrap().unwrap();
    assert_eq!(soon(second.next_page(&client)).await.unwrap_err().kind(), ErrorKind::Response);
    let resumed = soon(Page::<u8>::resume(&client, &first.bookmark().unwrap())).await.unwrap();
    let again = soon(resumed.next_page(&client)).await.unwrap().unwrap();
    assert!(soon(again.next_page(&client)).await.is_err());
}

//! A place that was saved is gone on from, with the headers of the first request, and never on another host.

use futures_util::TryStreamExt;
use graph_action::paging::Bookmark;
use graph_action::{ErrorKind, Page};
use graph_action_sim::Graph;

use crate::common::raw::RawServer;
use crate::common::{client, client_of, soon};
use crate::listing::{ListNumbers, ListUsers, User, page, server};

#[tokio::test]
async fn another_process_goes_on_where_this_one_stopped() {
    let graph = Graph::start().await.unwrap();
    for name in ["a", "b", "c", "d", "e"] {
        let _ = graph.create_user(name);
    }
    let action = ListUsers { top: Some(2), count: Some(true), consistency_level: Some("eventual") };
    let first = soon(action.send(&client(&graph))).await.unwrap();
    let saved = serde_json::to_string(&first.bookmark().unwrap()).unwrap();
    let bookmark: Bookmark = serde_json::from_str(&saved).unwrap();
    // A client that knows nothing but what was saved.
    let client = client(&graph);
    let page = soon(Page::<User>::resume(&client, &bookmark)).await.unwrap();
    let names: Vec<_> =
        soon(page.stream(&client).map_ok(|user| user.display_name.unwrap()).try_collect()).await.unwrap();
    assert_eq!(names, ["c", "d", "e"]);
    // Without the header the service refuses it.
    let error = soon(Page::<User>::resume(&client, &Bookmark::new(bookmark.link()))).await.unwrap_err();
    assert_eq!(error.code(), Some("Request_UnsupportedQuery"));
    assert!(error.to_string().starts_with("GET <bookmark> failed: 400"), "{error}");
}

#[tokio::test]
async fn headers_are_sent_from_the_bookmark_on() {
    let server = server(|url| {
        vec![
            page("[1]", Some(("nextLink", &format!("{url}/two")))),
            page("[2]", Some(("nextLink", &format!("{url}/three")))),
            page("[3]", None),
        ]
    })
    .await;
    let client = client_of(&server.url());
    let bookmark = soon(ListNumbers.send(&client)).await.unwrap().bookmark().unwrap();
    let resumed = soon(Page::<u8>::resume(&client, &bookmark)).await.unwrap();
    let items: Vec<u8> = soon(resumed.stream(&client).try_collect()).await.unwrap();
    assert_eq!(items, [2, 3]);
    for request in server.requests() {
        assert!(request.contains("prefer: odata.maxpagesize=2"), "{request}");
    }
}

#[tokio::test]
async fn a_bare_link_or_a_relative_one_is_a_bookmark_too() {
    let server = RawServer::start([page("[7]", None)]).await;
    let client = client_of(&server.url());
    for (link, line) in [
        (format!("{}/beta/numbers?$skiptoken=a|b", server.url()), "GET /beta/numbers?$skiptoken=a|b HTTP/1.1"),
        ("/numbers?$skiptoken=a".to_owned(), "GET /v1.0/numbers?$skiptoken=a HTTP/1.1"),
    ] {
        assert_eq!(soon(Page::<u8>::resume(&client, &Bookmark::new(link))).await.unwrap().items(), [7]);
        assert!(server.requests().last().unwrap().starts_with(line));
    }
}

#[tokio::test]
async fn a_bookmark_of_another_host_or_with_other_headers_is_refused_before_sending() {
    let (own, elsewhere) = (RawServer::start([page("[]", None)]).await, RawServer::start([page("[]", None)]).await);
    let client = client_of(&own.url());
    let link = format!("{}/v1.0/numbers", own.url());
    for bookmark in [
        Bookmark::new(format!("{}/v1.0/numbers", elsewhere.url())),
        Bookmark::new(link.replace("http://", "http://user@")),
        Bookmark::new("javascript:alert(1)"),
        Bookmark::new(""),
        Bookmark::new(&link).header("Authorization", "Bearer other"),
        Bookmark::new(&link).header("Prefer", "a\r\nX-Other: b"),
    ] {
        let error = soon(Page::<u8>::resume(&client, &bookmark)).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidRequest, "{bookmark:?}");
        assert!(error.to_string().starts_with("GET <bookmark> was not sent: "), "{error}");
    }
    assert_eq!((own.connections(), elsewhere.connections()), (0, 0));
}

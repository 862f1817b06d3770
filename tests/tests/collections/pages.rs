//! A collection page by page: every page is asked for like the first one, and no page leads the token elsewhere.

use futures_util::{StreamExt, TryStreamExt};
use graph_action::{Action, Client, ErrorKind, Page, RetryPolicy, graph_action};

use crate::common::raw::{Act, RawServer, fine, reply};
use crate::common::{client_of, soon};
use crate::listing::{self, server};

/// A list with all that holds for every page.
#[graph_action(GET "/users" -> Page<u8>, headers("ConsistencyLevel" = "eventual", "X-First" = "only"))]
#[derive(Default)]
struct ListUsers {
    #[graph(query = "$filter")]
    filter: Option<String>,
    #[graph(header = "Prefer")]
    prefer: Option<String>,
}

/// A list that is asked for with a POST.
#[graph_action(POST "/users/search" -> Page<u8>)]
struct Search {
    text: String,
}

/// The list, in small pages.
fn list() -> ListUsers {
    ListUsers { filter: Some("a".to_owned()), prefer: Some("odata.maxpagesize=2".to_owned()) }
}

/// A page.
fn page(items: &str, next_link: Option<&str>) -> Act {
    listing::page(items, next_link.map(|link| ("nextLink", link)))
}

/// A page from elsewhere.
fn given(body: &'static str) -> Page<u8> {
    ListUsers::response(http::Response::new(body.into())).unwrap()
}

/// A client that tries once.
fn once(url: &str) -> Client {
    let builder = Client::builder(graph_action::auth::StaticToken::new("token")).base_url(url);
    builder.retry(RetryPolicy::never()).build().unwrap()
}

#[tokio::test]
async fn all_items_of_all_pages_come_in_order() {
    let server = server(|url| {
        vec![
            page("[1, 2]", Some(&format!("{url}/v1.0/users?$skiptoken=a%2Fb|c"))),
            page("[]", Some(&format!("{url}/beta/users?$skiptoken=2"))),
            page("null", Some(&format!("{url}/v1.0/users?$skiptoken=3"))),
            page("[3]", None),
        ]
    })
    .await;
    let client = client_of(&server.url());
    let first = soon(list().send(&client)).await.unwrap();
    let items: Vec<u8> = soon(first.stream(&client).try_collect()).await.unwrap();
    assert_eq!(items, [1, 2, 3]);
    let requests = server.requests();
    let lines: Vec<_> = requests.iter().map(|request| request.lines().next().unwrap()).collect();
    assert_eq!(
        lines,
        [
            "GET /v1.0/users?$filter=a HTTP/1.1",
            "GET /v1.0/users?$skiptoken=a%2Fb|c HTTP/1.1",
            "GET /beta/users?$skiptoken=2 HTTP/1.1",
            "GET /v1.0/users?$skiptoken=3 HTTP/1.1",
        ]
    );
    for (index, request) in requests.iter().enumerate() {
        for header in ["prefer: odata.maxpagesize=2", "consistencylevel: eventual", "authorization: Bearer token"] {
            assert!(request.contains(header), "{header}: {request}");
        }
        assert_eq!(request.contains("x-first"), index == 0);
    }
}

#[tokio::test]
async fn a_page_is_asked_for_when_it_is_needed() {
    let server = server(|url| vec![page("[1]", Some(&format!("{url}/next"))), page("[2]", None)]).await;
    let client = client_of(&server.url());
    let mut items = soon(list().send(&client)).await.unwrap().stream(&client);
    assert_eq!(soon(items.next()).await.unwrap().unwrap(), 1);
    assert_eq!(server.requests().len(), 1);
    assert_eq!(soon(items.next()).await.unwrap().unwrap(), 2);
    assert!(soon(items.next()).await.is_none());
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn pages_can_be_had_one_by_one() {
    let server = server(|url| vec![page("[1]", Some(&format!("{url}/next"))), page("[2]", None)]).await;
    let client = client_of(&server.url());
    let first = soon(list().send(&client)).await.unwrap();
    let second = soon(first.next_page(&client)).await.unwrap().unwrap();
    assert_eq!((first.items(), second.items()), (&[1][..], &[2][..]));
    assert_eq!(soon(second.next_page(&client)).await.unwrap(), None);
    assert!(server.requests()[1].contains("prefer: odata.maxpagesize=2"));
}

#[tokio::test]
async fn a_link_to_another_host_ends_with_an_error_and_gets_nothing() {
    let elsewhere = RawServer::start([page("[6]", None)]).await;
    let server = RawServer::start([page("[1]", Some(&format!("{}/v1.0/users", elsewhere.url())))]).await;
    let client = client_of(&server.url());
    let first = soon(list().send(&client)).await.unwrap();
    assert!(soon(first.next_page(&client)).await.is_err());
    let mut items = first.stream(&client);
    assert_eq!(soon(items.next()).await.unwrap().unwrap(), 1);
    let error = soon(items.next()).await.unwrap().unwrap_err();
    assert_eq!((error.kind(), error.path()), (ErrorKind::InvalidRequest, Some("/users")));
    assert!(error.to_string().contains("the next link leads to `127.0.0.1`"), "{error}");
    assert!(soon(items.next()).await.is_none());
    assert_eq!((server.connections(), elsewhere.connections()), (1, 0));
}

#[tokio::test]
async fn an_error_ends_the_stream() {
    let gone = reply("410 Gone", "", r#"{"error": {"code": "syncStateNotFound"}}"#);
    for last in [gone, page(r#"["x"]"#, None), Act::Reset] {
        let server = server(|url| vec![page("[1]", Some(&format!("{url}/next"))), last]).await;
        let client = once(&server.url());
        let mut items = soon(list().send(&client)).await.unwrap().stream(&client);
        assert_eq!(soon(items.next()).await.unwrap().unwrap(), 1);
        let error = soon(items.next()).await.unwrap().unwrap_err();
        assert_eq!(error.path(), Some("/users"), "{error:?}");
        assert!(error.client_request_id().is_some());
        assert!(soon(items.next()).await.is_none());
    }
}

#[tokio::test]
async fn a_page_behind_a_post_is_a_get_that_may_be_repeated() {
    let busy = reply("503 Service Unavailable", "", "");
    let server = server(|url| vec![page("[1]", Some(&format!("{url}/next?a=b c"))), busy, page("[2]", None)]).await;
    let client = client_of(&server.url());
    let first = soon(Search { text: "a".to_owned() }.send(&client)).await.unwrap();
    let items: Vec<u8> = soon(first.stream(&client).try_collect()).await.unwrap();
    assert_eq!(items, [1, 2]);
    for request in &server.requests()[1..] {
        assert!(request.starts_with("GET /next?a=b%20c HTTP/1.1"), "{request}");
        assert!(!request.contains("content-type") && request.ends_with("\r\n\r\n"), "{request}");
    }
}

#[tokio::test]
async fn a_page_from_elsewhere_goes_on_with_any_client_of_its_service() {
    let server = RawServer::start([fine()]).await;
    let client = client_of(&server.url());
    let relative = given(r#"{"value": [1], "@odata.nextLink": "/users?$skiptoken=2"}"#);
    let items: Vec<u8> = soon(relative.clone().stream(&client).try_collect()).await.unwrap();
    assert_eq!(items, [1]);
    assert!(server.requests()[0].starts_with("GET /v1.0/users?$skiptoken=2 HTTP/1.1"));
    assert!(!server.requests()[0].contains("prefer"));
    let absolute = given(r#"{"value": [1], "@odata.nextLink": "https://graph.microsoft.com/v1.0/users"}"#);
    let error = soon(absolute.next_page(&client)).await.unwrap_err();
    assert!(error.to_string().contains("`graph.microsoft.com`"), "{error}");
    assert_eq!(server.requests().len(), 1);
    assert_ne!(relative, absolute);
    assert_eq!(absolute, absolute.clone());
}

#[test]
fn a_stream_can_be_sent_to_another_thread() {
    fn assert<T: Send + 'static>(_: T) {}
    let client = client_of("http://127.0.0.1:1");
    assert(given("{}").stream(&client));
    assert(given("{}").next_page(&client));
}

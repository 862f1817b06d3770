//! Where a download is redirected to: it is fetched from there, and the token stays behind.

use graph_action::{Content, ErrorKind, Reply, RetryPolicy, graph_action};

use crate::common::raw::{RawServer, fine, reply};
use crate::common::{client_of, shown, soon};
use crate::content::Download;

/// A download with all the headers that a declaration can ask for.
#[graph_action(
    GET "/files/<id>/content" -> Content,
    headers("Prefer" = "respond-async", "If-None-Match" = "\"etag\"", "Range" = "bytes=0-3", "x-secret" = "hunter2")
)]
struct DownloadWithHeaders {
    id: String,
}

/// A POST whose answer is a file.
#[graph_action(POST "/files/<id>/export" -> Reply<Content>)]
struct Export {
    id: String,
    format: String,
}

/// A download of one file.
fn file() -> Download {
    Download { id: "secret-id".to_owned() }
}

/// A redirect.
fn to(status: &str, location: &str) -> crate::common::raw::Act {
    reply(status, &format!("Location: {location}\r\n"), &format!("moved to {location}"))
}

/// The names of the headers of a request, and its first line.
fn head(request: &str) -> (String, Vec<String>) {
    let mut lines = request.split("\r\n\r\n").next().unwrap_or_default().lines();
    let first = lines.next().unwrap_or_default().to_owned();
    let mut names: Vec<_> = lines.map(|line| line.split(':').next().unwrap_or_default().to_lowercase()).collect();
    names.sort();
    (first, names)
}

#[tokio::test]
async fn another_host_gets_neither_the_token_nor_what_was_meant_for_graph() {
    for status in ["301 Moved", "302 Found", "303 See Other", "307 Temporary", "308 Permanent"] {
        let storage = RawServer::start([reply("200 OK", "Content-Type: image/png\r\n", "file")]).await;
        let graph = RawServer::start([to(status, &format!("{}/files/1?tempauth=hunter3", storage.url()))]).await;
        let content = soon(DownloadWithHeaders { id: "a".into() }.send(&client_of(&graph.url()))).await.unwrap();
        assert_eq!(content.content_type(), Some("image/png"));
        assert_eq!(content.bytes().await.unwrap(), "file");
        assert!(graph.requests()[0].contains("authorization: Bearer token"));
        let (line, names) = head(&storage.requests()[0]);
        assert_eq!(line, "GET /files/1?tempauth=hunter3 HTTP/1.1");
        assert_eq!(names, ["accept", "host", "if-none-match", "range", "user-agent"], "{status}");
    }
}

#[tokio::test]
async fn the_service_itself_gets_the_token_again() {
    for location in ["/files/moved", "/v1.0/files/moved"] {
        let graph = RawServer::start([to("302 Found", location), reply("200 OK", "", "file")]).await;
        let content = soon(DownloadWithHeaders { id: "a".into() }.send(&client_of(&graph.url()))).await.unwrap();
        assert_eq!(content.bytes().await.unwrap(), "file");
        let requests = graph.requests();
        assert!(requests[1].starts_with("GET /v1.0/files/moved HTTP/1.1"), "{requests:?}");
        assert!(requests[1].contains("authorization: Bearer token"));
        assert!(requests[1].contains("prefer: respond-async") && requests[1].contains("client-request-id: "));
    }
}

#[tokio::test]
async fn a_relative_address_is_one_of_the_host_that_names_it() {
    let storage = RawServer::start([to("302 Found", "/b?c"), reply("200 OK", "", "file")]).await;
    let graph = RawServer::start([to("302 Found", &format!("{}/a", storage.url()))]).await;
    let content = soon(file().send(&client_of(&graph.url()))).await.unwrap();
    assert_eq!(content.bytes().await.unwrap(), "file");
    assert_eq!((graph.requests().len(), storage.requests().len()), (1, 2));
    assert!(storage.requests()[1].starts_with("GET /b?c HTTP/1.1"));
    assert!(!storage.requests().concat().contains("authorization"));
}

#[tokio::test]
async fn a_loop_ends() {
    let graph = RawServer::start([to("302 Found", "/round?tempauth=hunter3")]).await;
    let error = soon(file().send(&client_of(&graph.url()))).await.unwrap_err();
    assert_eq!(graph.requests().len(), 6);
    assert_eq!((error.kind(), error.status().map(|status| status.as_u16())), (ErrorKind::Service, Some(302)));
    assert!(error.to_string().contains("after 5 redirects"), "{error}");
    assert!(!shown(&error).contains("hunter3"), "{error:?}");
    assert_eq!(error.headers().unwrap()["location"], "/round");
}

#[tokio::test]
async fn what_is_not_safe_is_not_followed() {
    for location in [
        "http://storage.example/files/1?tempauth=hunter3",
        "ftp://127.0.0.1/files/1?tempauth=hunter3",
        "https://user:hunter3@storage.example/files/1",
        "http://127.0.0.1.example/?hunter3",
        "file:///etc/passwd?hunter3",
        "",
    ] {
        let graph = RawServer::start([to("302 Found", location)]).await;
        let error = soon(file().send(&client_of(&graph.url()))).await.unwrap_err();
        assert_eq!(graph.requests().len(), 1, "{location}");
        assert_eq!(error.kind(), ErrorKind::Service);
        assert_eq!(error.path(), Some("/files/<id>/content"));
        assert!(error.to_string().contains("it was redirected"), "{error}");
        let headers = format!("{:?}", error.headers());
        assert!(!format!("{}{headers}", shown(&error)).contains("hunter3"), "{location}: {error:?} {headers}");
    }
}

#[tokio::test]
async fn the_error_of_another_host_is_the_actions_and_shows_no_secret() {
    let storage = RawServer::start([reply("403 Forbidden", "", "<Error>expired</Error>")]).await;
    let graph = RawServer::start([to("302 Found", &format!("{}/files/1?tempauth=hunter3", storage.url()))]).await;
    let error = soon(file().send(&client_of(&graph.url()))).await.unwrap_err();
    assert_eq!((error.kind(), error.path()), (ErrorKind::Service, Some("/files/<id>/content")));
    assert!(error.is_forbidden());
    assert_eq!(error.body(), b"<Error>expired</Error>");
    assert!(!shown(&error).contains("hunter3"));
    drop(storage);
    let builder = graph_action::Client::builder(graph_action::auth::StaticToken::new("t")).base_url(graph.url());
    let error = soon(file().send(&builder.retry(RetryPolicy::never()).build().unwrap())).await.unwrap_err();
    assert!(error.is_connect(), "{error:?}");
    assert!(!shown(&error).contains("hunter3"), "{error:?}");
}

#[tokio::test]
async fn another_host_is_asked_again_where_it_is_busy() {
    let busy = reply("503 Service Unavailable", "Retry-After: 0\r\n", "");
    let storage = RawServer::start([busy, reply("200 OK", "", "file")]).await;
    let graph = RawServer::start([to("302 Found", &storage.url())]).await;
    let content = soon(file().send(&client_of(&graph.url()))).await.unwrap();
    assert_eq!(content.bytes().await.unwrap(), "file");
    assert_eq!((graph.requests().len(), storage.requests().len()), (1, 2));
    assert_eq!(head(&storage.requests()[1]).1, ["accept", "host", "user-agent"]);
}

#[tokio::test]
async fn a_post_is_sent_nowhere_else() {
    let storage = RawServer::start([fine()]).await;
    let export = || Export { id: "a".into(), format: "pdf".into() };
    for status in ["301 Moved", "302 Found", "307 Temporary", "308 Permanent"] {
        let graph = RawServer::start([to(status, &storage.url())]).await;
        let error = soon(export().send(&client_of(&graph.url()))).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Service, "{status}");
    }
    assert_eq!(storage.connections(), 0);
    // 303 says that what came of it is to be read elsewhere.
    let graph = RawServer::start([to("303 See Other", "/exports/1"), fine()]).await;
    soon(export().send(&client_of(&graph.url()))).await.unwrap();
    let (line, names) = head(&graph.requests()[1]);
    assert_eq!(line, "GET /v1.0/exports/1 HTTP/1.1");
    assert!(!names.contains(&"content-type".to_owned()) && names.contains(&"authorization".to_owned()), "{names:?}");
    assert!(graph.requests()[1].ends_with("\r\n\r\n"));
}

//! The drive and its storage as any client sees them: redirects, ranges, upload sessions, and what breaks on demand.

#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used, reason = "helpers of tests may, as tests may")]

mod common;

use common::client;
use graph_action_sim::{Graph, Mishap};
use reqwest::RequestBuilder;
use serde_json::{Value, json};

/// A path below the drive, with a token.
fn drive(graph: &Graph, method: &str, path: &str) -> RequestBuilder {
    let url = format!("{}/v1.0/drives/{}/{path}", graph.base_url(), graph.drive_id());
    client().request(method.parse().unwrap(), url).bearer_auth(graph.issue_token())
}

/// Where the content of a file is.
async fn storage_url(graph: &Graph, id: &str) -> String {
    let redirect = drive(graph, "GET", &format!("items/{id}/content")).send().await.unwrap();
    assert_eq!(redirect.status(), 302);
    redirect.headers()["location"].to_str().unwrap().to_owned()
}

/// The URL of a new upload session.
async fn session(graph: &Graph, body: &Value) -> String {
    let created = drive(graph, "POST", "root:/a/b.txt:/createUploadSession").json(body).send().await.unwrap();
    let session: Value = created.json().await.unwrap();
    assert_eq!(session["nextExpectedRanges"], json!(["0-"]));
    session["uploadUrl"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_small_file_is_written_and_read() {
    let graph = Graph::start().await.unwrap();
    for status in [201, 200] {
        let written = drive(&graph, "PUT", "root:/a/b.txt:/content").body("0123456789").send().await.unwrap();
        assert_eq!(written.status(), status);
    }
    let written = drive(&graph, "PUT", "root:/a/b.txt:/content").body("abc").send().await.unwrap();
    let item: Value = written.json().await.unwrap();
    assert_eq!((&item["name"], &item["size"]), (&json!("b.txt"), &json!(3)));
    let id = item["id"].as_str().unwrap();
    let read: Value = drive(&graph, "GET", &format!("items/{id}")).send().await.unwrap().json().await.unwrap();
    assert_eq!(read["eTag"], item["eTag"]);
    let content = client().get(storage_url(&graph, id).await).send().await.unwrap();
    assert_eq!(content.text().await.unwrap(), "abc");
    assert_eq!(graph.file("a/b.txt").unwrap(), "abc");
    for (method, path, status) in [
        ("DELETE", "items/a", 405),
        ("GET", "items/a", 404),
        ("GET", "items/a/content", 404),
        ("GET", "root/children", 400),
    ] {
        assert_eq!(drive(&graph, method, path).send().await.unwrap().status(), status, "{method} {path}");
    }
}

#[tokio::test]
async fn the_storage_takes_no_token_and_no_address_of_anybody_elses() {
    let graph = Graph::start().await.unwrap();
    let id = graph.put_file("a", "abc");
    let url = storage_url(&graph, &id).await;
    assert!(url.starts_with(graph.storage_url()) && graph.storage_url() != graph.base_url());
    let upload = session(&graph, &json!({})).await;
    for request in [
        client().get(&url).bearer_auth(graph.issue_token()),
        client().put(&upload).bearer_auth("x").header("Content-Range", "bytes 0-0/1").body("a"),
        client().get(url.split('?').next().unwrap()),
        client().get(format!("{url}0")),
    ] {
        assert_eq!(request.send().await.unwrap().status(), 401);
    }
    assert_eq!(client().get(format!("{upload}0")).send().await.unwrap().status(), 404);
    assert_eq!(graph.storage_requests().len(), 5);
}

#[tokio::test]
async fn a_part_is_given_of_the_file_that_is_meant() {
    let graph = Graph::start().await.unwrap();
    let url = storage_url(&graph, &graph.put_file("a", "0123456789")).await;
    let etag = client().get(&url).send().await.unwrap().headers()["etag"].to_str().unwrap().to_owned();
    for (range, if_range, status, content_range, body) in [
        ("bytes=4-", None, 206, Some("bytes 4-9/10"), "456789"),
        ("bytes=4-5", Some(etag.as_str()), 206, Some("bytes 4-5/10"), "45"),
        ("bytes=4-5", Some("\"other\""), 200, None, "0123456789"),
        ("bytes=4-5", Some(format!("W/{etag}").as_str()), 200, None, "0123456789"),
        ("bytes=10-", None, 416, Some("bytes */10"), ""),
    ] {
        let request = client().get(&url).header("Range", range);
        let request = if let Some(tag) = if_range { request.header("If-Range", tag) } else { request };
        let reply = request.send().await.unwrap();
        let sent = reply.headers().get("content-range").map(|range| range.to_str().unwrap().to_owned());
        assert_eq!((reply.status().as_u16(), sent.as_deref()), (status, content_range), "{range} {if_range:?}");
        assert_eq!(reply.text().await.unwrap(), body);
    }
}

#[tokio::test]
async fn an_upload_session_ends_in_a_file_or_a_conflict() {
    let graph = Graph::start().await.unwrap();
    let put = |url: &str, range: &str, body: &'static str| {
        client().put(url).header("Content-Range", range.to_owned()).body(body).send()
    };
    let url = session(&graph, &json!({})).await;
    assert_eq!(put(&url, "bytes 1-2/3", "bc").await.unwrap().status(), 416);
    assert_eq!(put(&url, "bytes 0-1/3", "ab").await.unwrap().status(), 400);
    assert_eq!(put(&url, "bytes 0-2/3", "abc").await.unwrap().status(), 201);
    assert_eq!(client().get(&url).send().await.unwrap().status(), 404);
    for (behavior, status) in [("fail", 409), ("replace", 200), ("rename", 201)] {
        let url = session(&graph, &json!({ "item": { "@microsoft.graph.conflictBehavior": behavior } })).await;
        assert_eq!(put(&url, "bytes 0-0/1", "d").await.unwrap().status(), status, "{behavior}");
    }
    assert_eq!(graph.file("a/b.txt").unwrap(), "d");
    let url =
        session(&graph, &json!({ "deferCommit": true, "item": { "@microsoft.graph.conflictBehavior": "replace" } }))
            .await;
    assert_eq!(client().post(&url).header("Content-Length", "0").send().await.unwrap().status(), 400);
    assert_eq!(put(&url, "bytes 0-0/1", "e").await.unwrap().status(), 202);
    assert_eq!(graph.file("a/b.txt").unwrap(), "d");
    assert_eq!(client().post(&url).header("Content-Length", "0").send().await.unwrap().status(), 200);
    assert_eq!(graph.file("a/b.txt").unwrap(), "e");
    let url = session(&graph, &json!({})).await;
    assert_eq!(client().delete(&url).send().await.unwrap().status(), 204);
    // The one that ended in a conflict is still open.
    assert_eq!(graph.upload_sessions(), 1);
    graph.expire_upload_sessions();
    assert_eq!(graph.upload_sessions(), 0);
}

#[tokio::test]
async fn what_is_to_break_breaks_once() {
    let graph = Graph::start().await.unwrap();
    let url = storage_url(&graph, &graph.put_file("a", "0123456789")).await;
    graph.mishap(Mishap::CutDownload(4));
    let mut cut = client().get(&url).send().await.unwrap();
    assert_eq!(cut.chunk().await.unwrap().unwrap(), "0123");
    assert!(cut.chunk().await.is_err());
    let upload = session(&graph, &json!({})).await;
    let put = || client().put(&upload).header("Content-Range", "bytes 0-0/1").body("a").send();
    graph.mishap(Mishap::CutUpload(0));
    assert!(put().await.is_err());
    assert_eq!(client().get(&upload).send().await.unwrap().status(), 200);
    graph.mishap(Mishap::LoseAnswer);
    assert!(put().await.is_err());
    assert_eq!(client().get(&upload).send().await.unwrap().status(), 404);
    assert_eq!(client().get(&url).send().await.unwrap().text().await.unwrap(), "0123456789");
}

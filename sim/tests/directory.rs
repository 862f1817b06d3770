//! The users over the socket: pages, counts, changes, and links that are good as they are and in no other way.

#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used, reason = "helpers of tests may, as tests may")]

mod common;

use std::io::{Read, Write};

use common::{client, get};
use graph_action_sim::Graph;
use serde_json::{Value, json};

/// A GET of exactly this address, which no library has touched: status and JSON.
fn exactly(graph: &Graph, address: &str, headers: &str) -> (u16, String, Value) {
    let path = address.strip_prefix(graph.base_url()).unwrap();
    let host = graph.base_url().strip_prefix("http://").unwrap();
    let mut stream = std::net::TcpStream::connect(host).unwrap();
    let token = graph.issue_token();
    write!(
        stream,
        "GET {path} HTTP/1.1\r\nHost: {host}\r\nAuthorization: Bearer {token}\r\n{headers}Connection: close\r\n\r\n"
    )
    .unwrap();
    let mut text = String::new();
    stream.read_to_string(&mut text).unwrap();
    let (head, body) = text.split_once("\r\n\r\n").unwrap();
    (head[9..12].parse().unwrap(), head.to_lowercase(), serde_json::from_str(body).unwrap())
}

/// The names on a page.
fn names(page: &Value) -> Vec<&str> {
    page["value"].as_array().unwrap().iter().map(|user| user["displayName"].as_str().unwrap_or("-")).collect()
}

#[tokio::test]
async fn users_come_in_pages_whose_links_are_opaque() {
    let graph = Graph::start().await.unwrap();
    for name in ["a", "b", "c"] {
        let _ = graph.create_user(name);
    }
    let first = get(&graph, &format!("{}/v1.0/users?$top=2&$count=true", graph.base_url())).await;
    assert_eq!((names(&first), first.get("@odata.count")), (vec!["a", "b"], None));
    let link = first["@odata.nextLink"].as_str().unwrap();
    let (status, _, second) = exactly(&graph, link, "");
    assert_eq!((status, names(&second), second.get("@odata.nextLink")), (200, vec!["c"], None));
    // Encoded otherwise it is the same; decoded, or encoded once more, it is not.
    assert_eq!(exactly(&graph, &link.replace('|', "%7C").replace('\'', "%27"), "").0, 200);
    for touched in [link.replace("%25", "%"), link.replace("%2B", "+"), link.replace('%', "%25"), format!("{link}x")] {
        assert_eq!(exactly(&graph, &touched, "").0, 400, "{touched}");
    }
}

#[tokio::test]
async fn a_count_is_on_the_first_page_and_its_header_on_every_one() {
    let graph = Graph::start().await.unwrap();
    for name in ["a", "b", "c"] {
        let _ = graph.create_user(name);
    }
    let address = format!("{}/v1.0/users?$top=2&$count=true", graph.base_url());
    let (_, _, first) = exactly(&graph, &address, "ConsistencyLevel: eventual\r\n");
    assert_eq!(first["@odata.count"], 3);
    let link = first["@odata.nextLink"].as_str().unwrap();
    let (status, _, error) = exactly(&graph, link, "");
    assert_eq!((status, &error["error"]["code"]), (400, &json!("Request_UnsupportedQuery")));
    let (status, _, second) = exactly(&graph, link, "ConsistencyLevel: eventual\r\n");
    assert_eq!((status, second.get("@odata.count")), (200, None));
}

#[tokio::test]
async fn changes_come_in_rounds_and_old_links_are_gone() {
    let graph = Graph::start().await.unwrap();
    let ids = ["a", "b", "c"].map(|name| graph.create_user(name));
    let start = format!("{}/beta/users/delta", graph.base_url());
    let small = "Prefer: odata.maxpagesize=2\r\n";
    let (_, _, first) = exactly(&graph, &start, small);
    let (_, _, second) = exactly(&graph, first["@odata.nextLink"].as_str().unwrap(), small);
    assert_eq!((names(&first), names(&second)), (vec!["a", "b"], vec!["c"]));
    graph.rename_user(&ids[0], "a2");
    graph.delete_user(&ids[1]);
    graph.purge_user(&ids[2]);
    let link = second["@odata.deltaLink"].as_str().unwrap();
    let (_, _, round) = exactly(&graph, link, "");
    assert_eq!(
        round["value"],
        json!([
            { "id": ids[0], "displayName": "a2" },
            { "id": ids[1], "@removed": { "reason": "changed" } },
            { "id": ids[2], "@removed": { "reason": "deleted" } },
        ])
    );
    graph.expire_delta_links();
    let (status, head, error) = exactly(&graph, link, "");
    assert_eq!((status, &error["error"]["code"]), (410, &json!("resyncRequired")));
    assert!(head.contains(&format!("location: {start}?$deltatoken=\r\n")), "{head}");
    let again = get(&graph, &format!("{start}?$deltatoken=")).await;
    assert_eq!(names(&again), ["a2"]);
    let latest = get(&graph, &format!("{start}?$deltatoken=latest&$select=id")).await;
    assert_eq!(latest["value"], json!([]));
    let _ = graph.create_user("d");
    let (_, _, round) = exactly(&graph, latest["@odata.deltaLink"].as_str().unwrap(), "");
    assert_eq!(round["value"][0].as_object().unwrap().len(), 1);
}

#[tokio::test]
async fn what_the_directory_does_not_have_is_refused() {
    let graph = Graph::start().await.unwrap();
    for (path, status) in [
        ("users?$filter=a", 400),
        ("users?$deltatoken=a", 400),
        ("users/delta?$top=1", 400),
        ("users/delta?$deltatoken=made-up", 400),
        ("users/made-up", 400),
    ] {
        let address = format!("{}/v1.0/{path}", graph.base_url());
        assert_eq!(exactly(&graph, &address, "").0, status, "{path}");
    }
    let post = client().post(format!("{}/v1.0/users", graph.base_url())).bearer_auth(graph.issue_token());
    assert_eq!(post.send().await.unwrap().status(), 405);
}

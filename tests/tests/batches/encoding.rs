//! What arrives: an item's values and bodies are those of a direct call, to the last character.

use bytes::Bytes;
use graph_action::request::Media;
use graph_action::{Action, Batch, Client, ResourcePath, graph_action};
use graph_action_sim::{Graph, RecordedRequest};
use serde_json::Value;

use crate::actions::{CreateThing, GetState, PutNote, create};
use crate::common::{builder, client, soon};

/// Every place in a URL that a value can stand in.
#[graph_action(GET "/users/<key>/things('<quoted>')/drive/root:/<path..>:/find(name=<argument>,ids=<list>)?$filter=<filter>" -> Value)]
#[derive(Clone)]
struct Everywhere {
    key: String,
    quoted: String,
    path: String,
    argument: String,
    list: Vec<String>,
    filter: String,
    #[graph(query = "$search")]
    search: Option<String>,
}

/// The request that a direct call sent, and the item that stood for it in a batch.
async fn both<A: Action>(graph: &Graph, client: &Client, action: &A) -> (RecordedRequest, RecordedRequest) {
    let before = graph.requests().len();
    // What the service says to it does not matter here.
    let _ = soon(client.send(action)).await;
    let mut batch = Batch::new();
    let ticket = batch.add(action).unwrap();
    let _ = soon(batch.send(client)).await.unwrap().take(ticket);
    (graph.requests()[before].clone(), graph.batch_items().pop().unwrap())
}

#[tokio::test]
async fn every_character_arrives_in_every_place() {
    let graph = Graph::start().await.unwrap();
    let client = client(&graph);
    for text in [
        "a+b",
        "it's",
        "a/b",
        "a%2Fb",
        "a%b",
        "a b",
        "é",
        "日本",
        "a&b=c",
        "a?b#c",
        "a;b,c:d@e",
        "(a)",
        "''",
        "\"quoted\"",
        "a\\b",
        "$top",
        "1+1%2B1",
        "{a}",
        "a|b^c`d",
        "~!*",
        "<a>",
    ] {
        let text = text.to_owned();
        let action = Everywhere {
            key: text.clone(),
            quoted: text.clone(),
            path: format!("{text}/x"),
            argument: text.clone(),
            list: vec![text.clone(), "b".to_owned()],
            filter: format!("name eq '{text}'"),
            search: Some(text.clone()),
        };
        let (direct, item) = both(&graph, &client, &action).await;
        // What the action writes is what stands in the batch; on the direct way the transport encodes quotes once more.
        assert_eq!(item.path(), action.request("http://localhost").unwrap().uri().path_and_query().unwrap().as_str());
        assert_eq!(item.path().replace('\'', "%27"), direct.path().replace('\'', "%27"));
        assert_eq!((direct.segments(), direct.options()), (item.segments(), item.options()));
        // Not only the same, but right: decoded once, as the service decodes.
        let (segments, options) = (item.segments(), item.options());
        assert_eq!(segments[..3], ["v1.0", "users", &*text]);
        assert_eq!(segments[3], format!("things('{}')", text.replace('\'', "''")));
        let find = segments.last().unwrap();
        assert_eq!(find, &format!("find(name='{}',ids=@ids)", text.replace('\'', "''")));
        let option = |name: &str| options.iter().find(|(option, _)| option == name).unwrap().1.clone();
        assert_eq!(option("$filter"), format!("name eq '{text}'"));
        assert_eq!(option("$search"), text);
        assert_eq!(serde_json::from_str::<Vec<String>>(&option("@ids")).unwrap(), [text, "b".to_owned()]);
    }
}

#[tokio::test]
async fn bodies_arrive_as_they_were_written() {
    let graph = Graph::start().await.unwrap();
    let client = client(&graph);
    let (direct, item) =
        both(&graph, &client, &create(r#"{"a": 1.10, "b": 12345678901234567890.123, "c": "\u00e9 \"+'"}"#)).await;
    assert_eq!(direct.body(), item.body());
    assert_eq!(item.header("content-type"), Some("application/json"));
    for (kind, bytes) in
        [("image/png", &b"\x89PNG\r\n\xfb\xff\x00"[..]), ("application/x-ndjson", b"{}\n{}"), ("text/plain", b"\"")]
    {
        let (direct, item) =
            both(&graph, &client, &CreateThing { thing: Media::new(kind, Bytes::from_static(bytes)) }).await;
        assert_eq!((direct.body(), &item.body()[..]), (item.body(), bytes));
        assert_eq!(item.header("content-type"), Some(kind));
    }
    let (direct, item) = both(&graph, &client, &PutNote { id: "a".into(), note: "it's \"é\" + 1".into() }).await;
    assert_eq!((direct.body(), &item.body()[..]), (item.body(), "it's \"é\" + 1".as_bytes()));
    let (_, item) = both(&graph, &client, &crate::actions::thing("a")).await;
    assert!(item.body().is_empty() && item.headers().is_empty());
}

#[tokio::test]
async fn a_resource_of_the_service_goes_out_as_it_came_in() {
    let graph = Graph::start().await.unwrap();
    let mut batch = Batch::new();
    for resource in ["/users/a%2Fb/things('it%27%27s')".to_owned(), format!("{}/v1.0/users/a%20b", graph.base_url())] {
        let _ = batch.add(&GetState { thing: ResourcePath::try_from(resource).unwrap() }).unwrap();
    }
    let _ = soon(batch.send(&builder(&graph).version("beta").build().unwrap())).await.unwrap();
    let paths: Vec<_> = graph.batch_items().iter().map(|item| item.path().to_owned()).collect();
    assert_eq!(paths, ["/beta/users/a%2Fb/things('it%27%27s')/state", "/beta/users/a%20b/state"]);
}

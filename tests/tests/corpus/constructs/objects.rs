//! One of several types, in what comes back.

use graph_action::{Page, graph_action, graph_type};
use serde_json::{Map, Value};

use crate::harness::page;

#[graph_type("microsoft.graph.user")]
struct User {
    id: String,
    account_enabled: Option<bool>,
    display_name: Option<String>,
}

#[graph_type("microsoft.graph.message")]
struct Message {
    subject: String,
    /// What this test is not about.
    #[graph(extra)]
    extra: Map<String, Value>,
}

#[graph_type]
enum DirectoryObject {
    User(User),
    #[graph(other)]
    Other(Value),
}

#[graph_action(POST "/directoryObjects/getByIds" -> Page<DirectoryObject>)]
struct GetByIds {
    #[graph(max_items = 1000)]
    ids: Vec<&'static str>,
    types: Option<Vec<&'static str>>,
}

#[test]
fn gets_objects_of_any_type() {
    page("directoryobject-getbyids").example(0).check_page(&GetByIds {
        ids: vec!["84b80893874940a3-97b7-68513b600544", "5d6059b6368d-45f8-91e18e07d485f1d0"],
        types: Some(vec!["user"]),
    });
}

#[graph_type]
struct SearchQuery {
    query_string: String,
}

#[graph_type]
struct SearchRequest {
    entity_types: Vec<String>,
    query: SearchQuery,
    from: i32,
    size: i32,
}

#[graph_type]
enum Found {
    Message(Box<Message>),
    #[graph(other)]
    Other(Value),
}

#[graph_type]
struct Hit {
    hit_id: String,
    rank: i32,
    summary: String,
    resource: Found,
}

#[graph_type]
struct Hits {
    hits: Vec<Hit>,
    total: i32,
    more_results_available: bool,
}

#[graph_type]
struct SearchResponse {
    search_terms: Vec<String>,
    hits_containers: Vec<Hits>,
}

#[graph_action(POST "/search/query" -> Page<SearchResponse>)]
struct Search {
    requests: Vec<SearchRequest>,
}

#[test]
fn searches_for_messages() {
    let query = SearchQuery { query_string: "contoso".into() };
    let request = SearchRequest { entity_types: vec!["message".into()], query, from: 0, size: 25 };
    page("search-query").example(0).check_page(&Search { requests: vec![request] });
}

//! What each option and attribute of a declaration puts on the wire.

mod body;
mod headers;
mod limits;
mod literals;
mod options;
mod path;
mod path_enums;
mod query;
mod query_all;
mod resources;
mod response_enums;
mod responses;
mod string_enums;
mod types;
mod unions;
mod whole_bodies;

use graph_action::Action;

/// Where requests go.
const ROOT: &str = "https://graph.microsoft.com";

/// An action's request.
#[track_caller]
fn request<A: Action>(action: &A) -> http::Request<bytes::Bytes> {
    action.request(ROOT).expect("a request")
}

/// The URL behind the root and version.
#[track_caller]
fn url<A: Action>(action: &A) -> String {
    let url = request(action).uri().to_string();
    url.strip_prefix("https://graph.microsoft.com/v1.0").expect("a URL of v1.0").to_owned()
}

/// The body as text.
#[track_caller]
fn body<A: Action>(action: &A) -> String {
    String::from_utf8(request(action).body().to_vec()).expect("UTF-8")
}

/// Why an action is refused before it is sent.
#[track_caller]
fn refusal<A: Action>(action: &A) -> String {
    let error = action.request(ROOT).expect_err("a refusal");
    assert_eq!(error.kind(), graph_action::ErrorKind::InvalidRequest);
    error.to_string()
}

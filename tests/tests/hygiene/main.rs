//! Declarations in surroundings that generated code must not stumble over, or disturb.

mod cfg;
mod deprecated;
mod examples;
mod generics;
mod macro_rules;
mod names;
mod places;
mod prelude;
mod reexport;

/// Where requests go.
const ROOT: &str = "https://graph.microsoft.com";

/// Method, URL behind the root, and body of an action's request.
fn request<A: graph_action::Action>(action: &A) -> (String, String, String) {
    let request = action.request(ROOT).expect("a request");
    let url = request.uri().to_string();
    let url = url.strip_prefix(ROOT).expect("a URL at the root").to_owned();
    (request.method().to_string(), url, String::from_utf8(request.body().to_vec()).expect("UTF-8"))
}

/// Asserts what an action sends.
#[track_caller]
fn sends<A: graph_action::Action>(action: &A, method: &str, url: &str, body: &str) {
    assert_eq!(request(action), (method.to_owned(), url.to_owned(), body.to_owned()));
}

//! The twenty things that clients of Graph most often get wrong: a test for each, named by its number and what is right.

#[path = "../common/mod.rs"]
mod common;

mod batches;
mod errors;
mod notifications;
mod operations;
mod pages;
mod requests;
mod signatures;
mod values;
mod waiting;

/// The first line of a request with every quote in its query written as itself: whether a transport encodes one there is
/// its own affair, and says the same.
fn request_line(request: &str) -> String {
    let line = request.lines().next().unwrap_or_default();
    let (path, query) = line.split_once('?').unwrap_or((line, ""));
    format!("{path}?{}", query.replace("%27", "'"))
}

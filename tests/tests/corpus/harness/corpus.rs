//! Where the documented examples are, and what is one.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use bytes::Bytes;
use serde_json::Value;

use super::Example;

/// One page of the documentation; nothing where there is no corpus.
pub(crate) struct Documented {
    /// Its name, without folder and extension.
    pub(super) name: &'static str,
    /// Its data.
    pub(super) data: Option<&'static Value>,
}

/// A page by its name, such as `call-mute`.
#[track_caller]
pub(crate) fn page(name: &'static str) -> Documented {
    let data = pages().map(|pages| pages.get(name).unwrap_or_else(|| panic!("the corpus has no page `{name}`")));
    Documented { name, data }
}

impl Documented {
    /// An example of the page, counted from 0.
    #[track_caller]
    pub(crate) fn example(&self, index: usize) -> Example {
        let name = format!("example {index} of `{}`", self.name);
        let documented = self.data.map(|data| {
            let example = &data["examples"][index];
            assert!(example["request"]["url"].is_string(), "there is no {name}");
            example.clone()
        });
        Example { name, documented, untyped: false }
    }
}

/// All pages by name; nothing, and a line that says so, where there is no corpus.
pub(crate) fn pages() -> Option<&'static BTreeMap<String, Value>> {
    static PAGES: OnceLock<Option<BTreeMap<String, Value>>> = OnceLock::new();
    let path: PathBuf = [env!("CARGO_MANIFEST_DIR"), "../../shared/corpus/docs-dev.jsonl"].iter().collect();
    let pages = PAGES.get_or_init(|| {
        let text = match std::fs::read_to_string(&path) {
            Err(error) if error.kind() == ErrorKind::NotFound => return None,
            text => text.expect("the corpus can be read"),
        };
        Some(text.lines().map(|line| serde_json::from_str(line).expect("a page a line")).map(named).collect())
    });
    if pages.is_none() {
        skipped(&path);
    }
    pages.as_ref()
}

/// Says that a test is skipped, once for each: a test has a thread of its own, or the main one if they go in turn.
fn skipped(corpus: &Path) {
    thread_local!(static SAID: Cell<bool> = const { Cell::new(false) });
    let thread = std::thread::current();
    let test = thread.name().unwrap_or("a test");
    if !SAID.replace(true) || test == "main" {
        // Not `eprintln!`: of a test that passes, nobody would see it.
        let _ = writeln!(std::io::stderr(), "skipped {test}: there is no corpus at {}", corpus.display());
    }
}

/// A page with its name.
fn named(page: Value) -> (String, Value) {
    let path = page["page"].as_str().expect("a page has a path");
    let name = path.rsplit('/').next().unwrap_or(path).trim_end_matches(".md").to_owned();
    (name, page)
}

/// The headers of a documented request or response, names in lower case.
pub(super) fn headers(message: &Value) -> impl Iterator<Item = (String, String)> {
    let text = |value: &Value| value.as_str().expect("a header is text").to_owned();
    let headers = message["headers"].as_array().into_iter().flatten();
    headers.map(move |header| (text(&header[0]).to_ascii_lowercase(), text(&header[1])))
}

/// One of these headers.
pub(super) fn header(message: &Value, name: &str) -> Option<String> {
    headers(message).find(|(own, _)| own == name).map(|(_, value)| value)
}

/// A documented response as it would arrive.
pub(super) fn response(documented: &Value) -> http::Response<Bytes> {
    let status = documented["status"].as_u64().and_then(|status| u16::try_from(status).ok()).expect("a status");
    let mut response = http::Response::builder().status(status);
    for (name, value) in headers(documented) {
        response = response.header(name, value);
    }
    let body = if documented["body"].is_null() { String::new() } else { documented["body"].to_string() };
    response.body(body.into()).expect("a response")
}

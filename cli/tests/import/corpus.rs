//! Every record of the corpus, imported: what is read of it, and how often.

use std::collections::BTreeMap;

use cargo_graph_action::import::{self, Options};
use serde_json::Value;

use crate::declared::{self, Action};
use crate::page::{self, items};

/// Headers that are the client's own.
const OWN: [&str; 4] = ["authorization", "content-type", "accept", "user-agent"];

/// Pages that do not say what their operation returns by its metadata: the fault is theirs, and there is nothing to read.
const SILENT: [(&str, &str); 6] = [
    ("v1.0/api/directory-deleteditems-user-owned.md", "a sentence without a type, and no example of a body"),
    ("v1.0/api/driveitem-copy.md", "neither a status nor a type; the example has no body"),
    ("v1.0/api/educationsubmission-return.md", "204, where the metadata returns a submission"),
    ("v1.0/api/educationsubmission-submit.md", "204, where the metadata returns a submission"),
    ("v1.0/api/educationsubmission-unsubmit.md", "204, where the metadata returns a submission"),
    ("v1.0/api/site-unfollow.md", "204 or 207, where the metadata returns sites"),
];

/// The records, or nothing where the corpus is missing.
fn records() -> Vec<Value> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/corpus/docs-dev.jsonl");
    let Ok(text) = std::fs::read_to_string(path) else {
        eprintln!("skipped: the corpus is not there ({path})");
        return Vec::new();
    };
    text.lines().map(|line| serde_json::from_str(line).expect("a record")).collect()
}

/// What a record says, and the declarations do not.
fn missing(record: &Value, actions: &[Action]) -> Vec<(&'static str, String)> {
    let mut missing = Vec::new();
    for request in items(record, "http_requests") {
        let (method, path) = (request["method"].as_str().unwrap(), request["path"].as_str().unwrap());
        let is_there = actions
            .iter()
            .any(|action| action.method == method && action.templates.iter().any(|template| covers(template, path)));
        if !is_there && !path.starts_with("/app/calls") {
            missing.push(("paths", format!("{method} {path}")));
        }
    }
    let has_body = actions.iter().any(|action| ["POST", "PATCH", "PUT"].contains(&action.method.as_str()));
    for parameter in items(record, "body_params").iter().filter(|_| has_body) {
        let name = parameter["name"].as_str().unwrap();
        if !actions.iter().all(|action| action.members.iter().any(|member| member == name)) {
            missing.push(("members", name.to_owned()));
        }
    }
    for header in items(record, "request_headers") {
        let name = header["name"].as_str().unwrap();
        let has = |action: &Action| action.headers.iter().any(|header| header.eq_ignore_ascii_case(name));
        if !OWN.contains(&name.to_ascii_lowercase().as_str()) && !actions.iter().all(has) {
            missing.push(("headers", name.to_owned()));
        }
    }
    let names = ["delegated_work", "delegated_personal", "application"]
        .iter()
        .flat_map(|side| items(&record["permissions_norm"], side));
    for name in names.filter_map(Value::as_str) {
        if !actions.iter().all(|action| action.permissions.contains(&format!("\"{}\"", name.trim_end_matches('*')))) {
            missing.push(("permissions", name.to_owned()));
        }
    }
    if let Some(returns) = returns(record) {
        for action in actions.iter().filter(|action| !returns.contains(&kind(&action.response))) {
            missing.push(("response", format!("`{}` for {returns:?}", action.response)));
        }
    }
    missing
}

/// The kinds of response that the metadata of the page's time allows; nothing where the page was matched with no operation.
fn returns(record: &Value) -> Option<Vec<&'static str>> {
    let overload = items(&record["op"], "csdl_overloads").first()?;
    let name = overload["returns"]["type"].as_str();
    let statuses: Vec<u64> =
        items(record, "response_statuses").iter().filter_map(|status| status["code"].as_u64()).collect();
    if statuses.contains(&302) {
        return Some(vec!["content"]);
    }
    Some(match name {
        None => vec!["nothing", "operation"],
        Some(_) if overload["returns"]["collection"] == true => vec!["page"],
        Some("Edm.Stream") => vec!["content"],
        Some(name) if name.starts_with("Edm.") => vec!["value"],
        Some(_) => vec!["object", "operation", "value", "enum"],
    })
}

/// The kind of a response as it is declared.
fn kind(response: &str) -> &'static str {
    match response.split('<').next().unwrap_or_default() {
        "" => "nothing",
        "Page" => "page",
        "Value" => "value",
        "Content" => "content",
        "Operation" => "operation",
        name if name.ends_with("Response") => "enum",
        _ => "object",
    }
}

/// Whether a template is that of a documented path, whose arguments it has at least.
fn covers(template: &str, path: &str) -> bool {
    let (own, own_arguments) = shape(template);
    let (documented, arguments) = shape(path);
    own == documented && arguments.iter().all(|argument| own_arguments.contains(argument))
}

/// The segments of a path with `{}` for each key, and the names of all arguments.
fn shape(path: &str) -> (Vec<String>, Vec<String>) {
    let mut arguments = Vec::new();
    let mut text = String::new();
    let mut rest = path.split('?').next().unwrap_or_default();
    while let Some(at) = rest.find(['{', '<', '(']) {
        let (before, behind) = rest.split_at(at);
        text.push_str(before);
        let close = match behind.chars().next() {
            Some('{') => '}',
            Some('<') => '>',
            _ => ')',
        };
        let (inside, after) = behind[1..].split_once(close).unwrap_or((&behind[1..], ""));
        if close == ')' {
            arguments.extend(
                inside.split(',').filter_map(|argument| argument.split_once('=')).map(|(name, _)| name.to_owned()),
            );
        } else {
            text.push_str("{}");
        }
        rest = after;
    }
    text.push_str(rest);
    let is_example = |segment: &str| segment.len() == 36 && segment.split('-').count() == 5;
    let segments = text
        .trim_matches('/')
        .split('/')
        .map(|segment| if is_example(segment) { "{}".to_owned() } else { segment.to_owned() });
    (segments.collect(), arguments)
}

#[test]
fn what_pages_say_is_declared() {
    let records = records();
    let mut complete = 0;
    let mut warned = 0;
    let mut by_kind: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for record in &records {
        let name = record["page"].as_str().unwrap();
        let imported =
            import::page(&page::of(record), &Options::default()).unwrap_or_else(|error| panic!("{name}: {error}"));
        let actions = declared::actions(&imported.text);
        assert!(!actions.is_empty(), "{name}");
        warned += usize::from(imported.findings.iter().any(|finding| finding.severity == import::Severity::Warning));
        let missing = missing(record, &actions);
        complete += usize::from(missing.is_empty());
        for (kind, what) in missing {
            by_kind.entry(kind).or_default().push(format!("{name}: {what}"));
        }
    }
    if records.is_empty() {
        return;
    }
    println!(
        "{complete} of {} pages are declared as they are documented; {warned} have something to look at",
        records.len()
    );
    for (kind, pages) in &by_kind {
        println!("{kind}:");
        for page in pages {
            let fault = SILENT.iter().find(|(silent, _)| page.starts_with(silent)).map_or("ours", |(_, why)| why);
            println!("  {page} ({fault})");
        }
    }
    let is_silent = |page: &String| SILENT.iter().any(|(silent, _)| page.starts_with(silent));
    let ours: Vec<_> =
        by_kind.iter().filter(|(kind, pages)| **kind != "response" || !pages.iter().all(is_silent)).collect();
    assert!(ours.is_empty(), "{ours:#?}");
    assert_eq!(complete + SILENT.len(), records.len(), "a page that is silent no longer is, or another one is");
}

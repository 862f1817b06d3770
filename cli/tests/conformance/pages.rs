//! Every documented example goes through the generated declarations: the request is read into an action and written again, the
//! response bound and written again, and neither may come out otherwise than it is printed.
//!
//! A request is compared by its method, path, arguments and body; a response by its body. Not compared are the query, which a
//! program adds to any action, and headers, which the metadata says nothing about.

use std::collections::BTreeMap;

use graph_action_metadata::path::{Path, Segment, SegmentKind};
use serde_json::{Value, json};

use crate::compare::{decoded, differences, path_of};
use crate::examples::{Example, Reader, examples};
use crate::faults::{FAULTS, Side};
use crate::scratch::Scratch;
use crate::service::graph;

/// What differs in an example, by its place and side; nothing is in the list where all is well.
type Found = BTreeMap<(String, Side), Vec<String>>;

/// A step of a path: its name, and its arguments with theirs.
type Step = (String, Vec<(Option<String>, String)>);

/// How a request comes out.
fn request(example: &Example, reply: &Value) -> Vec<String> {
    let written = &reply["request"];
    if let Some(error) = written.get("error") {
        return vec![error.to_string()];
    }
    let mut found = Vec::new();
    if written["method"] != example.request["method"] {
        found.push(format!("the method is {}, not {}", written["method"], example.request["method"]));
    }
    let paths = [&example.request["url"], &written["url"]].map(|url| steps(url.as_str().unwrap()));
    if paths[0] != paths[1] {
        found.push(format!("the path is {:?}, not {:?}", paths[1], paths[0]));
    }
    // No body and one without members say the same.
    let text = written["body"].as_str().unwrap();
    let body = if text.is_empty() { json!({}) } else { serde_json::from_str(text).unwrap() };
    let documented = &example.request["body"];
    let documented = if documented.is_null() { &json!({}) } else { documented };
    found.extend(differences(documented, &body));
    found
}

/// The steps of a path, the arguments of each in order. Empty parentheses say nothing, nor does the type before an enum's value.
fn steps(url: &str) -> Vec<Step> {
    let Ok(path) = Path::parse(url.trim()) else { return vec![(path_of(url).join("/"), Vec::new())] };
    let step = |segment: &Segment| {
        let address = segment.address.as_deref().map(|address| format!(":{address}")).unwrap_or_default();
        match &segment.kind {
            SegmentKind::Name { name, arguments: Some(arguments) } => {
                let argument = |value: &str| {
                    let value = decoded(value);
                    match value.split_once('\'') {
                        Some((ty, rest)) if ty.contains('.') => format!("'{rest}"),
                        _ => value,
                    }
                };
                let mut arguments: Vec<_> =
                    arguments.iter().map(|one| (one.name.clone(), argument(&one.value))).collect();
                arguments.sort();
                (decoded(name) + &decoded(&address), arguments)
            }
            _ => (decoded(&segment.text) + &decoded(&address), Vec::new()),
        }
    };
    path.segments.iter().map(step).collect()
}

/// How a response comes out.
fn response(example: &Example, reply: &Value) -> Vec<String> {
    let bound = &reply["responses"][0];
    let is_failure = example.response["status"].as_u64().is_some_and(|status| status >= 400);
    match bound.get("error").and_then(Value::as_str) {
        // Of a failure the error says what the service said.
        Some(error) if is_failure => {
            let said = example.response["body"]["error"]["code"].as_str().unwrap_or_default();
            return if error.contains(said) { Vec::new() } else { vec![error.to_owned()] };
        }
        Some(error) => return vec![error.to_owned()],
        None => {}
    }
    let mut documented = example.response["body"].clone();
    let mut written = bound["body"].clone();
    // Content is bytes, whatever is in it.
    if let (Value::Object(_), Some(text)) = (&documented, written.as_str()) {
        written = serde_json::from_str(text).unwrap();
    }
    for body in [&mut documented, &mut written] {
        if let Some(members) = body.as_object_mut() {
            members.remove("@odata.context");
        }
    }
    differences(&documented, &written)
}

/// What is found in all examples, and how many there are of each side.
fn found(examples: &[Example]) -> Option<(Found, [usize; 2])> {
    let service = graph()?;
    let reader = Reader::of(service);
    let mut found = Found::new();
    let mut counts = [0, 0];
    let mut tried = Vec::new();
    let mut calls = Vec::new();
    for example in examples {
        counts[0] += 1;
        match reader.call(example) {
            Ok(call) => {
                tried.push(example);
                calls.push(call);
            }
            Err(why) => drop(found.insert((example.place.clone(), Side::Request), vec![why])),
        }
    }
    for (example, (reply, call)) in tried.iter().zip(Scratch::of(service, "graph").call(&calls).iter().zip(&calls)) {
        found.insert((example.place.clone(), Side::Request), request(example, reply));
        if call.get("responses").is_some() {
            counts[1] += 1;
            found.insert((example.place.clone(), Side::Response), response(example, reply));
        }
    }
    found.retain(|_, what| !what.is_empty());
    Some((found, counts))
}

#[test]
fn every_documented_example_goes_through_the_generated_declarations() {
    let Some(examples) = examples() else { return };
    let Some((found, counts)) = found(&examples) else { return };
    for (side, count, what) in
        [(Side::Request, counts[0], "requests equal"), (Side::Response, counts[1], "responses bound without loss")]
    {
        let wrong = found.keys().filter(|(_, other)| *other == side).count();
        println!("{what}: {} of {count}", count - wrong);
    }
    let mut reasons: BTreeMap<(Side, &str), usize> = BTreeMap::new();
    for (_, side, reason) in FAULTS {
        *reasons.entry((*side, reason)).or_default() += 1;
    }
    for ((side, reason), count) in reasons {
        println!("  {count:3} {side:?}: {reason}");
    }
    let is_listed = |place: &str, side: Side| FAULTS.iter().any(|(other, on, _)| *other == place && *on == side);
    let unlisted: Vec<String> = found
        .iter()
        .filter(|((place, side), _)| !is_listed(place, *side))
        .map(|((place, side), what)| format!("{place} {side:?}: {}", what.join("; ")))
        .collect();
    assert!(unlisted.is_empty(), "{} do not come out as they are printed:\n{}", unlisted.len(), unlisted.join("\n"));
    let well = FAULTS.iter().filter(|(place, side, _)| !found.contains_key(&((*place).to_owned(), *side)));
    let well: Vec<_> = well.collect();
    assert!(well.is_empty(), "listed, and yet all is well with {well:?}");
}

//! Sections and examples, and what the response is bound to.

use super::*;
use crate::import::examples;

/// What a page answers, and what was told.
fn read_page(response: &str, example: &str) -> (Vec<Success>, Vec<String>) {
    let mut findings = Findings::default();
    let text = format!("# a\n## Response\n{response}\n## Examples\n### Response\n{example}\n");
    let page = Page::read(&text, &mut findings);
    let messages = examples::read(&page, &mut findings);
    let responses: Vec<&Message> = messages.iter().filter_map(|exchange| exchange.response.as_ref()).collect();
    let successes = read(&page, &responses, &mut findings);
    (successes, findings.sorted().iter().map(ToString::to_string).collect())
}

/// An example of a body.
fn example(status: &str, meta: &str, body: &str) -> String {
    format!(
        "<!-- {{\"blockType\": \"response\"{meta}}} -->\n```http\nHTTP/1.1 {status}\nContent-type: application/json\n\n{body}\n```"
    )
}

/// A type by its name.
#[allow(clippy::unnecessary_wraps, reason = "it is compared with what may be missing")]
fn named(name: &str) -> Option<Element> {
    Some(Element::Named(name.to_owned()))
}

#[test]
fn sentence_and_example_agree() {
    for (text, example, binding) in [
        (
            "returns a `200 OK` response code and a call object in the response body.",
            example("200 OK", "", "{\"id\": \"a\"}"),
            Binding::Object(named("call")),
        ),
        (
            "returns `200 OK` response code and Range object.",
            example("200 OK", ",\"@odata.type\": \"microsoft.graph.workbookRange\"", "{}"),
            Binding::Object(named("workbookRange")),
        ),
        (
            "returns a `200 OK` response code and a String collection in the response body.",
            example("200 OK", "", "{\"value\": [\"a\"]}"),
            Binding::Page(Some(Element::Edm("String"))),
        ),
        (
            "returns a `200 OK` response code and a Boolean in the response body.",
            example("200 OK", "", "{\"value\": true}"),
            Binding::Value(Some(Element::Edm("Boolean"))),
        ),
        (
            "returns a `200 OK` response code and a report in the response body.",
            example("200 OK", "", "{\"value\": {\"a\": 1}}"),
            Binding::Value(named("report")),
        ),
        ("returns a `302 Found` response.", String::new(), Binding::Content),
        ("returns a `204 No Content` response code.", String::new(), Binding::Nothing),
        (
            "returns `200 OK` response code. It does not return anything in the response body.",
            String::new(),
            Binding::Nothing,
        ),
        ("returns a `202 Accepted` response code and a `Location` header.", String::new(), Binding::Operation(None)),
        (
            "returns a `200 OK` and a Location header with a URI to the [commsOperation](../resources/commsoperation.md) created.",
            String::new(),
            Binding::Operation(named("commsOperation")),
        ),
    ] {
        let (successes, told) = read_page(text, &example);
        assert_eq!(successes.iter().map(|success| success.binding.clone()).collect::<Vec<_>>(), [binding], "{text}");
        assert!(told.is_empty(), "{text} {told:?}");
    }
}

#[test]
fn where_they_disagree_it_is_told() {
    for (text, example, told_of) in [
        (
            "returns a `202 Accepted` response code.",
            example("200 OK", "", "{}"),
            "line 8: the example answers 200, where the page names 202",
        ),
        (
            "returns a `200 OK` response code and a call object.",
            example("200 OK", ",\"@odata.type\":\"a.user\"", "{}"),
            "line 8: the example is a `user`, where the page names a `call`; that one was taken",
        ),
        (
            "returns a `204 No Content` response code.",
            example("204", "", "{\"a\": 1}"),
            "line 11: the page says that there is no body, and the example has one",
        ),
        (
            "returns a `200 OK` and a Stream in the response body.",
            example("200 OK", "", "{\"value\": \"x\"}"),
            "line 11: the page answers with bytes, the example with JSON; the declaration takes bytes",
        ),
        (
            "returns a `200 OK` and a call collection in the response body.",
            example("200 OK", "", "{\"id\": \"x\"}"),
            "line 11: the page answers with a collection, the example does not",
        ),
        (
            "It works.",
            example("201 Created", "", "{\"id\": \"x\"}"),
            "line 2: the page names no status of a success; 201 is that of the example",
        ),
    ] {
        let (_, told) = read_page(text, &example);
        assert!(told.iter().any(|told| told == told_of), "{text} {told:?}");
    }
}

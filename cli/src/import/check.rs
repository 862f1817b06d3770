//! The page against itself: whether its examples are those of its own requests. What disagrees is told; nothing is changed.

use super::declare::request_of;
use super::examples::Exchange;
use super::findings::Findings;
use super::path::Request;

/// Holds the examples against the requests; `version` is that of the declarations.
pub(super) fn examples(exchanges: &[Exchange], requests: &[Request], version: &str, findings: &mut Findings) {
    for exchange in exchanges {
        let (Some(message), Some(example)) = (&exchange.request, request_of(exchange)) else { continue };
        let line = message.line;
        if let Some(own) = example.version.as_deref().filter(|own| *own != version) {
            findings.warn(line, format!("the example calls the version {own}; the declaration is for {version}"));
        }
        if requests.iter().any(|request| request.method == example.method && request.is_like(&example)) {
            continue;
        }
        let same_path = requests.iter().find(|request| request.is_like(&example));
        if let Some(request) = same_path {
            findings.warn(
                line,
                format!(
                    "the example is a {}, the request in line {} a {}",
                    example.method, request.line, request.method
                ),
            );
        } else if requests.iter().any(|request| ends_alike(request, &example)) {
            findings.note(
                line,
                "the path of the example is none of those in the section `HTTP request`; it ends in the same operation",
            );
        } else {
            findings.warn(line, "the path of the example is none of those in the section `HTTP request`");
        }
    }
}

/// Whether two requests end in the same operation, whatever its arguments.
fn ends_alike(one: &Request, other: &Request) -> bool {
    let name = |request: &Request| request.last().and_then(|last| last.name().map(str::to_owned));
    name(one).is_some() && name(one) == name(other)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::page::Page;
    use crate::import::{examples as page_examples, path};

    #[test]
    fn examples_are_held_against_the_requests() {
        for (request, example, told) in [
            ("POST /me/events/{id}/accept", "POST https://graph.microsoft.com/v1.0/me/events/{id}/accept", None),
            (
                "POST /a/{id}/mute",
                "POST https://graph.microsoft.com/beta/a/b/mute",
                Some("line 4: the example calls the version beta; the declaration is for v1.0"),
            ),
            ("POST /a/{id}/mute", "GET /a/b/mute", Some("line 4: the example is a GET, the request in line 1 a POST")),
            (
                "POST /a/{id}/mute",
                "POST /b/c/mute",
                Some(
                    "line 4: the path of the example is none of those in the section `HTTP request`; it ends in the same operation",
                ),
            ),
            (
                "POST /a/{id}/mute",
                "POST /b/c/unmute",
                Some("line 4: the path of the example is none of those in the section `HTTP request`"),
            ),
        ] {
            let mut findings = Findings::default();
            let page = Page::read(&format!("# a\n## Examples\n```\n{example}\n```\n"), &mut findings);
            let exchanges = page_examples::read(&page, &mut findings);
            let requests: Vec<Request> = path::request(1, request, &mut findings).into_iter().collect();
            examples(&exchanges, &requests, "v1.0", &mut findings);
            let all: Vec<String> = findings.sorted().iter().map(ToString::to_string).collect();
            assert_eq!(all.first().map(String::as_str), told, "{example}");
        }
    }
}

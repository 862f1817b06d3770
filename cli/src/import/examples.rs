//! The examples of a page: requests, and the response to each. What is sent to somebody else, such as a notification, is none.

use super::findings::Findings;
use super::http::{self, Message, Start};
use super::markdown::Block;
use super::page::{Page, Zone};

/// A request and its response, as far as the page shows them.
#[derive(Debug, Default)]
pub(super) struct Exchange {
    /// The request.
    pub(super) request: Option<Message>,
    /// The response.
    pub(super) response: Option<Message>,
}

/// Reads the examples.
pub(super) fn read(page: &Page, findings: &mut Findings) -> Vec<Exchange> {
    let mut exchanges: Vec<Exchange> = Vec::new();
    for section in page.sections(Zone::Examples) {
        for block in &section.blocks {
            let Block::Code(code) = block else { continue };
            if section.title.to_lowercase().contains("notification") {
                continue;
            }
            let Some(message) = http::message(code, findings) else { continue };
            match &message.start {
                Start::Request(_, target) if is_graph(target) => {
                    exchanges.push(Exchange { request: Some(message), response: None });
                }
                Start::Request(..) => {}
                Start::Response(_) => match exchanges.last_mut() {
                    Some(exchange) if exchange.response.is_none() => exchange.response = Some(message),
                    _ => exchanges.push(Exchange { request: None, response: Some(message) }),
                },
            }
        }
    }
    exchanges
}

/// Whether a request goes to Graph: to one of its hosts, or to a path.
fn is_graph(target: &str) -> bool {
    match target.split_once("://") {
        None => true,
        Some((_, rest)) => rest.split('/').next().is_some_and(|host| host.contains("graph")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_response_belongs_to_the_request_before_it() {
        let page = "# a\n## Examples\n### Request\n```http\nPOST https://graph.microsoft.com/v1.0/a\n```\n### Response\n```http\nHTTP/1.1 200 OK\n```\n\
                    ### Notification - completed\n```http\nPOST https://bot.contoso.com/api/calls\n```\n```json\n{}\n```\n\
                    ```\nPOST https://bot.contoso.com\n```\n### Response\n```http\nHTTP/1.1 202\n```\n";
        let mut findings = Findings::default();
        let exchanges = read(&Page::read(page, &mut findings), &mut findings);
        let shown: Vec<_> =
            exchanges.iter().map(|exchange| (exchange.request.is_some(), exchange.response.is_some())).collect();
        assert_eq!(shown, [(true, true), (false, true)]);
    }
}

//! `POST /$batch`: many requests in one, judged as the service judges them. The envelope has to be right as a whole
//! ([`envelope`], [`order`]), or nothing is carried out; each item is then a request of its own ([`item`]), whatever becomes
//! of the others.
//!
//! Source: [JSON batching](https://learn.microsoft.com/graph/json-batching) and its
//! [known issues](https://learn.microsoft.com/graph/known-issues).

mod envelope;
mod item;
mod order;

use std::{collections::HashMap, collections::VecDeque, sync::Arc, sync::Mutex};

use bytes::Bytes;
use http::{Method, StatusCode, request::Parts};
use uuid::Uuid;

use self::envelope::Item;
use crate::{
    Failure, Graph, RecordedRequest,
    correlation::Correlation,
    error::{Fault, GRAPH_JSON},
    reply::{self, Reply},
    route, service,
    state::{State, lock},
};

/// What a test has seen and wants of the items of batches.
#[derive(Default)]
pub(crate) struct Items {
    /// Every item that was carried out, as a request of its own.
    seen: Mutex<Vec<RecordedRequest>>,
    /// What the next items get, whatever they ask for.
    next: Mutex<VecDeque<Failure>>,
    /// What the next items with these URLs get.
    at: Mutex<HashMap<String, VecDeque<Failure>>>,
}

impl Items {
    /// What the test wants an item to get.
    fn script(&self, url: &str) -> Option<Failure> {
        let at = lock(&self.at).get_mut(url).and_then(VecDeque::pop_front);
        at.or_else(|| lock(&self.next).pop_front())
    }
}

impl Graph {
    /// The items of the batches so far, each as the request that it stands for, in the order in which they were carried out.
    /// Their paths begin with the batch's version; they have no token of their own. Items that were not carried out, since
    /// one that they depend on failed, are not among them.
    #[must_use]
    pub fn batch_items(&self) -> Vec<RecordedRequest> {
        lock(&self.state.batch_items.seen).clone()
    }

    /// Answers the next item of a batch with this, whatever it asks for; several are used up in order.
    pub fn fail_next_item(&self, failure: Failure) {
        lock(&self.state.batch_items.next).push_back(failure);
    }

    /// Answers the next item of a batch that has this URL, as sent, with this: `/communications/calls/a%2Fb`. Several are
    /// used up in order, before those of [`fail_next_item`](Self::fail_next_item).
    pub fn fail_item(&self, url: impl Into<String>, failure: Failure) {
        lock(&self.state.batch_items.at).entry(url.into()).or_default().push_back(failure);
    }
}

/// The version that a path is the batch of, if it is one's.
pub(crate) fn version(path: &str) -> Option<&'static str> {
    route::version(path).ok().filter(|(_, rest)| *rest == "$batch").map(|(version, _)| version)
}

/// The answer to a batch.
pub(crate) async fn answer(
    state: &Arc<State>,
    version: &'static str,
    parts: &Parts,
    body: Option<Bytes>,
) -> Result<Reply, Fault> {
    state.tokens.check(&parts.headers)?;
    if parts.method != Method::POST {
        return Err(Fault::method_not_allowed(Method::POST));
    }
    let items = envelope::read(&parts.headers, &service::within_limit(body)?)?;
    order::judge(&items)?;
    let mut failed: Vec<&str> = Vec::new();
    let mut answers = Vec::with_capacity(items.len());
    for item in &items {
        let reply = if item.depends_on.iter().any(|id| failed.iter().any(|failed| same_id(failed, id))) {
            item::not_carried_out(item)
        } else {
            carry_out(state, version, parts, item).await
        };
        if reply.status().is_client_error() || reply.status().is_server_error() {
            failed.push(&item.id);
        }
        answers.push((Uuid::new_v4(), item::written(&item.id, &reply)));
    }
    // In no order that a client could rely upon.
    answers.sort_unstable_by_key(|(place, _)| *place);
    let answers: Vec<_> = answers.into_iter().map(|(_, answer)| answer).collect();
    let mut reply =
        reply::with_body(StatusCode::OK, Bytes::from(format!(r#"{{"responses":[{}]}}"#, answers.join(","))));
    reply::set_header(reply.headers_mut(), http::header::CONTENT_TYPE, GRAPH_JSON);
    Ok(reply)
}

/// Whether two ids are the same to the service, which does not look at their case.
fn same_id(one: &str, other: &str) -> bool {
    one.eq_ignore_ascii_case(other)
}

/// Carries one item out: what the test wants, or what a request of its own would get.
async fn carry_out(state: &Arc<State>, version: &str, batch: &Parts, item: &Item) -> Reply {
    let correlation = Correlation::of(&item.headers);
    let Some(mut parts) = item::parts(version, item) else {
        return Fault::bad_request("Malformed request URL.").reply(&correlation, &state.base_url);
    };
    lock(&state.batch_items.seen).push(RecordedRequest::new(&parts, &item.body));
    if let Some(failure) = state.batch_items.script(&item.url) {
        return failure.play(&correlation).await;
    }
    // The batch's token is that of its items.
    for (name, value) in &batch.headers {
        if name == http::header::AUTHORIZATION {
            parts.headers.insert(name, value.clone());
        }
    }
    let judged = service::judge(state, &parts, Some(item.body.clone()));
    let mut reply = judged.unwrap_or_else(|fault| fault.reply(&correlation, &state.base_url));
    correlation.stamp(&mut reply);
    reply
}

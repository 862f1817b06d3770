//! Any order of any actions, against a service that accepts what Graph accepts: every request is valid, nothing is sent before
//! what it comes after, everything is sent once.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};

use bytes::Bytes;
use graph_action::auth::StaticToken;
use graph_action::transport::{Body, BoxFuture, Transport, TransportError};
use graph_action::{AnyTicket, Batch, Client, RetryPolicy, graph_action};
use http::{Request, Response};
use proptest::collection::vec;
use proptest::prelude::{Strategy, any, prop_assert, prop_assert_eq, proptest};
use serde_json::{Value, json};

/// An action of the client's version.
#[graph_action(GET "/stable/<id>")]
struct Stable {
    id: usize,
}

/// An action of another one.
#[graph_action(GET "/preview/<id>", version = "beta")]
struct Preview {
    id: usize,
}

/// One action: whether it is of another version, whether it fails, how often it is throttled, and what it comes after.
#[derive(Debug, Clone)]
struct Given {
    is_preview: bool,
    fails: bool,
    throttled: usize,
    after: BTreeSet<usize>,
}

/// What the service has seen.
#[derive(Default)]
struct Seen {
    /// How many requests.
    requests: usize,
    /// The items, by id, that were carried out, in order, each with whether it succeeded.
    carried_out: Vec<(usize, bool)>,
    /// How often each was throttled.
    throttled: BTreeMap<usize, usize>,
    /// What was wrong with a request.
    wrong: Vec<String>,
}

/// A service in memory that judges each request.
#[derive(Clone)]
struct Judge {
    given: Arc<Vec<Given>>,
    seen: Arc<Mutex<Seen>>,
}

impl Transport for Judge {
    fn send(&self, request: Request<Bytes>) -> BoxFuture<'_, Result<Response<Body>, TransportError>> {
        let batch: Value = serde_json::from_slice(request.body()).unwrap();
        let answer = self.seen.lock().unwrap().judge(&self.given, request.uri().path(), &batch);
        Box::pin(async move { Ok(Response::new(Body::from(answer.to_string()))) })
    }
}

impl Seen {
    /// Carries one request out.
    fn judge(&mut self, given: &[Given], path: &str, batch: &Value) -> Value {
        self.requests += 1;
        let items = batch["requests"].as_array().unwrap();
        let id = |item: &Value| item["id"].as_str().unwrap().parse::<usize>().unwrap();
        let order = |item: &Value| -> Vec<usize> {
            let order = item.get("dependsOn").map(|order| order.as_array().unwrap().clone()).unwrap_or_default();
            order.iter().map(|id| id.as_str().unwrap().parse().unwrap()).collect()
        };
        let ids: Vec<usize> = items.iter().map(id).collect();
        let orders: Vec<Vec<usize>> = items.iter().map(order).collect();
        let stated: BTreeSet<&Vec<usize>> = orders.iter().filter(|order| !order.is_empty()).collect();
        let is_same = stated.len() <= 1
            && stated
                .iter()
                .all(|order| order.iter().all(|hub| orders[ids.iter().position(|id| id == hub).unwrap()].is_empty()));
        let is_serial = orders[0].is_empty() && (1..ids.len()).all(|at| orders[at] == [ids[at - 1]]);
        if !is_same && !is_serial {
            self.wrong.push(format!("no shape: {orders:?}"));
        }
        if ids.len() > 20 || ids.is_empty() || !ids.is_sorted() {
            self.wrong.push(format!("not up to 20 in order: {ids:?}"));
        }
        let mut failed = BTreeSet::new();
        let mut answers = Vec::new();
        for (item, order) in ids.iter().copied().zip(&orders) {
            let version = if given[item].is_preview { "/beta/$batch" } else { "/v1.0/$batch" };
            if path != version {
                self.wrong.push(format!("{item} was sent to {path}"));
            }
            let status = if order.iter().any(|before| failed.contains(before)) {
                424
            } else if *self.throttled.get(&item).unwrap_or(&0) < given[item].throttled {
                *self.throttled.entry(item).or_default() += 1;
                429
            } else {
                let open = given[item].after.iter().find(|before| !self.carried_out.contains(&(**before, true)));
                if let Some(before) = open {
                    self.wrong.push(format!("{item} was carried out before {before}"));
                }
                self.carried_out.push((item, !given[item].fails));
                if given[item].fails { 404 } else { 204 }
            };
            if status >= 400 {
                failed.insert(item);
            }
            answers.push(json!({ "id": item.to_string(), "status": status, "headers": { "Retry-After": "0" } }));
        }
        answers.reverse();
        json!({ "responses": answers })
    }
}

/// Any actions in any order.
fn any_batch() -> impl Strategy<Value = Vec<Given>> {
    let given = (any::<u8>(), any::<u8>(), any::<u8>(), vec(any::<proptest::sample::Index>(), 0..3), any::<u8>());
    vec(given, 1..70).prop_map(|batch| {
        let one = |(at, (preview, fails, throttled, after, shape)): (
            usize,
            (u8, u8, u8, Vec<proptest::sample::Index>, u8),
        )| {
            let after = match (at, shape % 4) {
                (0, _) | (_, 0) => BTreeSet::new(),
                // The shapes that people write, so that they are not left to chance.
                (_, 1) => BTreeSet::from([at - 1]),
                (_, 2) => BTreeSet::from([0]),
                _ => after.iter().map(|index| index.index(at)).collect(),
            };
            Given {
                is_preview: preview % 8 == 0,
                fails: fails % 16 == 0,
                throttled: usize::from(throttled % 16 == 0),
                after,
            }
        };
        batch.into_iter().enumerate().map(one).collect()
    })
}

proptest! {
    #[test]
    fn every_request_is_valid_and_everything_is_sent_once(given in any_batch(), concurrency in 1_usize..4) {
        let judge = Judge { given: Arc::new(given.clone()), seen: Arc::default() };
        let client = Client::builder(StaticToken::new("token")).transport(judge.clone()).retry(RetryPolicy::default()).build().unwrap();
        let mut batch = Batch::new().concurrency(concurrency);
        let mut tickets: Vec<Box<dyn AnyTicket>> = Vec::new();
        for (id, one) in given.iter().enumerate() {
            let after: Vec<&dyn AnyTicket> = one.after.iter().map(|before| &*tickets[*before]).collect();
            let ticket: Box<dyn AnyTicket> = if one.is_preview {
                Box::new(batch.add_after(&Preview { id }, &after).unwrap())
            } else {
                Box::new(batch.add_after(&Stable { id }, &after).unwrap())
            };
            tickets.push(ticket);
        }
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
        let answers = runtime.block_on(batch.send(&client)).unwrap();
        prop_assert_eq!(answers.len(), given.len());
        let seen = judge.seen.lock().unwrap();
        prop_assert!(seen.wrong.is_empty(), "{:?}", seen.wrong);
        // All that does not come after a failure was carried out, and nothing else, and nothing twice.
        let mut succeeded = BTreeSet::new();
        let mut expected = BTreeSet::new();
        for (id, one) in given.iter().enumerate() {
            if one.after.iter().all(|before| succeeded.contains(before)) {
                expected.insert(id);
                if !one.fails {
                    succeeded.insert(id);
                }
            }
        }
        let carried_out: BTreeSet<_> = seen.carried_out.iter().map(|(id, _)| *id).collect();
        prop_assert_eq!(seen.carried_out.len(), carried_out.len());
        prop_assert_eq!(carried_out, expected);
    }

    #[test]
    fn what_depends_on_nothing_takes_no_request_more_than_it_needs(count in 1_usize..200, concurrency in 1_usize..4) {
        let given = vec![Given { is_preview: false, fails: false, throttled: 0, after: BTreeSet::new() }; count];
        let judge = Judge { given: Arc::new(given), seen: Arc::default() };
        let client = Client::builder(StaticToken::new("token")).transport(judge.clone()).build().unwrap();
        let mut batch = Batch::new().concurrency(concurrency);
        for id in 0..count {
            let _ = batch.add(&Stable { id }).unwrap();
        }
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
        runtime.block_on(batch.send(&client)).unwrap();
        let seen = judge.seen.lock().unwrap();
        prop_assert!(seen.wrong.is_empty(), "{:?}", seen.wrong);
        prop_assert_eq!(seen.requests, count.div_ceil(20));
    }
}

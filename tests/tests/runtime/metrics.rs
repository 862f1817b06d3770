//! What is counted, from the first try to the last.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use graph_action::metrics::{Counters, Metrics, Repetition, Try};
use graph_action::transport::TransportErrorKind;
use graph_action_sim::{Failure, Graph};

use crate::common::actions::get;
use crate::common::builder;
use crate::common::raw::{Act, RawServer, fine};

#[tokio::test]
async fn every_request_and_every_wait_is_counted() {
    let graph = Graph::start().await.unwrap();
    let counters = Arc::new(Counters::default());
    let client = builder(&graph).metrics(Arc::clone(&counters)).build().unwrap();
    let call = graph.create_call(None);
    graph.fail_next(Failure::new(429).header("Retry-After", "0.05"));
    graph.fail_next(Failure::new(503));
    get(&call).send(&client).await.unwrap();
    get("no such call").send(&client).await.unwrap_err();
    let totals = counters.totals();
    assert_eq!((totals.requests, totals.repetitions), (4, 2));
    assert_eq!((totals.throttled, totals.client_errors, totals.server_errors, totals.unanswered), (1, 2, 1, 0));
    assert!(totals.waited >= Duration::from_millis(50), "{totals:?}");
    assert!(totals.in_requests > Duration::ZERO);
}

/// Writes down what it hears.
#[derive(Default)]
struct Heard(Mutex<Vec<String>>);

impl Metrics for Heard {
    fn request(&self, request: &Try) {
        let Self(heard) = self;
        let (status, failure) = (request.status(), request.failure());
        let ended = status.map_or_else(|| format!("{failure:?}"), |status| status.as_u16().to_string());
        heard.lock().unwrap().push(format!(
            "{} {} {ended} {}",
            request.method(),
            request.template(),
            request.retries()
        ));
    }

    fn repetition(&self, repetition: &Repetition) {
        let failure = repetition.attempt().failure();
        assert_eq!(failure, Some(TransportErrorKind::Other));
        assert_eq!(repetition.template(), "/communications/calls/<id>");
        self.0.lock().unwrap().push("again".to_owned());
    }
}

#[tokio::test]
async fn templates_are_told_and_never_ids() {
    let server = RawServer::start([Act::Reset, fine()]).await;
    let heard = Arc::new(Heard::default());
    let credential = graph_action::auth::StaticToken::new("token");
    let client = graph_action::Client::builder(credential).base_url(server.url()).retry(crate::common::quick());
    let client = client.metrics(Arc::clone(&heard)).build().unwrap();
    get("secret id").send(&client).await.unwrap();
    let heard = heard.0.lock().unwrap();
    let path = "GET /communications/calls/<id>";
    assert_eq!(*heard, [format!("{path} Some(Other) 0"), "again".to_owned(), format!("{path} 200 1")]);
}

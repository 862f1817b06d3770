//! What a tracing subscriber sees: one span a try, with OpenTelemetry's names, and neither ids nor tokens in it.

mod common;

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::sync::{Arc, Mutex};

use graph_action_sim::{Failure, Graph};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt as _};

use crate::common::actions::{CancelInBeta, CancelMediaProcessing, cancel, get};
use crate::common::raw::{Act, RawServer};
use crate::common::{client, client_of};

/// The fields of a span, as text.
type Fields = BTreeMap<String, String>;

/// Keeps the spans and events of this crate.
#[derive(Clone, Default)]
struct Captured {
    spans: Arc<Mutex<Vec<(u64, Fields)>>>,
    events: Arc<Mutex<Vec<Fields>>>,
}

/// Writes fields down.
struct Writer<'a>(&'a mut Fields);

impl Visit for Writer<'_> {
    fn record_str(&mut self, field: &Field, value: &str) {
        self.0.insert(field.name().to_owned(), value.to_owned());
    }

    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.0.insert(field.name().to_owned(), format!("{value:?}"));
    }
}

impl<S: tracing::Subscriber> Layer<S> for Captured {
    fn on_new_span(&self, attributes: &Attributes<'_>, id: &Id, _: Context<'_, S>) {
        if attributes.metadata().target() == "graph_action" {
            let mut fields = Fields::new();
            attributes.record(&mut Writer(&mut fields));
            self.spans.lock().unwrap().push((id.into_u64(), fields));
        }
    }

    fn on_record(&self, id: &Id, record: &Record<'_>, _: Context<'_, S>) {
        let mut spans = self.spans.lock().unwrap();
        if let Some((_, fields)) = spans.iter_mut().rev().find(|(own, _)| *own == id.into_u64()) {
            record.record(&mut Writer(fields));
        }
    }

    fn on_event(&self, event: &tracing::Event<'_>, _: Context<'_, S>) {
        if event.metadata().target() == "graph_action" {
            let mut fields = Fields::new();
            event.record(&mut Writer(&mut fields));
            self.events.lock().unwrap().push(fields);
        }
    }
}

impl Captured {
    /// The spans so far.
    fn spans(&self) -> Vec<Fields> {
        self.spans.lock().unwrap().iter().map(|(_, fields)| fields.clone()).collect()
    }
}

/// Captures for as long as the guard lives; the tests' runtimes have one thread each.
fn capture() -> (Captured, tracing::subscriber::DefaultGuard) {
    let captured = Captured::default();
    let guard = tracing::subscriber::set_default(tracing_subscriber::registry().with(captured.clone()));
    (captured, guard)
}

/// Asserts that fields are these.
#[track_caller]
fn assert_fields(fields: &Fields, expected: &[(&str, &str)]) {
    for (name, value) in expected {
        assert_eq!(fields.get(*name).map(String::as_str), Some(*value), "{name} in {fields:#?}");
    }
}

#[tokio::test]
async fn a_call_is_a_client_span_with_opentelemetrys_names() {
    let (captured, _guard) = capture();
    let graph = Graph::start().await.unwrap();
    let call = graph.create_call(None);
    let action = CancelMediaProcessing { client_context: Some("private".into()), ..cancel(&call) };
    action.send(&client(&graph)).await.unwrap();

    let spans = captured.spans();
    let [span] = spans.as_slice() else { panic!("{spans:#?}") };
    let requests = graph.requests();
    let template = "/communications/calls/<id>/cancelMediaProcessing";
    assert_fields(
        span,
        &[
            ("otel.name", &format!("POST {template}")),
            ("otel.kind", "client"),
            ("http.request.method", "POST"),
            ("url.template", template),
            ("url.scheme", "http"),
            ("server.address", "127.0.0.1"),
            ("server.port", graph.base_url().rsplit(':').next().unwrap()),
            ("http.response.status_code", "200"),
            ("graph.version", "v1.0"),
            ("graph.client_request_id", requests[0].header("client-request-id").unwrap()),
        ],
    );
    assert!(span.contains_key("graph.request_id"));
    for absent in ["error.type", "otel.status_code", "http.request.resend_count"] {
        assert!(!span.contains_key(absent), "{span:#?}");
    }
    let token = requests[0].header("authorization").unwrap().trim_start_matches("Bearer ");
    let text = format!("{span:?}");
    for secret in [&*call, "private", token, graph.client_secret()] {
        assert!(!text.contains(secret), "{text}");
    }
}

#[tokio::test]
async fn each_try_is_a_span_that_counts_and_says_how_it_ended() {
    let (captured, _guard) = capture();
    let graph = Graph::start().await.unwrap();
    let call = graph.create_call(None);
    graph.fail_next(Failure::new(429).header("Retry-After", "0"));
    graph.fail_next(Failure::new(503).header("Retry-After", "0"));
    CancelInBeta { id: call, all: None }.send(&client(&graph)).await.unwrap();
    let spans = captured.spans();
    let [first, second, third] = spans.as_slice() else { panic!("{spans:#?}") };
    let failed = [("error.type", "429"), ("otel.status_code", "ERROR"), ("http.response.status_code", "429")];
    assert_fields(first, &failed);
    assert!(!first.contains_key("http.request.resend_count"));
    assert_fields(second, &[("http.request.resend_count", "1"), ("error.type", "503"), ("graph.version", "beta")]);
    assert_fields(third, &[("http.request.resend_count", "2"), ("http.response.status_code", "200")]);
    assert_eq!(captured.events.lock().unwrap().len(), 2);
}

#[tokio::test]
async fn failures_without_an_answer_say_what_kind_they_are() {
    let (captured, _guard) = capture();
    let server = RawServer::start([Act::Reset]).await;
    cancel("a").send(&client_of(&server.url())).await.unwrap_err();
    let spans = captured.spans();
    assert_fields(spans.last().unwrap(), &[("error.type", "transport"), ("otel.status_code", "ERROR")]);
    assert!(!spans[0].contains_key("http.response.status_code"));

    let closed = tokio::net::TcpSocket::new_v4().unwrap();
    closed.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    get("a").send(&client_of(&format!("http://{}", closed.local_addr().unwrap()))).await.unwrap_err();
    assert_fields(captured.spans().last().unwrap(), &[("error.type", "connect"), ("http.request.resend_count", "3")]);
}

#[tokio::test]
async fn a_call_that_is_refused_has_no_span() {
    let (captured, _guard) = capture();
    cancel("").send(&client_of("http://127.0.0.1:9")).await.unwrap_err();
    assert!(captured.spans().is_empty());
}

//! A transport of one's own: nothing of the pipeline is lost with it, and no socket is needed.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use bytes::Bytes;
use graph_action::auth::{ClientSecret, StaticToken};
use graph_action::transport::{Body, BoxFuture, Transport, TransportError, TransportErrorKind};
use graph_action::{Client, ErrorKind, RetryPolicy};
use http::{Request, Response};

use crate::common::actions::{cancel, get};
use crate::common::quick;

/// What an exchange ends with.
type Answer = Result<Response<Body>, TransportError>;

/// Answers from memory, in order, and keeps what it was sent.
#[derive(Clone, Default)]
struct Memory {
    answers: Arc<Mutex<VecDeque<Answer>>>,
    sent: Arc<Mutex<Vec<Request<Bytes>>>>,
}

impl Memory {
    fn of(answers: impl IntoIterator<Item = Answer>) -> Self {
        Self { answers: Arc::new(Mutex::new(answers.into_iter().collect())), ..Self::default() }
    }

    fn client(&self) -> Client {
        let builder = Client::builder(StaticToken::new("token")).transport(self.clone());
        builder.retry(quick()).build().unwrap()
    }
}

impl Transport for Memory {
    fn send(&self, request: Request<Bytes>) -> BoxFuture<'_, Answer> {
        self.sent.lock().unwrap().push(request);
        let answer = self.answers.lock().unwrap().pop_front().expect("one more answer");
        Box::pin(async { answer })
    }
}

/// A response with a status and a body.
#[allow(clippy::unnecessary_wraps, reason = "it stands in lists beside failures")]
fn answer(status: u16, body: &'static str) -> Answer {
    Ok(Response::builder().status(status).body(Body::from(body)).unwrap())
}

/// A failure before or behind the connection.
fn failed(kind: TransportErrorKind) -> Answer {
    Err(TransportError::new(kind, "made up"))
}

#[tokio::test]
async fn a_call_goes_through_it_with_everything_that_belongs_to_it() {
    let memory = Memory::of([answer(202, "")]);
    cancel("a").send(&memory.client()).await.unwrap();
    let sent = memory.sent.lock().unwrap();
    assert_eq!(sent[0].uri(), "https://graph.microsoft.com/v1.0/communications/calls/a/cancelMediaProcessing");
    assert_eq!(sent[0].headers()["authorization"], "Bearer token");
    assert!(sent[0].headers()["authorization"].is_sensitive());
    assert!(sent[0].headers().contains_key("client-request-id"));
    assert_eq!(sent[0].body(), "{}");
}

#[tokio::test]
async fn tokens_are_asked_for_through_it() {
    let memory = Memory::of([answer(200, r#"{"access_token": "t", "expires_in": "3599"}"#), answer(200, "{}")]);
    let credential = ClientSecret::new("contoso.onmicrosoft.com", "the client", "a+b&c=d%");
    let client = Client::builder(credential).transport(memory.clone()).build().unwrap();
    get("a").send(&client).await.unwrap();
    let sent = memory.sent.lock().unwrap();
    assert_eq!(sent[0].uri(), "https://login.microsoftonline.com/contoso.onmicrosoft.com/oauth2/v2.0/token");
    assert_eq!(
        sent[0].body(),
        "grant_type=client_credentials&client_id=the%20client&client_secret=a%2Bb%26c%3Dd%25\
         &scope=https%3A%2F%2Fgraph%2Emicrosoft%2Ecom%2F%2Edefault"
    );
    assert!(!sent[0].headers().contains_key("authorization"));
    assert_eq!(sent[1].headers()["authorization"], "Bearer t");
}

#[tokio::test]
async fn its_failures_decide_what_is_repeated() {
    for (kind, error_kind, posts, gets) in [
        (TransportErrorKind::Connect, ErrorKind::Connect, 4, 4),
        (TransportErrorKind::Timeout, ErrorKind::Timeout, 1, 4),
        (TransportErrorKind::Other, ErrorKind::Transport, 1, 4),
    ] {
        let memory = Memory::of((0..8).map(|_| failed(kind)));
        let client = memory.client();
        assert_eq!(cancel("a").send(&client).await.unwrap_err().kind(), error_kind);
        assert_eq!(memory.sent.lock().unwrap().drain(..).count(), posts, "{kind:?}");
        assert_eq!(get("a").send(&client).await.unwrap_err().kind(), error_kind);
        assert_eq!(memory.sent.lock().unwrap().len(), gets, "{kind:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_wait_of_minutes_is_waited_out_to_the_end() {
    let throttled = || Ok(Response::builder().status(429).header("retry-after", "120.5").body(Body::from("")).unwrap());
    let memory = Memory::of([throttled(), throttled(), answer(202, "")]);
    let started = tokio::time::Instant::now();
    cancel("a").send(&memory.client()).await.unwrap();
    assert!(started.elapsed() >= Duration::from_secs(241));
}

#[tokio::test(start_paused = true)]
async fn a_policy_may_allow_waits_of_days_and_none_of_them_is_cut_short() {
    let asked = 200_000;
    let throttled =
        Ok(Response::builder().status(429).header("retry-after", asked.to_string()).body(Body::from("")).unwrap());
    let memory = Memory::of([throttled, answer(202, "")]);
    let policy = RetryPolicy { longest_wait: Duration::MAX, longest_total: Duration::MAX, ..quick() };
    let client = Client::builder(StaticToken::new("t")).transport(memory).retry(policy).build().unwrap();
    let started = tokio::time::Instant::now();
    cancel("a").send(&client).await.unwrap();
    assert!(started.elapsed() >= Duration::from_secs(asked));
}

//! What the tests over the socket share: a client that knows no proxy, the one call, and a callback that listens.

#![allow(dead_code, reason = "each test file uses its own part")]

use std::{collections::VecDeque, sync::Arc, time::Duration};

use axum::{Json, Router, extract::State, http::HeaderMap, response::IntoResponse};
use graph_action_sim::Graph;
use http::{StatusCode, header::LOCATION};
use reqwest::{Client, RequestBuilder, Response};
use serde_json::Value;
use tokio::{net::TcpListener, sync::Mutex};

/// Longer than any test: an operation of this duration is still running.
pub(crate) const NEVER: Duration = Duration::from_hours(1);

/// A client of no configuration but the environment's proxy ignored, redirects not followed.
pub(crate) fn client() -> Client {
    Client::builder().no_proxy().redirect(reqwest::redirect::Policy::none()).build().unwrap()
}

/// The address of the cancel action on a call.
pub(crate) fn cancel_url(graph: &Graph, call: &str) -> String {
    format!("{}/v1.0/communications/calls/{call}/cancelMediaProcessing", graph.base_url())
}

/// A POST with a good token.
pub(crate) fn post(graph: &Graph, url: &str) -> RequestBuilder {
    client().post(url).bearer_auth(graph.issue_token())
}

/// A GET with a good token, its JSON.
pub(crate) async fn get(graph: &Graph, url: &str) -> Value {
    let reply = client().get(url).bearer_auth(graph.issue_token()).send().await.unwrap();
    assert_eq!(reply.status(), 200);
    reply.json().await.unwrap()
}

/// Cancels on a call; the operation's address.
pub(crate) async fn cancel(graph: &Graph, call: &str, body: &Value) -> String {
    let reply = post(graph, &cancel_url(graph, call)).json(body).send().await.unwrap();
    assert!(reply.status().is_success(), "{}", reply.status());
    header(&reply, LOCATION.as_str()).to_owned()
}

/// A header that has to be there.
pub(crate) fn header<'a>(reply: &'a Response, name: &str) -> &'a str {
    reply.headers().get(name).unwrap_or_else(|| panic!("no header {name}")).to_str().unwrap()
}

/// What a callback received.
#[derive(Clone)]
pub(crate) struct Received {
    /// The request's headers.
    pub(crate) headers: HeaderMap,
    /// The request's JSON.
    pub(crate) body: Value,
}

/// A bot's callback on a loopback port.
#[derive(Clone)]
pub(crate) struct Callback {
    /// Its address.
    pub(crate) url: String,
    /// What it got, in order.
    received: Arc<Mutex<Vec<Received>>>,
    /// What it answers, in order; then `202`.
    answers: Arc<Mutex<VecDeque<StatusCode>>>,
}

impl Callback {
    /// Starts one that gives these answers, then `202` for ever.
    pub(crate) async fn start(answers: &[u16]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let answers = answers.iter().map(|status| StatusCode::from_u16(*status).unwrap()).collect();
        let callback = Self {
            url: format!("http://{}/api/calls", listener.local_addr().unwrap()),
            received: Arc::default(),
            answers: Arc::new(Mutex::new(answers)),
        };
        let app = Router::new().fallback(Self::receive).with_state(callback.clone());
        tokio::spawn(async move { axum::serve(listener, app).await });
        callback
    }

    /// What it got so far.
    pub(crate) async fn received(&self) -> Vec<Received> {
        self.received.lock().await.clone()
    }

    /// Takes one request; every answer points somewhere else, for those that are redirects.
    async fn receive(State(callback): State<Self>, headers: HeaderMap, Json(body): Json<Value>) -> impl IntoResponse {
        callback.received.lock().await.push(Received { headers, body });
        let status = callback.answers.lock().await.pop_front().unwrap_or(StatusCode::ACCEPTED);
        (status, [(LOCATION, format!("{}/elsewhere", callback.url))])
    }
}

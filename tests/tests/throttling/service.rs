//! A service that counts the requests that are with it at once, and what the tests ask of it.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{Response, StatusCode};
use graph_action::auth::StaticToken;
use graph_action::{Client, ClientBuilder, graph_action};
use serde_json::Value;

/// The messages of a user.
#[graph_action(GET "/users/<user>/messages" -> Value)]
pub(crate) struct ListMessages {
    pub(crate) user: String,
}

/// The same in the other version, of the signed-in user.
#[graph_action(GET "/me/events" -> Value, version = "beta")]
pub(crate) struct ListEvents;

/// A mail.
#[graph_action(POST "/users/<user>/sendMail")]
pub(crate) struct SendMail {
    pub(crate) user: String,
}

/// No mailbox.
#[graph_action(GET "/groups/<id>" -> Value)]
pub(crate) struct GetGroup {
    pub(crate) id: String,
}

/// What the service has seen.
#[derive(Default)]
struct Seen {
    /// By path: how many are there now, and how many were at most.
    at_once: HashMap<String, (usize, usize)>,
    /// When which path was asked for.
    arrivals: Vec<(Instant, String)>,
    /// What is answered next: status, headers.
    script: VecDeque<(u16, Vec<(&'static str, &'static str)>)>,
}

/// The running service.
pub(crate) struct Service {
    url: String,
    seen: Arc<Mutex<Seen>>,
    task: tokio::task::JoinHandle<()>,
}

impl Service {
    /// Starts one that takes a little time for each request.
    pub(crate) async fn start() -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let seen = Arc::new(Mutex::new(Seen::default()));
        let app = Router::new().fallback(answer).with_state(Arc::clone(&seen));
        let task = tokio::spawn(async move { axum::serve(listener, app).await.unwrap() });
        Self { url, seen, task }
    }

    /// A client before it is built.
    pub(crate) fn builder(&self) -> ClientBuilder {
        Client::builder(StaticToken::new("token")).base_url(self.url.as_str()).retry(crate::common::quick())
    }

    /// A client with the gate that all have.
    pub(crate) fn client(&self) -> Client {
        self.builder().build().unwrap()
    }

    /// Answers the next request with this.
    pub(crate) fn answer_next(&self, status: u16, headers: &[(&'static str, &'static str)]) {
        self.seen.lock().unwrap().script.push_back((status, headers.to_vec()));
    }

    /// The most requests for a path that were there at once.
    pub(crate) fn most_at_once(&self, path: &str) -> usize {
        self.seen.lock().unwrap().at_once.get(path).map_or(0, |(_, most)| *most)
    }

    /// When a path was asked for.
    pub(crate) fn arrivals(&self, path: &str) -> Vec<Instant> {
        let seen = self.seen.lock().unwrap();
        seen.arrivals.iter().filter(|(_, found)| found == path).map(|(at, _)| *at).collect()
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// Counts a request, takes its time, and answers.
async fn answer(State(seen): State<Arc<Mutex<Seen>>>, request: Request) -> Response<axum::body::Body> {
    let path = request.uri().path().to_owned();
    let scripted = {
        let mut seen = seen.lock().unwrap();
        seen.arrivals.push((Instant::now(), path.clone()));
        let (now, most) = seen.at_once.entry(path.clone()).or_default();
        *now += 1;
        *most = (*now).max(*most);
        seen.script.pop_front()
    };
    tokio::time::sleep(Duration::from_millis(30)).await;
    seen.lock().unwrap().at_once.get_mut(&path).unwrap().0 -= 1;
    let (status, headers) = scripted.unwrap_or((200, Vec::new()));
    let mut response = Response::builder().status(StatusCode::from_u16(status).unwrap());
    for (name, value) in headers {
        response = response.header(name, value);
    }
    response.body("{}".into()).unwrap()
}

//! Replies that a test dictates, one request each.

use std::{collections::VecDeque, sync::Mutex, time::Duration};

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use serde_json::json;

use crate::{
    correlation::Correlation,
    error::GRAPH_JSON,
    reply::{self, Reply},
    state::lock,
};

/// A reply to be given instead of the real one: for throttling, error pages of a proxy, empty bodies.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> std::io::Result<()> {
/// use graph_action_sim::Failure;
///
/// let graph = graph_action_sim::Graph::start().await?;
/// graph.fail_next(Failure::new(429).header("Retry-After", "0.5"));
/// graph.fail_next(Failure::new(502).header("Content-Type", "text/html").body("<h1>Bad Gateway</h1>").bare());
/// graph.fail_next(Failure::graph(409, "Conflict", "Another operation is under way."));
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone)]
#[must_use = "a failure does nothing before it is handed to `fail_next` or `fail_next_token`"]
pub struct Failure {
    /// The reply's status.
    status: StatusCode,
    /// The reply's headers, ids aside.
    headers: HeaderMap,
    /// The reply's body.
    body: Content,
    /// Whether the ids are left out.
    bare: bool,
    /// The wait before the reply.
    delay: Duration,
    /// What the test got wrong.
    mistake: Option<String>,
}

/// What a scripted reply has for a body.
#[derive(Debug, Clone)]
enum Content {
    /// These bytes.
    Verbatim(Bytes),
    /// The service's error with the request's ids.
    Graph {
        /// What a program is to look at.
        code: String,
        /// What a person is to read.
        message: String,
    },
}

impl Failure {
    /// A reply with this status, no header and no body. Any status from 200 on will do, a success too.
    pub fn new(status: u16) -> Self {
        let valid = StatusCode::from_u16(status).ok().filter(|status| !status.is_informational());
        Self {
            status: valid.unwrap_or(StatusCode::INTERNAL_SERVER_ERROR),
            headers: HeaderMap::new(),
            body: Content::Verbatim(Bytes::new()),
            bare: false,
            delay: Duration::ZERO,
            mistake: valid.is_none().then(|| format!("{status} is not the status of a reply")),
        }
    }

    /// A reply with an error of the service's own shape, ids included.
    pub fn graph(status: u16, code: impl Into<String>, message: impl Into<String>) -> Self {
        let failure = Self::new(status).header("Content-Type", GRAPH_JSON);
        Self { body: Content::Graph { code: code.into(), message: message.into() }, ..failure }
    }

    /// Adds a header, beside those of the same name.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        match (HeaderName::from_bytes(name.as_bytes()), HeaderValue::from_str(value)) {
            (Ok(name), Ok(value)) => {
                self.headers.append(name, value);
            }
            _ => self.mistake = Some(format!("`{name}: {}` is not a header", value.escape_debug())),
        }
        self
    }

    /// The body, sent as it is.
    pub fn body(mut self, body: impl Into<Bytes>) -> Self {
        self.body = Content::Verbatim(body.into());
        self
    }

    /// Leaves out the request ids, as a proxy in front of the service does.
    pub fn bare(mut self) -> Self {
        self.bare = true;
        self
    }

    /// Waits for so long before the reply.
    pub fn after(mut self, delay: Duration) -> Self {
        self.delay = delay;
        self
    }

    /// The reply, after its wait. A script that cannot be played says so where the test will see it.
    pub(crate) async fn play(self, correlation: &Correlation) -> Reply {
        tokio::time::sleep(self.delay).await;
        if let Some(mistake) = self.mistake {
            let body = format!("graph-action-sim: {mistake}");
            return reply::with_body(StatusCode::INTERNAL_SERVER_ERROR, Bytes::from(body));
        }
        let body = match self.body {
            Content::Verbatim(body) => body,
            Content::Graph { code, message } => {
                let inner_error = correlation.inner_error();
                let body = json!({ "error": { "code": code, "message": message, "innerError": inner_error } });
                Bytes::from(body.to_string())
            }
        };
        let mut reply = reply::with_body(self.status, body);
        *reply.headers_mut() = self.headers;
        if !self.bare {
            correlation.stamp(&mut reply);
        }
        reply
    }
}

/// The replies that are still to be given.
#[derive(Default)]
pub(crate) struct Script(Mutex<VecDeque<Failure>>);

impl Script {
    /// Adds one at the end.
    pub(crate) fn push(&self, failure: Failure) {
        lock(&self.0).push_back(failure);
    }

    /// Takes the first one.
    pub(crate) fn next(&self) -> Option<Failure> {
        lock(&self.0).pop_front()
    }
}

//! What the tests over real sockets share: the declarations, clients of them, and servers that misbehave.

#![allow(dead_code, reason = "each test binary uses its own part")]

pub(crate) mod actions;
pub(crate) mod log;
pub(crate) mod raw;

use std::error::Error as _;
use std::fmt::Write as _;
use std::time::Duration;

use graph_action::auth::{ClientSecret, StaticToken};
use graph_action::{Client, ClientBuilder, RetryPolicy};
use graph_action_sim::Graph;

/// The credential of the embedded Graph's only application.
pub(crate) fn credential(graph: &Graph) -> ClientSecret {
    ClientSecret::new(graph.tenant_id(), graph.client_id(), graph.client_secret()).authority(graph.authority())
}

/// A client of the embedded Graph before it is built, with short waits.
pub(crate) fn builder(graph: &Graph) -> ClientBuilder {
    Client::builder(credential(graph)).base_url(graph.base_url()).retry(quick())
}

/// A client of the embedded Graph.
pub(crate) fn client(graph: &Graph) -> Client {
    builder(graph).build().unwrap()
}

/// A client of any server, with a token that is never asked for.
pub(crate) fn client_of(url: &str) -> Client {
    Client::builder(StaticToken::new("token")).base_url(url).retry(quick()).build().unwrap()
}

/// The default policy with waits that a test can sit through.
pub(crate) fn quick() -> RetryPolicy {
    RetryPolicy { first_step: Duration::from_millis(2), ..RetryPolicy::default() }
}

/// Everything that an error shows: itself and what is behind it, in both forms.
pub(crate) fn shown(error: &graph_action::Error) -> String {
    let mut text = format!("{error}\n{error:?}\n{error:#?}\n");
    let mut next = error.source();
    while let Some(source) = next {
        writeln!(text, "{source}\n{source:?}").unwrap();
        next = source.source();
    }
    text
}

/// A wait that fails the test instead of hanging it.
pub(crate) async fn soon<F: Future>(future: F) -> F::Output {
    tokio::time::timeout(Duration::from_secs(10), future).await.expect("something hangs")
}

/// Waits until something is so.
pub(crate) async fn until(mut is_so: impl FnMut() -> bool) {
    soon(async {
        while !is_so() {
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
    })
    .await;
}

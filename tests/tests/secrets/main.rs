//! Neither a secret nor a token shows in anything that is public: not in `Debug`, not in errors, not in a trace at any level.

#[path = "../common/mod.rs"]
mod common;
mod credentials;

use std::fmt::{Debug, Write as _};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use graph_action::auth::{AccessToken, ClientSecret, StaticToken, TokenProvider, TokenRequest};
use graph_action::transport::{BoxFuture, ReqwestTransport, Transport};
use graph_action::{Client, RetryPolicy};
use graph_action_sim::{Failure, Graph};

use crate::common::actions::{CancelMediaProcessing, CancelWithReply, cancel, get};
use crate::common::log::Log;
use crate::common::raw::{Act, RawServer};
use crate::common::{quick, shown};

/// A secret that is found wherever it is.
pub(crate) const SECRET: &str = "unmistakable-secret-0f9e8d7c";
/// A token that is found wherever it is.
pub(crate) const TOKEN: &str = "unmistakable-token-1a2b3c4d";

/// What was shown, in every form.
#[derive(Default)]
pub(crate) struct Shown(String);

impl Shown {
    /// Shows a value.
    pub(crate) fn debug(&mut self, value: &impl Debug) {
        writeln!(self.0, "{value:?}\n{value:#?}").unwrap();
    }

    /// Shows how something ended, and what is behind an error.
    pub(crate) fn result<T: Debug>(&mut self, result: &Result<T, graph_action::Error>) {
        self.debug(result);
        if let Err(error) = result {
            self.0.push_str(&shown(error));
        }
    }
}

/// A credential that shows what it is asked, and gives out a token that can be found.
#[derive(Default)]
struct Asked(Mutex<Shown>);

impl TokenProvider for Asked {
    fn token<'a>(&'a self, request: TokenRequest<'a>) -> BoxFuture<'a, graph_action::Result<AccessToken>> {
        let token = AccessToken::new(TOKEN, Some(Duration::from_hours(1)));
        let mut shown = self.0.lock().unwrap();
        shown.debug(&request);
        shown.debug(&token);
        Box::pin(async { Ok(token) })
    }
}

/// Calls of every ending, all shown.
async fn calls(client: &Client, graph: &Graph, shown: &mut Shown) {
    let call = graph.create_call(None);
    for failure in [
        Failure::graph(400, "BadRequest", "no"),
        Failure::graph(403, "Forbidden", "no"),
        Failure::new(401),
        Failure::new(429).header("Retry-After", "0"),
        Failure::new(502).body("<title>no</title>"),
        Failure::new(200).body("no JSON"),
        Failure::new(302).header("Location", "https://elsewhere.example/"),
        Failure::new(500).after(Duration::from_millis(300)),
    ] {
        graph.fail_next(failure);
        shown.result(&get(&call).send(client).await);
    }
    shown.result(&get(&call).send(client).await);
    shown.result(&cancel(&call).send(client).await);
    shown.result(&cancel("").send(client).await);
    let long = CancelMediaProcessing { client_context: Some("x".repeat(257)), ..cancel(&call) };
    shown.result(&long.send(client).await);
    shown.result(&CancelWithReply { id: call.clone(), ..Default::default() }.send(client).await);
    shown.debug(&cancel(&call).send(client));
}

#[tokio::test]
async fn nothing_shows_a_secret_or_a_token() {
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_span_events(tracing_subscriber::fmt::format::FmtSpan::FULL)
        .with_writer(move || writer.clone())
        .finish();
    tracing::subscriber::set_global_default(subscriber).unwrap();
    let mut shown = Shown::default();

    let graph = Graph::builder().client("client", SECRET).start().await.unwrap();
    let credential = ClientSecret::new(graph.tenant_id(), "client", SECRET).authority(graph.authority());
    shown.debug(&credential);
    let builder = Client::builder(credential.clone()).base_url(graph.base_url());
    shown.debug(&builder);
    let client = builder.retry(quick()).timeout(Duration::from_millis(150)).build().unwrap();
    shown.debug(&client);
    calls(&client, &graph, &mut shown).await;
    let tokens: Vec<String> =
        graph.requests().iter().filter_map(|request| request.header("authorization").map(str::to_owned)).collect();

    // A token that was given, and one that a provider of the user's gives out.
    let asked = Arc::new(Asked::default());
    for builder in [Client::builder(StaticToken::new(TOKEN)), Client::builder(Arc::clone(&asked))] {
        let client = builder.base_url(graph.base_url()).retry(quick()).timeout(Duration::from_millis(150)).build();
        shown.debug(&client);
        calls(&client.unwrap(), &graph, &mut shown).await;
    }
    shown.debug(&StaticToken::new(TOKEN));
    shown.0.push_str(&asked.0.lock().unwrap().0);

    // Tokens that cannot be sent, and login services that fail.
    for token in [format!("{TOKEN}\n"), format!("{TOKEN}\0")] {
        let client = Client::builder(StaticToken::new(token)).base_url(graph.base_url()).build().unwrap();
        shown.result(&get("a").send(&client).await);
    }
    let echo = format!("client_secret={SECRET}");
    for failure in [
        Failure::new(401).body(r#"{"error": "invalid_client", "error_description": "AADSTS7000215: wrong."}"#),
        Failure::new(200).body(format!(r#"{{"access_token": "{TOKEN}", "expires_in": []}}"#)),
        Failure::new(200).body(format!(r#"{{"access_token": "{TOKEN}"#)),
        Failure::new(200).body(format!("<title>{TOKEN}</title>")),
        Failure::new(500).body(echo),
    ] {
        let fresh = ClientSecret::new(graph.tenant_id(), "client", SECRET).authority(graph.authority());
        let client = Client::builder(fresh).base_url(graph.base_url()).retry(RetryPolicy::never()).build().unwrap();
        graph.fail_next_token(failure);
        shown.result(&get("a").send(&client).await);
    }

    // Connections that break, for Graph and for the login service.
    for act in [Act::Reset, Act::Say(b"garbage\r\n\r\n".to_vec()), Act::Say(Vec::new())] {
        let server = RawServer::start([act]).await;
        let of_login = Client::builder(credential.clone().authority(server.url())).base_url(graph.base_url());
        let of_graph = Client::builder(StaticToken::new(TOKEN)).base_url(server.url()).retry(quick());
        for builder in [of_login, of_graph] {
            shown.result(&get("a").send(&builder.build().unwrap()).await);
        }
    }

    // Clients that cannot be built.
    shown.result(&Client::new(ClientSecret::new("", "client", SECRET)));
    shown.result(&Client::new(credential.clone().authority("http://login.example")));
    shown.result(&Client::builder(StaticToken::new(TOKEN)).base_url("http://graph.example").build());
    shown.result(&Client::builder(StaticToken::new("a")).base_url(format!("https://u:{SECRET}@graph.example")).build());
    shown.debug(&Client::builder(StaticToken::new("a")).base_url(format!("https://u:{SECRET}@graph.example")));
    shown.debug(&credential.authority(format!("https://u:{SECRET}@login.example")));
    let transport = ReqwestTransport::new(Duration::from_secs(1), Duration::from_secs(1)).unwrap();
    shown.debug(&transport);
    let _: &dyn Transport = &transport;

    // Every other way to a token.
    let secrets = credentials::show(&mut shown).await;

    let log = log.text();
    // The subscriber does see everything: this crate's spans, and what the connections say.
    assert!(log.contains("graph_request") && log.contains("hyper"), "{log}");
    assert!(shown.0.contains("invalid_client") && tokens.len() > 10 && secrets.len() > 20, "{}", secrets.len());
    for (what, text) in [("the log", &log), ("what is shown", &shown.0)] {
        let tokens = tokens.iter().map(|token| token.trim_start_matches("Bearer "));
        for secret in [SECRET, TOKEN].into_iter().chain(tokens).chain(secrets.iter().map(String::as_str)) {
            if let Some(at) = text.find(secret) {
                panic!(
                    "{secret} in {what}: {}",
                    String::from_utf8_lossy(&text.as_bytes()[at.saturating_sub(200)..at + 50])
                );
            }
        }
    }
}

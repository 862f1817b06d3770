//! What the token at hand allows, as far as it says so: a warning before the call, and what a 403 says.

use std::fmt::{Debug, Write as _};
use std::sync::{Arc, Mutex};

use graph_action::Client;
use graph_action::auth::StaticToken;
use graph_action_sim::{Failure, Graph};
use tracing::field::{Field, Visit};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt as _};

use crate::common::actions::{CancelInBeta, cancel, get};
use crate::common::quick;

/// A token with these claims; nobody signed it, and nobody who decodes it asks.
fn token(claims: &str) -> String {
    // Base64 for URLs, in a few lines: the tests share no code with what they test.
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let mut text = String::from("e30.");
    for piece in claims.as_bytes().chunks(3) {
        let bits = piece.iter().fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - piece.len()));
        for digit in 0..=piece.len() {
            let index = (bits >> (18 - 6 * digit)) as usize & 63;
            write!(text, "{}", char::from(ALPHABET[index])).unwrap();
        }
    }
    text + ".signature"
}

/// A client with a token that says this.
fn client(graph: &Graph, claims: &str) -> Client {
    Client::builder(StaticToken::new(token(claims))).base_url(graph.base_url()).retry(quick()).build().unwrap()
}

/// Keeps the warnings of this crate.
#[derive(Clone, Default)]
struct Warnings(Arc<Mutex<Vec<String>>>);

/// Writes the fields of an event down.
struct Writer<'a>(&'a mut String);

impl Visit for Writer<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        write!(self.0, "{}={value:?} ", field.name()).unwrap();
    }
}

impl<S: tracing::Subscriber> Layer<S> for Warnings {
    fn on_event(&self, event: &tracing::Event<'_>, _: Context<'_, S>) {
        if event.metadata().target() == "graph_action" && *event.metadata().level() == tracing::Level::WARN {
            let mut text = String::new();
            event.record(&mut Writer(&mut text));
            self.0.lock().unwrap().push(text);
        }
    }
}

impl Warnings {
    /// Those so far; none is left.
    fn take(&self) -> Vec<String> {
        std::mem::take(&mut *self.0.lock().unwrap())
    }
}

/// Captures for as long as the guard lives; the tests' runtimes have one thread each.
fn capture() -> (Warnings, tracing::subscriber::DefaultGuard) {
    let warnings = Warnings::default();
    let guard = tracing::subscriber::set_default(tracing_subscriber::registry().with(warnings.clone()));
    (warnings, guard)
}

#[tokio::test]
async fn a_token_that_lacks_a_permission_is_told_once_for_each_action() {
    let (warnings, _guard) = capture();
    let graph = Graph::start().await.unwrap();
    let client = client(&graph, r#"{"roles": ["User.Read.All", "Calls.Initiate.All"], "name": "private"}"#);
    for _ in 0..3 {
        graph.fail_next(Failure::new(200).body("{}"));
        get("a").send(&client).await.unwrap();
    }
    let told = warnings.take();
    let [warning] = told.as_slice() else { panic!("{told:#?}") };
    for part in [
        "GET",
        "/communications/calls/<id>",
        "held=the application permissions User.Read.All, Calls.Initiate.All ",
        "needed=Calls.Read.All or Calls.ReadWrite.All ",
    ] {
        assert!(warning.contains(part), "{warning}");
    }
    assert!(!warning.contains("private") && !warning.contains("signature"), "{warning}");

    // Nothing is needed for this one, and nothing declared for that one.
    graph.fail_next(Failure::new(200).body("{}"));
    cancel("a").send(&client).await.unwrap();
    graph.fail_next(Failure::new(200).body("{}"));
    CancelInBeta { id: "a".into(), all: None }.send(&client).await.unwrap();
    assert_eq!(warnings.take(), Vec::<String>::new());
}

#[tokio::test]
async fn a_token_that_has_what_is_needed_or_cannot_be_read_says_nothing() {
    let (warnings, _guard) = capture();
    let graph = Graph::start().await.unwrap();
    for claims in [r#"{"roles": ["calls.readwrite.all"]}"#, "{}", "no JSON", r#"{"roles": 7}"#] {
        graph.fail_next(Failure::new(200).body("{}"));
        get("a").send(&client(&graph, claims)).await.unwrap();
    }
    let opaque = crate::common::client(&graph);
    get(graph.create_call(None)).send(&opaque).await.unwrap();
    assert_eq!(warnings.take(), Vec::<String>::new());
}

#[tokio::test]
async fn a_users_token_is_not_enough_where_only_an_app_may_call() {
    let (warnings, _guard) = capture();
    let graph = Graph::start().await.unwrap();
    graph.fail_next(Failure::new(200).body("{}"));
    cancel("a").send(&client(&graph, r#"{"scp": "User.Read"}"#)).await.unwrap();
    let told = warnings.take();
    assert!(
        told.len() == 1 && told[0].contains("the delegated permissions User.Read") && told[0].contains("not supported"),
        "{told:#?}"
    );
}

#[tokio::test]
async fn a_403_says_what_the_token_has() {
    let graph = Graph::start().await.unwrap();
    for (claims, says) in [
        (
            r#"{"roles": ["Calls.Initiate.All"]}"#,
            "the token has the application permissions Calls.Initiate.All, but the declaration names what is needed \
             (application permissions: Calls.Read.All or Calls.ReadWrite.All; delegated permissions: not supported): grant it",
        ),
        (r#"{"idtyp": "app"}"#, "the token has no application permissions, but"),
        (r#"{"scp": "Calls.Read.All"}"#, "the token has the delegated permissions Calls.Read.All, but"),
        (r#"{"roles": ["Calls.Read.All"]}"#, "which is what the declaration names: the cause is another one"),
        ("{}", "the declaration names what is needed (application permissions: Calls.Read.All"),
    ] {
        graph.fail_next(Failure::graph(403, "Forbidden", "no"));
        let error = get("a").send(&client(&graph, claims)).await.unwrap_err();
        assert!(error.to_string().contains(says), "{error}");
        assert!(!crate::common::shown(&error).contains(".signature"), "{error:?}");
    }
}

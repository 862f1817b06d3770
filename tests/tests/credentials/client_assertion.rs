//! An app that somebody else vouches for: by a function, or a file that is kept up to date.

use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use graph_action::auth::ClientAssertion;
use graph_action::{Client, Error, ErrorKind};
use graph_action_sim::Graph;

use crate::common::actions::get;
use crate::common::{quick, shown};

/// What a token of the other identity provider is good for here.
const HOUR: Duration = Duration::from_hours(1);

/// A client with this credential.
fn client(graph: &Graph, credential: ClientAssertion) -> Client {
    let credential = credential.authority(graph.authority());
    Client::builder(credential).base_url(graph.base_url()).retry(quick()).build().unwrap()
}

/// Why a credential gets no token.
async fn refusal(client: &Client) -> Error {
    let error = get("a").send(client).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Token, "{error}");
    error
}

/// A file of this test alone, gone at its end.
pub(crate) struct File(pub(crate) PathBuf);

impl File {
    pub(crate) fn new(content: &str) -> Self {
        let file = Self(std::env::temp_dir().join(format!("graph-action-assertion-{}", rand())));
        file.write(content);
        file
    }

    pub(crate) fn write(&self, content: &str) {
        std::fs::write(&self.0, content).unwrap();
    }
}

impl Drop for File {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

/// Something that no other test has.
fn rand() -> String {
    static NEXT: AtomicUsize = AtomicUsize::new(0);
    format!("{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::SeqCst))
}

#[tokio::test]
async fn a_function_is_asked_once_for_each_token() {
    let graph = Arc::new(Graph::start().await.unwrap());
    let (asked, issuer) = (Arc::new(AtomicUsize::new(0)), Arc::clone(&graph));
    let count = Arc::clone(&asked);
    let credential = ClientAssertion::new(graph.tenant_id(), graph.client_id(), move || {
        count.fetch_add(1, Ordering::SeqCst);
        let token = issuer.issue_federated_token(HOUR);
        async move {
            tokio::time::sleep(Duration::from_millis(5)).await;
            Ok(token)
        }
    });
    let (client, call) = (client(&graph, credential), graph.create_call(None));
    let calls = (0..20).map(|_| get(&call).send(&client));
    assert!(futures_util::future::join_all(calls).await.iter().all(Result::is_ok));
    graph.expire_tokens();
    get(&call).send(&client).await.unwrap();
    assert_eq!((asked.load(Ordering::SeqCst), graph.token_requests()), (2, 2));
}

#[tokio::test]
async fn a_function_that_fails_says_why() {
    let graph = Graph::start().await.unwrap();
    let words = Mutex::new(vec![Ok(" \n".to_owned()), Err(Error::token("the pipeline has ended"))]);
    let credential = ClientAssertion::new(graph.tenant_id(), graph.client_id(), move || {
        std::future::ready(words.lock().unwrap().pop().unwrap())
    });
    let client = client(&graph, credential);
    assert!(refusal(&client).await.to_string().contains("the pipeline has ended"));
    // An assertion that is missing is asked for again with the next call that needs one.
    let builder = |credential| Client::builder(credential).base_url(graph.base_url()).build().unwrap();
    let empty = ClientAssertion::new("t", "c", || std::future::ready(Ok(String::from(" \n"))));
    assert!(refusal(&builder(empty.authority(graph.authority()))).await.to_string().contains("is empty"));
    assert_eq!(graph.token_requests(), 0);
}

#[tokio::test]
async fn a_file_is_read_again_for_each_token() {
    let graph = Graph::start().await.unwrap();
    // As files end.
    let file = File::new(&format!("{}\n", graph.issue_federated_token(HOUR)));
    let client = client(&graph, ClientAssertion::from_file(graph.tenant_id(), graph.client_id(), &file.0));
    let call = graph.create_call(None);
    get(&call).send(&client).await.unwrap();
    file.write("what is no token any more");
    get(&call).send(&client).await.unwrap();
    file.write(&graph.issue_federated_token(HOUR));
    graph.expire_tokens();
    get(&call).send(&client).await.unwrap();
    assert_eq!(graph.token_requests(), 2);
}

#[tokio::test]
async fn a_file_that_is_missing_or_empty_is_named() {
    let graph = Graph::start().await.unwrap();
    let file = File::new(" \r\n");
    for (path, why) in [(file.0.clone(), "is empty"), (file.0.with_extension("missing"), "cannot be read")] {
        let credential = ClientAssertion::from_file(graph.tenant_id(), graph.client_id(), &path);
        let error = refusal(&client(&graph, credential)).await;
        let text = error.to_string();
        assert!(text.contains(path.to_str().unwrap()) && text.contains(why), "{text}");
    }
    assert_eq!(graph.token_requests(), 0);
}

#[tokio::test]
async fn an_assertion_that_is_refused_says_what_to_do_and_is_not_shown() {
    let graph = Graph::start().await.unwrap();
    let late = graph.issue_federated_token(Duration::ZERO);
    let foreign = Graph::start().await.unwrap().issue_federated_token(HOUR);
    for (assertion, number) in
        [(late, "AADSTS700024"), (foreign, "AADSTS700211"), ("neither".to_owned(), "AADSTS50027")]
    {
        let given = assertion.clone();
        let credential =
            ClientAssertion::new(graph.tenant_id(), graph.client_id(), move || std::future::ready(Ok(given.clone())));
        let debug = format!("{credential:?}");
        let error = refusal(&client(&graph, credential)).await;
        assert!(error.to_string().contains(number), "{error}");
        let text = shown(&error) + &debug;
        assert!(!text.contains(&assertion), "{text}");
    }
}

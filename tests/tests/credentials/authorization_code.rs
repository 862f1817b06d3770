//! A person with the browser of this machine, and everything else that comes to the port where the answer is waited for.

use std::io::Error as IoError;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use graph_action::auth::{AuthorizationCode, Prompt};
use graph_action::{Client, ErrorKind, Url};
use graph_action_sim::Graph;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use crate::common::actions::get;
use crate::common::{quick, shown, soon, until};

/// The addresses that were opened, and the pages that came of it.
#[derive(Clone, Default)]
struct Browser {
    opened: Arc<Mutex<Vec<Url>>>,
    pages: Arc<Mutex<Vec<String>>>,
}

impl Browser {
    /// A credential that opens addresses here, and follows them if it is to.
    fn credential(&self, graph: &Graph, follows: bool) -> AuthorizationCode {
        let browser = self.clone();
        let credential = AuthorizationCode::new(graph.tenant_id(), graph.client_id()).open_with(move |url| {
            browser.opened.lock().unwrap().push(url.clone());
            if follows {
                tokio::spawn(browser.clone().follow(url.clone()));
            }
            Ok(())
        });
        credential.scopes(["User.Read"]).authority(graph.authority())
    }

    /// Goes wherever an address leads.
    async fn follow(self, url: Url) {
        let client = reqwest::Client::builder().no_proxy().build().unwrap();
        let page = client.get(url).send().await.unwrap().text().await.unwrap();
        self.pages.lock().unwrap().push(page);
    }

    /// A parameter of the address that was opened last.
    fn parameter(&self, name: &str) -> String {
        let opened = self.opened.lock().unwrap();
        let pair = opened.last().unwrap().query_pairs().find(|(key, _)| key == name);
        pair.map(|(_, value)| value.into_owned()).unwrap_or_default()
    }

    /// The port where the answer is waited for.
    fn port(&self) -> u16 {
        self.parameter("redirect_uri").parse::<Url>().unwrap().port().unwrap()
    }

    /// Waits until an address was opened.
    async fn opens(&self) {
        until(|| !self.opened.lock().unwrap().is_empty()).await;
    }
}

/// A Graph whose app is a program on a user's machine.
async fn graph() -> Graph {
    Graph::builder().public_client().start().await.unwrap()
}

/// A client of the embedded Graph.
fn client(graph: &Graph, credential: AuthorizationCode) -> Client {
    Client::builder(credential).base_url(graph.base_url()).retry(quick()).build().unwrap()
}

/// What comes back for these bytes.
async fn say(port: u16, bytes: &str) -> String {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
    stream.write_all(bytes.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    // A connection that is reset says nothing either.
    let _ = soon(stream.read_to_end(&mut answer)).await;
    String::from_utf8(answer).unwrap()
}

#[tokio::test]
async fn a_person_is_asked_once_and_the_refresh_token_does_from_then_on() {
    let (graph, browser) = (graph().await, Browser::default());
    let credential = browser
        .credential(&graph, true)
        .prompt(Prompt::SelectAccount)
        .login_hint("adele@contoso.com")
        .domain_hint("contoso.com");
    let (client, call) = (client(&graph, credential), graph.create_call(None));
    for _ in 0..3 {
        soon(get(&call).send(&client)).await.unwrap();
        graph.expire_tokens();
    }
    assert_eq!(graph.grants(), ["authorization_code", "refresh_token", "refresh_token"]);
    assert_eq!(graph.sign_in_requests().len(), 1);
    for (name, value) in [
        ("prompt", "select_account"),
        ("login_hint", "adele@contoso.com"),
        ("domain_hint", "contoso.com"),
        ("scope", "User.Read offline_access"),
        ("response_mode", "query"),
    ] {
        assert_eq!(browser.parameter(name), value, "{name}");
    }
    until(|| !browser.pages.lock().unwrap().is_empty()).await;
    assert!(browser.pages.lock().unwrap()[0].contains("You may close this page"));
    // Nobody listens any more.
    assert!(TcpStream::connect(("127.0.0.1", browser.port())).await.is_err());
}

#[tokio::test]
async fn one_browser_is_opened_however_many_wait_and_whoever_leaves() {
    let (graph, browser) = (graph().await, Browser::default());
    let (client, call) = (client(&graph, browser.credential(&graph, false)), graph.create_call(None));
    let calls: Vec<_> = (0..50).map(|_| tokio::spawn(get(&call).send(&client))).collect();
    browser.opens().await;
    calls.iter().take(25).for_each(tokio::task::JoinHandle::abort);
    let url = browser.opened.lock().unwrap()[0].clone();
    soon(browser.clone().follow(url)).await;
    for call in calls.into_iter().skip(25) {
        soon(call).await.unwrap().unwrap();
    }
    assert_eq!((browser.opened.lock().unwrap().len(), graph.token_requests()), (1, 1));
}

#[tokio::test]
async fn whatever_else_comes_to_the_port_ends_nothing() {
    let (graph, browser) = (graph().await, Browser::default());
    let (client, call) = (client(&graph, browser.credential(&graph, false)), graph.create_call(None));
    let called = tokio::spawn(get(&call).send(&client));
    browser.opens().await;
    let port = browser.port();
    // A browser connects ahead of what it may ask, and asks nothing.
    let mut silent = Vec::new();
    for _ in 0..8 {
        silent.push(TcpStream::connect(("127.0.0.1", port)).await.unwrap());
    }
    let state = browser.parameter("state");
    for (request, status) in [
        ("GET /favicon.ico HTTP/1.1\r\nHost: localhost\r\n\r\n".to_owned(), "HTTP/1.1 404 "),
        ("GET / HTTP/1.1\r\n\r\n".to_owned(), "HTTP/1.1 400 "),
        ("GET /?code=stolen&state=guessed HTTP/1.1\r\n\r\n".to_owned(), "HTTP/1.1 400 "),
        ("GET /?error=access_denied&state= HTTP/1.1\r\n\r\n".to_owned(), "HTTP/1.1 400 "),
        (format!("POST /?code=x&state={state} HTTP/1.1\r\n\r\n"), "HTTP/1.1 405 "),
        (format!("GET /?code=x&code=y&state={state} HTTP/1.1\r\n\r\n"), "HTTP/1.1 400 "),
        ("\u{16}\u{3}\u{1} no HTTP at all\r\n\r\n".to_owned(), "HTTP/1.1 400 "),
        (format!("GET / HTTP/1.1\r\nX: {}\r\n\r\n", "x".repeat(70_000)), ""),
    ] {
        let answer = say(port, &request).await;
        assert!(answer.starts_with(status), "{request:.60}: {answer}");
    }
    assert!(!called.is_finished());
    let url = browser.opened.lock().unwrap()[0].clone();
    soon(browser.clone().follow(url)).await;
    soon(called).await.unwrap().unwrap();
    drop(silent);
}

#[tokio::test]
async fn an_answer_in_pieces_is_an_answer() {
    let (graph, browser) = (graph().await, Browser::default());
    let client = client(&graph, browser.credential(&graph, false));
    let called = tokio::spawn(get("a").send(&client));
    browser.opens().await;
    let mut stream = TcpStream::connect(("127.0.0.1", browser.port())).await.unwrap();
    let state = browser.parameter("state");
    for piece in ["GET /?code=unmistakable&", &format!("state={state} HTTP/1.1\r\nHost: l"), "ocalhost\r\n\r", "\n"] {
        stream.write_all(piece.as_bytes()).await.unwrap();
        stream.flush().await.unwrap();
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    // It is no code of the login service's, which says so.
    let error = soon(called).await.unwrap().unwrap_err();
    assert_eq!(error.code(), Some("invalid_grant"), "{error}");
    assert!(!shown(&error).contains("unmistakable"));
}

#[tokio::test]
async fn the_answer_may_come_by_either_address_of_this_machine() {
    let Ok(probe) = TcpListener::bind(("::1", 0)).await else { return };
    drop(probe);
    let (graph, browser) = (graph().await, Browser::default());
    let client = client(&graph, browser.credential(&graph, false));
    let called = tokio::spawn(get("a").send(&client));
    browser.opens().await;
    let mut stream = TcpStream::connect(("::1", browser.port())).await.unwrap();
    let request = format!("GET /?error=access_denied&state={} HTTP/1.1\r\n\r\n", browser.parameter("state"));
    stream.write_all(request.as_bytes()).await.unwrap();
    let error = soon(called).await.unwrap().unwrap_err();
    assert!(error.to_string().contains("the sign-in in the browser did not succeed: access_denied"), "{error}");
}

#[tokio::test]
async fn a_person_who_declines_is_asked_again_by_the_next_call_only() {
    let (graph, browser) = (graph().await, Browser::default());
    let (client, call) = (client(&graph, browser.credential(&graph, true)), graph.create_call(None));
    graph.decline_sign_ins(true);
    let error = soon(get(&call).send(&client)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Token);
    assert!(error.to_string().contains("access_denied: AADSTS65004"), "{error}");
    assert_eq!(browser.opened.lock().unwrap().len(), 1);
    graph.decline_sign_ins(false);
    soon(get(&call).send(&client)).await.unwrap();
    // Each sign-in has secrets of its own.
    let opened = browser.opened.lock().unwrap().clone();
    let values = |url: &Url, name: &str| url.query_pairs().find(|(key, _)| key == name).unwrap().1.into_owned();
    for name in ["state", "code_challenge"] {
        assert_ne!(values(&opened[0], name), values(&opened[1], name), "{name}");
    }
}

#[tokio::test]
async fn where_only_a_person_helps_the_browser_is_opened_again() {
    let (graph, browser) = (graph().await, Browser::default());
    let (client, call) = (client(&graph, browser.credential(&graph, true)), graph.create_call(None));
    soon(get(&call).send(&client)).await.unwrap();
    graph.require_interaction(r#"{"access_token":{"acrs":{"essential":true,"value":"c1"}}}"#);
    graph.expire_tokens();
    soon(get(&call).send(&client)).await.unwrap();
    assert_eq!(graph.grants(), ["authorization_code", "refresh_token", "authorization_code"]);
}

#[tokio::test]
async fn a_person_who_does_not_come_is_not_waited_for_for_ever() {
    let (graph, browser) = (graph().await, Browser::default());
    let credential = browser.credential(&graph, false).patience(Duration::from_millis(50));
    let error = soon(get("a").send(&client(&graph, credential))).await.unwrap_err();
    assert!(error.to_string().contains("nobody has signed in with the browser in time"), "{error}");
    assert!(TcpStream::connect(("127.0.0.1", browser.port())).await.is_err());
}

#[tokio::test]
async fn a_call_that_is_dropped_leaves_no_port_open() {
    let (graph, browser) = (graph().await, Browser::default());
    let called = tokio::spawn(get("a").send(&client(&graph, browser.credential(&graph, false))));
    browser.opens().await;
    called.abort();
    assert!(soon(called).await.unwrap_err().is_cancelled());
    assert!(TcpStream::connect(("127.0.0.1", browser.port())).await.is_err());
}

#[tokio::test]
async fn a_machine_without_a_browser_says_so() {
    let graph = graph().await;
    let credential = AuthorizationCode::new(graph.tenant_id(), graph.client_id())
        .authority(graph.authority())
        .open_with(|_| Err(IoError::other("there is no display")));
    let error = soon(get("a").send(&client(&graph, credential))).await.unwrap_err();
    assert!(error.to_string().contains("no browser could be opened for the sign-in; `open_with`"), "{error}");
    assert!(shown(&error).contains("there is no display"));
    let panics = AuthorizationCode::new("contoso", "client").open_with(|_| panic!("a bug of the program"));
    let error = soon(get("a").send(&client(&graph, panics))).await.unwrap_err();
    assert!(error.to_string().contains("no browser could be opened"), "{error}");
}

#[tokio::test]
async fn a_port_that_somebody_else_has_is_an_error_before_the_browser_opens() {
    let (graph, browser) = (graph().await, Browser::default());
    for host in ["127.0.0.1", "::1"] {
        let Ok(taken) = TcpListener::bind((host, 0)).await else { continue };
        let uri = format!("http://localhost:{}", taken.local_addr().unwrap().port());
        let credential = browser.credential(&graph, false).redirect_uri(&uri);
        let error = soon(get("a").send(&client(&graph, credential))).await.unwrap_err();
        assert!(error.to_string().contains("no port of this machine could be listened on"), "{error}");
    }
    assert!(browser.opened.lock().unwrap().is_empty());
}

#[tokio::test]
async fn what_is_set_wrong_is_an_error_before_anything_is_sent() {
    let credential = || AuthorizationCode::new("contoso", "client");
    for (credential, words) in [
        (credential().redirect_uri("https://localhost"), "redirect URI of the credential has to be http"),
        (credential().redirect_uri("http://example.org"), "lead to `localhost`"),
        (AuthorizationCode::new("contoso", " "), "the client id of the credential is empty"),
        (credential().authority("http://login.example"), "use https"),
    ] {
        let error = Client::new(credential).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Configuration);
        assert!(error.to_string().contains(words), "{error}");
    }
}

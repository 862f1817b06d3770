use std::collections::VecDeque;
use std::sync::Mutex as StdMutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use bytes::Bytes;

use super::*;
use crate::Error;
use crate::auth::app::Proof;
use crate::auth::{Life, Secret};
use crate::transport::{Body, Transport, TransportError};

/// A login service that answers refresh tokens as it is told, and keeps what it was sent.
#[derive(Default)]
struct Login {
    answers: StdMutex<VecDeque<(u16, String)>>,
    sent: StdMutex<Vec<(String, String)>>,
}

impl Login {
    /// One that answers like this.
    fn new(answers: &[(u16, &str)]) -> Arc<Self> {
        let answers = answers.iter().map(|(status, body)| (*status, (*body).to_owned())).collect();
        Arc::new(Self { answers: StdMutex::new(answers), ..Self::default() })
    }

    /// The hosts and refresh tokens of the requests.
    fn seen(&self) -> Vec<(String, String)> {
        let sent = self.sent.lock().unwrap();
        let token = |body: &str| body.split("refresh_token=").nth(1).unwrap_or_default().to_owned();
        sent.iter().map(|(host, body)| (host.clone(), token(body))).collect()
    }
}

impl Transport for Login {
    fn send(&self, request: http::Request<Bytes>) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        let body = String::from_utf8(request.body().to_vec()).unwrap();
        self.sent.lock().unwrap().push((request.uri().host().unwrap().to_owned(), body));
        let (status, body) = self.answers.lock().unwrap().pop_front().expect("nothing more is asked");
        let response = http::Response::builder().status(status).body(Body::from(body)).unwrap();
        Box::pin(std::future::ready(Ok(response)))
    }
}

/// A person who signs in at once, and is counted.
#[derive(Default)]
struct Person(AtomicUsize);

impl SignIn for Person {
    fn sign_in<'a>(&'a self, _wanted: &'a Wanted) -> BoxFuture<'a, Result<Granted>> {
        let number = self.0.fetch_add(1, Ordering::SeqCst) + 1;
        let life = Life { since: tokio::time::Instant::now(), lifetime: std::time::Duration::ZERO, refresh_in: None };
        let token = AccessToken::with_life(format!("token{number}"), Some(life));
        let refresh_token = Some(Secret::new(format!("refresh{number}")));
        Box::pin(std::future::ready(Ok(Granted { token, refresh_token })))
    }
}

/// Asks for a token by the authority of `cloud`, with claims or without.
async fn ask(
    person: &Arc<Person>,
    (delegated, cloud, claims): (&Delegated, &str, Option<&str>),
    login: &Arc<Login>,
) -> Result<()> {
    let transport: Arc<dyn Transport> = Arc::clone(login) as _;
    let request = TokenRequest {
        scope: "https://graph.microsoft.com/.default",
        authority: cloud,
        tenant: None,
        claims,
        continuous_access: false,
        force_refresh: true,
        transport: &transport,
    };
    let person = Arc::clone(person);
    delegated.token(request, move || person as _).await.map(drop)
}

/// What a refresh token gets, and the next one with it.
const NEXT: &str = r#"{"access_token": "t", "expires_in": 0, "refresh_token": "next"}"#;
/// The same without a next one.
const SAME: &str = r#"{"access_token": "t", "expires_in": 0}"#;
/// The refresh token is of no more use.
const INVALID: &str = r#"{"error": "invalid_grant"}"#;

/// Somebody who has not signed in.
fn nobody() -> (Delegated, Arc<Person>) {
    (Delegated::new(App::new("tenant", "client", Proof::None)), Arc::default())
}

#[tokio::test]
async fn the_last_refresh_token_does_until_it_is_refused() {
    let (delegated, person) = nobody();
    let login = Login::new(&[(200, SAME), (200, NEXT), (200, SAME), (400, INVALID), (200, SAME)]);
    for _ in 0..6 {
        ask(&person, (&delegated, "https://login.example", None), &login).await.unwrap();
    }
    let tokens: Vec<String> = login.seen().into_iter().map(|(_, token)| token).collect();
    assert_eq!(tokens, ["refresh1", "refresh1", "next", "next", "refresh2"]);
    assert_eq!(person.0.load(Ordering::SeqCst), 2);
}

#[tokio::test]
async fn a_refresh_token_goes_to_the_login_service_that_gave_it_alone() {
    let (delegated, person) = nobody();
    let login = Login::new(&[(200, SAME), (200, SAME)]);
    for cloud in ["https://login.one", "https://login.two", "https://login.one", "https://login.two/"] {
        ask(&person, (&delegated, cloud, None), &login).await.unwrap();
    }
    let seen = login.seen();
    assert_eq!(seen[0], ("login.one".to_owned(), "refresh1".to_owned()));
    assert_eq!(seen[1], ("login.two".to_owned(), "refresh2".to_owned()));
    assert_eq!((seen.len(), person.0.load(Ordering::SeqCst)), (2, 2));
}

#[tokio::test]
async fn nobody_is_asked_for_what_they_cannot_help() {
    for (status, body) in [
        (401, r#"{"error": "invalid_client"}"#),
        (400, r#"{"error": "invalid_scope"}"#),
        (400, "no JSON"),
        (403, r#"{"error": "unauthorized_client"}"#),
    ] {
        let (delegated, person) = nobody();
        let login = Login::new(&[(status, body), (200, SAME)]);
        let place = (&delegated, "https://login.example", None);
        ask(&person, place, &login).await.unwrap();
        assert!(ask(&person, place, &login).await.is_err(), "{body}");
        ask(&person, place, &login).await.unwrap();
        assert_eq!((login.seen().len(), person.0.load(Ordering::SeqCst)), (2, 1), "{body}");
    }
}

#[tokio::test]
async fn claims_that_a_person_has_to_answer_cost_nobody_the_session() {
    /// A person who declines when asked for more.
    struct Declines;
    impl SignIn for Declines {
        fn sign_in<'a>(&'a self, _wanted: &'a Wanted) -> BoxFuture<'a, Result<Granted>> {
            Box::pin(std::future::ready(Err(Error::token("declined"))))
        }
    }
    let (delegated, person) = nobody();
    let login = Login::new(&[(400, r#"{"error": "interaction_required"}"#), (200, SAME)]);
    let transport: Arc<dyn Transport> = Arc::clone(&login) as _;
    ask(&person, (&delegated, "https://login.example", None), &login).await.unwrap();
    let request = TokenRequest {
        scope: "https://graph.microsoft.com/.default",
        authority: "https://login.example",
        tenant: None,
        claims: Some("{}"),
        continuous_access: false,
        force_refresh: true,
        transport: &transport,
    };
    assert!(delegated.token(request, || Arc::new(Declines)).await.is_err());
    ask(&person, (&delegated, "https://login.example", None), &login).await.unwrap();
    assert_eq!((login.seen().len(), person.0.load(Ordering::SeqCst)), (2, 1));
}

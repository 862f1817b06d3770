use std::collections::VecDeque;
use std::sync::Mutex;

use super::*;
use crate::auth::app::Assertion;
use crate::transport::{Body, TransportErrorKind};

/// What a login service does next.
type Act = Result<http::Response<&'static str>, TransportErrorKind>;

/// A login service that does as it is told, and counts.
#[derive(Default)]
struct Scripted {
    acts: Mutex<VecDeque<Act>>,
    sent: Mutex<Vec<String>>,
}

impl Transport for Scripted {
    fn send(&self, request: http::Request<Bytes>) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        self.sent.lock().unwrap().push(String::from_utf8(request.body().to_vec()).unwrap());
        let act = self.acts.lock().unwrap().pop_front().unwrap_or_else(|| Ok(http::Response::new(TOKEN)));
        let answer = act.map(|response| response.map(Body::from)).map_err(|kind| TransportError::new(kind, "broken"));
        Box::pin(std::future::ready(answer))
    }
}

const TOKEN: &str = r#"{"access_token": "token", "expires_in": 3599, "refresh_in": "1800"}"#;

/// An answer with this status and this wish for a rest.
#[allow(clippy::unnecessary_wraps, reason = "it stands beside failures")]
fn answer(status: u16, rest: Option<&str>) -> Act {
    let response = http::Response::builder().status(status);
    let response = match rest {
        Some(rest) => response.header("Retry-After", rest),
        None => response,
    };
    Ok(response.body("{}").unwrap())
}

/// What comes of a grant, and how often it was sent.
async fn redeemed(proof: Proof, grant: Grant, acts: impl IntoIterator<Item = Act>) -> (Result<Granted>, Vec<String>) {
    let service = Arc::new(Scripted { acts: Mutex::new(acts.into_iter().collect()), ..Scripted::default() });
    let app = App::new("tenant", "client", proof);
    let transport: Arc<dyn Transport> = Arc::clone(&service) as _;
    let granted = redeem(transport, &app, ("https://login.example.org", "tenant"), grant).await;
    let sent = service.sent.lock().unwrap().clone();
    (granted, sent)
}

#[tokio::test(start_paused = true)]
async fn what_may_help_and_does_no_harm_is_repeated() {
    use TransportErrorKind::{Connect, Other, Timeout};
    // What happens first; how often a grant is sent then, and how often one that is spent when it is redeemed.
    for (act, repeatable, once) in [
        (answer(429, Some("2")), 2, 2),
        (answer(429, None), 2, 2),
        (answer(503, Some("2")), 2, 2),
        (answer(503, None), 2, 1),
        (answer(504, None), 2, 1),
        (answer(429, Some("6")), 1, 1),
        (answer(400, None), 1, 1),
        (answer(401, None), 1, 1),
        (answer(500, None), 1, 1),
        (Err(Connect), 2, 2),
        (Err(Timeout), 2, 1),
        (Err(Other), 2, 1),
        (answer(200, None), 1, 1),
    ] {
        let again = || match &act {
            Ok(response) => {
                answer(response.status().as_u16(), response.headers().get("retry-after").map(|v| v.to_str().unwrap()))
            }
            Err(kind) => Err(*kind),
        };
        for (grant, times) in [(Grant::new("a"), repeatable), (Grant::new("a").once(), once)] {
            let (granted, sent) = redeemed(Proof::None, grant, [again()]).await;
            assert_eq!(sent.len(), times, "{act:?}");
            assert_eq!(granted.is_ok(), times == 2, "{act:?}: {granted:?}");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn repetitions_end_within_seconds() {
    let started = Instant::now();
    let (granted, sent) = redeemed(Proof::None, Grant::new("a"), (0..9).map(|_| answer(429, Some("5")))).await;
    let error = granted.unwrap_err();
    assert!(error.is_throttled() && error.retry_after() == Some(Duration::from_secs(5)));
    assert_eq!(sent.len(), 2, "a third try would begin after more than ten seconds");
    assert!(started.elapsed() < Duration::from_secs(7));
}

#[tokio::test(start_paused = true)]
async fn each_try_has_a_statement_of_its_own() {
    /// Counts its statements.
    #[derive(Default)]
    struct Counting(std::sync::atomic::AtomicUsize);
    impl Assertion for Counting {
        fn assertion<'a>(&'a self, _endpoint: &'a str) -> BoxFuture<'a, Result<Secret>> {
            let number = self.0.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
            Box::pin(async move { Ok(Secret::new(format!("statement{number}"))) })
        }
    }
    let proof = Proof::Assertion(Arc::new(Counting::default()));
    let (_, sent) = redeemed(proof, Grant::new("a"), [answer(429, None)]).await;
    assert!(sent[0].contains("client_assertion=statement0") && sent[1].contains("client_assertion=statement1"));
}

#[tokio::test(start_paused = true)]
async fn a_life_is_counted_from_the_question() {
    let asked = Instant::now();
    let (granted, _) = redeemed(Proof::None, Grant::new("a"), []).await;
    let life = granted.unwrap().token.life().unwrap();
    assert_eq!(life.since, asked);
    assert_eq!((life.lifetime.as_secs(), life.refresh_in.unwrap().as_secs()), (3599, 1800));
}

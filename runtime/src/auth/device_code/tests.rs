use std::collections::VecDeque;
use std::sync::Mutex;

use bytes::Bytes;

use super::*;
use crate::transport::{Body, Transport, TransportError, TransportErrorKind};

/// A login service that answers as it is told, and keeps when it was asked.
struct Login {
    answers: Mutex<VecDeque<Option<&'static str>>>,
    asked: Mutex<Vec<Instant>>,
}

impl Transport for Login {
    fn send(&self, _request: http::Request<Bytes>) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        self.asked.lock().unwrap().push(Instant::now());
        let answer = self.answers.lock().unwrap().pop_front().expect("nothing more is asked");
        let answer = answer.ok_or_else(|| TransportError::new(TransportErrorKind::Other, "broken"));
        let answer = answer.map(|body| {
            let status = if body.contains("error") { 400 } else { 200 };
            http::Response::builder().status(status).body(Body::from(body)).unwrap()
        });
        Box::pin(std::future::ready(answer))
    }
}

/// What comes of a sign-in, and after how many seconds each question was asked.
async fn signed_in(answers: &[Option<&'static str>]) -> (Result<AccessToken>, Vec<u64>) {
    let login = Arc::new(Login { answers: Mutex::new(answers.iter().copied().collect()), asked: Mutex::default() });
    let transport: Arc<dyn Transport> = Arc::clone(&login) as _;
    let credential = DeviceCode::new("tenant", "client", |_| {});
    let request = TokenRequest {
        scope: "https://graph.microsoft.com/.default",
        authority: "https://login.example",
        tenant: None,
        claims: None,
        continuous_access: false,
        force_refresh: false,
        transport: &transport,
    };
    let start = Instant::now();
    let result = credential.token(request).await;
    let asked = login.asked.lock().unwrap().iter().map(|moment| (*moment - start).as_secs()).collect();
    (result, asked)
}

const PENDING: Option<&str> = Some(r#"{"error": "authorization_pending"}"#);
const SLOW_DOWN: Option<&str> = Some(r#"{"error": "slow_down"}"#);
const TOKEN: Option<&str> = Some(r#"{"access_token": "t", "expires_in": 3599}"#);

#[tokio::test(start_paused = true)]
async fn questions_come_at_the_pace_that_was_agreed() {
    let device =
        r#"{"device_code": "0123456789", "user_code": "u", "verification_uri": "https://x", "expires_in": 900}"#;
    let (token, asked) = signed_in(&[Some(device), PENDING, PENDING, SLOW_DOWN, PENDING, None, PENDING, TOKEN]).await;
    assert!(token.is_ok());
    // Five seconds apart, then ten; twenty behind a failure; ten again.
    assert_eq!(asked, [0, 5, 10, 15, 25, 35, 55, 65]);
}

#[tokio::test(start_paused = true)]
async fn the_last_question_is_asked_when_the_code_expires() {
    let device =
        r#"{"device_code": "0123456789", "user_code": "u", "verification_uri": "https://x", "expires_in": 12}"#;
    let (token, asked) = signed_in(&[Some(device), PENDING, PENDING, PENDING]).await;
    assert!(token.unwrap_err().to_string().contains("nobody has entered the code in time"));
    assert_eq!(asked, [0, 5, 10, 12]);
    // Whoever enters it at the last moment has signed in.
    let (token, _) = signed_in(&[Some(device), PENDING, PENDING, TOKEN]).await;
    assert!(token.is_ok());
}

//! A gateway that repeats in its error what it was sent: no credential's proof or grant gets into an error that way.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use graph_action::auth::{ClientAssertion, ClientCertificate, ClientSecret, OnBehalfOf, RefreshToken, TokenProvider};
use graph_action::{Client, RetryPolicy};

use crate::certificate::self_signed;
use crate::common::actions::get;
use crate::common::shown;

/// Something to be found wherever it is, of characters that a form encodes.
const SECRET: &str = "unmistakable~secret+0f9e.8d7c";

/// The forms that arrived.
type Forms = Arc<Mutex<Vec<String>>>;

/// Starts a gateway.
async fn gateway() -> (String, Forms) {
    let forms = Forms::default();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let answer = |State(forms): State<Forms>, form: String| async move {
        forms.lock().unwrap().push(form.clone());
        (StatusCode::BAD_REQUEST, format!("you sent {form}"))
    };
    let app = Router::new().fallback(answer).with_state(Arc::clone(&forms));
    tokio::spawn(async move { axum::serve(listener, app).await });
    (url, forms)
}

/// The values in a form that are nobody's business.
fn secrets(form: &str) -> Vec<String> {
    let names = ["client_secret", "client_assertion", "assertion", "refresh_token"];
    let pairs = form.split('&').filter_map(|pair| pair.split_once('='));
    let encoded = pairs.filter(|(name, _)| names.contains(name)).map(|(_, value)| value.to_owned());
    encoded.flat_map(|value| [value.replace("%2E", ".").replace("%5F", "_").replace("%2D", "-"), value]).collect()
}

/// What the error of a call shows whose credential is this one.
async fn error_of(url: &str, credential: impl TokenProvider) -> String {
    let client = Client::builder(credential).base_url(url).retry(RetryPolicy::never());
    let client = client.timeout(Duration::from_secs(10)).build().unwrap();
    let error = get("a").send(&client).await.unwrap_err();
    assert_eq!(error.status(), Some(StatusCode::BAD_REQUEST), "{error}");
    shown(&error) + &String::from_utf8_lossy(error.body())
}

#[tokio::test]
async fn what_is_repeated_is_not_kept() {
    let (url, forms) = gateway().await;
    let app = || ClientSecret::new("t", "c", SECRET).authority(&url);
    let assertion = ClientAssertion::new("t", "c", || std::future::ready(Ok(SECRET.to_owned()))).authority(&url);
    let errors = [
        error_of(&url, app()).await,
        error_of(&url, assertion).await,
        error_of(&url, ClientCertificate::new("t", "c", self_signed().1).authority(&url)).await,
        error_of(&url, OnBehalfOf::new(app(), format!("{SECRET}.of.user"))).await,
        error_of(&url, RefreshToken::new("t", "c", SECRET).authority(&url)).await,
        error_of(&url, RefreshToken::of(app(), SECRET)).await,
    ];
    let sent: Vec<String> = forms.lock().unwrap().iter().flat_map(|form| secrets(form)).collect();
    assert_eq!((errors.len(), sent.len()), (6, 16));
    for error in errors {
        assert!(!error.contains("unmistakable"), "{error}");
        assert!(sent.iter().all(|secret| !error.contains(secret)), "{error}");
    }
}

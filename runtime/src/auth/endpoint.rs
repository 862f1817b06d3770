//! Entra ID's token endpoint: one form out, one token in, whatever the grant.
//!
//! Nothing is kept here; a question is repeated a few times within seconds, by the rules for every request. What the
//! endpoint answers with success is never shown, since it may hold a token in some form; what it answers otherwise is kept
//! unless it repeats what was secret in the form.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use http::header::{ACCEPT, CONTENT_TYPE};
use http::response::Parts;
use http::{HeaderValue, Method};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use tokio::time::Instant;
use zeroize::Zeroizing;

use super::app::{App, Proof};
use super::redeemer::Redeemer;
use super::{AccessToken, Life, Secret, TokenRequest, entra};
use crate::client::{Attempt, Outcome, RetryPolicy, retry_after, wait_before_repeating};
use crate::request::encoding::push_segment;
use crate::transport::{BoxFuture, CollectError, Transport, TransportError};
use crate::{Error, Result};

/// The most that the token endpoint's answer is let be.
const LONGEST_ANSWER: usize = 1 << 20;

/// What is repeated: a call waits for this too, so it is little. A longer rest is the caller's to decide about.
const PATIENCE: RetryPolicy = RetryPolicy {
    most_retries: 2,
    longest_wait: Duration::from_secs(5),
    longest_total: Duration::from_secs(10),
    first_step: Duration::from_millis(250),
};

/// The kind of a signed statement about an app.
const JWT_BEARER: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/// What is redeemed for a token.
pub(crate) struct Grant {
    /// Its kind, as the form names it.
    kind: &'static str,
    /// What belongs to it.
    fields: Vec<(&'static str, String)>,
    /// What belongs to it and no error may show.
    secrets: Vec<(&'static str, Secret)>,
    /// Whether it can be redeemed twice.
    is_repeatable: bool,
}

impl Grant {
    /// A grant of this kind, whose name is encoded as a form wants it.
    pub(crate) fn new(kind: &'static str) -> Self {
        Self { kind, fields: Vec::new(), secrets: Vec::new(), is_repeatable: true }
    }

    /// The same, which is spent when it is redeemed, as an authorization code is: not sent again where nobody knows whether
    /// it arrived.
    pub(crate) fn once(self) -> Self {
        Self { is_repeatable: false, ..self }
    }

    /// With one more field.
    pub(crate) fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.fields.push((name, value.into()));
        self
    }

    /// With one more field, whose value no error may show.
    pub(crate) fn with_secret(mut self, name: &'static str, value: Secret) -> Self {
        self.secrets.push((name, value));
        self
    }
}

/// A form on its way, and what in it is secret.
#[derive(Default)]
pub(crate) struct Form {
    /// The form, as it is sent.
    text: Zeroizing<String>,
    /// The values that no error may show.
    secrets: Vec<Secret>,
}

impl Form {
    /// A form that names the app, and has nothing else in it yet: for other endpoints than that of tokens.
    pub(crate) fn of(app: &App) -> Self {
        let mut form = Self { text: Zeroizing::new(String::with_capacity(512)), secrets: Vec::new() };
        form.push("client_id", &app.client_id);
        form
    }

    /// The form for a kind of grant: the app and its proof at this address.
    async fn of_grant(grant: &Grant, app: &App, address: &str) -> Result<Self> {
        let mut form = Self::default();
        form.text.push_str("grant_type=");
        form.text.push_str(grant.kind);
        form.push("client_id", &app.client_id);
        match &app.proof {
            Proof::None => {}
            Proof::Secret(secret) => form.push_secret("client_secret", secret),
            Proof::Assertion(proof) => {
                form.push("client_assertion_type", JWT_BEARER);
                form.push_secret("client_assertion", &proof.assertion(address).await?);
            }
        }
        for (name, value) in &grant.fields {
            form.push(name, value);
        }
        for (name, value) in &grant.secrets {
            form.push_secret(name, value);
        }
        Ok(form)
    }

    /// One more field.
    pub(crate) fn push(&mut self, name: &str, value: &str) {
        if !self.text.is_empty() {
            self.text.push('&');
        }
        self.text.push_str(name);
        self.text.push('=');
        self.text.extend(utf8_percent_encode(value, NON_ALPHANUMERIC));
    }

    /// One more field, whose value no error may show.
    pub(crate) fn push_secret(&mut self, name: &str, value: &Secret) {
        self.push(name, value.expose());
        self.secrets.push(value.clone());
    }

    /// Whether a body has a secret in it, as it is or as it was sent.
    fn is_shown_by(&self, body: &[u8]) -> bool {
        let text = String::from_utf8_lossy(body);
        self.secrets.iter().any(|secret| {
            let sent = Zeroizing::new(utf8_percent_encode(secret.expose(), NON_ALPHANUMERIC).to_string());
            text.contains(secret.expose()) || text.contains(&**sent)
        })
    }
}

/// What the token endpoint gave.
#[derive(Debug)]
pub(crate) struct Granted {
    /// The token.
    pub(crate) token: AccessToken,
    /// What gets the next one, where the grant gives that.
    pub(crate) refresh_token: Option<Secret>,
}

/// What the token endpoint answers.
#[derive(serde::Deserialize)]
struct TokenResponse {
    /// The token.
    access_token: String,
    /// Its life in seconds; a number by the standard, text from some gateways.
    #[serde(default, deserialize_with = "entra::seconds")]
    expires_in: Option<u64>,
    /// After how many seconds the next one should be got.
    #[serde(default, deserialize_with = "entra::seconds")]
    refresh_in: Option<u64>,
    /// What gets the next one.
    #[serde(default)]
    refresh_token: Option<String>,
}

/// The address of the token endpoint (or of `device`, say) of an app's tenant.
pub(crate) fn address(authority: &str, tenant: &str, endpoint: &str) -> Result<String> {
    let mut address = format!("{authority}/");
    push_segment(&mut address, tenant).map_err(|_| Error::token("the tenant is no tenant id or domain"))?;
    address.push_str("/oauth2/v2.0/");
    address.push_str(endpoint);
    Ok(address)
}

/// Redeems a grant of an app for what a request asks for: at its tenant and authority, with its claims. The scope, or what is
/// in its place, is the grant's own.
pub(crate) fn ask(app: &Arc<App>, request: &TokenRequest<'_>, grant: Grant) -> BoxFuture<'static, Result<Granted>> {
    let redeemer = Redeemer::new(app, request);
    Box::pin(async move { redeemer.redeem(grant).await })
}

/// Redeems a grant of an app at the token endpoint of a tenant, again where that may help and does no harm.
pub(crate) async fn redeem(
    transport: Arc<dyn Transport>,
    app: &App,
    (authority, tenant): (&str, &str),
    grant: Grant,
) -> Result<Granted> {
    let address = address(authority, tenant, "token")?;
    let (started, mut retries) = (Instant::now(), 0);
    loop {
        // A signed statement is made anew for each try: none may be used twice.
        let form = Form::of_grant(&grant, app, &address).await?;
        // A life is counted from before the question, not from behind an answer that was slow.
        let asked = Instant::now();
        let answer = exchange(&*transport, &address, &form).await;
        let attempt = answer.outcome().map(|outcome| Attempt::new(outcome, retries, started.elapsed()));
        let wait = attempt.and_then(|attempt| wait_before_repeating(&PATIENCE, &attempt, grant.is_repeatable));
        let Some(wait) = wait else { return granted(answer.into_result()?, &form, asked) };
        tracing::debug!(target: "graph_action", wait = ?wait, "repeating the request for a token");
        tokio::time::sleep(wait).await;
        retries += 1;
    }
}

/// What an answer of the token endpoint grants.
fn granted((parts, body): (Parts, Bytes), form: &Form, asked: Instant) -> Result<Granted> {
    if !parts.status.is_success() {
        // A gateway may repeat in its error what it was sent.
        let body = if form.is_shown_by(&body) { Bytes::new() } else { body };
        return Err(entra::error(parts.status, parts.headers, body));
    }
    // What does not parse may still hold a token: neither the body nor serde's words about it are kept.
    let response =
        serde_json::from_slice(&body).ok().filter(|response: &TokenResponse| !response.access_token.is_empty());
    let Some(TokenResponse { access_token, expires_in, refresh_in, refresh_token }) = response else {
        return Err(Error::token("the login service answered with success, but not with a token"));
    };
    let lifetime = Duration::from_secs(expires_in.unwrap_or(3600));
    let life = Life { since: asked, lifetime, refresh_in: refresh_in.map(Duration::from_secs) };
    let token = AccessToken::with_life(access_token, Some(life));
    Ok(Granted { token, refresh_token: refresh_token.map(Secret::new) })
}

/// Posts a form once, and returns the whole answer whatever its status.
pub(crate) async fn post(transport: &dyn Transport, address: &str, form: &Form) -> Result<(Parts, Bytes)> {
    exchange(transport, address, form).await.into_result()
}

/// What came of one question.
enum Answer {
    /// An answer, whatever its status.
    Whole(Parts, Bytes),
    /// No answer, or half of one.
    Failed(TransportError),
    /// The question could not be asked, or the answer is none that a repetition would mend.
    Hopeless(Error),
}

impl Answer {
    /// How it ended, for a decision about a repetition; nothing where that is out of the question.
    fn outcome(&self) -> Option<Outcome> {
        match self {
            Self::Whole(parts, _) => {
                Some(Outcome::Answered(parts.status, retry_after(&parts.headers, SystemTime::now())))
            }
            Self::Failed(error) => Some(Outcome::Failed(error.kind())),
            Self::Hopeless(_) => None,
        }
    }

    /// The answer, or the error that there is none.
    fn into_result(self) -> Result<(Parts, Bytes)> {
        match self {
            Self::Whole(parts, body) => Ok((parts, body)),
            Self::Failed(error) => Err(Error::token("the login service could not be reached").with_source(error)),
            Self::Hopeless(error) => Err(error),
        }
    }
}

/// Asks once.
async fn exchange(transport: &dyn Transport, address: &str, form: &Form) -> Answer {
    let mut request = http::Request::new(Bytes::from_owner(Zeroizing::new(form.text.as_bytes().to_vec())));
    *request.method_mut() = Method::POST;
    *request.uri_mut() = match http::Uri::try_from(address) {
        Ok(address) => address,
        Err(error) => {
            let error = Error::token("the address of the token endpoint is not legal").with_source(error);
            return Answer::Hopeless(error);
        }
    };
    let headers = request.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/x-www-form-urlencoded"));
    headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
    let (parts, body) = match transport.send(request).await {
        Ok(response) => response.into_parts(),
        Err(error) => return Answer::Failed(error),
    };
    match body.collect(LONGEST_ANSWER).await {
        Ok(body) => Answer::Whole(parts, body),
        Err((CollectError::Transport(error), _)) => Answer::Failed(error),
        Err((CollectError::TooLong, _)) => {
            Answer::Hopeless(Error::token("the login service's answer is longer than any token"))
        }
    }
}

#[cfg(test)]
mod tests;

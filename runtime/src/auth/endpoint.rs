//! Entra ID's token endpoint: one form out, one token in, whatever the grant.
//!
//! Nothing is kept here, and nothing is repeated. What the endpoint answers with success is never shown, since it may hold a
//! token in some form; what it answers otherwise is kept unless it repeats what was secret in the form.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::header::{ACCEPT, CONTENT_TYPE};
use http::{HeaderValue, Method};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use zeroize::Zeroizing;

use super::app::{App, Proof};
use super::{AccessToken, Secret, entra};
use crate::request::encoding::push_segment;
use crate::transport::{CollectError, Transport, TransportError};
use crate::{Error, Result};

/// The most that the token endpoint's answer is let be.
const LONGEST_ANSWER: usize = 1 << 20;

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
}

impl Grant {
    /// A grant of this kind, whose name needs no encoding.
    pub(crate) fn new(kind: &'static str) -> Self {
        Self { kind, fields: Vec::new(), secrets: Vec::new() }
    }

    /// With one more field.
    pub(crate) fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.fields.push((name, value.into()));
        self
    }

    /// With one more field, whose value no error may show.
    #[allow(dead_code, reason = "for grants that somebody else gave")]
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
    #[allow(dead_code, reason = "for the endpoint of devices")]
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
    #[allow(dead_code, reason = "for grants on behalf of a user")]
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

/// Redeems a grant of an app at the token endpoint of a tenant.
pub(crate) async fn redeem(
    transport: Arc<dyn Transport>,
    app: &App,
    (authority, tenant): (&str, &str),
    grant: Grant,
) -> Result<Granted> {
    let address = address(authority, tenant, "token")?;
    let form = Form::of_grant(&grant, app, &address).await?;
    let (parts, body) = post(&*transport, &address, &form).await?;
    if !parts.status.is_success() {
        // A gateway may repeat in its error what it was sent.
        let body = if form.is_shown_by(&body) { Bytes::new() } else { body };
        return Err(entra::error(parts.status, parts.headers, body));
    }
    // What does not parse may still hold a token: neither the body nor serde's words about it are kept.
    let response =
        serde_json::from_slice(&body).ok().filter(|response: &TokenResponse| !response.access_token.is_empty());
    let Some(TokenResponse { access_token, expires_in, refresh_token }) = response else {
        return Err(Error::token("the login service answered with success, but not with a token"));
    };
    let lifetime = Duration::from_secs(expires_in.unwrap_or(3600));
    Ok(Granted { token: AccessToken::new(access_token, Some(lifetime)), refresh_token: refresh_token.map(Secret::new) })
}

/// Posts a form, and returns the whole answer whatever its status.
pub(crate) async fn post(
    transport: &dyn Transport,
    address: &str,
    form: &Form,
) -> Result<(http::response::Parts, Bytes)> {
    let mut request = http::Request::new(Bytes::copy_from_slice(form.text.as_bytes()));
    *request.method_mut() = Method::POST;
    *request.uri_mut() = http::Uri::try_from(address)
        .map_err(|error| Error::token("the address of the token endpoint is not legal").with_source(error))?;
    let headers = request.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/x-www-form-urlencoded"));
    headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
    let unreachable = |error: TransportError| Error::token("the login service could not be reached").with_source(error);
    let response = transport.send(request).await.map_err(unreachable)?;
    let (parts, body) = response.into_parts();
    let body = body.collect(LONGEST_ANSWER).await.map_err(|(error, _)| match error {
        CollectError::Transport(error) => unreachable(error),
        CollectError::TooLong => Error::token("the login service's answer is longer than any token"),
    })?;
    Ok((parts, body))
}

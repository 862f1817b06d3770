//! The sign-in page. The person is always the same one, who signs in at once or declines; what is judged is what the program
//! asks of the page. How it redeems the code is `authorization_code.rs`'s.
//!
//! A request that may come from anybody gets an error page; only where application and redirect URI are known does the
//! answer go to the redirect URI.

use std::sync::{
    Mutex,
    atomic::{AtomicBool, Ordering},
};

use bytes::Bytes;
use http::{
    Method, StatusCode,
    header::{CACHE_CONTROL, CONTENT_TYPE, LOCATION},
    request::Parts,
};
use url::{Url, form_urlencoded};
use uuid::Uuid;

use crate::{
    RecordedRequest,
    authorization_code::Codes,
    correlation::Correlation,
    entra_error::EntraError,
    grant::Grant,
    reply::{self, Reply, set_header},
    state::{State, lock},
};

/// The tenant of a sign-in page's path; `None` for any other path.
pub(crate) fn tenant(path: &str) -> Option<&str> {
    path.strip_prefix('/')?.strip_suffix("/oauth2/v2.0/authorize").filter(|tenant| !tenant.contains('/'))
}

/// What the page was asked for, and the codes it gave out.
#[derive(Default)]
pub(crate) struct Page {
    /// Every request to it.
    requests: Mutex<Vec<RecordedRequest>>,
    /// The codes that it gave out.
    pub(crate) codes: Codes,
    /// Whether the person declines.
    declines: AtomicBool,
}

/// What the page answers: a redirect, or an error for the person to read.
pub(crate) fn answer(state: &State, tenant: &str, parts: &Parts) -> Reply {
    lock(&state.page.requests).push(RecordedRequest::new(parts, &Bytes::new()));
    let (redirect_uri, query) = match addressee(state, tenant, parts) {
        Ok(known) => known,
        Err(error) => return error_page(&error),
    };
    let mut location = redirect_uri;
    {
        let mut answer = location.query_pairs_mut();
        match judge(state, &query) {
            Ok(code) => answer.append_pair("code", &code),
            Err(error) => {
                let description = error.description(&Correlation::of(&parts.headers));
                answer.append_pair("error", error.error).append_pair("error_description", &description)
            }
        };
        if let Some(state) = query.get("state") {
            answer.append_pair("state", state);
        }
        answer.append_pair("session_state", &Uuid::new_v4().to_string());
    }
    let mut reply = reply::empty(StatusCode::FOUND);
    set_header(reply.headers_mut(), LOCATION, location.as_str());
    set_header(reply.headers_mut(), CACHE_CONTROL, "no-store, no-cache");
    reply
}

/// The parameters of a request, none of them twice.
struct Query(Vec<(String, String)>);

impl Query {
    /// Reads them.
    fn read(query: &str) -> Result<Self, EntraError> {
        let pairs: Vec<(String, String)> = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
        let twice =
            |(index, (name, _)): (usize, &(String, String))| pairs.iter().take(index).any(|(key, _)| key == name);
        if pairs.iter().enumerate().any(twice) { Err(EntraError::malformed()) } else { Ok(Self(pairs)) }
    }

    /// The parameter of this name, unless it is empty.
    fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str()).filter(|value| !value.is_empty())
    }

    /// The parameter of this name; it has to be there.
    fn require(&self, name: &str) -> Result<&str, EntraError> {
        self.get(name).ok_or_else(|| EntraError::missing_parameter(name))
    }
}

/// Where the answer goes, once it is sure that it may go there.
fn addressee(state: &State, tenant: &str, parts: &Parts) -> Result<(Url, Query), EntraError> {
    if parts.method != Method::GET {
        return Err(EntraError::malformed());
    }
    let query = Query::read(parts.uri.query().unwrap_or_default())?;
    state.check_app(tenant, query.require("client_id")?)?;
    let text = query.require("redirect_uri")?;
    match Url::parse(text).ok().filter(is_registered) {
        Some(url) => Ok((url, query)),
        None => Err(unknown_redirect_uri(text)),
    }
}

/// Whether a redirect URI is one of the application's: `http://localhost` or `http://127.0.0.1`, on any port, as a desktop
/// program registers them.
fn is_registered(url: &Url) -> bool {
    url.scheme() == "http"
        && matches!(url.host_str(), Some("localhost" | "127.0.0.1"))
        && url.query().is_none()
        && url.fragment().is_none()
}

/// A code, in the order in which a request for it is judged.
fn judge(state: &State, query: &Query) -> Result<String, EntraError> {
    if query.require("response_type")? != "code" {
        return Err(unsupported("response_type"));
    }
    if query.get("response_mode").is_some_and(|mode| mode != "query") {
        return Err(unsupported("response_mode"));
    }
    let scope = query.require("scope")?;
    Grant::AuthorizationCode.check_scope(scope)?;
    // A program on a user's machine cannot keep a code to itself; without this, whoever got it could redeem it.
    let challenge = query.require("code_challenge")?;
    if query.require("code_challenge_method")? != "S256" || challenge.len() != 43 {
        return Err(unsupported("code_challenge_method"));
    }
    let prompts = ["login", "none", "consent", "select_account"];
    if query.get("prompt").is_some_and(|prompt| !prompts.contains(&prompt)) {
        return Err(unsupported("prompt"));
    }
    if state.page.declines.load(Ordering::SeqCst) {
        return Err(declined());
    }
    let wants_refresh_token = scope.split(' ').any(|scope| scope == "offline_access");
    Ok(state.page.codes.issue(query.require("redirect_uri")?, challenge, wants_refresh_token))
}

impl Page {
    /// The requests so far.
    pub(crate) fn requests(&self) -> Vec<RecordedRequest> {
        lock(&self.requests).clone()
    }

    /// Whether the person declines from now on.
    pub(crate) fn set_declines(&self, declines: bool) {
        self.declines.store(declines, Ordering::SeqCst);
    }
}

/// A page for the person: there is nobody else who may be told.
fn error_page(error: &EntraError) -> Reply {
    let body = format!("<title>Sign in to your account</title><p>AADSTS{}</p>", error.number);
    let mut reply = reply::with_body(StatusCode::BAD_REQUEST, Bytes::from(body));
    set_header(reply.headers_mut(), CONTENT_TYPE, "text/html; charset=utf-8");
    reply
}

/// A redirect URI that the application does not have.
fn unknown_redirect_uri(uri: &str) -> EntraError {
    let message = format!(
        "The redirect URI '{uri}' specified in the request does not match the redirect URIs configured for the application."
    );
    EntraError::new("invalid_request", 50_011, message)
}

/// A parameter with a value that is not taken.
fn unsupported(name: &str) -> EntraError {
    let message = format!("The provided value for the input parameter '{name}' is not allowed for this client.");
    EntraError::new("invalid_request", 9_002_325, message)
}

/// The person has declined.
fn declined() -> EntraError {
    EntraError::new("access_denied", 65_004, "User declined to consent to access the app.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_goes_to_this_machine_alone() {
        for (uri, is_known) in [
            ("http://localhost", true),
            ("http://localhost:8400/x", true),
            ("http://127.0.0.1:1", true),
            ("https://localhost", false),
            ("http://localhost.example.org", false),
            ("http://example.org", false),
            ("http://localhost?x", false),
            ("http://localhost#x", false),
        ] {
            assert_eq!(is_registered(&uri.parse().unwrap()), is_known, "{uri}");
        }
    }
}

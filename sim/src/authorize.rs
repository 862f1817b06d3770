//! The sign-in page, and the grant that comes of it. The person is always the same one, who signs in at once or declines; what
//! is judged is what the program asks of the page, and how it redeems the code.
//!
//! A request that may come from anybody gets an error page; only where application and redirect URI are known does the
//! answer go to the redirect URI.

use std::{
    collections::HashMap,
    sync::{
        Mutex,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use bytes::Bytes;
use http::{
    Method, StatusCode,
    header::{CACHE_CONTROL, CONTENT_TYPE, LOCATION},
    request::Parts,
};
use ring::digest;
use url::{Url, form_urlencoded};
use uuid::Uuid;

use crate::{
    RecordedRequest,
    correlation::Correlation,
    entra_error::EntraError,
    form::Form,
    grant::{Given, Grant},
    reply::{self, Reply, set_header},
    state::{State, lock},
};

/// How long a code is good for.
const LIFETIME: Duration = Duration::from_mins(10);

/// The lengths that a verifier may have (RFC 7636, section 4.1).
const VERIFIER: std::ops::RangeInclusive<usize> = 43..=128;

/// The tenant of a sign-in page's path; `None` for any other path.
pub(crate) fn tenant(path: &str) -> Option<&str> {
    path.strip_prefix('/')?.strip_suffix("/oauth2/v2.0/authorize").filter(|tenant| !tenant.contains('/'))
}

/// What the page was asked for, and the codes it gave out.
#[derive(Default)]
pub(crate) struct Page {
    /// Every request to it.
    requests: Mutex<Vec<RecordedRequest>>,
    /// The codes that were not redeemed yet.
    codes: Mutex<HashMap<String, Code>>,
    /// Whether the person declines.
    declines: AtomicBool,
}

/// A code, and what it is bound to.
struct Code {
    /// Where it was sent.
    redirect_uri: String,
    /// The hash of what it is redeemed with.
    challenge: String,
    /// Whether a refresh token was asked for.
    wants_refresh_token: bool,
    /// When it expires.
    expiry: Option<Instant>,
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
    let text = format!("1.{}{}", Uuid::new_v4().simple(), Uuid::new_v4().simple());
    let code = Code {
        redirect_uri: query.require("redirect_uri")?.to_owned(),
        challenge: challenge.to_owned(),
        wants_refresh_token: scope.split(' ').any(|scope| scope == "offline_access"),
        expiry: Instant::now().checked_add(LIFETIME),
    };
    lock(&state.page.codes).insert(text.clone(), code);
    Ok(text)
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

    /// Makes every code that was given out an expired one.
    pub(crate) fn expire_codes(&self) {
        lock(&self.codes).values_mut().for_each(|code| code.expiry = Some(Instant::now()));
    }

    /// What a client gets for a code, which is good once, however that ends.
    pub(crate) fn redeem(&self, form: &Form) -> Result<Given, EntraError> {
        let (text, redirect_uri) = (form.require("code")?, form.require("redirect_uri")?);
        let code = lock(&self.codes).remove(text).ok_or_else(unknown_code)?;
        if code.expiry.is_some_and(|expiry| expiry <= Instant::now()) {
            return Err(expired_code());
        }
        if code.redirect_uri != redirect_uri {
            return Err(other_redirect_uri(redirect_uri));
        }
        let verifier = form.require("code_verifier")?;
        let hash = BASE64_URL_SAFE_NO_PAD.encode(digest::digest(&digest::SHA256, verifier.as_bytes()));
        if hash != code.challenge || !VERIFIER.contains(&verifier.len()) {
            return Err(wrong_verifier());
        }
        Ok(Given { has_refresh_token: code.wants_refresh_token })
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

/// No code of this host's, or one that was redeemed.
fn unknown_code() -> EntraError {
    EntraError::new(
        "invalid_grant",
        54_005,
        "OAuth2 Authorization code was already redeemed, please retry with a new valid code.",
    )
}

/// A code that came late.
fn expired_code() -> EntraError {
    EntraError::new(
        "invalid_grant",
        70_008,
        "The provided authorization code or refresh token has expired due to inactivity.",
    )
}

/// A code that is redeemed with another redirect URI than it was sent to.
fn other_redirect_uri(uri: &str) -> EntraError {
    let message = format!(
        "The reply address '{uri}' does not match the reply address provided when requesting Authorization code."
    );
    EntraError::new("invalid_grant", 500_112, message)
}

/// A code that is redeemed by somebody else.
fn wrong_verifier() -> EntraError {
    let message = "The Code_Verifier does not match the code_challenge supplied in the authorization request.";
    EntraError::new("invalid_grant", 501_481, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The hash of the verifier, from RFC 7636, appendix B.
    const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
    /// The verifier.
    const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    /// What a client gets for a code that is good for so long.
    fn redeemed(lifetime: Duration, fields: &[(&str, &str)]) -> Result<Given, u32> {
        let code = Code {
            redirect_uri: "http://localhost:1".to_owned(),
            challenge: CHALLENGE.to_owned(),
            wants_refresh_token: true,
            expiry: Instant::now().checked_add(lifetime),
        };
        let page = Page { codes: Mutex::new(HashMap::from([("code".to_owned(), code)])), ..Page::default() };
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let mut headers = http::HeaderMap::new();
        set_header(&mut headers, CONTENT_TYPE, "application/x-www-form-urlencoded");
        let form = Form::read(&headers, &Bytes::from(body)).map_err(|error| error.number)?;
        let first = page.redeem(&form).map_err(|error| error.number);
        assert!(page.redeem(&form).is_err());
        first
    }

    #[test]
    fn a_code_is_good_once_for_whoever_asked_for_it() {
        let right = [("code", "code"), ("redirect_uri", "http://localhost:1"), ("code_verifier", VERIFIER)];
        assert_eq!(redeemed(Duration::MAX, &right), Ok(Given { has_refresh_token: true }));
        assert_eq!(redeemed(Duration::ZERO, &right), Err(70_008));
        for (index, value, number) in [
            (0, "other", 54_005),
            (0, "", 900_144),
            (1, "http://localhost:2", 500_112),
            (1, "http://localhost:1/", 500_112),
            (2, CHALLENGE, 501_481),
            (2, "short", 501_481),
            (2, "", 900_144),
        ] {
            let mut fields = right;
            fields[index].1 = value;
            assert_eq!(redeemed(Duration::MAX, &fields), Err(number), "{fields:?}");
        }
    }

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

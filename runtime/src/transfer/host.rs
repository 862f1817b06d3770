//! The host behind the URL of an upload session: what is sent there, and what is shown of it.
//!
//! The URL is a permission, and so a secret: no error may show it. In its place stands [`UPLOAD_URL`]. No token and no id
//! goes there, not even where the host is the service's own: the service refuses a range that comes with a token.

use bytes::Bytes;
use http::header::LOCATION;
use http::{HeaderMap, HeaderValue, Method, Request, StatusCode, Uri};

use crate::client::{PreAuthorised, unsafe_because};
use crate::error::{ErrorKind, Problem};
use crate::response::{FromResponse, Origin, Received, location};
use crate::{Call, Client, Error, Result, Url};

/// What errors and traces say in place of the URL.
pub(crate) const UPLOAD_URL: &str = "<uploadUrl>";

/// The shortest part of a URL that could be the secret in it.
const SHORTEST_SECRET: usize = 16;

/// The host of one session.
pub(super) struct Host {
    /// The client that sends.
    client: Client,
    /// The session's URL.
    address: Uri,
    /// The parts of the URL that nobody may see.
    secrets: Vec<String>,
}

/// Any answer at all, for those who judge it themselves.
struct Answer(Received);

#[diagnostic::do_not_recommend]
impl FromResponse for Answer {
    fn accepts(_status: StatusCode) -> bool {
        true
    }

    fn from_response(received: Received) -> Result<Self> {
        Ok(Self(received))
    }
}

impl Host {
    /// The host of the session with this URL, if it is one that a secret may go to.
    pub(super) fn new(client: &Client, upload_url: &str) -> Result<Self> {
        let text = upload_url.trim();
        let address = address(text).map_err(|why| refused(format!("the upload URL {why}")))?;
        let behind_host =
            text.split_once("://").and_then(|(_, rest)| rest.split_once(['/', '?'])).unwrap_or_default().1;
        let parts =
            behind_host.split(|character: char| !(character.is_ascii_alphanumeric() || "-_.~%".contains(character)));
        let secrets = parts.filter(|part| part.len() >= SHORTEST_SECRET).map(str::to_owned).collect();
        Ok(Self { client: client.clone(), address, secrets })
    }

    /// Sends a request there, and returns the answer whatever its status. What is not repeatable goes out again only where
    /// it was surely not taken.
    pub(super) async fn send(&self, method: Method, headers: HeaderMap, body: Bytes) -> Result<Received> {
        let origin = self.origin(method.clone());
        // A range may have arrived although nobody said so: then the service is asked before it is sent again.
        let is_repeatable = matches!(method, Method::GET | Method::DELETE);
        let mut request = Request::new(body);
        *request.method_mut() = method;
        *request.uri_mut() = self.address.clone();
        *request.headers_mut() = headers;
        request.extensions_mut().insert(PreAuthorised);
        let Answer(received) = Call::of_request(&self.client, Ok((request, is_repeatable)), origin).await?;
        Ok(received)
    }

    /// What a request there answers.
    pub(super) fn origin(&self, method: Method) -> Origin {
        self.client.origin(method, UPLOAD_URL)
    }

    /// The error of an answer, without the secret.
    pub(super) fn error(&self, received: &Received, words: &str) -> Error {
        let status = received.status();
        // The address that a redirect leads to may be another secret, which nobody knows the parts of.
        let is_redirected = status.is_redirection();
        let body = match self.masked(received.body()) {
            _ if is_redirected => Bytes::new(),
            Some(masked) => masked.into(),
            None => received.body().clone(),
        };
        let headers = received.headers().iter().filter(|(name, _)| !(is_redirected && *name == LOCATION));
        let headers = headers.filter_map(|(name, value)| match self.masked(value.as_bytes()) {
            Some(masked) => Some((name.clone(), HeaderValue::from_str(&masked).ok()?)),
            None => Some((name.clone(), value.clone())),
        });
        Error::of_response(ErrorKind::Service, words.to_owned(), (status, headers.collect(), body))
            .of(received.origin())
            .sent_without_token()
    }

    /// A text that repeats the secret, without it; none where it does not.
    fn masked(&self, text: &[u8]) -> Option<String> {
        let text = String::from_utf8_lossy(text);
        self.secrets.iter().fold(None, |masked: Option<String>, secret| {
            let text = masked.as_deref().unwrap_or(&text);
            if text.contains(secret) { Some(text.replace(secret, "(not shown)")) } else { masked }
        })
    }
}

/// The error of something that is not sent.
pub(super) fn refused(why: impl Into<String>) -> Error {
    Error::refused(Problem::general(why.into()), Method::PUT, UPLOAD_URL)
}

/// The address that a text names, or why nothing is sent there.
fn address(text: &str) -> std::result::Result<Uri, &'static str> {
    const NO_URL: &str = "is no URL";
    let url = Url::parse(text).map_err(|_| NO_URL)?;
    match unsafe_because(&url) {
        Some(why) => Err(why),
        None => location::address(text, &url).ok_or(NO_URL),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::auth::StaticToken;

    #[test]
    fn a_secret_goes_over_https_or_stays_on_this_machine() {
        for (url, sent) in [
            ("https://sn3302.up.1drv.com/up/fe69?a=b'c|d", Some("https://sn3302.up.1drv.com/up/fe69?a=b'c|d")),
            (" https://sn3302.up.1drv.com/up/fe69 ", Some("https://sn3302.up.1drv.com/up/fe69")),
            ("https://OUTLOOK.office.com/a?b=c d", Some("https://outlook.office.com/a?b=c%20d")),
            ("http://127.0.0.1:8080/up/1", Some("http://127.0.0.1:8080/up/1")),
            ("http://[::1]:8080/up/1", Some("http://[::1]:8080/up/1")),
            ("http://sn3302.up.1drv.com/up/fe69", None),
            ("https://a:b@sn3302.up.1drv.com/up/fe69", None),
            ("https://someone@sn3302.up.1drv.com/up/fe69", None),
            ("ftp://sn3302.up.1drv.com/up/fe69", None),
            ("/up/fe69", None),
            ("", None),
        ] {
            assert_eq!(address(url).map(|address| address.to_string()).as_deref().ok(), sent, "{url}");
        }
    }

    #[test]
    fn an_error_shows_everything_but_the_secret() {
        const URL: &str = "https://a.example/up/fe6987415ace7X4e1eF866337?tempauth=hunter2hunter2hunter2";
        let client = Client::new(StaticToken::new("token")).unwrap();
        let host = Host::new(&client, URL).unwrap();
        let received = |status: u16, location: &str, body: &str| {
            let response = http::Response::builder().status(status).header("location", location).header("x-a", "b");
            Received::new(response.body(Bytes::from(body.to_owned())).unwrap(), client.origin(Method::PUT, UPLOAD_URL))
        };
        let shown = host.error(&received(409, "/a", "name is taken"), "bytes 0-9 of 10");
        assert_eq!((shown.body(), shown.headers().unwrap().len()), (&b"name is taken"[..], 2));
        assert!(shown.to_string().starts_with("PUT <uploadUrl> failed: bytes 0-9 of 10: 409 Conflict"), "{shown}");
        for (status, location, body) in [
            (400, URL, "no"),
            (400, "/a", "at /up/fe6987415ace7X4e1eF866337 nothing"),
            (400, "/a", "?tempauth=hunter2hunter2hunter2&amp;"),
            (307, "https://b.example/?tempauth=hunter2hunter2hunter2", "moved to https://b.example/?tempauth=hunter3"),
        ] {
            let error = host.error(&received(status, location, body), "bytes 0-9 of 10");
            let text = format!("{error} {error:?} {:?} {:?}", error.headers(), error.body());
            assert!(!text.contains("hunter") && !text.contains("fe698"), "{text}");
            assert!(error.headers().unwrap().contains_key("x-a"));
            // What is said beside the secret is kept.
            assert!(status == 307 || body == "no" || text.contains("(not shown)"), "{text}");
        }
    }
}

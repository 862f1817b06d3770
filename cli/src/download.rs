//! Fetching a metadata document: over https (http to this machine alone), bounded in bytes and in silence, with no token.
//!
//! A redirect is followed to the same origin only: another host would answer with a login page, or with somebody else's metadata.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};
use reqwest::header::{ACCEPT, CONTENT_TYPE, LOCATION};
use reqwest::{Client, Response, StatusCode, Url, redirect};

use crate::document;
use crate::error::Error;

/// What to do where the network is the trouble.
const OFFLINE: &str =
    "look at the network and at HTTPS_PROXY, or save the document with a browser and name it with --from FILE";

/// How far a download may go.
///
/// ```
/// use cargo_graph_action::download::Limits;
///
/// assert_eq!(Limits::default().silence.as_secs(), 30);
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// The most bytes that are taken.
    pub bytes: u64,
    /// How long the other side may say nothing, while it connects and after.
    pub silence: Duration,
    /// How long all of it may take.
    pub total: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        let (silence, total) = (Duration::from_secs(30), Duration::from_mins(10));
        Self { bytes: document::LARGEST, silence, total }
    }
}

/// Reads the address of a document: https, or http to this machine.
pub fn address(text: &str) -> Result<Url, Error> {
    let url = Url::parse(text).map_err(|error| Error::new(format!("`{text}` is no address")).because(error))?;
    if url.scheme() == "https" || (url.scheme() == "http" && is_loopback(&url)) {
        return Ok(url);
    }
    Err(Error::new(format!("metadata is not fetched over {}", url.scheme()))
        .fix("use https, or --from FILE for a file"))
}

/// Fetches a document, with a progress bar on standard error where that is a terminal.
pub fn fetch(url: &Url, limits: Limits) -> Result<Vec<u8>, Error> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| Error::new("the download could not be started").because(error))?;
    runtime.block_on(async { body(response(url, limits).await?, url, limits).await })
}

/// Whether an address is on this machine.
fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(url::Host::Domain(name)) => name == "localhost",
        Some(url::Host::Ipv4(address)) => address.is_loopback(),
        Some(url::Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

/// The answer to the request, its body still to come.
async fn response(url: &Url, limits: Limits) -> Result<Response, Error> {
    let failed = |error| Error::new(format!("{} could not be fetched", shown(url))).fix(OFFLINE).because(plain(error));
    let mut builder = Client::builder()
        .user_agent(concat!("cargo-graph-action/", env!("CARGO_PKG_VERSION")))
        .redirect(same_origin())
        .connect_timeout(limits.silence)
        .read_timeout(limits.silence)
        .timeout(limits.total);
    if is_loopback(url) {
        // No proxy reaches this machine's own loopback.
        builder = builder.no_proxy();
    }
    let request = builder.build().map_err(failed)?.get(url.clone()).header(ACCEPT, "application/xml");
    let response = request.send().await.map_err(failed)?;
    let status = response.status();
    if status == StatusCode::OK {
        return Ok(response);
    }
    if status.is_redirection() {
        return Err(redirected(&response, url));
    }
    let fix = if status == StatusCode::PROXY_AUTHENTICATION_REQUIRED {
        "put the name and password into HTTPS_PROXY, or save the document with a browser and name it with --from FILE"
    } else if status == StatusCode::NOT_FOUND {
        "look at --api, --cloud and --url"
    } else if status.is_server_error() || status == StatusCode::TOO_MANY_REQUESTS {
        "try again later, or use --from FILE"
    } else {
        "no token is needed for metadata, so something in between asks for one: use --from FILE"
    };
    Err(Error::new(format!("{} answered {status}", shown(url))).fix(fix))
}

/// Follows what stays on the same scheme, host and port, five times.
fn same_origin() -> redirect::Policy {
    redirect::Policy::custom(|attempt| {
        let stays = attempt.previous().first().is_some_and(|first| first.origin() == attempt.url().origin());
        if stays && attempt.previous().len() <= 5 { attempt.follow() } else { attempt.stop() }
    })
}

/// A redirect that was not followed. Where to is said without its query, which may carry a session.
fn redirected(response: &Response, url: &Url) -> Error {
    let location = response.headers().get(LOCATION).and_then(|value| value.to_str().ok());
    let to = location.and_then(|location| response.url().join(location).ok());
    let to = to.map_or_else(|| "nowhere".to_owned(), |to| shown(&to));
    Error::new(format!("{} redirects to {to}, which was not followed", shown(url)))
        .fix("a login page, perhaps: save the document with a browser and use --from FILE, or name the right address with --url")
}

/// The body, as far as the limits go.
async fn body(mut response: Response, url: &Url, limits: Limits) -> Result<Vec<u8>, Error> {
    let too_long = || {
        Error::new(format!("{} is longer than {} bytes", shown(url), limits.bytes))
            .fix("this is no metadata: look at --url")
    };
    let length = response.content_length();
    if length.is_some_and(|length| length > limits.bytes) {
        return Err(too_long());
    }
    if let Some(kind) = response.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok())
        && kind.starts_with("text/html")
    {
        return Err(Error::new(format!("{} answered with a web page instead of metadata", shown(url)))
            .fix("a login or a proxy stands in between: save the document with a browser and use --from FILE"));
    }
    let progress = progress(length);
    let mut bytes = Vec::new();
    let broke_off = |error, had: usize| {
        let message = format!("the download from {} broke off after {had} bytes", shown(url));
        Error::new(message).fix("try again, or use --from FILE").because(plain(error))
    };
    while let Some(chunk) = response.chunk().await.map_err(|error| broke_off(error, bytes.len()))? {
        if (bytes.len() + chunk.len()) as u64 > limits.bytes {
            return Err(too_long());
        }
        bytes.extend_from_slice(&chunk);
        progress.set_position(bytes.len() as u64);
    }
    progress.finish_and_clear();
    Ok(bytes)
}

/// A bar where the length is known, a counter where not; nothing where standard error is no terminal.
fn progress(length: Option<u64>) -> ProgressBar {
    let (bar, template) = match length {
        Some(length) => (ProgressBar::new(length), "{msg} {bar:30} {bytes}/{total_bytes} {bytes_per_sec}"),
        None => (ProgressBar::new_spinner(), "{msg} {spinner} {bytes} {bytes_per_sec}"),
    };
    // The templates are constants; a mistake in one would leave the default, which shows no less.
    let style = ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
    bar.with_style(style).with_message("metadata")
}

/// An address as a message has it: without its name, password and query.
fn shown(url: &Url) -> String {
    format!("{}{}", url.origin().ascii_serialization(), url.path())
}

/// The same error without the address, which the message has, shortened.
fn plain(error: reqwest::Error) -> reqwest::Error {
    error.without_url()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_https_and_this_machine_are_fetched_from() {
        for (text, is_fine) in [
            ("https://graph.microsoft.com/v1.0/$metadata", true),
            ("http://127.0.0.1:8080/$metadata", true),
            ("http://localhost/$metadata", true),
            ("http://[::1]:1/$metadata", true),
            ("http://graph.microsoft.com/v1.0/$metadata", false),
            ("http://localhost.example.org/", false),
            ("file:///etc/passwd", false),
            ("graph.microsoft.com", false),
        ] {
            assert_eq!(address(text).is_ok(), is_fine, "{text}");
        }
    }

    #[test]
    fn an_address_is_shown_without_what_may_be_secret() {
        let url = Url::parse("https://me:word@example.org:444/a/$metadata?code=secret").unwrap();
        assert_eq!(shown(&url), "https://example.org:444/a/$metadata");
    }
}

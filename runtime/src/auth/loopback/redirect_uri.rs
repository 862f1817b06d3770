//! A redirect URI of this machine: what is listened on, and what the login service is told.

use crate::error::ErrorKind;
use crate::{Error, Result, Url};

/// A redirect URI that leads to this machine by http.
///
/// Source: [localhost exceptions](https://learn.microsoft.com/entra/identity-platform/reply-url#localhost-exceptions).
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct RedirectUri {
    /// `localhost` or `127.0.0.1`.
    host: &'static str,
    /// The port, where it is a certain one.
    port: Option<u16>,
    /// The path, as a request names it.
    path: String,
    /// Whether the path was written: `http://localhost` and `http://localhost/` are two to the login service.
    has_path: bool,
}

impl RedirectUri {
    /// Reads one.
    pub(crate) fn parse(text: &str) -> Result<Self> {
        let wrong = |why: &str| {
            let why = format!("the redirect URI of the credential {why}, such as `http://localhost`");
            Error::new(ErrorKind::Configuration, why)
        };
        let url = Url::parse(text).map_err(|error| wrong("has to be a URL of this machine").with_source(error))?;
        let host = match url.host_str() {
            Some("localhost") => "localhost",
            Some("127.0.0.1") => "127.0.0.1",
            _ => return Err(wrong("has to lead to `localhost` or `127.0.0.1`")),
        };
        if url.scheme() != "http" {
            return Err(wrong("has to be http, since this machine has no certificate"));
        }
        let extra = url.query().is_some() || url.fragment().is_some();
        if extra || !url.username().is_empty() || url.password().is_some() {
            return Err(wrong("can have a port and a path, and nothing else"));
        }
        // What is left out in a URL is what http means by default: 80 has to be asked for as any other.
        let written_80 = text.contains(":80/") || text.ends_with(":80");
        let port = url.port().or(written_80.then_some(80)).filter(|port| *port != 0);
        let has_path = url.path() != "/" || text.ends_with('/');
        Ok(Self { host, port, path: url.path().to_owned(), has_path })
    }

    /// The port, where it is a certain one.
    pub(super) fn port(&self) -> Option<u16> {
        self.port
    }

    /// The path, as a request names it.
    pub(super) fn path(&self) -> &str {
        &self.path
    }

    /// Whether the host is a name, which may stand for more than one address.
    pub(super) fn is_by_name(&self) -> bool {
        self.host == "localhost"
    }

    /// The redirect URI with this port, otherwise as it was written.
    pub(super) fn with_port(&self, port: u16) -> String {
        let path = if self.has_path { &self.path } else { "" };
        format!("http://{}:{port}{path}", self.host)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_redirect_uri_leads_to_this_machine() {
        for (text, port, path, whole) in [
            ("http://localhost", None, "/", "http://localhost:9"),
            ("http://localhost/", None, "/", "http://localhost:9/"),
            ("http://localhost:0", None, "/", "http://localhost:9"),
            ("http://localhost:8400", Some(8400), "/", "http://localhost:9"),
            ("http://localhost:80/x", Some(80), "/x", "http://localhost:9/x"),
            ("http://127.0.0.1/auth/done", None, "/auth/done", "http://127.0.0.1:9/auth/done"),
            ("HTTP://LOCALHOST/A", None, "/A", "http://localhost:9/A"),
        ] {
            let uri = RedirectUri::parse(text).unwrap();
            assert_eq!((uri.port(), uri.path(), &*uri.with_port(9)), (port, path, whole), "{text}");
        }
    }

    #[test]
    fn any_other_is_refused_with_what_to_write() {
        for (text, why) in [
            ("", "a URL of this machine"),
            ("localhost", "a URL of this machine"),
            ("https://localhost", "has to be http"),
            ("http://example.org", "lead to `localhost`"),
            ("http://localhost.example.org", "lead to `localhost`"),
            ("http://0.0.0.0", "lead to `localhost`"),
            ("http://[::1]", "lead to `localhost`"),
            ("http://localhost?a", "nothing else"),
            ("http://localhost#a", "nothing else"),
            ("http://user:hunter2@localhost", "nothing else"),
            ("urn:ietf:wg:oauth:2.0:oob", "lead to `localhost`"),
        ] {
            let error = RedirectUri::parse(text).unwrap_err();
            assert!(error.to_string().contains(why), "{text}: {error}");
            assert!(!format!("{error} {error:?}").contains("hunter2"));
        }
    }
}

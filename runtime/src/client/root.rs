//! Which addresses a token may go to: https, or http on this machine.

use std::net::IpAddr;
use std::sync::Arc;

use http::Uri;
use http::uri::Authority;

use crate::error::ErrorKind;
use crate::{Cloud, Error, Result, Url};

/// The root of a Graph service, without the version and without a slash at its end. Cheap to clone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ServiceRoot(Arc<Root>);

/// What a root is.
#[derive(Debug, PartialEq, Eq)]
struct Root {
    /// As text, for requests to be built on.
    text: String,
    /// Scheme, host and port, for addresses to be compared with.
    origin: Uri,
}

impl ServiceRoot {
    /// The root of a cloud's service.
    pub(crate) fn of_cloud(cloud: Cloud) -> Self {
        Self(Arc::new(Root { text: cloud.graph().to_owned(), origin: Uri::from_static(cloud.graph()) }))
    }

    /// A root that a user gave.
    pub(crate) fn new(url: &str) -> Result<Self> {
        let safe = require_safe_url("base_url", url)?;
        let text = safe.as_str().trim_end_matches('/');
        for version in ["/v1.0", "/beta"] {
            if let Some(root) = text.strip_suffix(version) {
                let message = format!(
                    "base_url is the service root without the version: `{root}`; the version is `.version(..)`"
                );
                return Err(Error::new(ErrorKind::Configuration, message));
            }
        }
        let origin = Uri::try_from(text).map_err(|error| {
            Error::new(ErrorKind::Configuration, format!("base_url `{url}` is no URL")).with_source(error)
        })?;
        Ok(Self(Arc::new(Root { text: text.to_owned(), origin })))
    }

    /// The root as text.
    pub(crate) fn as_str(&self) -> &str {
        &self.0.text
    }

    /// Whether an address is one of this service: the only ones that a token is sent to.
    pub(crate) fn is_origin_of(&self, address: &Uri) -> bool {
        let origin = &self.0.origin;
        if address.scheme() != origin.scheme() {
            return false;
        }
        // Host and port are written like this almost always, which one comparison tells.
        if address.authority().map(Authority::as_str) == origin.authority().map(Authority::as_str) {
            return true;
        }
        let (host, own) = (address.host().unwrap_or_default(), origin.host().unwrap_or_default());
        host.eq_ignore_ascii_case(own) && port(address) == port(origin)
    }

    /// The path of an address below this root, with its version; nothing where it is not one of this service.
    pub(crate) fn path_of<'a>(&self, address: &'a Uri) -> Option<&'a str> {
        let path = self.is_origin_of(address).then(|| address.path())?;
        let below = path.strip_prefix(self.0.origin.path().trim_end_matches('/'));
        Some(below.filter(|below| below.starts_with('/')).unwrap_or(path))
    }

    /// The same of an address in its other form.
    pub(crate) fn is_origin_of_url(&self, address: &Url) -> bool {
        Uri::try_from(address.as_str()).is_ok_and(|address| self.is_origin_of(&address))
    }
}

/// The port of an address, given or implied.
pub(super) fn port(address: &Uri) -> u16 {
    address.port_u16().unwrap_or(if address.scheme_str() == Some("http") { 80 } else { 443 })
}

/// A URL that secrets may be sent to: https, or http on this machine; nothing behind the path, no user in it.
pub(crate) fn require_safe_url(what: &str, text: &str) -> Result<Url> {
    let wrong = |why: String| Error::new(ErrorKind::Configuration, format!("{what} {why}"));
    // The parser's errors and the text itself may hold a password: neither is shown where there could be one.
    let shown = if text.contains('@') { "(not shown)" } else { text };
    let url = Url::parse(text.trim()).map_err(|error| {
        wrong(format!("`{shown}` is no URL; write it with its scheme: `https://graph.example.org`")).with_source(error)
    })?;
    if !url.username().is_empty() || url.password().is_some() {
        return Err(wrong("has a user or password in it; leave that out".to_owned()));
    }
    if url.query().is_some() || url.fragment().is_some() {
        return Err(wrong(format!("`{shown}` has something behind its path; leave that out")));
    }
    match (url.scheme(), url.host_str()) {
        ("https", Some(_)) => Ok(url),
        ("http", Some(host)) if is_loopback(host) => Ok(url),
        ("http", _) => Err(wrong(format!(
            "`{shown}` would send secrets readable by all; http is for this machine only: use https"
        ))),
        _ => Err(wrong(format!("`{shown}` is not https"))),
    }
}

/// What is wrong with an address that is a permission, if nobody is to be sent there: it has to be https, or http on this
/// machine, and names no user. The end of a sentence.
pub(crate) fn unsafe_because(url: &Url) -> Option<&'static str> {
    match (url.scheme(), url.host_str()) {
        ("https", Some(_)) => {}
        ("http", Some(host)) if is_loopback(host) => {}
        _ => return Some("is not https"),
    }
    (!url.username().is_empty() || url.password().is_some()).then_some("has a user or password in it")
}

/// Whether a host is this machine.
fn is_loopback(host: &str) -> bool {
    let host = host.trim_start_matches('[').trim_end_matches(']');
    host.eq_ignore_ascii_case("localhost") || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_go_over_https_or_stay_on_this_machine() {
        for (url, why) in [
            ("https://graph.microsoft.com", None),
            ("https://gateway.example.org/graph/", None),
            ("http://127.0.0.1:8080", None),
            ("http://127.9.9.9", None),
            ("http://[::1]:8080", None),
            ("http://localhost:1", None),
            ("http://graph.microsoft.com", Some("use https")),
            ("http://127.0.0.1.example.org", Some("use https")),
            ("http://localhost.example.org", Some("use https")),
            ("ftp://graph.microsoft.com", Some("not https")),
            ("graph.microsoft.com", Some("with its scheme")),
            ("", Some("no URL")),
            ("https://u:hunter2@graph.microsoft.com", Some("leave that out")),
            ("https://graph.microsoft.com?x", Some("behind its path")),
            ("https://graph.microsoft.com#x", Some("behind its path")),
            ("https://graph.microsoft.com/v1.0", Some("without the version")),
            ("https://graph.microsoft.com/beta/", Some("without the version")),
        ] {
            match (ServiceRoot::new(url), why) {
                (Ok(root), None) => assert_eq!(root.as_str(), url.trim_end_matches('/')),
                (Err(error), Some(why)) => {
                    assert!(error.to_string().contains(why), "{url}: {error}");
                    assert!(!format!("{error} {error:?}").contains("hunter2"));
                }
                (result, _) => panic!("{url}: {result:?}"),
            }
        }
    }

    #[test]
    fn another_origin_is_not_the_service() {
        let root = ServiceRoot::of_cloud(Cloud::Global);
        for (address, same) in [
            ("https://graph.microsoft.com/v1.0/me", true),
            ("https://graph.microsoft.com:443/v1.0/me", true),
            ("https://GRAPH.microsoft.com/v1.0/me", true),
            ("http://graph.microsoft.com/v1.0/me", false),
            ("https://graph.microsoft.com:444/v1.0/me", false),
            ("https://graph.microsoft.com.example.org/", false),
            ("https://graph.microsoft.us/", false),
            ("/v1.0/me", false),
        ] {
            assert_eq!(root.is_origin_of(&address.parse().unwrap()), same, "{address}");
        }
        for cloud in [Cloud::Global, Cloud::UsGovernmentL4, Cloud::UsGovernmentL5, Cloud::China] {
            assert!(ServiceRoot::of_cloud(cloud).is_origin_of(&cloud.graph().parse().unwrap()));
        }
    }
}

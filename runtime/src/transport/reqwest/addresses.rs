//! From the address of a request to the `Url` that reqwest wants.
//!
//! reqwest parses every address three times, and its conversion from an `http::Request` once more. Nearly all requests of a
//! client go to one host, so that its part is parsed once and kept.

use std::sync::OnceLock;

use http::Uri;
use http::uri::{Authority, Scheme};

use crate::Url;
use crate::transport::{TransportError, TransportErrorKind};

/// Addresses of which many have a host in common.
#[derive(Debug, Default)]
pub(super) struct Addresses {
    /// The host that was asked first.
    first: OnceLock<Host>,
}

/// A host, in both forms.
#[derive(Debug)]
struct Host {
    /// Its scheme.
    scheme: Scheme,
    /// Its name and port.
    authority: Authority,
    /// Its address without a path.
    url: Url,
}

impl Addresses {
    /// The URL of an address.
    pub(super) fn url(&self, address: &Uri) -> Result<Url, TransportError> {
        let (Some(scheme), Some(authority)) = (address.scheme(), address.authority()) else {
            return Err(TransportError::new(TransportErrorKind::Other, "the address has no host"));
        };
        let host = if let Some(host) = self.first.get() {
            host
        } else {
            let url = parse(&format!("{scheme}://{authority}"))?;
            self.first.get_or_init(|| Host { scheme: scheme.clone(), authority: authority.clone(), url })
        };
        if host.scheme != *scheme || host.authority.as_str() != authority.as_str() {
            return parse(&address.to_string());
        }
        let mut url = host.url.clone();
        url.set_path(address.path());
        url.set_query(address.query());
        Ok(url)
    }
}

/// Reads an address whole.
fn parse(address: &str) -> Result<Url, TransportError> {
    Url::parse(address).map_err(|error| TransportError::new(TransportErrorKind::Other, error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_the_same_url_whether_its_host_is_known_or_not() {
        let addresses = Addresses::default();
        for address in [
            "https://graph.microsoft.com/v1.0/me",
            "https://graph.microsoft.com",
            "https://graph.microsoft.com/",
            "https://graph.microsoft.com?a=b",
            "https://graph.microsoft.com/v1.0/users('a%27b')/events/c%2Fd?$select=id,subject&$filter=a%20eq%20'b'",
            "https://graph.microsoft.com/v1.0/drives/a/root:/b.txt:/content?a=b|c?d",
            "https://graph.microsoft.com/v1.0//a/./b/%2e%2e/c/../d",
            "https://graph.microsoft.com/v1.0/me?",
            "https://graph.microsoft.com:443/v1.0/me",
            "https://graph.microsoft.com:8443/v1.0/me?a",
            "http://graph.microsoft.com/v1.0/me",
            "https://GRAPH.microsoft.com/v1.0/me",
            "http://127.0.0.1:8080/v1.0/me",
            "http://[::1]:8080/v1.0/me",
        ] {
            let url = addresses.url(&address.parse().unwrap()).unwrap();
            assert_eq!(url, Url::parse(address).unwrap(), "{address}");
        }
        assert!(addresses.url(&Uri::from_static("/v1.0/me")).is_err());
    }
}

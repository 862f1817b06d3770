//! The request for the page behind another one: the link as the service sent it, and only if it leads to the service.

use bytes::Bytes;
use http::{Method, Request, Uri};

use crate::error::{Error, Problem};
use crate::response::{Origin, location};
use crate::{Result, Url};

/// The request for what a next link leads to.
pub(super) fn request(link: &str, origin: &Origin) -> Result<Request<Bytes>> {
    let refused = |why: String| Err(Error::refused(Problem::general(why), origin.method.clone(), origin.path));
    let Some((address, url)) = address(link, origin) else {
        return refused("the next link that the service sent is not an address".to_owned());
    };
    // Whatever a page says, the token goes to no other host, and what was asked of one service is not answered by another.
    if !origin.root.is_origin_of(&address) || !url.username().is_empty() || url.password().is_some() {
        let host = url.host_str().unwrap_or_default();
        let root = origin.root.as_str();
        return refused(format!("the next link leads to `{host}`, and not to the client's service `{root}`"));
    }
    let mut request = Request::new(Bytes::new());
    *request.method_mut() = Method::GET;
    *request.headers_mut() = origin.page_headers.clone();
    *request.uri_mut() = address;
    Ok(request)
}

/// The address that a link names, and how it was read.
fn address(link: &str, origin: &Origin) -> Option<(Uri, Url)> {
    let url = location::resolve(link, origin.root.as_str(), &origin.version)?;
    Some((location::address(link, &url)?, url))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::action::Permissions;
    use crate::client::ServiceRoot;

    /// Where a link of Graph leads, if anywhere.
    fn sent_to(link: &str) -> Option<String> {
        let origin = Origin {
            root: ServiceRoot::of_cloud(crate::Cloud::Global),
            version: "v1.0".into(),
            method: Method::GET,
            path: "/users",
            permissions: Permissions::UNDECLARED,
            page_headers: http::HeaderMap::new(),
        };
        request(link, &origin).ok().map(|request| request.uri().to_string())
    }

    #[test]
    fn a_link_is_sent_as_it_is_and_only_to_the_service() {
        for (link, address) in [
            ("https://graph.microsoft.com/v1.0/users?$skiptoken=a%2Fb'c|d", Some(None)),
            ("https://graph.microsoft.com/v1.0/users/$/a//b/%2e%2e/c?x", Some(None)),
            ("https://graph.microsoft.com/users?a=b c", Some(Some("https://graph.microsoft.com/users?a=b%20c"))),
            ("https://GRAPH.microsoft.com/users?x", Some(Some("https://graph.microsoft.com/users?x"))),
            ("/users?x", Some(Some("https://graph.microsoft.com/v1.0/users?x"))),
            ("http://graph.microsoft.com/v1.0/users", None),
            ("https://graph.microsoft.com:444/v1.0/users", None),
            ("https://graph.microsoft.com.example.org/v1.0/users", None),
            ("https://graph.microsoft.com@example.org/v1.0/users", None),
            ("https://someone@graph.microsoft.com/v1.0/users", None),
            ("https://example.org\\@graph.microsoft.com/v1.0/users", None),
            ("//example.org/v1.0/users", None),
            ("javascript:alert(1)", None),
            ("", None),
        ] {
            let address = address.map(|address| address.unwrap_or(link).to_owned());
            assert_eq!(sent_to(link), address, "{link}");
        }
    }
}

//! Where a redirect leads, and what is sent there. Pure: a request and its answer in, the next request out.
//!
//! Graph answers a download with the address of a storage that is not Graph's: the address itself is the permission. So it
//! is a secret, shown in no error, and the token and all that was meant for Graph stay behind.

use bytes::Bytes;
use http::header::{ACCEPT, ACCEPT_ENCODING, AUTHORIZATION, CONTENT_TYPE, HeaderName, LOCATION, RANGE, USER_AGENT};
use http::{HeaderMap, HeaderValue, Method, Request, Response, StatusCode, Uri};

use super::root::unsafe_because;
use crate::error::ErrorKind;
use crate::response::{Origin, location};
use crate::{Error, Result, Url};

/// The most redirects of one call.
const MOST_REDIRECTS: u32 = 5;

/// Whether a response with this status redirects a request with this method to something that can be asked for with a `GET`.
pub(crate) fn is_for(method: &Method, status: StatusCode) -> bool {
    match status.as_u16() {
        301 | 302 | 307 | 308 => *method == Method::GET,
        303 => true,
        _ => false,
    }
}

/// The request that a redirect asks for in place of the one that it answers, behind so many redirects.
pub(crate) fn follow<B>(
    request: &Request<Bytes>,
    response: &Response<B>,
    origin: &Origin,
    redirects: u32,
) -> Result<Request<Bytes>> {
    let refused = |why: &str| Err(refusal(response, why));
    if redirects >= MOST_REDIRECTS {
        return refused("it was redirected again after 5 redirects");
    }
    let Some(target) = target(request.uri(), response.headers(), origin) else {
        return refused("it was redirected, but not to an address");
    };
    if let Some(why) = unsafe_because(&target) {
        return refused(&format!("it was redirected to an address that {why}, which is not followed"));
    }
    let Ok(address) = Uri::try_from(target.as_str()) else {
        return refused("it was redirected, but not to an address");
    };
    if origin.root.is_origin_of(&address) && !origin.root.is_origin_of(request.uri()) {
        // There the token would go along, to a path of another host's choice.
        return refused("another host redirected it back to the service, which is not followed");
    }
    let mut next = Request::new(Bytes::new());
    *next.method_mut() = Method::GET;
    *next.headers_mut() = headers(request.headers(), origin.root.is_origin_of(&address));
    *next.extensions_mut() = request.extensions().clone();
    *next.uri_mut() = address;
    Ok(next)
}

/// Where a redirect leads.
fn target(from: &Uri, headers: &HeaderMap, origin: &Origin) -> Option<Url> {
    let link = headers.get(LOCATION)?.to_str().ok()?;
    if origin.root.is_origin_of(from) {
        return location::resolve(link, origin.root.as_str(), &origin.version);
    }
    // Relative to the host that says so, and not to the service: another host may not send a token anywhere.
    Url::parse(&from.to_string()).ok()?.join(link).ok()
}

/// The headers that go with a redirect: the token never, the pipeline puts it on where it belongs.
fn headers(sent: &HeaderMap, is_own: bool) -> HeaderMap {
    let kept = |name: &HeaderName| {
        if is_own {
            *name != AUTHORIZATION && *name != CONTENT_TYPE
        } else {
            [ACCEPT, ACCEPT_ENCODING, RANGE, USER_AGENT].contains(name) || name.as_str().starts_with("if-")
        }
    };
    let kept = sent.iter().filter(|(name, _)| kept(name));
    kept.map(|(name, value)| (name.clone(), value.clone())).collect()
}

/// The error of a redirect that is not followed, without the secret: neither the query of the address nor the body, in
/// which storages repeat it.
fn refusal<B>(response: &Response<B>, why: &str) -> Error {
    let mut headers = response.headers().clone();
    if let Some(link) = headers.remove(LOCATION) {
        let shown = link.to_str().ok().and_then(|link| link.split(['?', '#']).next());
        if let Some(shown) = shown.filter(|link| !link.contains('@')).and_then(|link| HeaderValue::from_str(link).ok())
        {
            headers.insert(LOCATION, shown);
        }
    }
    Error::of_response(ErrorKind::Service, why.to_owned(), (response.status(), headers, Bytes::new()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::action::Permissions;
    use crate::client::ServiceRoot;

    /// Where a redirect of a request to an address leads, and the names of the headers that go there.
    fn followed(from: &str, location: &str) -> Option<(String, Vec<String>)> {
        let origin = Origin {
            root: ServiceRoot::of_cloud(crate::Cloud::Global),
            version: "v1.0".into(),
            method: Method::GET,
            path: "/files/<id>/content",
            permissions: Permissions::UNDECLARED,
            page_headers: HeaderMap::new(),
        };
        let request = Request::get(from).header("authorization", "Bearer token").header("cookie", "a");
        let request = request.header("accept", "*/*").header("if-range", "b").body(Bytes::new()).unwrap();
        let response = Response::builder().status(302).header("location", location).body(()).unwrap();
        let next = follow(&request, &response, &origin, 0).ok()?;
        let names = next.headers().keys().map(|name| name.as_str().to_owned()).collect();
        Some((next.uri().to_string(), names))
    }

    #[test]
    fn each_host_gets_what_is_meant_for_it() {
        const FILE: &str = "https://graph.microsoft.com/v1.0/files/a/content";
        const STORAGE: &str = "https://storage.example/a";
        for (from, location, to, names) in [
            (FILE, "https://storage.example/a?b", "https://storage.example/a?b", &["accept", "if-range"][..]),
            (FILE, "http://127.0.0.1:8080/a", "http://127.0.0.1:8080/a", &["accept", "if-range"]),
            (FILE, "https://graph.microsoft.com:8443/a", "https://graph.microsoft.com:8443/a", &["accept", "if-range"]),
            (FILE, "/files/b", "https://graph.microsoft.com/v1.0/files/b", &["cookie", "accept", "if-range"]),
            (STORAGE, "b", "https://storage.example/b", &["accept", "if-range"]),
            (STORAGE, "//other.example/b", "https://other.example/b", &["accept", "if-range"]),
        ] {
            let names = names.iter().map(|name| (*name).to_owned()).collect();
            assert_eq!(followed(from, location), Some((to.to_owned(), names)), "{from} {location}");
        }
        for location in ["http://storage.example/a", "http://0.0.0.0/a", "https://a:b@storage.example", "mailto:a", ""]
        {
            assert_eq!(followed(FILE, location), None, "{location}");
        }
        // Another host sends nobody to the service.
        assert_eq!(followed(STORAGE, "https://graph.microsoft.com/v1.0/me/messages"), None);
    }
}

//! Where a `Location` leads. Graph sends absolute ones, and relative ones without a version: RFC 3986 would resolve those
//! against the host and lose the version.

use http::Uri;

use crate::Url;

/// The absolute URL of a link that the service sent.
pub(crate) fn resolve(link: &str, root: &str, version: &str) -> Option<Url> {
    let link = link.trim();
    if link.is_empty() {
        return None;
    }
    let has_scheme = link.split_once(':').is_some_and(|(scheme, _)| {
        scheme.starts_with(|first: char| first.is_ascii_alphabetic())
            && scheme.chars().all(|character| character.is_ascii_alphanumeric() || "+-.".contains(character))
    });
    if has_scheme {
        return Url::parse(link).ok();
    }
    if link.starts_with("//") {
        return Url::parse(root).ok()?.join(link).ok();
    }
    let path = link.trim_start_matches('/');
    let first = path.split(['/', '?', '(']).next().unwrap_or(path);
    let versioned = first == version || first == "v1.0" || first == "beta";
    Url::parse(&if versioned { format!("{root}/{path}") } else { format!("{root}/{version}/{path}") }).ok()
}

/// What a request is sent to that a link leads to: the link verbatim wherever a request can carry it, since it is opaque.
/// `url` is how it was read when it was judged.
pub(crate) fn address(link: &str, url: &Url) -> Option<Uri> {
    match Uri::try_from(link.trim()) {
        // Two readers of one text: where they differ on the host, what is sent is what was judged.
        Ok(uri) if uri.host().is_some() && uri.host() == url.host_str() => Some(uri),
        _ => Uri::try_from(url.as_str()).ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::resolve;

    #[test]
    fn a_relative_link_is_one_of_the_service_and_version() {
        const ROOT: &str = "https://graph.microsoft.com";
        for (link, url) in [
            (
                "https://graph.microsoft.com/beta/communications/calls/A",
                Some("https://graph.microsoft.com/beta/communications/calls/A"),
            ),
            ("https://other.example/x?y=z", Some("https://other.example/x?y=z")),
            ("/teams('a')/operations('b')", Some("https://graph.microsoft.com/v1.0/teams('a')/operations('b')")),
            ("teams/a", Some("https://graph.microsoft.com/v1.0/teams/a")),
            ("/v1.0/me", Some("https://graph.microsoft.com/v1.0/me")),
            ("/beta/me", Some("https://graph.microsoft.com/beta/me")),
            ("//other.example/x", Some("https://other.example/x")),
            ("drives/a/root:/b", Some("https://graph.microsoft.com/v1.0/drives/a/root:/b")),
            ("", None),
            ("http://", None),
        ] {
            assert_eq!(resolve(link, ROOT, "v1.0").as_ref().map(crate::Url::as_str), url, "{link}");
        }
    }
}

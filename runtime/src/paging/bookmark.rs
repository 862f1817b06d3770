//! A place in a collection as plain data, so that another day or another process can go on from it.

use std::collections::BTreeMap;

use http::{HeaderMap, HeaderName, HeaderValue, Method};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::Page;
use crate::error::Problem;
use crate::response::PAGE_HEADERS;
use crate::{Call, Client, Error, Result};

/// A place to go on from: a link of the service's, and the headers that hold for every page (`Prefer`, `ConsistencyLevel`),
/// which the service does not remember.
///
/// It holds no token, and is not for eyes that may not see ids and filters. A link that was saved without headers is a bookmark,
/// too:
///
/// ```
/// use graph_action::paging::Bookmark;
///
/// let bookmark = Bookmark::new("https://graph.microsoft.com/v1.0/users/delta?$deltatoken=a").header("Prefer", "return=minimal");
/// let saved = serde_json::to_string(&bookmark)?;
/// assert_eq!(serde_json::from_str::<Bookmark>(&saved)?, bookmark);
/// # Ok::<(), serde_json::Error>(())
/// ```
///
/// [`Page::resume`] and [`Delta::resume`](super::Delta::resume) go on from it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Bookmark {
    /// The link, verbatim.
    link: String,
    /// The headers' values, by lower-case name.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    headers: BTreeMap<String, Vec<String>>,
}

impl Bookmark {
    /// The place that a link leads to.
    #[must_use]
    pub fn new(link: impl Into<String>) -> Self {
        Self { link: link.into(), headers: BTreeMap::new() }
    }

    /// The same place, with `Prefer` or `ConsistencyLevel` as the first request had it. Any other header is refused when the
    /// bookmark is used.
    #[must_use]
    pub fn header(mut self, name: &str, value: impl Into<String>) -> Self {
        self.headers.entry(name.to_ascii_lowercase()).or_default().push(value.into());
        self
    }

    /// The link, verbatim.
    #[must_use]
    pub fn link(&self) -> &str {
        &self.link
    }

    /// The place that a link leads to, asked for with these headers.
    pub(crate) fn with_headers(link: &str, headers: &HeaderMap) -> Self {
        headers.iter().fold(Self::new(link), |bookmark, (name, value)| {
            bookmark.header(name.as_str(), String::from_utf8_lossy(value.as_bytes()))
        })
    }

    /// The call for the page that is there.
    pub(super) fn call<T: DeserializeOwned>(&self, client: &Client) -> Call<Page<T>> {
        let origin = client.origin(Method::GET, BOOKMARK);
        match self.header_map() {
            Ok(page_headers) => Call::next(client, &self.link, &crate::response::Origin { page_headers, ..origin }),
            Err(error) => Call::of_request(client, Err(error), origin),
        }
    }

    /// The headers: those that hold for every page, and no others, wherever the bookmark was kept meanwhile.
    fn header_map(&self) -> Result<HeaderMap> {
        let refused = |name: &str, why: &str| {
            let what = format!("the header `{}` of the bookmark {why}", name.escape_debug());
            Error::refused(Problem::general(what), Method::GET, BOOKMARK)
        };
        let mut headers = HeaderMap::new();
        for (name, values) in &self.headers {
            let known = HeaderName::try_from(name).ok().filter(|name| PAGE_HEADERS.contains(name));
            let known = known.ok_or_else(|| refused(name, "is none that holds for every page"))?;
            for value in values {
                let value =
                    HeaderValue::try_from(value).map_err(|_| refused(name, "has a value that no header has"))?;
                headers.append(&known, value);
            }
        }
        Ok(headers)
    }
}

/// What errors call the path of a bookmark.
const BOOKMARK: &str = "<bookmark>";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bookmark_can_be_saved_and_read_again() {
        let bookmark =
            Bookmark::new("l").header("Prefer", "a").header("prefer", "ö").header("ConsistencyLevel", "eventual");
        let json = r#"{"link":"l","headers":{"consistencylevel":["eventual"],"prefer":["a","ö"]}}"#;
        assert_eq!(serde_json::to_string(&bookmark).unwrap(), json);
        assert_eq!(serde_json::from_str::<Bookmark>(json).unwrap(), bookmark);
        assert_eq!(Bookmark::with_headers("l", &bookmark.header_map().unwrap()), bookmark);
        assert_eq!(serde_json::from_str::<Bookmark>(r#"{"link": "l"}"#).unwrap(), Bookmark::new("l"));
    }

    #[test]
    fn only_headers_that_hold_for_every_page_are_sent() {
        for (name, value) in [("Authorization", "Bearer x"), ("X-Other", "a"), ("", "a"), ("Prefer", "a\r\nb: c")] {
            let error = Bookmark::new("l").header(name, value).header_map().unwrap_err();
            assert!(error.is_invalid_request(), "{error}");
            assert!(!error.to_string().contains("Bearer"), "{error}");
        }
    }
}

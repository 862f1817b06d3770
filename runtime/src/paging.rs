//! Collections as Graph sends them: a page at a time.
//!
//! Here is the [`Page`] itself, and how it is read. [`pages`] goes from one to the next, [`trail`] notices when that leads in a
//! circle; [`bookmark`] is a place to go on from another day, [`change`] and [`delta`] are for what has changed since then, and
//! [`resync`] for a place that the service no longer knows. A link is opaque everywhere: it is never taken apart, and never
//! followed to another host.
//!
//! Source: [paging](https://learn.microsoft.com/graph/paging) and [delta queries](https://learn.microsoft.com/graph/delta-query-overview).

mod bookmark;
mod change;
mod delta;
mod pages;
mod resync;
mod trail;

use std::fmt;
use std::sync::Arc;

use serde::Deserialize;
use serde::de::DeserializeOwned;

pub use bookmark::Bookmark;
pub use change::{Change, Removal, RemovalReason};
pub use delta::Delta;
pub use resync::{Resync, ResyncKind};

use self::trail::Trail;
use crate::Result;
use crate::response::{FromResponse, Origin, Received};

/// One page of a collection: its items, and the links that say how to go on.
///
/// A page may be empty and still have a next link. Links are kept as sent: they are opaque. [`stream`](Self::stream) goes
/// through all pages item by item, [`pages`](Self::pages) page by page; [`bookmark`](Self::bookmark) is where to go on later.
///
/// ```
/// # use graph_action::{Action, graph_action, graph_type};
/// use graph_action::Page;
///
/// #[graph_type]
/// #[derive(Debug)]
/// struct Participant { id: Option<String> }
///
/// #[graph_action(GET "/communications/calls/<id>/participants" -> Page<Participant>)]
/// struct ListParticipants { id: String }
///
/// let response = http::Response::new(r#"{"value": [{"id": "a"}, {"id": "b"}],
///     "@odata.nextLink": "https://graph.microsoft.com/v1.0/communications/calls/x/participants?$skiptoken=y"}"#.into());
/// let page = ListParticipants::response(response)?;
/// assert_eq!(page.items().len(), 2);
/// assert!(page.next_link().is_some());
/// # Ok::<(), graph_action::Error>(())
/// ```
#[derive(Clone)]
pub struct Page<T> {
    /// The items.
    items: Vec<T>,
    /// Where the next page is.
    next_link: Option<String>,
    /// Where the changes since this page are.
    delta_link: Option<String>,
    /// How many items the whole collection has.
    count: Option<u64>,
    /// The request that it answers, on which the next page's is modelled.
    origin: Arc<Origin>,
    /// The links that led here.
    trail: Trail,
}

/// A page on the wire.
#[derive(Deserialize)]
#[serde(bound = "T: Deserialize<'de>")]
struct Wire<T> {
    /// The items; some services send null, or nothing, for none.
    value: Option<Vec<T>>,
    /// See [`Page::next_link`].
    #[serde(rename = "@odata.nextLink")]
    next_link: Option<String>,
    /// See [`Page::delta_link`].
    #[serde(rename = "@odata.deltaLink")]
    delta_link: Option<String>,
    /// See [`Page::count`]; an Int64, and so a number or text.
    #[serde(rename = "@odata.count")]
    count: Option<serde_json::Value>,
}

impl<T> Page<T> {
    /// The items of this page.
    #[must_use]
    pub fn items(&self) -> &[T] {
        &self.items
    }

    /// The items of this page, alone.
    #[must_use]
    pub fn into_items(self) -> Vec<T> {
        self.items
    }

    /// Where the next page is, verbatim.
    #[must_use]
    pub fn next_link(&self) -> Option<&str> {
        self.next_link.as_deref()
    }

    /// Where the changes since this page are, on the last page of a delta query, verbatim.
    #[must_use]
    pub fn delta_link(&self) -> Option<&str> {
        self.delta_link.as_deref()
    }

    /// How many items the whole collection has, on the first page of a query that asked for it.
    #[must_use]
    pub fn count(&self) -> Option<u64> {
        self.count
    }
}

/// What the service said, whichever request it answered.
impl<T: PartialEq> PartialEq for Page<T> {
    fn eq(&self, other: &Self) -> bool {
        let Self { items, next_link, delta_link, count, origin: _, trail: _ } = self;
        *items == other.items
            && *next_link == other.next_link
            && *delta_link == other.delta_link
            && *count == other.count
    }
}

impl<T: fmt::Debug> fmt::Debug for Page<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { items, next_link, delta_link, count, origin: _, trail: _ } = self;
        formatter
            .debug_struct("Page")
            .field("items", items)
            .field("next_link", next_link)
            .field("delta_link", delta_link)
            .field("count", count)
            .finish()
    }
}

#[diagnostic::do_not_recommend]
impl<T: DeserializeOwned> FromResponse for Page<T> {
    fn from_response(received: Received) -> Result<Self> {
        let origin = Arc::clone(received.origin());
        let Wire { value, next_link, delta_link, count } = Wire::from_response(received)?;
        let count = count.and_then(|count| count.as_u64().or_else(|| count.as_str()?.parse().ok()));
        Ok(Self { items: value.unwrap_or_default(), next_link, delta_link, count, origin, trail: Trail::default() })
    }
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;

    use super::*;
    use crate::Action;

    /// A page of numbers.
    struct Numbers;

    impl Action for Numbers {
        const METHOD: http::Method = http::Method::GET;
        const PATH: &'static str = "/numbers";
        type Response = Page<u8>;
        fn encode(&self, request: &mut crate::request::Encoder) {
            request.text("/numbers");
        }
    }

    fn page(json: &'static str) -> Result<Page<u8>> {
        Numbers::response(http::Response::new(Bytes::from_static(json.as_bytes())))
    }

    #[test]
    fn a_page_is_read_whatever_is_left_out() {
        for (json, items, next, delta, count) in [
            (r#"{"value": [1, 2]}"#, &[1, 2][..], None, None, None),
            (r#"{"value": [], "@odata.nextLink": "n"}"#, &[], Some("n"), None, None),
            (r#"{"value": null, "@odata.deltaLink": "d"}"#, &[], None, Some("d"), None),
            (r#"{"@odata.count": 7}"#, &[], None, None, Some(7)),
            (r#"{"@odata.count": "7", "@odata.context": "c"}"#, &[], None, None, Some(7)),
        ] {
            let page = page(json).unwrap();
            let found = (page.items(), page.next_link(), page.delta_link(), page.count());
            assert_eq!(found, (items, next, delta, count), "{json}");
        }
    }

    #[test]
    fn an_item_that_does_not_fit_is_named() {
        let error = page(r#"{"value": [1, "x"]}"#).unwrap_err();
        assert!(error.to_string().contains("at `value[1]`"), "{error}");
        assert!(page("").is_err());
    }
}

//! Collections as Graph sends them: a page at a time.
//!
//! Source: [paging](https://learn.microsoft.com/graph/paging) and [delta queries](https://learn.microsoft.com/graph/delta-query-overview).

use std::fmt;
use std::future::Future;
use std::sync::Arc;

use futures_core::Stream;
use futures_util::stream;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::response::{FromResponse, Origin, Received};
use crate::{Call, Client, Result};

/// One page of a collection: its items, and the links that say how to go on.
///
/// A page may be empty and still have a next link. Links are kept as sent: they are opaque. [`stream`](Self::stream) goes
/// through all pages item by item, [`next_page`](Self::next_page) page by page.
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

impl<T: DeserializeOwned> Page<T> {
    /// The page behind this one; none where this is the last one.
    ///
    /// It is asked for with the `Prefer` and `ConsistencyLevel` of the first one. A next link that leads to another host
    /// than the client's service is an error, and nothing is sent there.
    pub fn next_page(&self, client: &Client) -> impl Future<Output = Result<Option<Self>>> + Send + use<T> {
        let call: Option<Call<Self>> = self.next_link.as_deref().map(|link| Call::next(client, link, &self.origin));
        async move {
            match call {
                Some(call) => call.await.map(Some),
                None => Ok(None),
            }
        }
    }

    /// The items of this page, and then those of every [page behind it](Self::next_page), each of which is asked for when
    /// the items before it are used up. An error ends the stream.
    ///
    /// ```
    /// # use graph_action::{Action, graph_action, graph_type};
    /// use futures_util::TryStreamExt;
    /// use graph_action::{Client, Page, auth::StaticToken};
    ///
    /// #[graph_type]
    /// struct User { display_name: Option<String> }
    ///
    /// #[graph_action(GET "/users" -> Page<User>)]
    /// struct ListUsers { #[graph(query = "$top")] top: Option<u32> }
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> graph_action::Result<()> {
    /// let client = Client::new(StaticToken::new("token"))?;
    /// # let response = http::Response::new(r#"{"value": [{"displayName": "Adele"}, {"displayName": "Alex"}]}"#.into());
    /// // With a client: `ListUsers { top: Some(100) }.send(&client).await?`.
    /// let first = ListUsers::response(response)?;
    /// let mut users = first.stream(&client);
    /// while let Some(user) = users.try_next().await? {
    ///     assert!(user.display_name.is_some());
    /// }
    /// # Ok(()) }
    /// ```
    pub fn stream(self, client: &Client) -> impl Stream<Item = Result<T>> + Send + Unpin + use<T>
    where
        T: Send,
    {
        let rest = Rest { items: self.items.into_iter(), next_link: self.next_link, origin: self.origin };
        let client = client.clone();
        Box::pin(stream::try_unfold((rest, client), |(mut rest, client)| async move {
            loop {
                if let Some(item) = rest.items.next() {
                    return Ok(Some((item, (rest, client))));
                }
                let Some(link) = rest.next_link.take() else { return Ok(None) };
                let page: Self = Call::next(&client, &link, &rest.origin).await?;
                (rest.items, rest.next_link) = (page.items.into_iter(), page.next_link);
            }
        }))
    }
}

/// What is left of a collection.
struct Rest<T> {
    /// The items of the page that was read last.
    items: std::vec::IntoIter<T>,
    /// Where the page behind it is.
    next_link: Option<String>,
    /// The request that the first page answered.
    origin: Arc<Origin>,
}

/// What the service said, whichever request it answered.
impl<T: PartialEq> PartialEq for Page<T> {
    fn eq(&self, other: &Self) -> bool {
        let Self { items, next_link, delta_link, count, origin: _ } = self;
        *items == other.items
            && *next_link == other.next_link
            && *delta_link == other.delta_link
            && *count == other.count
    }
}

impl<T: fmt::Debug> fmt::Debug for Page<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { items, next_link, delta_link, count, origin: _ } = self;
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
        Ok(Self { items: value.unwrap_or_default(), next_link, delta_link, count, origin })
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

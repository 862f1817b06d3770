//! From one page to the next: each is asked for like the first one, when it is needed and no earlier.

use std::future::Future;

use futures_core::Stream;
use futures_util::stream::{self, TryStreamExt};
use serde::de::DeserializeOwned;

use super::{Bookmark, Page};
use crate::error::ErrorKind;
use crate::{Call, Client, Error, Result};

impl<T: DeserializeOwned> Page<T> {
    /// The page at a [bookmark](Bookmark), which may be one of another process.
    ///
    /// It is asked for with the headers that the bookmark holds. One that leads to another host than the client's service is
    /// an error, and nothing is sent there. Errors name the path `<bookmark>`, since no declaration is at hand.
    ///
    /// ```no_run
    /// # use graph_action::graph_type;
    /// # #[graph_type] struct User { display_name: Option<String> }
    /// # async fn f(client: graph_action::Client, saved: &str) -> Result<(), Box<dyn std::error::Error>> {
    /// use graph_action::{Page, paging::Bookmark};
    ///
    /// let bookmark: Bookmark = serde_json::from_str(saved)?;
    /// let page = Page::<User>::resume(&client, &bookmark).await?;
    /// # Ok(()) }
    /// ```
    pub fn resume(client: &Client, bookmark: &Bookmark) -> Call<Self> {
        bookmark.call(client)
    }

    /// The page behind this one; none where this is the last one.
    ///
    /// It is asked for with the `Prefer` and `ConsistencyLevel` of the first one. A next link that leads to another host
    /// than the client's service is an error, and nothing is sent there; so is one to a page that was read already, since
    /// there would be no end.
    pub fn next_page(&self, client: &Client) -> impl Future<Output = Result<Option<Self>>> + Send + use<T> {
        let next = self.next_link.as_deref().map(|link| match self.trail.follow(link) {
            Some(trail) => Ok((Call::<Self>::next(client, link, &self.origin), trail)),
            None => Err(self.leads_back()),
        });
        async move {
            let Some((call, trail)) = next.transpose()? else { return Ok(None) };
            let page = call.await?;
            Ok(Some(Self { trail, ..page }))
        }
    }

    /// This page, and then every [page behind it](Self::next_page), each of which is asked for when it is wanted. An error
    /// ends the stream.
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
    /// let mut pages = first.pages(&client);
    /// while let Some(page) = pages.try_next().await? {
    ///     assert_eq!(page.items().len(), 2);
    ///     // Where to go on, should the program end here.
    ///     assert!(page.bookmark().is_none());
    /// }
    /// # Ok(()) }
    /// ```
    pub fn pages(self, client: &Client) -> impl Stream<Item = Result<Self>> + Send + Unpin + use<T>
    where
        T: Send,
    {
        let client = client.clone();
        let first = Step::This(self);
        Box::pin(stream::try_unfold(first, move |step| {
            let next = match step {
                Step::This(page) => Err(page),
                Step::Behind(behind) => Ok(behind.next_page(&client)),
            };
            async move {
                let page = match next {
                    Err(page) => Some(page),
                    Ok(next) => next.await?,
                };
                Ok(page.map(|page| {
                    let behind = page.without_items();
                    (page, Step::Behind(behind))
                }))
            }
        }))
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
        self.pages(client).map_ok(|page| stream::iter(page.into_items().into_iter().map(Ok))).try_flatten()
    }

    /// The error of a next link that leads back.
    fn leads_back(&self) -> Error {
        let message = "the next link leads to a page that was read already, so that there would be no end";
        Error::new(ErrorKind::Response, message).of(&self.origin)
    }
}

impl<T> Page<T> {
    /// Where to go on after this page, another day or in another process: at the next page, or behind the last one at the
    /// changes since. None where this is the last page and no delta query's.
    ///
    /// ```
    /// # use graph_action::{Action, Page, graph_action};
    /// #[graph_action(GET "/users/delta" -> Page<serde_json::Value>)]
    /// struct UserDelta;
    ///
    /// let last = r#"{"value": [], "@odata.deltaLink": "https://graph.microsoft.com/v1.0/users/delta?$deltatoken=a"}"#;
    /// let page = UserDelta::response(http::Response::new(last.into()))?;
    /// let saved = serde_json::to_string(&page.bookmark()).unwrap();
    /// assert_eq!(saved, r#"{"link":"https://graph.microsoft.com/v1.0/users/delta?$deltatoken=a"}"#);
    /// # Ok::<(), graph_action::Error>(())
    /// ```
    #[must_use]
    pub fn bookmark(&self) -> Option<Bookmark> {
        let link = self.next_link.as_deref().or(self.delta_link.as_deref())?;
        Some(Bookmark::with_headers(link, &self.origin.page_headers))
    }

    /// The page without its items: all that the next one is asked for with.
    pub(super) fn without_items(&self) -> Self {
        let Self { next_link, delta_link, origin, trail, .. } = self;
        let (next_link, delta_link) = (next_link.clone(), delta_link.clone());
        Self { items: Vec::new(), next_link, delta_link, count: None, origin: origin.clone(), trail: trail.clone() }
    }
}

/// How far a stream of pages is.
enum Step<T> {
    /// This page comes first.
    This(Page<T>),
    /// The page behind this one comes next.
    Behind(Page<T>),
}

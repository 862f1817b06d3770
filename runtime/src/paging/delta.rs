//! A whole round of a delta query: every page of what has changed, and at its end the place to start the next one from.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;
use serde::de::DeserializeOwned;

use super::{Bookmark, Page};
use crate::error::ErrorKind;
use crate::transport::BoxFuture;
use crate::{Client, Error, Result};

/// The changes of one round as a stream, and the place to go on from.
///
/// Its items are mostly [`Change`](super::Change)s. [`bookmark`](Self::bookmark) never skips anything: it lies behind the last
/// page all of whose items the stream has handed out. So handle what came, then save the bookmark, as often as you like; after a
/// crash at any moment some changes come again, and none is lost. Once the stream has ended, it is where the next round starts.
///
/// ```no_run
/// # use graph_action::{graph_action, graph_type};
/// use futures_util::TryStreamExt;
/// use graph_action::paging::{Change, Delta};
/// use graph_action::{Client, Page};
///
/// # #[graph_type] #[derive(Debug)]
/// # struct User { id: Option<String> }
/// #[graph_action(GET "/users/delta" -> Page<Change<User>>)]
/// struct UserDelta;
///
/// # async fn f(client: Client, saved: Option<graph_action::paging::Bookmark>) -> graph_action::Result<()> {
/// let mut round = match &saved {
///     Some(bookmark) => Delta::resume(&client, bookmark),
///     None => Delta::first(&client, user_delta(&client, &UserDelta)),
/// };
/// loop {
///     match round.try_next().await {
///         Ok(Some(Change::Item(user))) => println!("keep {user:?}"),
///         Ok(Some(Change::Removed(removal))) => println!("forget {:?}", removal.id()),
///         // Done: save `round.bookmark()` for the next time.
///         Ok(None) => break,
///         Err(error) => match error.resync() {
///             // The bookmark was too old: all comes again, from the place that the service names or from the start.
///             Some(resync) => round = match resync.bookmark() {
///                 Some(bookmark) => Delta::resume(&client, bookmark),
///                 None => Delta::first(&client, user_delta(&client, &UserDelta)),
///             },
///             // Anything else: what was handled is handled, and `round.bookmark()` is where to go on.
///             None => return Err(error),
///         },
///     }
/// }
/// # Ok(()) }
/// ```
#[must_use = "a stream does nothing unless it is polled"]
pub struct Delta<T> {
    /// The client that asks for the pages.
    client: Client,
    /// The items of the page that was read last, which are still to be handed out.
    items: std::vec::IntoIter<T>,
    /// That page, without them.
    page: Option<Page<T>>,
    /// See [`Self::bookmark`].
    bookmark: Option<Bookmark>,
    /// The page that is being read; none where the page before it is not used up, or the stream has ended.
    reading: Option<Reading<T>>,
    /// See [`Self::is_complete`].
    is_complete: bool,
}

/// A page on its way; none where there is none.
type Reading<T> = BoxFuture<'static, Result<Option<Page<T>>>>;

impl<T: DeserializeOwned + Send + 'static> Delta<T> {
    /// A first round: the call of a delta query's action, which is sent when the stream is polled.
    pub fn first(client: &Client, first: impl Future<Output = Result<Page<T>>> + Send + 'static) -> Self {
        Self::new(client, None, first)
    }

    /// The next round, or the rest of one that did not come to its end.
    pub fn resume(client: &Client, bookmark: &Bookmark) -> Self {
        Self::new(client, Some(bookmark.clone()), bookmark.call(client))
    }

    /// A round that begins with this page.
    fn new(
        client: &Client,
        bookmark: Option<Bookmark>,
        first: impl Future<Output = Result<Page<T>>> + Send + 'static,
    ) -> Self {
        let (client, items) = (client.clone(), Vec::new().into_iter());
        let reading: Reading<T> = Box::pin(async move { first.await.map(Some) });
        Self { client, items, page: None, bookmark, reading: Some(reading), is_complete: false }
    }

    /// Begins to hand out a page.
    fn begin(&mut self, mut page: Page<T>) {
        self.items = std::mem::take(&mut page.items).into_iter();
        self.page = Some(page);
        self.mark();
    }

    /// Moves the bookmark behind the page, where all of it has been handed out.
    fn mark(&mut self) {
        if self.items.len() == 0
            && let Some(behind) = self.page.as_ref().and_then(Page::bookmark)
        {
            self.bookmark = Some(behind);
        }
    }

    /// What comes when a page is used up: the next one, the end, or an error.
    fn go_on(&mut self) -> Result<Option<Reading<T>>> {
        let Some(page) = self.page.take() else { return Ok(None) };
        if page.next_link.is_some() {
            return Ok(Some(Box::pin(page.next_page(&self.client))));
        }
        self.is_complete = page.delta_link.is_some();
        if self.is_complete {
            return Ok(None);
        }
        let message =
            "the last page has no delta link, so that no next time has a place to start from; is it a delta query?";
        Err(Error::new(ErrorKind::Response, message).of(&page.origin))
    }
}

impl<T> Delta<T> {
    /// Where to go on, when all that the stream has handed out so far is handled: at a page that may begin with some of it, and
    /// at the end of the stream with the next round. None before the first page of a first round has been handed out.
    #[must_use]
    pub fn bookmark(&self) -> Option<&Bookmark> {
        self.bookmark.as_ref()
    }

    /// Whether the round has come to its end, and the bookmark is where the next one starts.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.is_complete
    }
}

/// Items are moved and never pinned; the page that is being read is pinned in its box.
impl<T> Unpin for Delta<T> {}

impl<T: DeserializeOwned + Send + 'static> Stream for Delta<T> {
    type Item = Result<T>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<T>>> {
        loop {
            if let Some(item) = self.items.next() {
                self.mark();
                return Poll::Ready(Some(Ok(item)));
            }
            let Some(reading) = &mut self.reading else {
                match self.go_on() {
                    Ok(None) => return Poll::Ready(None),
                    Ok(next) => self.reading = next,
                    Err(error) => return Poll::Ready(Some(Err(error))),
                }
                continue;
            };
            let read = ready!(reading.as_mut().poll(context));
            self.reading = None;
            match read {
                Ok(Some(page)) => self.begin(page),
                Ok(None) => return Poll::Ready(None),
                Err(error) => return Poll::Ready(Some(Err(error))),
            }
        }
    }
}

impl<T> fmt::Debug for Delta<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Delta")
            .field("bookmark", &self.bookmark)
            .field("is_complete", &self.is_complete)
            .finish_non_exhaustive()
    }
}

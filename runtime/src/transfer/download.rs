//! A download before it begins: of which action, which bytes of it, and how patiently.

use std::ops::{Bound, RangeBounds};

use bytes::Bytes;
use futures_util::TryStreamExt;
use http::header::RANGE;
use http::{Method, Request};

use super::pace::Pace;
use super::plan::Plan;
use super::{Downloading, OnProgress, Progress};
use crate::error::Problem;
use crate::response::Origin;
use crate::{Action, Client, Content, Error, Result};

/// The content of an action, downloaded to its end whatever happens to the connection.
///
/// Where a connection is cut, falls silent, or ends too early, the action is called again for the bytes that are missing;
/// not the storage that it redirected to, whose URL may have expired. The [`ETag`](Downloading::etag) makes sure that they
/// are of the same file: where that has changed, the download ends with [`ErrorKind::Changed`](crate::ErrorKind::Changed).
/// Without a strong `ETag` nothing can make sure, so a cut is an error then.
///
/// ```no_run
/// # use graph_action::{Client, graph_action};
/// use futures_util::TryStreamExt;
/// use graph_action::Content;
/// use graph_action::transfer::Download;
///
/// #[graph_action(GET "/drives/<drive>/items/<item>/content" -> Content)]
/// struct GetFile { drive: String, item: String }
///
/// # async fn f(client: Client, mut write: impl FnMut(&[u8])) -> graph_action::Result<()> {
/// let file = GetFile { drive: "b!t18".into(), item: "01NKD".into() };
/// let mut pieces = Download::of(&client, &file).on_progress(|progress| println!("{}", progress.done)).stream();
/// while let Some(piece) = pieces.try_next().await? {
///     write(&piece);
/// }
/// // What a later process needs to go on, had this one ended in the middle.
/// let (position, etag) = (pieces.position(), pieces.etag().map(str::to_owned));
/// let mut rest = Download::of(&client, &file).from(position);
/// if let Some(etag) = etag {
///     rest = rest.if_match(etag);
/// }
/// # Ok(()) }
/// ```
///
/// Source: [download driveItem content](https://learn.microsoft.com/graph/api/driveitem-get-content#partial-range-downloads).
#[must_use = "nothing is asked for until the download is read"]
pub struct Download<'a> {
    /// What is asked for.
    plan: Plan,
    /// Why it cannot be asked for.
    refused: Option<Error>,
    /// The client.
    client: Client,
    /// See [`Self::most_resumes`].
    most_resumes: Option<u32>,
    /// See [`Self::on_progress`].
    on_progress: Option<OnProgress<'a>>,
}

impl<'a> Download<'a> {
    /// The download of what an action answers. The action has to be a `GET`: nothing else can be asked for in parts.
    pub fn of<A: Action<Response = Content>>(client: &Client, action: &A) -> Self {
        let origin = client.origin_of::<A>();
        let (request, refused) = match client.request_of(action).and_then(|request| check(request, &origin)) {
            Ok(request) => (request, None),
            Err(error) => (Request::default(), Some(error)),
        };
        let (client, plan) = (client.clone(), Plan::new(request, origin));
        Self { plan, refused, client, most_resumes: None, on_progress: None }
    }

    /// Begins with this byte, counted from 0: as many as there are already.
    pub fn from(self, offset: u64) -> Self {
        self.range(offset..)
    }

    /// Only these bytes, counted from 0: `0..1024` is the first KiB. Where the file is shorter, what there is of them.
    pub fn range(mut self, range: impl RangeBounds<u64>) -> Self {
        let start = match range.start_bound() {
            Bound::Included(start) => Some(*start),
            Bound::Excluded(before) => before.checked_add(1),
            Bound::Unbounded => Some(0),
        };
        let end = match range.end_bound() {
            Bound::Included(last) => last.checked_add(1),
            Bound::Excluded(end) => Some(*end),
            Bound::Unbounded => None,
        };
        match start {
            Some(start) if end.is_none_or(|end| start < end) => self.plan = self.plan.with_range(start, end),
            _ => {
                let origin = self.plan.origin();
                self.refused.get_or_insert_with(|| refused("`range` is empty: there is nothing to ask for", origin));
            }
        }
        self
    }

    /// Only if the file is still the one with this [`ETag`](Downloading::etag); another one is an
    /// [error](crate::ErrorKind::Changed). For the rest of a file whose beginning is there already.
    pub fn if_match(mut self, etag: impl Into<String>) -> Self {
        self.plan = self.plan.with_etag(etag.into());
        self
    }

    /// How often the download is taken up again where nothing more arrived in between; what did arrive sets the count back.
    /// Default: as often as the client repeats a request.
    pub fn most_resumes(mut self, most: u32) -> Self {
        self.most_resumes = Some(most);
        self
    }

    /// Is told how far the download is after each piece, and must not take long.
    pub fn on_progress(mut self, told: impl FnMut(Progress) + Send + 'a) -> Self {
        self.on_progress = Some(Box::new(told));
        self
    }

    /// The bytes, piece by piece, as they arrive. Only one piece is in memory at a time.
    pub fn stream(self) -> Downloading<'a> {
        Downloading::new(
            self.plan,
            self.refused,
            Pace::new(self.client.clone(), self.most_resumes),
            self.client,
            self.on_progress,
        )
    }

    /// The bytes, all at once. More than the client's `max_response_bytes` is an error; a [stream](Self::stream) has no such
    /// limit.
    pub async fn bytes(self) -> Result<Bytes> {
        let most = self.client.max_response_bytes();
        let mut pieces = self.stream();
        let mut whole = Vec::new();
        while let Some(piece) = pieces.try_next().await? {
            if whole.len() + piece.len() > most {
                return Err(pieces.misfit(format!(
                    "it is longer than {most} bytes; `max_response_bytes` allows more, and a stream has no limit"
                )));
            }
            whole.extend_from_slice(&piece);
        }
        Ok(whole.into())
    }
}

/// Refuses what cannot be asked for in parts.
fn check(request: Request<Bytes>, origin: &Origin) -> Result<Request<Bytes>> {
    if origin.method != Method::GET {
        return Err(refused("only a GET can be downloaded in parts; send this action for its `Content`", origin));
    }
    if request.headers().contains_key(RANGE) {
        return Err(refused("its declaration has a `Range` of its own: leave it out, and say `.range(..)`", origin));
    }
    Ok(request)
}

/// The error of a download that is not begun.
fn refused(why: &str, origin: &Origin) -> Error {
    Error::refused(Problem::general(why.to_owned()), origin.method.clone(), origin.path)
}

impl std::fmt::Debug for Download<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { plan, most_resumes, .. } = self;
        formatter
            .debug_struct("Download")
            .field("plan", plan)
            .field("most_resumes", most_resumes)
            .finish_non_exhaustive()
    }
}

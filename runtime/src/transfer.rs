//! Large content, in either direction, taken up again where a connection was cut.
//!
//! [`download`] asks an action for its [`Content`](crate::Content), and [`downloading`] asks it again for what is missing
//! after a cut; [`plan`] says which bytes those are, and whether an answer holds them. [`session`] is the upload session
//! that Graph opens, [`upload`] and [`uploading`] send content to it range by range out of a [`source`](Source),
//! [`verdict`] reads what the answers say, and [`host`] is the seam to the host behind the session's URL. [`pace`] bounds
//! how often anything is taken up again.
//!
//! Bytes are never put together from two versions of a file, and never lost in silence: what cannot be known to fit is an
//! error. The URL of an upload session is a secret, and gets no token.
//!
//! Sources: [downloading a file](https://learn.microsoft.com/graph/api/driveitem-get-content) and
//! [upload sessions](https://learn.microsoft.com/graph/api/driveitem-createuploadsession).

mod content_range;
mod download;
mod downloading;
mod etag;
#[cfg(feature = "fs")]
mod file;
mod host;
mod pace;
mod plan;
mod session;
mod source;
mod status;
mod upload;
mod uploading;
mod verdict;

pub use download::Download;
pub use downloading::Downloading;
#[cfg(feature = "fs")]
pub use file::FileSource;
pub use session::UploadSession;
pub use source::Source;
pub use status::UploadStatus;
pub use upload::Upload;

/// How far a transfer is.
///
/// ```
/// use graph_action::transfer::Progress;
///
/// let show = |Progress { done, total, .. }: Progress| match total {
///     Some(total) => println!("{done} of {total} bytes"),
///     None => println!("{done} bytes"),
/// };
/// # let _ = show;
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Progress {
    /// The bytes that are there, counted from the beginning of the file: what an earlier process transferred is among them.
    /// In an upload, those that the service has confirmed; fewer than before where it lost some.
    pub done: u64,
    /// The bytes of the whole file; always known in an upload, and in a download where the service says.
    pub total: Option<u64>,
}

/// What is told how far a transfer is.
type OnProgress<'a> = Box<dyn FnMut(Progress) + Send + 'a>;

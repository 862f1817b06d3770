//! A file as the content of an upload, read where blocking does no harm.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::ops::Range;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;

use super::Source;
use crate::transport::BoxFuture;

/// A file to [upload](super::UploadSession::upload): one range at a time is read into memory, on tokio's threads for
/// blocking work. Needs the feature `fs`, and a tokio runtime.
///
/// ```no_run
/// # async fn f(client: graph_action::Client, session: graph_action::transfer::UploadSession) -> Result<(), Box<dyn std::error::Error>> {
/// use graph_action::transfer::FileSource;
///
/// let film = FileSource::open("film.mp4").await?;
/// let item: serde_json::Value = session.upload(&client, film).send().await?;
/// # Ok(()) }
/// ```
#[derive(Debug)]
pub struct FileSource {
    /// The file. Locked, since a read whose future was dropped goes on to its end.
    file: Arc<Mutex<File>>,
    /// Its length when it was opened.
    length: u64,
}

impl FileSource {
    /// Opens a file.
    pub async fn open(path: impl AsRef<Path>) -> io::Result<Self> {
        let path = path.as_ref().to_owned();
        blocking(move || Self::measure(File::open(path)?)).await
    }

    /// A file that is open already. Where it stands makes no difference: it is read from its beginning.
    pub async fn of(file: File) -> io::Result<Self> {
        blocking(move || Self::measure(file)).await
    }

    /// Asks a file for its length.
    fn measure(file: File) -> io::Result<Self> {
        let length = file.metadata()?.len();
        Ok(Self { file: Arc::new(Mutex::new(file)), length })
    }
}

/// Runs what blocks.
async fn blocking<T: Send + 'static>(work: impl FnOnce() -> io::Result<T> + Send + 'static) -> io::Result<T> {
    tokio::task::spawn_blocking(work).await.map_err(io::Error::other)?
}

impl Source for FileSource {
    fn length(&self) -> u64 {
        self.length
    }

    fn read(&mut self, range: Range<u64>) -> BoxFuture<'_, io::Result<Bytes>> {
        let file = Arc::clone(&self.file);
        Box::pin(blocking(move || {
            let length = usize::try_from(range.end.saturating_sub(range.start)).map_err(io::Error::other)?;
            let mut file = file.lock().unwrap_or_else(PoisonError::into_inner);
            file.seek(SeekFrom::Start(range.start))?;
            let mut bytes = vec![0; length];
            file.read_exact(&mut bytes)?;
            Ok(bytes.into())
        }))
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    #[tokio::test]
    async fn a_file_is_read_in_any_order_and_never_beyond_its_end() {
        let path = std::env::temp_dir().join(format!("graph-action-{}", uuid::Uuid::new_v4()));
        File::create(&path).unwrap().write_all(b"0123456789").unwrap();
        let mut source = FileSource::open(&path).await.unwrap();
        assert_eq!(source.length(), 10);
        assert_eq!(source.read(6..10).await.unwrap(), "6789");
        assert_eq!(source.read(0..2).await.unwrap(), "01");
        let mut reopened = FileSource::of(File::open(&path).unwrap()).await.unwrap();
        assert_eq!(reopened.read(0..10).await.unwrap(), "0123456789");
        File::create(&path).unwrap().write_all(b"012").unwrap();
        assert_eq!(source.read(0..10).await.unwrap_err().kind(), io::ErrorKind::UnexpectedEof);
        std::fs::remove_file(&path).unwrap();
        assert_eq!(FileSource::open(&path).await.unwrap_err().kind(), io::ErrorKind::NotFound);
    }
}

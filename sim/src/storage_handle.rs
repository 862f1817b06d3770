//! What a test can ask of the drive and its storage, and what it can make them do.

use std::sync::atomic::Ordering;

use bytes::Bytes;

use crate::{Failure, Graph, Mishap, RecordedRequest, drive::Conflict, state::lock};

impl Graph {
    /// The id of the one drive.
    #[must_use]
    pub fn drive_id(&self) -> &str {
        &self.state.drive.id
    }

    /// The root of the storage, which is another origin than the service: downloads are redirected there, and uploads go
    /// there.
    #[must_use]
    pub fn storage_url(&self) -> &str {
        &self.state.storage.base_url
    }

    /// Writes a file at a path below the root of the drive, over one that may be there, and returns its id.
    pub fn put_file(&self, path: &str, content: impl Into<Bytes>) -> String {
        let written = self.state.drive.write(path, content.into(), Conflict::Replace);
        written.map(|(file, _)| file.id).unwrap_or_default()
    }

    /// The content of the file at a path below the root of the drive, if there is one.
    #[must_use]
    pub fn file(&self, path: &str) -> Option<Bytes> {
        self.state.drive.find(path).map(|file| file.content)
    }

    /// The requests to the storage so far, refused ones included, but for those whose body did not arrive.
    #[must_use]
    pub fn storage_requests(&self) -> Vec<RecordedRequest> {
        lock(&self.state.storage.requests).clone()
    }

    /// Answers the next request to the storage with this, whatever it asks for; several are used up in order.
    pub fn fail_next_storage(&self, failure: Failure) {
        self.state.storage.script.push(failure);
    }

    /// Lets something go wrong with the next request that it can happen to; several happen one after another.
    pub fn mishap(&self, mishap: Mishap) {
        self.state.storage.mishap(mishap);
    }

    /// Ends every upload session, as time would.
    pub fn expire_upload_sessions(&self) {
        self.state.storage.sessions.expire_all();
    }

    /// How many upload sessions are open.
    #[must_use]
    pub fn upload_sessions(&self) -> usize {
        self.state.storage.sessions.count()
    }

    /// Answers uploads as Outlook does, and not as a drive: members in `PascalCase`, ranges by their first byte alone, 200
    /// for a range that is not the last one, and at the end 201 with a `Location` and no body.
    pub fn upload_like_outlook(&self) {
        self.state.storage.is_like_outlook.store(true, Ordering::SeqCst);
    }
}

//! An operation as plain data: what is needed to take it up again later, or elsewhere.
//!
//! Nothing of a credential is in it; but a monitor outside Graph is opened by its address alone, so the address is shown in
//! neither `Debug` nor errors.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::client::{ServiceRoot, unsafe_because};
use crate::{Result, Url};

/// The format that this version writes.
const FORMAT: u32 = 1;

/// What is needed to take a long-running operation up again: in another task, after a restart, in another process.
///
/// It is plain data for any of serde's formats. [`Operation::handle`](crate::Operation::handle) makes one,
/// [`Operation::resume`](crate::Operation::resume) makes an operation of it again, with any client of the same service. An
/// error that ends a [wait](crate::Operation::wait) [has it too](crate::Error::operation).
///
/// Keep it as you keep a secret: the address of a monitor that is not Graph's lets anybody read the operation's state.
/// `Debug` does not show it.
///
/// ```
/// # use graph_action::{Action, Operation, OperationHandle, graph_action};
/// #[graph_action(POST "/teams" -> Operation<serde_json::Value>)]
/// struct CreateTeam {}
///
/// # let response = http::Response::builder().status(202).header("Location", "/teams('a')/operations('b')").body("".into());
/// # let operation = CreateTeam::response(response.unwrap())?;
/// let saved = serde_json::to_string(&operation.handle()).unwrap();
///
/// let handle: OperationHandle = serde_json::from_str(&saved).unwrap();
/// assert_eq!(handle.action(), "POST /teams");
/// let operation = Operation::<serde_json::Value>::resume(handle);
/// // … `operation.wait(&client).await?`
/// # Ok::<(), graph_action::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "Saved", try_from = "Saved")]
pub struct OperationHandle {
    /// The service that was called.
    pub(super) root: ServiceRoot,
    /// The API version that was called.
    pub(super) version: String,
    /// See [`Self::action`].
    pub(super) action: String,
    /// Where the operation can be looked at.
    pub(super) location: Url,
    /// The operation's id, where the first response named it.
    pub(super) id: Option<String>,
    /// The caller's own mark, where the first response repeated it.
    pub(super) client_context: Option<String>,
}

impl OperationHandle {
    /// What began the operation: method and path template, never the ids.
    #[must_use]
    pub fn action(&self) -> &str {
        &self.action
    }
}

/// A handle as it is written.
#[derive(Serialize, Deserialize)]
struct Saved {
    /// What the rest is to be understood by.
    format: u32,
    /// See [`OperationHandle::root`].
    service: String,
    /// See [`OperationHandle::version`].
    version: String,
    /// See [`OperationHandle::action`].
    action: String,
    /// See [`OperationHandle::location`].
    location: String,
    /// See [`OperationHandle::id`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    /// See [`OperationHandle::client_context`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    client_context: Option<String>,
}

impl From<OperationHandle> for Saved {
    fn from(handle: OperationHandle) -> Self {
        let OperationHandle { root, version, action, location, id, client_context } = handle;
        let (service, location) = (root.as_str().to_owned(), location.into());
        Self { format: FORMAT, service, version, action, location, id, client_context }
    }
}

impl TryFrom<Saved> for OperationHandle {
    type Error = String;

    fn try_from(saved: Saved) -> Result<Self, String> {
        let Saved { format, service, version, action, location, id, client_context } = saved;
        if format != FORMAT {
            return Err(format!(
                "the operation was saved in format {format}, and this version of graph-action reads format {FORMAT}"
            ));
        }
        let root = ServiceRoot::new(&service).map_err(|error| format!("`service` of the operation: {error}"))?;
        // The text is not repeated: it may be a secret.
        let location = Url::parse(&location).map_err(|error| format!("`location` of the operation: {error}"))?;
        Ok(Self { root, version, action, location, id, client_context })
    }
}

impl fmt::Debug for OperationHandle {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { root, version, action, location, id, client_context } = self;
        formatter
            .debug_struct("OperationHandle")
            .field("service", &root.as_str())
            .field("version", version)
            .field("action", action)
            .field("location", &format_args!("{}", Shown { location, root }))
            .field("id", id)
            .field("client_context", client_context)
            .finish()
    }
}

/// A location as it may be shown: whole where it is the service's own, which asks for a token, and has no password in it; else
/// its host alone.
pub(super) struct Shown<'a> {
    /// The location.
    pub(super) location: &'a Url,
    /// The service.
    pub(super) root: &'a ServiceRoot,
}

impl fmt::Display for Shown<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { location, root } = self;
        if root.is_origin_of_url(location) && unsafe_because(location).is_none() {
            formatter.write_str(location.as_str())
        } else {
            write!(formatter, "{}://{}/…", location.scheme(), location.host_str().unwrap_or_default())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What was saved by the first version of this crate: it has to be readable for ever.
    const SAVED: &str = r#"{"format":1,"service":"https://graph.microsoft.com","version":"v1.0","action":"POST /teams","location":"https://monitor.example/a?sig=hunter2","id":"i"}"#;

    #[test]
    fn it_is_read_as_it_was_written() {
        let handle: OperationHandle = serde_json::from_str(SAVED).unwrap();
        assert_eq!(serde_json::to_string(&handle).unwrap(), SAVED);
        let newer = SAVED.replace("\"id\"", "\"added later\":1,\"id\"");
        assert_eq!(serde_json::from_str::<OperationHandle>(&newer).unwrap(), handle);
    }

    #[test]
    fn what_cannot_be_read_says_why_and_shows_no_secret() {
        for (from, to, why) in [
            (r#""format":1"#, r#""format":2"#, "saved in format 2"),
            ("https://monitor.example", "monitor.example", "`location` of the operation"),
            ("https://graph", "http://graph", "use https"),
            (r#""version":"v1.0","#, "", "missing field `version`"),
        ] {
            let error = serde_json::from_str::<OperationHandle>(&SAVED.replace(from, to)).unwrap_err().to_string();
            assert!(error.contains(why), "{error}");
            assert!(!error.contains("hunter2"), "{error}");
        }
    }

    #[test]
    fn debug_shows_the_address_of_graphs_own_operations_alone() {
        let mut handle: OperationHandle = serde_json::from_str(SAVED).unwrap();
        let shown = format!("{handle:?}");
        assert!(shown.contains("https://monitor.example/…") && !shown.contains("hunter2"), "{shown}");
        handle.location = Url::parse("https://graph.microsoft.com/v1.0/teams('a')/operations('b')").unwrap();
        assert!(format!("{handle:?}").contains("/v1.0/teams('a')/operations('b')"));
    }
}

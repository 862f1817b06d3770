//! Long-running operations: what the service says when it has begun something that ends later.

use std::sync::OnceLock;

use bytes::Bytes;
use http::StatusCode;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::response::{FromResponse, Link, Received};
use crate::{Result, Url};

/// A long-running operation: where it can be looked at, and its first state where the service sent one.
///
/// Graph answers such an action with `202 Accepted` and a `Location` alone, or with `200 OK`, a `Location` and the
/// operation as JSON; both are kept as sent, even where their ids differ, as they do in Graph's own samples.
///
/// ```
/// # use graph_action::{Action, Operation, graph_action, graph_type};
/// #[graph_type("microsoft.graph.commsOperation")]
/// struct CommsOperation { status: Option<String> }
///
/// #[graph_action(POST "/communications/calls/<id>/cancelMediaProcessing" -> Operation<CommsOperation>)]
/// struct CancelMediaProcessing { id: String }
///
/// let accepted = http::Response::builder().status(202)
///     .header("Location", "https://graph.microsoft.com/v1.0/communications/calls/57dab8b1/operations/17e3b46c")
///     .body("".into()).unwrap();
/// let operation = CancelMediaProcessing::response(accepted)?;
/// assert!(operation.location().is_some());
/// assert!(operation.body().is_none());
/// # Ok::<(), graph_action::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Operation<T> {
    /// The status.
    status: StatusCode,
    /// Where the operation can be looked at.
    location: Link,
    /// Its first state.
    body: Option<T>,
    /// The members of that state by which a notification names the operation.
    identity: Lazy,
}

/// The members of an operation by which a notification names it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Identity {
    /// The operation's id.
    id: Option<String>,
    /// The caller's own mark.
    client_context: Option<String>,
}

impl<T> Operation<T> {
    /// The status of the response.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// Where the operation can be looked at: the resolved `Location`, or `Operation-Location`.
    #[must_use]
    pub fn location(&self) -> Option<&Url> {
        self.location.url()
    }

    /// The operation as it was when the response was sent, where the response says.
    #[must_use]
    pub fn body(&self) -> Option<&T> {
        self.body.as_ref()
    }

    /// The operation as it was when the response was sent, alone.
    #[must_use]
    pub fn into_body(self) -> Option<T> {
        self.body
    }

    /// The id that the body names, as sent.
    #[must_use]
    pub fn id(&self) -> Option<&str> {
        self.identity.read().id.as_deref()
    }

    /// The client context that the body names.
    #[must_use]
    pub fn client_context(&self) -> Option<&str> {
        self.identity.read().client_context.as_deref()
    }
}

/// An identity that is read when somebody asks for it.
#[derive(Debug, Clone)]
struct Lazy {
    /// The body that it is in.
    body: Bytes,
    /// What is in it.
    identity: OnceLock<Identity>,
}

impl Lazy {
    /// What the body says.
    fn read(&self) -> &Identity {
        self.identity.get_or_init(|| Identity::of(&self.body))
    }
}

impl Identity {
    /// What the body says; a body that says neither has neither.
    fn of(body: &Bytes) -> Self {
        /// The two members, whatever they are.
        #[derive(Default, serde::Deserialize)]
        struct Members {
            /// The operation's id.
            id: Option<Value>,
            /// The caller's own mark.
            #[serde(rename = "clientContext")]
            client_context: Option<Value>,
        }
        let Members { id, client_context } = serde_json::from_slice(body).unwrap_or_default();
        let text = |value| if let Some(Value::String(text)) = value { Some(text) } else { None };
        Self { id: text(id), client_context: text(client_context) }
    }
}

#[diagnostic::do_not_recommend]
impl<T: DeserializeOwned> FromResponse for Operation<T> {
    fn from_response(received: Received) -> Result<Self> {
        let location = Link::of(received.headers(), &["location", "operation-location"], received.origin());
        let identity = Lazy { body: received.body().clone(), identity: OnceLock::new() };
        let status = received.status();
        Ok(Self { status, location, identity, body: Option::<T>::from_response(received)? })
    }
}

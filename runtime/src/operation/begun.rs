//! What the first response of an operation says, or the handle that stands for it.

use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, Method, StatusCode};

use super::handle::OperationHandle;
use super::progress::failure;
use super::state::{OperationState, Reading};
use crate::action::Permissions;
use crate::client::retry_after;
use crate::notify::identity::Identity as CommsIdentity;
use crate::response::{Origin, Received, location};
use crate::{Error, Url};

/// What the first response of an operation says.
#[derive(Clone)]
pub(super) struct Begun {
    /// The status.
    pub(super) status: StatusCode,
    /// Where the operation can be looked at.
    pub(super) location: Option<Url>,
    /// The members of its state by which a notification names it.
    pub(super) identity: Identity,
    /// How far it is.
    pub(super) reading: Reading,
    /// Where its result is, if it has succeeded and the result is elsewhere.
    pub(super) result: Option<Url>,
    /// Why it has ended without success, if it has.
    pub(super) failure: Option<Error>,
    /// How long the service asks to wait before the first look.
    pub(super) retry_after: Option<Duration>,
    /// The request that began it.
    pub(super) origin: Origin,
    /// What began it, where that was another process.
    pub(super) action: Option<String>,
}

/// The members of an operation by which a notification names it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Identity {
    /// The operation's id.
    pub(super) id: Option<String>,
    /// The caller's own mark.
    pub(super) client_context: Option<String>,
    /// The call that it is on, folded, where its location or the request names one.
    pub(super) call: Option<String>,
}

/// The path template of operations that another process began.
const RESUMED: &str = "(resumed operation)";

impl Identity {
    /// What a response with this location says, in its body or without one.
    fn of(received: &Received, location: Option<&Url>) -> Self {
        let members: serde_json::Map<String, serde_json::Value> =
            serde_json::from_slice(received.body()).unwrap_or_default();
        let text = |name: &str| members.get(name).and_then(|value| value.as_str()).map(str::to_owned);
        let call = call_of(location, received.request_path());
        Self { id: text("id"), client_context: text("clientContext"), call }
    }
}

/// The call in the path of an operation, or of the request that began it.
fn call_of(location: Option<&Url>, request: Option<&str>) -> Option<String> {
    let paths = [location.map(Url::path), request];
    paths.into_iter().flatten().find_map(CommsIdentity::of_path).map(|identity| identity.call)
}

impl Begun {
    /// What a response says.
    pub(super) fn of(received: &Received) -> Self {
        let location = received.link("operation-location").or_else(|| received.link("location"));
        let (origin, mut reading) = (received.origin(), Reading::of(received.status(), received.body()));
        let is_silent = matches!(received.body().trim_ascii(), b"" | b"null");
        if is_silent && received.status() == StatusCode::OK && location.is_some() {
            // Nothing says that it has ended, and there is somewhere to look.
            reading.state = OperationState::Running;
        }
        let result = reading.result.as_deref().filter(|_| reading.state == OperationState::Succeeded);
        Self {
            status: received.status(),
            identity: Identity::of(received, location.as_ref()),
            result: result.and_then(|link| location::resolve(link, origin.root.as_str(), &origin.version)),
            failure: failure(&reading, received),
            retry_after: retry_after(received.headers(), std::time::SystemTime::now()),
            origin: Origin::clone(origin),
            action: None,
            location,
            reading,
        }
    }

    /// An operation that another task or process began.
    pub(super) fn resumed(handle: OperationHandle) -> Self {
        let OperationHandle { root, version, action, location, id, client_context } = handle;
        let origin = Origin {
            root,
            version: version.into(),
            method: Method::GET,
            path: RESUMED,
            permissions: Permissions::UNDECLARED,
            page_headers: HeaderMap::new(),
        };
        Self {
            status: StatusCode::ACCEPTED,
            identity: Identity { id, client_context, call: call_of(Some(&location), None) },
            location: Some(location),
            reading: Reading::of(StatusCode::ACCEPTED, &Bytes::new()),
            result: None,
            failure: None,
            retry_after: None,
            origin,
            action: Some(action),
        }
    }

    /// The operation as plain data; none where it cannot be looked at anywhere.
    pub(super) fn handle(&self) -> Option<OperationHandle> {
        let Self { location, identity, origin, action, .. } = self;
        let action = action.clone().unwrap_or_else(|| format!("{} {}", origin.method, origin.path));
        Some(OperationHandle {
            root: origin.root.clone(),
            version: origin.version.clone().into_owned(),
            action,
            location: location.clone()?,
            id: identity.id.clone(),
            client_context: identity.client_context.clone(),
        })
    }

    /// Whether the response's body is what the operation is for.
    pub(super) fn is_result(&self) -> bool {
        self.reading.state == OperationState::Succeeded && self.result.is_none()
    }
}

//! What an endpoint makes of one request: what to act upon, what not, and the answer. Nothing here decides.

use bytes::Bytes;
use http::{Response, StatusCode};

use super::{ChangeNotifications, Dropped};
use crate::Error;
use crate::error::ErrorKind;

/// What a request was, and how to answer it.
#[derive(Debug)]
#[must_use = "the response has to be sent, and what was received kept"]
pub struct Received {
    /// What was received and is to be acted upon.
    pub(super) notifications: ChangeNotifications,
    /// What was received and is not.
    pub(super) dropped: Vec<Dropped>,
    /// The answer.
    pub(super) response: Response<Bytes>,
    /// What the request was, if it was anything.
    kind: Kind,
}

/// What a request was.
#[derive(Debug)]
pub(super) enum Kind {
    /// The handshake.
    Handshake,
    /// Notifications.
    Notifications,
    /// Something else, for this reason.
    Refused(Error),
}

impl Received {
    /// The notifications to act upon, with the tokens that came along: what belongs into the queue. None in a handshake.
    #[must_use]
    pub fn notifications(&self) -> &ChangeNotifications {
        &self.notifications
    }

    /// The same, taken out.
    pub fn take_notifications(&mut self) -> ChangeNotifications {
        std::mem::replace(&mut self.notifications, ChangeNotifications::none())
    }

    /// What was dropped, with the reason: forged, or a sign that a client state is not the one that was configured.
    #[must_use]
    pub fn dropped(&self) -> &[Dropped] {
        &self.dropped
    }

    /// Whether Graph asked if this is the endpoint.
    #[must_use]
    pub fn is_handshake(&self) -> bool {
        matches!(self.kind, Kind::Handshake)
    }

    /// Why the request is none of Graph's.
    #[must_use]
    pub fn error(&self) -> Option<&Error> {
        match &self.kind {
            Kind::Refused(error) => Some(error),
            Kind::Handshake | Kind::Notifications => None,
        }
    }

    /// The answer to send once the notifications are kept: 200 to a handshake, 202 to notifications whatever became of them,
    /// 400, 405 or 413 to what is neither.
    #[must_use]
    pub fn into_response(self) -> Response<Bytes> {
        self.response
    }

    /// The answer to send where the notifications could not be kept: 503, upon which Graph sends them again for up to 4 hours.
    /// To what held none it is [`into_response`](Self::into_response).
    #[must_use]
    pub fn into_not_kept(self) -> Response<Bytes> {
        match self.kind {
            Kind::Notifications => empty(StatusCode::SERVICE_UNAVAILABLE),
            Kind::Handshake | Kind::Refused(_) => self.response,
        }
    }

    /// With this answer, and nothing received.
    pub(super) fn new(kind: Kind, response: Response<Bytes>) -> Self {
        Self { notifications: ChangeNotifications::none(), dropped: Vec::new(), response, kind }
    }

    /// A request that is not one of Graph's, in words.
    pub(super) fn refused(status: StatusCode, why: &'static str) -> Self {
        Self::because(status, Error::new(ErrorKind::Notification, format!("the request is none of Graph's: {why}")))
    }

    /// A request that is not one of Graph's.
    pub(super) fn because(status: StatusCode, error: Error) -> Self {
        Self::new(Kind::Refused(error), empty(status))
    }
}

/// An answer that says nothing but its status: nobody is to learn more.
pub(super) fn empty(status: StatusCode) -> Response<Bytes> {
    let mut response = Response::new(Bytes::new());
    *response.status_mut() = status;
    response
}

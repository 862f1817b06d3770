//! What a gate sees of a request: what it is counted under, and how long it may wait. Nothing of its body or headers.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::{Method, Uri};

use super::service::{Holder, Place};
use crate::client::ServiceRoot;

/// A request that wants to be let in by a [`ThrottleGate`](super::ThrottleGate).
///
/// ```
/// use std::time::Duration;
/// use graph_action::http::Method;
/// use graph_action::throttle::GateRequest;
///
/// let request = GateRequest::new(&Method::GET, "/v1.0/users/Adele%40contoso.com/messages", Duration::from_secs(180));
/// assert_eq!(request.service(), "outlook");
/// assert_eq!(request.mailbox().unwrap().as_str(), "outlook/users/adele@contoso.com");
/// let scopes: Vec<_> = request.scopes().iter().map(|scope| scope.as_str().to_owned()).collect();
/// assert_eq!(scopes, ["outlook", "outlook:read", "outlook/users/adele@contoso.com", "outlook/users/adele@contoso.com:read"]);
/// ```
#[derive(Clone, Copy)]
pub struct GateRequest<'a> {
    /// The method.
    method: &'a Method,
    /// The path below the service root, which is looked at when it is asked for: most answers are reported without.
    path: &'a str,
    /// See [`Self::longest_wait`].
    longest_wait: Duration,
}

impl<'a> GateRequest<'a> {
    /// A request with this method and path (below the service root, with its version), which may wait so long.
    #[must_use]
    pub fn new(method: &'a Method, path: &'a str, longest_wait: Duration) -> Self {
        Self { method, path, longest_wait }
    }

    /// A request to the service; none where it goes to another address.
    pub(crate) fn of(root: &ServiceRoot, method: &'a Method, address: &'a Uri, longest_wait: Duration) -> Option<Self> {
        root.path_of(address).map(|path| Self::new(method, path, longest_wait))
    }

    /// The method.
    #[must_use]
    pub fn method(&self) -> &'a Method {
        self.method
    }

    /// The service of Graph's that it is for, each of which has limits of its own: `outlook`, `directory`, `files`, `teams`,
    /// or else the first segment of the path.
    #[must_use]
    pub fn service(&self) -> &'a str {
        self.place().service
    }

    /// Whether it is for a mailbox: of a user, a group or a booking business.
    #[must_use]
    pub fn is_for_mailbox(&self) -> bool {
        Place::is_mailbox(self.path)
    }

    /// The scope of the mailbox that it is for. `/me` is one mailbox: a gate is for clients of one credential.
    #[must_use]
    pub fn mailbox(&self) -> Option<Scope> {
        self.is_for_mailbox().then(|| self.narrow(false)).flatten()
    }

    /// The longest that it may be made to wait: the retry policy's [`longest_wait`](crate::RetryPolicy::longest_wait).
    #[must_use]
    pub fn longest_wait(&self) -> Duration {
        self.longest_wait
    }

    /// All scopes that it belongs to, the widest first. A [hold](super::Report::hold) on any of them holds it back.
    #[must_use]
    pub fn scopes(&self) -> Vec<Scope> {
        let narrow = [self.narrow(false), self.narrow(true)];
        [self.wide(false), self.wide(true)].into_iter().chain(narrow.into_iter().flatten()).collect()
    }

    /// Where the path leads.
    fn place(&self) -> Place<'a> {
        Place::of(self.path)
    }

    /// Whether it is for a user's data.
    pub(super) fn is_for_user(&self) -> bool {
        self.place().holder.is_some_and(Holder::is_user)
    }

    /// Whether it only reads.
    pub(super) fn reads(&self) -> bool {
        self.method.is_safe()
    }

    /// The scope of the whole service, or of its reads or writes alone.
    pub(super) fn wide(&self, is_of_access: bool) -> Scope {
        self.scope(self.service().to_ascii_lowercase(), is_of_access)
    }

    /// The scope of the holder's data in the service, or of its reads or writes alone.
    pub(super) fn narrow(&self, is_of_access: bool) -> Option<Scope> {
        let place = self.place();
        let Holder { collection, key } = place.holder?;
        let mut text = String::with_capacity(place.service.len() + collection.len() + key.len() + ":write//".len());
        for part in [place.service, "/", collection] {
            text.push_str(part);
        }
        if !key.is_empty() {
            text.push('/');
            // One key is written in several ways; links of the service's own use another one than we do.
            let key = percent_encoding::percent_decode_str(key).decode_utf8_lossy();
            text.push_str(key.trim_matches('\''));
        }
        text.make_ascii_lowercase();
        Some(self.scope(text, is_of_access))
    }

    /// The scope of this text, or of its reads or writes alone.
    fn scope(&self, mut text: String, is_of_access: bool) -> Scope {
        if is_of_access {
            text.push_str(if self.reads() { ":read" } else { ":write" });
        }
        Scope(text.into())
    }
}

/// Without the path, which has ids in it.
impl fmt::Debug for GateRequest<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("GateRequest")
            .field("method", self.method)
            .field("service", &self.service())
            .field("is_for_mailbox", &self.is_for_mailbox())
            .field("longest_wait", &self.longest_wait)
            .finish_non_exhaustive()
    }
}

/// What requests are counted together under, as text: a service, the data of one holder in it, or the reads or writes of
/// either. Its `Debug` shows the service alone, since the rest is an id.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Scope(Arc<str>);

impl Scope {
    /// The text, such as `outlook/users/adele@contoso.com:read`: for keys, not for logs.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The service that it is of.
    pub(super) fn service(&self) -> &str {
        self.0.split(['/', ':']).next().unwrap_or_default()
    }
}

impl fmt::Debug for Scope {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rest = if self.service().len() < self.0.len() { "…" } else { "" };
        write!(formatter, "Scope({}{rest})", self.service())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_mailbox_has_one_scope_however_it_is_written() {
        let mailbox = |path| GateRequest::new(&Method::GET, path, Duration::ZERO).mailbox();
        let adele = mailbox("/v1.0/users/adele@contoso.com/messages");
        for path in [
            "/beta/users/Adele%40contoso.com/events/a",
            "/v1.0/users('adele@contoso.com')/sendMail",
            "/users(%27ADELE%40CONTOSO.COM%27)/calendar",
        ] {
            assert_eq!(mailbox(path), adele, "{path}");
        }
        for path in ["/v1.0/me/messages", "/v1.0/users/adele/messages", "/v1.0/groups/adele@contoso.com/events"] {
            assert!(mailbox(path).is_some() && mailbox(path) != adele, "{path}");
        }
        assert_eq!(mailbox("/v1.0/users/adele@contoso.com"), None);
    }

    #[test]
    fn no_id_is_shown() {
        let request = GateRequest::new(&Method::POST, "/v1.0/users/adele/messages", Duration::ZERO);
        assert!(!format!("{request:?} {:?}", request.scopes()).contains("adele"));
    }
}

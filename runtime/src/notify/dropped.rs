//! What was received and is not to be acted upon: kept whole, with the reason. A sender is told nothing of it.

use std::fmt;

use serde_json::Value;

use super::ChangeNotification;

/// A notification that was dropped, and why. Graph has been told that it arrived: whether it was an attack or a mistake in the
/// configuration is for whoever reads this.
///
/// `Display` is a line for a log, and `Debug` shows no more than that: what was sent may be a secret of another subscription.
///
/// ```
/// use graph_action::notify::{DropReason, Receiver};
///
/// let body = br#"{"value": [{"subscriptionId": "7f10", "clientState": "a guess"}]}"#;
/// let received = Receiver::new("a secret").receive_parts(&http::Method::POST, None, body);
/// let dropped = &received.dropped()[0];
/// assert_eq!(*dropped.reason(), DropReason::ClientState);
/// let words = r#"a change notification of the subscription "7f10" was dropped: its client state is not the subscription's"#;
/// assert_eq!(dropped.to_string(), words);
/// ```
#[derive(Clone, PartialEq)]
pub struct Dropped {
    /// What was sent.
    what: What,
    /// Why it was dropped.
    reason: DropReason,
}

/// What was sent, as far as it could be read.
#[derive(Clone, PartialEq)]
enum What {
    /// A notification.
    Read(Box<ChangeNotification>),
    /// Something else.
    Unread(Value),
}

/// Why a notification was dropped.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum DropReason {
    /// It is no notification.
    Unreadable {
        /// Where it does not fit: `resourceData.id`.
        at: String,
    },
    /// Nobody knows its subscription.
    UnknownSubscription,
    /// Its client state is not its subscription's.
    ClientState,
    /// It is rich, and no validation token is for its tenant.
    NoToken,
    /// It is rich, and a validation token for its tenant is not believed.
    Token(TokenFlaw),
    /// It is encrypted for a certificate of this id, which is not there.
    UnknownCertificate {
        /// The id, shortened where it is longer than ids are.
        id: String,
    },
    /// Its content cannot be decrypted.
    Content(ContentFlaw),
}

/// Why a validation token is not believed.
///
/// Source: [validating the tokens](https://learn.microsoft.com/graph/change-notifications-with-resource-data#validation-tokens-in-the-change-notification).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum TokenFlaw {
    /// It is no signed JWT.
    Unreadable,
    /// It is not signed with RS256.
    Algorithm,
    /// The login service has no such key.
    UnknownKey,
    /// The key is not for tokens of this issuer.
    KeyIssuer,
    /// The signature is wrong.
    Signature,
    /// It has expired.
    Expired,
    /// It is not valid yet.
    NotYet,
    /// It is for another app.
    Audience,
    /// The issuer is none of the login service's.
    Issuer,
    /// It is for a tenant that is not allowed.
    Tenant,
    /// It was not given to Graph's change tracking.
    Publisher,
}

/// Why a content cannot be decrypted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ContentFlaw {
    /// A part of it is missing, or not in base64.
    Encoding,
    /// Its key was not encrypted for the certificate.
    Key,
    /// The signature is not of this content and key.
    Signature,
    /// What is signed is not what the key encrypts.
    Cipher,
}

impl Dropped {
    /// A notification that was dropped.
    pub(super) fn new(notification: ChangeNotification, reason: DropReason) -> Self {
        Self { what: What::Read(Box::new(notification)), reason }
    }

    /// What is no notification.
    pub(super) fn unreadable(json: Value, at: String) -> Self {
        Self { what: What::Unread(json), reason: DropReason::Unreadable { at } }
    }

    /// Why.
    #[must_use]
    pub fn reason(&self) -> &DropReason {
        &self.reason
    }

    /// The notification, unless it could not be read.
    #[must_use]
    pub fn notification(&self) -> Option<&ChangeNotification> {
        match &self.what {
            What::Read(notification) => Some(notification),
            What::Unread(_) => None,
        }
    }

    /// What stood in the place of a notification, where it could not be read.
    #[must_use]
    pub fn json(&self) -> Option<&Value> {
        match &self.what {
            What::Read(_) => None,
            What::Unread(json) => Some(json),
        }
    }
}

impl fmt::Display for Dropped {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a change notification")?;
        if let Some(id) = self.notification().and_then(|notification| notification.subscription_id.as_deref()) {
            // Anybody may have written the id: it is escaped, and no longer than ids are.
            write!(formatter, " of the subscription {:?}", short(id))?;
        }
        write!(formatter, " was dropped: {}", self.reason)
    }
}

impl fmt::Debug for Dropped {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Dropped({self})")
    }
}

impl fmt::Display for DropReason {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable { at } => write!(formatter, "it cannot be read, at {:?}", short(at)),
            Self::UnknownSubscription => formatter.write_str("nobody knows the subscription"),
            Self::ClientState => formatter.write_str("its client state is not the subscription's"),
            Self::NoToken => formatter.write_str("no validation token is for its tenant"),
            Self::Token(flaw) => write!(formatter, "its validation token is not believed: {flaw}"),
            Self::UnknownCertificate { id } => write!(formatter, "the certificate {id:?} is not there"),
            Self::Content(flaw) => write!(formatter, "its content cannot be decrypted: {flaw}"),
        }
    }
}

impl fmt::Display for TokenFlaw {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Unreadable => "it is no signed JWT",
            Self::Algorithm => "it is not signed with RS256",
            Self::UnknownKey => "the login service has no such key",
            Self::KeyIssuer => "its key is not for its issuer",
            Self::Signature => "its signature is wrong",
            Self::Expired => "it has expired, or this machine's clock is wrong",
            Self::NotYet => "it is not valid yet, or this machine's clock is wrong",
            Self::Audience => "it is for another app",
            Self::Issuer => "its issuer is not the login service",
            Self::Tenant => "its tenant is not allowed",
            Self::Publisher => "it was not given to Graph's change tracking",
        })
    }
}

impl fmt::Display for ContentFlaw {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Encoding => "a part is missing, or not in base64",
            Self::Key => "its key was not encrypted for the certificate",
            Self::Signature => "its signature is wrong",
            Self::Cipher => "it is not what its key encrypts",
        })
    }
}

/// As much of a text as an id has at most.
pub(super) fn short(text: &str) -> &str {
    /// What Graph allows the id of a certificate to have.
    const LONGEST: usize = 128;
    text.char_indices().nth(LONGEST).and_then(|(end, _)| text.get(..end)).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_sent_does_not_show_and_cannot_forge_a_line() {
        let sent = serde_json::json!({"subscriptionId": format!("a\n{}", "b".repeat(1000)), "clientState": "hunter2"});
        let dropped = Dropped::new(serde_json::from_value(sent.clone()).unwrap(), DropReason::ClientState);
        let unreadable = Dropped::unreadable(sent, "x\ny".to_owned());
        let shown = format!("{dropped} {dropped:?} {dropped:#?} {unreadable} {unreadable:?}");
        assert!(!shown.contains("hunter2") && !shown.contains('\n') && shown.len() < 1000, "{shown}");
        assert!(dropped.notification().is_some() && dropped.json().is_none());
        assert!(unreadable.notification().is_none() && unreadable.json().is_some());
    }
}

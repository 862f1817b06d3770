//! What a token is for: the key that it is kept under. Compared in borrowed form, so that a look costs no allocation.

use zeroize::Zeroizing;

/// What a token is for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Key<'a> {
    /// What tells apart the users that one app acts for, such as the token that one of them brought; empty for an app on
    /// its own. It is kept like a secret, and a token with it goes into no [store](crate::auth::TokenStore).
    pub(crate) subject: &'a str,
    /// The scope.
    pub(crate) scope: &'a str,
    /// The tenant.
    pub(crate) tenant: &'a str,
    /// The app.
    pub(crate) client: &'a str,
    /// The login host, without a slash at its end.
    pub(crate) authority: &'a str,
    /// Whether the token is one that the service may revoke early.
    pub(crate) continuous_access: bool,
    /// The claims that a challenge asked for.
    pub(crate) claims: Option<&'a str>,
}

impl<'a> Key<'a> {
    /// The same for one of the users that the app acts for.
    pub(crate) fn of_subject(self, subject: &'a str) -> Self {
        Self { subject, ..self }
    }

    /// The same without the claims of a challenge.
    pub(super) fn without_claims(self) -> Self {
        Self { claims: None, ..self }
    }
}

/// A key that is kept.
pub(super) struct OwnedKey {
    /// See [`Key::subject`].
    subject: Zeroizing<String>,
    /// See [`Key::scope`].
    scope: Box<str>,
    /// See [`Key::tenant`].
    tenant: Box<str>,
    /// See [`Key::client`].
    client: Box<str>,
    /// See [`Key::authority`].
    authority: Box<str>,
    /// See [`Key::continuous_access`].
    continuous_access: bool,
    /// See [`Key::claims`].
    claims: Option<Box<str>>,
}

impl OwnedKey {
    /// The key in borrowed form.
    pub(super) fn as_key(&self) -> Key<'_> {
        let Self { subject, scope, tenant, client, authority, continuous_access, claims } = self;
        let (continuous_access, claims) = (*continuous_access, claims.as_deref());
        Key { subject, scope, tenant, client, authority, continuous_access, claims }
    }
}

impl From<Key<'_>> for OwnedKey {
    fn from(key: Key<'_>) -> Self {
        let Key { subject, scope, tenant, client, authority, continuous_access, claims } = key;
        let subject = Zeroizing::new(subject.to_owned());
        let (scope, tenant, client, authority) = (scope.into(), tenant.into(), client.into(), authority.into());
        Self { subject, scope, tenant, client, authority, continuous_access, claims: claims.map(Into::into) }
    }
}

//! Credentials that are not there, as against those that were refused: the one thing for which a chain goes on.

use std::borrow::Cow;

use super::{Error, ErrorKind};

impl Error {
    /// For implementors of [`TokenProvider`](crate::auth::TokenProvider): the credential is not there to be asked, since
    /// nothing was configured, or what it stands on is not on this machine.
    ///
    /// A [chain](crate::auth::Chain) goes on to its next credential then. Never say so of a credential that is there and was
    /// refused: another identity would quietly take its place.
    ///
    /// ```
    /// use graph_action::{Error, ErrorKind};
    ///
    /// let error = Error::credential_unavailable("the gateway's socket is not on this machine");
    /// assert!(error.is_credential_unavailable());
    /// assert_eq!(error.kind(), ErrorKind::Token);
    /// ```
    #[must_use]
    pub fn credential_unavailable(message: impl Into<Cow<'static, str>>) -> Self {
        Self::new(ErrorKind::Token, message).without_credential()
    }

    /// The same error, of a credential that is not there.
    pub(crate) fn without_credential(mut self) -> Self {
        self.inner.has_no_credential = true;
        self
    }

    /// Whether the credential is not there, rather than refused; see
    /// [`credential_unavailable`](Self::credential_unavailable).
    #[must_use]
    pub fn is_credential_unavailable(&self) -> bool {
        self.inner.has_no_credential
    }
}

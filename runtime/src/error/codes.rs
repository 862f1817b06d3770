//! What the service's own words say to a program: its codes, and the claims that it asks for.

use super::{Error, ErrorKind, ServiceError};

impl Error {
    /// The service's most detailed code: the innermost one that its error holds.
    ///
    /// Graph's advice is to act on the most detailed code that one knows; [`has_code`](Self::has_code) asks for one.
    ///
    /// Source: [error responses](https://learn.microsoft.com/graph/errors).
    ///
    /// ```
    /// # use graph_action::{Action, graph_action};
    /// #[graph_action(GET "/me/drive/items/<id>" -> serde_json::Value)]
    /// struct GetItem { id: String }
    ///
    /// let body = r#"{"error": {"code": "invalidRequest", "message": "…", "innererror": {"code": "nameTooLong"}}}"#;
    /// let error = GetItem::response(http::Response::builder().status(400).body(body.into()).unwrap()).unwrap_err();
    /// assert_eq!((error.code(), error.detailed_code()), (Some("invalidRequest"), Some("nameTooLong")));
    /// assert!(error.has_code("nameTooLong") && error.has_code("InvalidRequest"));
    /// ```
    #[must_use]
    pub fn detailed_code(&self) -> Option<&str> {
        self.service().and_then(ServiceError::detailed_code)
    }

    /// Whether the service named this code, at whatever depth and in whatever case.
    #[must_use]
    pub fn has_code(&self, code: &str) -> bool {
        self.service().is_some_and(|service| service.has_code(code))
    }

    /// The claims that a new token has to be asked for with: conditional access asks for more than the token says.
    /// See [`ServiceError::claims`].
    #[must_use]
    pub fn claims(&self) -> Option<&str> {
        self.service().and_then(ServiceError::claims)
    }

    /// There is no token, and there will be none before a user signs in, consents or proves more than so far: the login service
    /// said `interaction_required`, `login_required`, `consent_required`, or that what was redeemed is no longer good
    /// (`invalid_grant`), at once or when a challenge of the service was to be answered. An app on its own has nobody to ask;
    /// then a policy or a consent has to change.
    ///
    /// Where [`claims`](Self::claims) says something, the sign-in has to be asked for with it, or it will be refused again.
    ///
    /// Source: [errors that a client handles](https://learn.microsoft.com/entra/msal/dotnet/advanced/exceptions/).
    ///
    /// ```no_run
    /// # async fn sign_in(_claims: Option<&str>) {}
    /// # async fn f(error: graph_action::Error) {
    /// if error.is_interaction_required() {
    ///     sign_in(error.claims()).await;
    /// }
    /// # }
    /// ```
    #[must_use]
    pub fn is_interaction_required(&self) -> bool {
        let names = ["interaction_required", "login_required", "consent_required", "invalid_grant"];
        let is_asked_for = |error: &Self| error.code().is_some_and(|code| names.contains(&code));
        let behind = self.inner.source.as_deref().and_then(|source| source.downcast_ref::<Self>());
        [Some(self), behind].into_iter().flatten().any(|error| error.kind() == ErrorKind::Token && is_asked_for(error))
    }
}

//! The token endpoint's errors about client assertions and about users.

use crate::entra_error::EntraError;

impl EntraError {
    /// No statement at all, or not one that can be judged.
    pub(crate) fn malformed_assertion() -> Self {
        Self::invalid_client(50_027, "JWT token is invalid or malformed.", false)
    }

    /// Signed with a key that nobody knows.
    pub(crate) fn unknown_certificate(client_id: &str) -> Self {
        let message = format!(
            "The certificate with identifier used to sign the client assertion is not registered on application. [Reason - \
             The key was not found., Please visit the Azure Portal, Graph Explorer or directly use MS Graph to see \
             configured keys for app Id '{client_id}'.]"
        );
        Self::invalid_client(700_027, message, false)
    }

    /// Signed with another key than it says, or changed since.
    pub(crate) fn wrong_signature(client_id: &str) -> Self {
        let message = format!(
            "Client assertion failed signature validation. [Reason - The key was found, but use of the key to verify the \
             signature failed., app Id '{client_id}'.]"
        );
        Self::invalid_client(700_027, message, false)
    }

    /// The certificate is of another name, or of an authority that is not trusted.
    pub(crate) fn wrong_certificate_name() -> Self {
        let message = "Invalid certificate - the subject name/issuer of the certificate isn't authorized.";
        Self::invalid_client(700_030, message, false)
    }

    /// A statement about somebody else.
    pub(crate) fn other_subject() -> Self {
        let message = "Client assertion application identifier doesn't match 'client_id' parameter.";
        Self::invalid_client(700_021, message, false)
    }

    /// A statement for somebody else.
    pub(crate) fn other_audience() -> Self {
        Self::invalid_client(700_023, "Client assertion audience claim does not match Realm issuer.", false)
    }

    /// A statement of another time.
    pub(crate) fn outside_lifetime() -> Self {
        Self::invalid_client(700_024, "Client assertion is not within its valid time range.", false)
    }

    /// A statement that was used before. The number is the general one, since none is documented for it.
    pub(crate) fn replayed_assertion() -> Self {
        Self::invalid_client(50_027, "JWT token is invalid or malformed: its 'jti' was used before.", false)
    }

    /// Signed by an identity provider that the application does not trust.
    pub(crate) fn unknown_issuer(issuer: &str) -> Self {
        let message = format!(
            "No matching federated identity record found for presented assertion issuer '{issuer}'. Please check your \
             federated identity credential Subject, Audience and Issuer against the presented assertion."
        );
        Self::invalid_client(700_211, message, false)
    }

    /// A confidential application that sent no proof.
    pub(crate) fn missing_proof() -> Self {
        let message = "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.";
        Self::invalid_client(7_000_218, message, false)
    }

    /// A public application that sent a proof.
    pub(crate) fn unwanted_proof() -> Self {
        let message = "Client is public so neither 'client_assertion' nor 'client_secret' should be presented.";
        Self::invalid_client(700_025, message, false)
    }

    /// Neither a user's token for the application nor anything like it.
    pub(crate) fn wrong_assertion() -> Self {
        let message = "Assertion failed signature validation. [Reason - The provided signature value did not match the \
                       expected signature value.]";
        Self::new("invalid_grant", 50_013, message)
    }

    /// A user's token that has expired.
    pub(crate) fn expired_assertion() -> Self {
        Self::new("invalid_grant", 500_133, "Assertion is not within its valid time range.")
    }

    /// No refresh token of this host's.
    pub(crate) fn wrong_refresh_token() -> Self {
        Self::new("invalid_grant", 9_002_313, "Invalid request. Request is malformed or invalid.")
    }

    /// A refresh token that has expired.
    pub(crate) fn expired_refresh_token() -> Self {
        let message = "The refresh token has expired due to inactivity. The token was issued on \
                       2021-01-01T00:00:00.0000000Z and was inactive for 90.00:00:00.";
        Self::new("invalid_grant", 700_082, message)
    }

    /// The user or an administrator has not consented.
    pub(crate) fn without_consent(client_id: &str) -> Self {
        let message = format!(
            "The user or administrator has not consented to use the application with ID '{client_id}'. Send an interactive \
             authorization request for this user and resource."
        );
        let mut error = Self::new("invalid_grant", 65_001, message);
        error.suberror = Some("consent_required");
        error
    }

    /// The user has to be asked for more.
    pub(crate) fn interaction_required(claims: &str) -> Self {
        let message = "Due to a configuration change made by your administrator, or because you moved to a new location, \
                       you must use multi-factor authentication to access the resource.";
        let mut error = Self::new("interaction_required", 50_076, message);
        error.suberror = Some("basic_action");
        error.claims = Some(claims.to_owned());
        error
    }
}

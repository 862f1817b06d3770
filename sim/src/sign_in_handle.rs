//! What a test can ask of the token endpoint's users, and make them do.

use std::time::Duration;

use crate::{Graph, state::lock};

impl Graph {
    /// A token that a user's client would send along with a request to the application: what the on-behalf-of grant takes. It
    /// is good for an hour, and no token for the service.
    #[must_use]
    pub fn issue_user_assertion(&self) -> String {
        self.state.sign_ins.issue_assertion(Duration::from_hours(1))
    }

    /// Makes every user's token that was issued so far an expired one.
    pub fn expire_user_assertions(&self) {
        self.state.sign_ins.expire_assertions();
    }

    /// A refresh token of a user who has signed in to the application.
    #[must_use]
    pub fn issue_refresh_token(&self) -> String {
        self.state.sign_ins.issue_refresh_token()
    }

    /// Makes a refresh token an expired one. One that was redeemed stays good, as it does with Entra ID, which asks clients to
    /// throw it away: expiring it shows whether they do.
    pub fn expire_refresh_token(&self, token: &str) {
        self.state.sign_ins.expire_refresh_token(token);
    }

    /// Wants more of the users: from now on `interaction_required` with these claims (JSON) answers every grant of a user's
    /// token or refresh token that was issued before.
    pub fn require_interaction(&self, claims: &str) {
        self.state.sign_ins.require(claims);
    }

    /// Withdraws the users' consent: from now on every grant of theirs is refused.
    pub fn withdraw_consent(&self) {
        self.state.sign_ins.withdraw_consent();
    }

    /// A client assertion that another identity provider signed, which the application trusts: a federated identity, good for
    /// so long.
    #[must_use]
    pub fn issue_federated_token(&self, lifetime: Duration) -> String {
        self.state.assertions.issue("https://issuer.example", lifetime)
    }

    /// The kinds of grant that the token endpoint was asked for so far, refused ones included, in the order of their arrival.
    #[must_use]
    pub fn grants(&self) -> Vec<String> {
        lock(&self.state.grants).clone()
    }
}

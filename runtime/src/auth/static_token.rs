//! A token that somebody else looks after.

use super::{AccessToken, TokenProvider, TokenRequest};
use crate::Result;
use crate::transport::BoxFuture;

/// One token for as long as it lasts: for tests, gateways, and tokens copied from Graph Explorer.
///
/// ```
/// use graph_action::{Client, auth::StaticToken};
///
/// let client = Client::new(StaticToken::new("eyJ0eXAi…"))?;
/// assert!(!format!("{client:?}").contains("eyJ0eXAi"));
/// # Ok::<(), graph_action::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct StaticToken {
    /// The token.
    token: AccessToken,
}

impl StaticToken {
    /// A provider of this token, given without the word `Bearer`.
    pub fn new(token: impl Into<String>) -> Self {
        Self { token: AccessToken::new(token, None) }
    }
}

impl TokenProvider for StaticToken {
    fn token<'a>(&'a self, _request: TokenRequest<'a>) -> BoxFuture<'a, Result<AccessToken>> {
        Box::pin(std::future::ready(Ok(self.token.clone())))
    }
}

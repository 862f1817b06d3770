//! What rich notifications are worth: whether their tokens are Graph's, and what is in them.
//!
//! It stands behind the queue, since it may have to ask the login service for keys. Nothing is given out as verified that is
//! not; nothing is decrypted before its tenant's tokens are believed.

use std::sync::Arc;
use std::time::SystemTime;

use super::encryption::{DecryptedContent, decrypt_for};
use super::key_set::KeySet;
use super::validation_token::{Expected, ValidationToken};
use super::verifier_builder::VerifierBuilder;
use super::{
    ChangeNotification, ChangeNotifications, DropReason, Dropped, EncryptionCertificate, SecretText, TokenFlaw,
};
use crate::{Client, Result};

/// Verifies rich notifications (those with resource data) and decrypts their content. Cheap to clone.
///
/// A rich notification comes out if every validation token for its tenant in its batch is what Graph says it has to be, there
/// is one at least, and its content was encrypted for one of the certificates and is what was signed. Notifications without
/// content come out as they went in: their client state, which the [`Receiver`](super::Receiver) has compared, is all that
/// proves them.
///
/// Source: [rich notifications](https://learn.microsoft.com/graph/change-notifications-with-resource-data).
///
/// ```no_run
/// use graph_action::auth::{Certificate, ClientSecret};
/// use graph_action::notify::{ChangeNotifications, EncryptionCertificate, Verifier};
/// use graph_action::Client;
///
/// # async fn f(from_the_queue: ChangeNotifications) -> graph_action::Result<()> {
/// let client = Client::new(ClientSecret::new("contoso.onmicrosoft.com", "11111111-2222-…", "the secret"))?;
/// let certificate = Certificate::from_file("/etc/bot/notifications.pem", None)?;
/// let verifier = Verifier::builder(&client)
///     .app("11111111-2222-…")
///     .certificate(EncryptionCertificate::new("2026-11", certificate)?)
///     .build()?;
///
/// // An error: the login service's keys are not to be had now. Leave the batch in the queue.
/// let outcome = verifier.verify(&from_the_queue).await?;
/// for dropped in outcome.dropped() {
///     eprintln!("{dropped}");
/// }
/// for change in outcome.into_notifications() {
///     if let Some(content) = &change.content {
///         let message: serde_json::Value = content.read()?;
///         println!("{}", message["subject"]);
///     }
/// }
/// # Ok(()) }
/// ```
#[derive(Clone)]
pub struct Verifier {
    /// What all clones share.
    inner: Arc<Inner>,
}

/// What the clones of a verifier share.
pub(super) struct Inner {
    /// What tokens have to state.
    pub(super) expected: Expected,
    /// What contents are decrypted with.
    pub(super) certificates: Vec<EncryptionCertificate>,
    /// What tokens are signed with.
    pub(super) keys: KeySet,
}

/// What came of a batch.
#[derive(Debug)]
#[must_use = "the notifications are to be acted upon"]
pub struct Verified {
    /// What is to be acted upon.
    notifications: Vec<VerifiedNotification>,
    /// What is not.
    dropped: Vec<Dropped>,
}

/// A notification to act upon.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct VerifiedNotification {
    /// The notification.
    pub notification: ChangeNotification,
    /// The resource, where the notification is rich: then Graph sent it, for one of the apps.
    pub content: Option<DecryptedContent>,
}

/// A token that was looked at: the tenant that it speaks of, and whether it is believed.
type Judged = (Option<String>, Result<(), TokenFlaw>);

impl Verifier {
    /// A verifier that is configured first. It asks the login service of this client's cloud for keys, with this client's
    /// transport, and never with a token.
    pub fn builder(client: &Client) -> VerifierBuilder {
        VerifierBuilder::new(client)
    }

    /// From its parts.
    pub(super) fn new(inner: Inner) -> Self {
        Self { inner: Arc::new(inner) }
    }

    /// What of a batch is to be acted upon. It may wait for the login service, so it belongs behind the queue.
    ///
    /// An error means that nothing could be decided, because the login service's keys are not to be had: keep the batch, and
    /// verify it again. Tokens are good for about an hour after they were sent.
    pub async fn verify(&self, batch: &ChangeNotifications) -> Result<Verified> {
        let judged = self.judge(batch, SystemTime::now()).await?;
        let mut verified = Verified { notifications: Vec::new(), dropped: Vec::new() };
        for notification in batch.value.iter().cloned() {
            if notification.encrypted_content.is_some() {
                // Decrypting takes milliseconds: other tasks get their turn in between.
                tokio::task::yield_now().await;
            }
            let content = match &notification.encrypted_content {
                None => Ok(None),
                Some(content) => covered(notification.tenant_id.as_deref(), &judged)
                    .and_then(|()| decrypt_for(&self.inner.certificates, content))
                    .map(Some),
            };
            match content {
                Ok(content) => verified.notifications.push(VerifiedNotification { notification, content }),
                Err(reason) => verified.dropped.push(Dropped::new(notification, reason)),
            }
        }
        if let Some(first) = verified.dropped.first() {
            let count = verified.dropped.len();
            tracing::warn!(target: "graph_action", count, reason = %first.reason(), "rich notifications were dropped");
        }
        Ok(verified)
    }

    /// Looks at the tokens that rich notifications of the batch depend upon, and at no other.
    async fn judge(&self, batch: &ChangeNotifications, now: SystemTime) -> Result<Vec<Judged>> {
        let rich = batch.value.iter().filter(|notification| notification.encrypted_content.is_some());
        let tenants: Vec<&str> = rich.filter_map(|notification| notification.tenant_id.as_deref()).collect();
        let mut judged = Vec::new();
        for token in batch.validation_tokens.iter().flatten().map(SecretText::expose) {
            if tenants.is_empty() {
                break;
            }
            let token = match ValidationToken::read(token) {
                Ok(token) => token,
                Err(flaw) => {
                    judged.push((None, Err(flaw)));
                    continue;
                }
            };
            let tenant = token.tenant().map(str::to_owned);
            let is_needed = |tenant: &String| tenants.iter().any(|own| own.eq_ignore_ascii_case(tenant));
            if tenant.as_ref().is_none_or(is_needed) {
                judged.push((tenant, self.believe(&token, now).await?));
            }
        }
        Ok(judged)
    }

    /// Whether a token is believed. Keys are asked for only where everything else is right.
    async fn believe(&self, token: &ValidationToken<'_>, now: SystemTime) -> Result<Result<(), TokenFlaw>> {
        let Inner { expected, keys, .. } = &*self.inner;
        if let Err(flaw) = token.check(expected, now) {
            return Ok(Err(flaw));
        }
        let key = keys.key(token.key_id()).await?;
        Ok(key.ok_or(TokenFlaw::UnknownKey).and_then(|key| token.check_signature(&key, expected)))
    }
}

/// Whether the tokens cover a tenant: one that is believed, and none that is not. A token that speaks of no tenant may be of any.
fn covered(tenant: Option<&str>, judged: &[Judged]) -> Result<(), DropReason> {
    let tenant = tenant.ok_or(DropReason::NoToken)?;
    let is_about = |of: &Option<String>| of.as_ref().is_none_or(|of| of.eq_ignore_ascii_case(tenant));
    let mut own = judged.iter().filter(|(of, _)| is_about(of)).map(|(_, outcome)| *outcome).peekable();
    own.peek().ok_or(DropReason::NoToken)?;
    own.collect::<Result<(), TokenFlaw>>().map_err(DropReason::Token)
}

impl Verified {
    /// What is to be acted upon, in the order sent.
    #[must_use]
    pub fn notifications(&self) -> &[VerifiedNotification] {
        &self.notifications
    }

    /// The same, taken out.
    #[must_use]
    pub fn into_notifications(self) -> Vec<VerifiedNotification> {
        self.notifications
    }

    /// What is not, with the reason: forged, or a sign that an app, tenant or certificate is missing in the configuration.
    #[must_use]
    pub fn dropped(&self) -> &[Dropped] {
        &self.dropped
    }
}

impl std::fmt::Debug for Verifier {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Inner { expected, certificates, .. } = &*self.inner;
        formatter
            .debug_struct("Verifier")
            .field("apps", &expected.apps)
            .field("tenants", &expected.tenants)
            .field("certificates", certificates)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tenant_is_covered_by_tokens_that_are_all_believed() {
        let judged = |tokens: &[(&str, Result<(), TokenFlaw>)]| -> Vec<Judged> {
            tokens
                .iter()
                .map(|(tenant, outcome)| (Some(*tenant).filter(|t| !t.is_empty()).map(str::to_owned), *outcome))
                .collect()
        };
        let flaw = TokenFlaw::Signature;
        for (tokens, outcome) in [
            (judged(&[]), Err(DropReason::NoToken)),
            (judged(&[("A", Ok(()))]), Ok(())),
            (judged(&[("b", Ok(()))]), Err(DropReason::NoToken)),
            (judged(&[("b", Err(flaw)), ("a", Ok(()))]), Ok(())),
            (judged(&[("a", Ok(())), ("a", Err(flaw))]), Err(DropReason::Token(flaw))),
            (judged(&[("a", Ok(())), ("", Err(flaw))]), Err(DropReason::Token(flaw))),
        ] {
            assert_eq!(covered(Some("a"), &tokens), outcome, "{tokens:?}");
            assert_eq!(covered(None, &tokens), Err(DropReason::NoToken));
        }
    }
}

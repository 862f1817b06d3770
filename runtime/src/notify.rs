//! What the service tells by calling back.
//!
//! [`CommsNotifications`] are the ones of cloud communications, posted to a call's callback URI. The change notifications
//! of subscriptions are another protocol: a [`Receiver`] answers what is posted, and the feature `rich-notifications` adds the
//! `Verifier`, which checks and decrypts those with resource data.
//!
#![doc = include_str!("docs/change_notifications.md")]

mod change;
mod change_type;
mod client_states;
mod comms;
mod constant_time;
mod dropped;
#[cfg(feature = "rich-notifications")]
mod encryption;
mod handshake;
pub(crate) mod identity;
#[cfg(feature = "rich-notifications")]
mod jwks;
#[cfg(feature = "rich-notifications")]
mod key_set;
mod received;
mod receiver;
mod secret_text;
#[cfg(feature = "rich-notifications")]
mod validation_token;
#[cfg(feature = "rich-notifications")]
mod verifier;
#[cfg(feature = "rich-notifications")]
mod verifier_builder;

pub use change::{ChangeNotification, ChangeNotifications, ChangedResource, EncryptedContent, LifecycleEvent};
pub use change_type::ChangeType;
pub use comms::{CommsNotification, CommsNotifications, ResourceData};
pub use dropped::{ContentFlaw, DropReason, Dropped, TokenFlaw};
#[cfg(feature = "rich-notifications")]
#[cfg_attr(docsrs, doc(cfg(feature = "rich-notifications")))]
pub use encryption::{DecryptedContent, EncryptionCertificate};
pub use received::Received;
pub use receiver::Receiver;
pub use secret_text::SecretText;
#[cfg(feature = "rich-notifications")]
#[cfg_attr(docsrs, doc(cfg(feature = "rich-notifications")))]
pub use verifier::{Verified, VerifiedNotification, Verifier};
#[cfg(feature = "rich-notifications")]
#[cfg_attr(docsrs, doc(cfg(feature = "rich-notifications")))]
pub use verifier_builder::VerifierBuilder;

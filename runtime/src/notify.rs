//! What the service tells by calling back.
//!
//! [`CommsNotifications`] are the ones of cloud communications, posted to a call's callback URI. The change notifications
//! of subscriptions are another protocol.

mod comms;
pub(crate) mod identity;

pub use comms::{ChangeType, CommsNotification, CommsNotifications, ResourceData};

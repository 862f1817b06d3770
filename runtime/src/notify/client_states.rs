//! Which client states are a subscription's own. They are compared in constant time, all of them, and never shown.

use super::constant_time::is_equal;
use super::{ChangeNotification, DropReason};
use crate::auth::Secret;

/// Looks the client states of a subscription up.
type Lookup = dyn Fn(&str) -> Vec<Secret> + Send + Sync;

/// What a client state is compared with.
pub(super) enum ClientStates {
    /// The same for every subscription: several, while one takes the place of another.
    Common(Vec<Secret>),
    /// Those of one subscription, by its id.
    OfSubscription(Box<Lookup>),
    /// Nothing: the subscriptions have none.
    Unchecked,
}

impl ClientStates {
    /// Those that a closure knows.
    pub(super) fn looked_up<I>(lookup: impl Fn(&str) -> I + Send + Sync + 'static) -> Self
    where
        I: IntoIterator<Item: Into<String>>,
    {
        Self::OfSubscription(Box::new(move |id| lookup(id).into_iter().map(Secret::new).collect()))
    }

    /// Whether a notification has a client state of its subscription.
    pub(super) fn check(&self, notification: &ChangeNotification) -> Result<(), DropReason> {
        let sent = notification.client_state.as_ref().map(super::SecretText::expose).unwrap_or_default();
        let known = match self {
            Self::Unchecked => return Ok(()),
            Self::Common(states) => is_one_of(sent, states),
            Self::OfSubscription(lookup) => {
                let states = lookup(notification.subscription_id.as_deref().unwrap_or_default());
                if states.is_empty() {
                    return Err(DropReason::UnknownSubscription);
                }
                is_one_of(sent, &states)
            }
        };
        if known { Ok(()) } else { Err(DropReason::ClientState) }
    }
}

/// Whether a client state is one of these. An empty one is none, whoever configured it.
fn is_one_of(sent: &str, states: &[Secret]) -> bool {
    let is_same = |state: &Secret| is_equal(state.expose().as_bytes(), sent.as_bytes());
    // All are compared, whichever fits.
    let found = states.iter().fold(false, |found, state| found | is_same(state));
    found && !sent.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn notification(json: &str) -> ChangeNotification {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn a_client_state_is_the_subscriptions_own() {
        let common = ClientStates::Common(["old", "new"].map(Secret::new).to_vec());
        let each = ClientStates::looked_up(|id| match id {
            "a" => vec!["of a"],
            "b" => vec!["of b", "old of b"],
            "empty" => vec![""],
            _ => vec![],
        });
        let nothing = ClientStates::Common(vec![Secret::new("")]);
        for (states, json, outcome) in [
            (&common, r#"{"clientState": "old"}"#, Ok(())),
            (&common, r#"{"clientState": "new"}"#, Ok(())),
            (&common, r#"{"clientState": "New"}"#, Err(DropReason::ClientState)),
            (&common, r#"{"clientState": ""}"#, Err(DropReason::ClientState)),
            (&common, r#"{"clientState": null}"#, Err(DropReason::ClientState)),
            (&common, "{}", Err(DropReason::ClientState)),
            (&each, r#"{"subscriptionId": "a", "clientState": "of a"}"#, Ok(())),
            (&each, r#"{"subscriptionId": "b", "clientState": "old of b"}"#, Ok(())),
            (&each, r#"{"subscriptionId": "a", "clientState": "of b"}"#, Err(DropReason::ClientState)),
            (&each, r#"{"subscriptionId": "empty", "clientState": ""}"#, Err(DropReason::ClientState)),
            (&each, r#"{"subscriptionId": "c", "clientState": "of a"}"#, Err(DropReason::UnknownSubscription)),
            (&each, r#"{"clientState": "of a"}"#, Err(DropReason::UnknownSubscription)),
            (&nothing, r#"{"clientState": ""}"#, Err(DropReason::ClientState)),
            (&nothing, "{}", Err(DropReason::ClientState)),
            (&ClientStates::Unchecked, "{}", Ok(())),
        ] {
            assert_eq!(states.check(&notification(json)), outcome, "{json}");
        }
    }
}

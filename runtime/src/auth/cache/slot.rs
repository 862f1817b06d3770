//! What is known of one key, and what follows from it at a given moment. Pure: the time and the dice come from outside.

use std::time::Duration;

use tokio::time::Instant;

use super::key::{Key, OwnedKey};
use super::{Flight, WeakFlight};
use crate::Error;
use crate::auth::AccessToken;

/// How long before its end the next token is got, at least: a login service that is down so long is not noticed.
const MARGIN: Duration = Duration::from_mins(5);
/// A token is not used in its last seconds: the clocks of two services differ, and a request is under way for a while.
const SKEW: Duration = Duration::from_secs(30);
/// The first rest after a failure, which doubles with each further one.
const FIRST_REST: Duration = Duration::from_secs(5);
/// The longest rest that the login service did not ask for.
const LONGEST_REST: Duration = Duration::from_mins(5);

/// What is known of one key.
pub(super) struct Slot {
    /// The key.
    key: OwnedKey,
    /// The last token.
    kept: Option<Kept>,
    /// The last token that the service did not accept.
    rejected: Option<AccessToken>,
    /// The request for the next token, while somebody waits for it.
    in_flight: Option<WeakFlight>,
    /// The rest after a failure.
    rest: Option<Rest>,
}

/// A token that is kept.
struct Kept {
    /// The token.
    token: AccessToken,
    /// When it is time to get the next one, and when this one is of no more use; never, where it is good for good.
    times: Option<(Instant, Instant)>,
}

/// The rest that the login service is given after a failure.
struct Rest {
    /// Its end.
    until: Instant,
    /// How many failures there were in a row.
    failures: u32,
    /// The failure, where the login service asked for the rest itself: then nobody is to ask before its end.
    asked_by: Option<Error>,
}

/// What a caller gets.
pub(super) enum Look {
    /// A token.
    Good(AccessToken),
    /// A token, and it is time to get the next one.
    Due(AccessToken),
    /// No token, and nobody may ask for one yet.
    Resting(Error),
    /// No token.
    Missing,
}

impl Slot {
    /// The slot of a key, with nothing in it.
    pub(super) fn new(key: Key<'_>) -> Self {
        Self { key: key.into(), kept: None, rejected: None, in_flight: None, rest: None }
    }

    /// The key.
    pub(super) fn key(&self) -> Key<'_> {
        self.key.as_key()
    }

    /// What a caller gets now.
    pub(super) fn look(&self, now: Instant) -> Look {
        let is_resting = self.rest.as_ref().is_some_and(|rest| now < rest.until);
        match &self.kept {
            Some(kept) if kept.is_early(now) => Look::Good(kept.token.clone()),
            // It is late, but the login service is left alone for a while.
            Some(kept) if kept.is_usable(now) && is_resting => Look::Good(kept.token.clone()),
            Some(kept) if kept.is_usable(now) => Look::Due(kept.token.clone()),
            _ => self.look_for_another(now),
        }
    }

    /// What a caller gets to whom the token that is kept is of no use.
    pub(super) fn look_for_another(&self, now: Instant) -> Look {
        match &self.rest {
            Some(Rest { until, asked_by: Some(error), .. }) if now < *until => {
                Look::Resting(error.clone().resting_for(*until - now))
            }
            _ => Look::Missing,
        }
    }

    /// The request for the next token, if somebody still waits for it.
    pub(super) fn in_flight(&self) -> Option<Flight> {
        self.in_flight.as_ref().and_then(WeakFlight::upgrade)
    }

    /// A request for the next token has begun.
    pub(super) fn begin(&mut self, flight: &Flight) {
        self.in_flight = flight.downgrade();
    }

    /// A request for the next token has ended. `chance` is between 0 and 1.
    pub(super) fn end(&mut self, result: &crate::Result<AccessToken>, now: Instant, chance: f64) {
        self.in_flight = None;
        match result {
            Ok(token) => self.keep(token, chance),
            Err(error) => {
                let failures = self.rest.as_ref().map_or(0, |rest| rest.failures);
                self.rest = Some(Rest::after(error, failures, now, chance));
            }
        }
    }

    /// Keeps a token in place of the one that is there.
    pub(super) fn keep(&mut self, token: &AccessToken, chance: f64) {
        self.kept = Some(Kept::new(token, chance));
        self.rest = None;
    }

    /// Gives this token out no more.
    pub(super) fn reject(&mut self, token: &AccessToken) {
        if self.kept.as_ref().is_some_and(|kept| kept.token.is_same(token)) {
            self.kept = None;
            self.rejected = Some(token.clone());
        }
    }

    /// The tokens that are no news: the one that is kept, and the last one that the service did not accept.
    pub(super) fn known(&self) -> super::Known {
        [self.kept.as_ref().map(|kept| kept.token.clone()), self.rejected.clone()]
    }

    /// Whether there is nothing in it that is worth keeping.
    pub(super) fn is_empty(&self, now: Instant) -> bool {
        let is_kept = self.kept.as_ref().is_some_and(|kept| kept.is_usable(now));
        !is_kept && self.in_flight().is_none() && self.rest.as_ref().is_none_or(|rest| rest.until <= now)
    }
}

/// Whether it is too early for another token than this one, whatever the dice say.
pub(super) fn is_early(token: &AccessToken, now: Instant) -> bool {
    Kept::new(token, 1.0).is_early(now)
}

impl Kept {
    /// A token and its times: with jitter, so that many processes that began together do not ask together.
    fn new(token: &AccessToken, chance: f64) -> Self {
        let times = token.life().and_then(|life| {
            let margin = MARGIN.min(life.lifetime / 5);
            let latest = life.lifetime.saturating_sub(margin.mul_f64(1.0 + chance));
            let asked = life.refresh_in.map(|refresh| refresh.saturating_add((refresh / 10).mul_f64(chance)));
            let due = asked.map_or(latest, |asked| asked.min(latest));
            let end = life.lifetime.saturating_sub(SKEW.min(life.lifetime / 10));
            Some((life.since.checked_add(due)?, life.since.checked_add(end)?))
        });
        Self { token: token.clone(), times }
    }

    /// Whether it is too early for the next one.
    fn is_early(&self, now: Instant) -> bool {
        self.times.is_none_or(|(due, _)| now < due)
    }

    /// Whether it is still of use.
    fn is_usable(&self, now: Instant) -> bool {
        self.times.is_none_or(|(_, end)| now < end)
    }
}

impl Rest {
    /// The rest after a failure that followed so many others.
    fn after(error: &Error, failures: u32, now: Instant, chance: f64) -> Self {
        let asked = error.retry_after();
        let length = match asked {
            // Jitter comes behind the login service's own deadline, never before it.
            Some(asked) => asked.saturating_add((asked / 10).min(FIRST_REST).mul_f64(chance)),
            None => FIRST_REST.saturating_mul(1 << failures.min(8)).min(LONGEST_REST).mul_f64(0.5 + chance / 2.0),
        };
        let until = now.checked_add(length).unwrap_or(now);
        Self { until, failures: failures.saturating_add(1), asked_by: asked.map(|_| error.clone()) }
    }
}

#[cfg(test)]
mod tests;

//! When an operation is looked at. Pure: what the service asked for in, a wait out.

use std::time::Duration;

use crate::Url;

/// The most looks that may find nothing before one finds the operation.
const MOST_EARLY_LOOKS: u32 = 4;
/// The first of the growing waits.
const FIRST_WAIT: Duration = Duration::from_secs(1);
/// The longest of them, and the only one where the service's pages ask for so much.
const LONGEST_WAIT: Duration = Duration::from_secs(30);
/// The shortest wait, whatever the service asks for: `Retry-After: 0` is no reason to ask without a pause.
const SHORTEST_WAIT: Duration = Duration::from_millis(100);

/// The looks so far, and the wait before the next one.
#[derive(Debug, Default)]
pub(super) struct Pace {
    /// See [`Waiting::every`](super::Waiting::every).
    every: Option<Duration>,
    /// Whether every wait is the longest one.
    pub(super) is_slow: bool,
    /// How often it was looked at.
    looks: u32,
    /// Whether a look has found it.
    pub(super) was_found: bool,
}

impl Pace {
    /// The pace before the first look.
    pub(super) fn new(every: Option<Duration>) -> Self {
        Self { every, ..Self::default() }
    }

    /// How long to wait before the next look.
    pub(super) fn next(&mut self, asked: Option<Duration>) -> Duration {
        let growing = FIRST_WAIT.saturating_mul(1 << self.looks.min(5)).min(LONGEST_WAIT);
        self.looks = self.looks.saturating_add(1);
        match (self.every, asked) {
            (Some(every), asked) => every.max(asked.unwrap_or_default()),
            (None, Some(asked)) => asked.max(SHORTEST_WAIT),
            (None, None) if self.is_slow => LONGEST_WAIT,
            (None, None) => growing,
        }
    }

    /// Whether an operation that is not found may only not have arrived yet at the server that was asked.
    pub(super) fn may_be_early(&self) -> bool {
        !self.was_found && self.looks <= MOST_EARLY_LOOKS
    }
}

/// Whether an operation is one of [Teams](https://learn.microsoft.com/graph/api/resources/teamsasyncoperation), whose page
/// asks for more than 30 seconds between two looks.
pub(super) fn is_of_teams(location: &Url) -> bool {
    let mut names = location.path().split('/').map(|segment| segment.split('(').next().unwrap_or(segment));
    names.any(|name| name == "teams") && names.any(|name| name == "operations")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The waits of a pace, in seconds, where the service asks for these.
    fn waits(mut pace: Pace, asked: &[Option<f64>]) -> Vec<f64> {
        let asked = asked.iter().map(|asked| asked.map(Duration::from_secs_f64));
        asked.map(|asked| pace.next(asked).as_secs_f64()).collect()
    }

    #[test]
    fn waits_grow_to_half_a_minute_unless_the_service_or_the_caller_says_otherwise() {
        assert_eq!(waits(Pace::new(None), &[None; 8]), [1.0, 2.0, 4.0, 8.0, 16.0, 30.0, 30.0, 30.0]);
        assert_eq!(
            waits(Pace::new(None), &[Some(5.5), None, Some(0.0), Some(90.0), None]),
            [5.5, 2.0, 0.1, 90.0, 16.0]
        );
        let every = || Pace::new(Some(Duration::from_secs(3)));
        assert_eq!(waits(every(), &[None, Some(1.0), Some(7.0), None]), [3.0, 3.0, 7.0, 3.0]);
        let slow = |every| Pace { is_slow: true, ..Pace::new(every) };
        assert_eq!(waits(slow(None), &[None, Some(2.0), None]), [30.0, 2.0, 30.0]);
        assert_eq!(waits(slow(Some(Duration::from_secs(1))), &[None]), [1.0]);
        assert_eq!(Pace { looks: u32::MAX, ..Pace::default() }.next(None), LONGEST_WAIT);
    }

    #[test]
    fn an_operation_may_be_missing_for_a_few_looks_and_only_before_it_was_found() {
        let mut pace = Pace::new(None);
        for _ in 0..MOST_EARLY_LOOKS {
            pace.next(None);
            assert!(pace.may_be_early());
        }
        pace.next(None);
        assert!(!pace.may_be_early());
        assert!(!Pace { looks: 1, was_found: true, ..Pace::default() }.may_be_early());
    }

    #[test]
    fn teams_operations_are_known_by_their_path() {
        for (path, is_teams) in [
            ("/v1.0/teams('a')/operations('b')", true),
            ("/beta/teams/a/operations/b", true),
            ("/v1.0/teams/a/channels/operations", true),
            ("/v1.0/teams/a", false),
            ("/v1.0/teamwork/a/operations/b", false),
            ("/v1.0/me/onenote/operations/teams", false),
            ("/v1.0/communications/calls/a/operations/b", false),
        ] {
            let location = Url::parse("https://graph.microsoft.com").unwrap().join(path).unwrap();
            assert_eq!(is_of_teams(&location), is_teams, "{path}");
        }
    }
}

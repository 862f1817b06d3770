//! The pace of a scope that was throttled, or nearly was: a rest, and then one request after the other, ever faster.
//!
//! Pure: moments in, moments out. After a rest as many requests may be waiting as came during it; sent all at once, they would
//! be throttled again. So the first ones are kept [apart](AFTER_A_REST), each a tenth less than the one before, and after about
//! a second and 45 requests the scope is free again.

use std::time::Duration;

use tokio::time::Instant;

/// What is between the first two requests after a rest.
const AFTER_A_REST: Duration = Duration::from_millis(100);
/// What is between two requests of a scope that has used all of its limit; as much less as it is nearer to [`NOTICEABLE`].
const AT_THE_LIMIT: Duration = Duration::from_millis(20);
/// The share of a limit from which on the service speaks of it.
pub(super) const NOTICEABLE: f64 = 0.8;
/// What is too little to wait for.
const NOTHING: Duration = Duration::from_millis(1);
/// How long a pace is kept that nobody goes at.
const MEMORY: Duration = Duration::from_secs(10);

/// The pace of one scope.
#[derive(Debug)]
pub(super) struct Pace {
    /// Until when the scope rests, if it does.
    rests_until: Option<Instant>,
    /// When the next request may start, after those that have.
    next: Instant,
    /// What is kept between two requests.
    gap: Duration,
}

impl Pace {
    /// A scope of which nothing is known.
    pub(super) fn new(now: Instant) -> Self {
        Self { rests_until: None, next: now, gap: Duration::ZERO }
    }

    /// The service asked for a rest.
    pub(super) fn rest(&mut self, now: Instant, rest: Duration) {
        self.rests_until = self.rests_until.max(now.checked_add(rest));
        self.next = self.next.max(self.rests_until.unwrap_or(now));
        self.gap = self.gap.max(AFTER_A_REST);
    }

    /// The service said that this share of the limit is used.
    pub(super) fn slow_down(&mut self, now: Instant, share: f64) {
        let gap = AT_THE_LIMIT.mul_f64(((share - NOTICEABLE) / (1.0 - NOTICEABLE)).clamp(0.0, 5.0));
        if gap > self.gap {
            self.gap = gap;
            self.next = self.next.max(now + gap);
        }
    }

    /// When the next request may start.
    pub(super) fn start(&self) -> Instant {
        self.next
    }

    /// Whether the scope rests.
    pub(super) fn rests(&self, now: Instant) -> bool {
        self.rests_until.is_some_and(|end| now < end)
    }

    /// A request starts.
    pub(super) fn advance(&mut self, now: Instant) {
        self.next = self.next.max(now + self.gap);
        self.gap = self.gap.mul_f64(0.9);
        if self.gap < NOTHING {
            self.gap = Duration::ZERO;
        }
    }

    /// Whether there is nothing left to keep to.
    pub(super) fn is_over(&self, now: Instant) -> bool {
        now >= self.next && (self.gap.is_zero() || now.duration_since(self.next) >= MEMORY)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn after_a_rest_requests_start_one_by_one_and_ever_faster() {
        let now = Instant::now();
        let mut pace = Pace::new(now);
        pace.rest(now, Duration::from_secs(2));
        assert!(pace.rests(now) && !pace.is_over(now));
        let mut starts = Vec::new();
        while !pace.is_over(pace.start()) {
            let start = pace.start();
            assert!(!pace.rests(start));
            pace.advance(start);
            starts.push(start - now);
        }
        assert_eq!(starts[..2], [Duration::from_secs(2), Duration::from_millis(2100)]);
        assert!(starts.is_sorted_by(|one, next| *next > *one) && (40..50).contains(&starts.len()), "{starts:?}");
        assert!(starts.last().unwrap() < &Duration::from_secs(3), "{starts:?}");
    }

    #[tokio::test(start_paused = true)]
    async fn the_longest_rest_holds() {
        let now = Instant::now();
        let mut pace = Pace::new(now);
        pace.rest(now, Duration::from_secs(5));
        pace.rest(now, Duration::from_secs(2));
        assert_eq!(pace.start(), now + Duration::from_secs(5));
        assert!(pace.rests(now + Duration::from_secs(4)) && !pace.rests(now + Duration::from_secs(5)));
        assert!(!pace.is_over(now + Duration::from_secs(14)) && pace.is_over(now + Duration::from_secs(15)));
    }

    #[tokio::test(start_paused = true)]
    async fn near_the_limit_requests_are_spread() {
        let now = Instant::now();
        for (share, gap) in [(0.5, 0), (0.8, 0), (0.9, 10), (1.0, 20), (1.8, 100), (9.0, 100)] {
            let mut pace = Pace::new(now);
            pace.slow_down(now, share);
            let found = (pace.start() - now).as_millis();
            assert!(found.abs_diff(gap) <= 1, "{share}: {found}");
            assert_eq!(pace.is_over(now), gap == 0, "{share}");
            assert!(!pace.rests(now));
        }
    }
}

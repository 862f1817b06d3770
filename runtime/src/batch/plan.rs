//! Which items go into the next request. Pure: what is known of the items in, a request's items out.
//!
//! Graph accepts a request in three shapes only: no item depends on another; each depends on the one before it; all that
//! depend on one depend on the same one. A dependency that was answered well in an earlier request need not be stated. So a
//! request is filled with what is ready, and as much of what depends on that as one shape allows; the rest waits. What waits
//! becomes ready when all that it depends on has succeeded, and is given up when one of these has failed: no guarantee is
//! ever traded for a fuller request.
//!
//! Source: Graph's [known issues](https://learn.microsoft.com/graph/known-issues).

use std::collections::BTreeSet;

use tokio::time::Instant;

use super::item::{FRAME, MOST_BYTES};

/// The most items of one request.
pub(super) const MOST_ITEMS: usize = 20;

/// What the plan knows of one item.
#[derive(Debug)]
pub(super) struct Step<V> {
    /// The API version, which a whole request is of.
    pub(super) version: V,
    /// How many bytes it is.
    pub(super) bytes: usize,
    /// The items that come before it; all of them were added before it.
    pub(super) after: Vec<usize>,
    /// How far it is.
    pub(super) stage: Stage,
}

/// How far an item is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stage {
    /// To be sent.
    Waiting,
    /// To be sent again, from then on.
    Resting(Instant),
    /// In a request.
    UnderWay,
    /// Answered with success.
    Succeeded,
    /// Answered with an error, or given up.
    Failed,
}

/// The items of a request in their order, each with the one that it is said to depend on.
pub(super) type Round = Vec<(usize, Option<usize>)>;

/// All items of a batch, and how far each of them is.
#[derive(Debug)]
pub(super) struct Plan<V> {
    /// The items.
    steps: Vec<Step<V>>,
    /// Those that are waiting or resting.
    left: BTreeSet<usize>,
    /// Whether any item depends on another.
    is_ordered: bool,
}

impl<V: PartialEq> Plan<V> {
    /// A plan for these items.
    pub(super) fn new(steps: Vec<Step<V>>) -> Self {
        let left = (0..steps.len()).collect();
        let is_ordered = steps.iter().any(|step| !step.after.is_empty());
        Self { steps, left, is_ordered }
    }

    /// The items of the next request, which are under way from now on; none as long as none can be sent.
    pub(super) fn next(&mut self, now: Instant) -> Round {
        let round = self.same(now);
        let chain = if self.is_ordered && round.len() < MOST_ITEMS { self.chain(now) } else { Vec::new() };
        let round = if chain.len() > round.len() { chain } else { round };
        for (index, _) in &round {
            self.enter(*index, Stage::UnderWay);
        }
        round
    }

    /// When the next item that is resting may be sent again.
    pub(super) fn next_wake(&self, now: Instant) -> Option<Instant> {
        let stages = self.left.iter().filter_map(|index| self.steps.get(*index));
        let wakes = stages.filter_map(|step| match step.stage {
            Stage::Resting(until) if until > now => Some(until),
            _ => None,
        });
        wakes.min()
    }

    /// Puts an item into a stage.
    pub(super) fn enter(&mut self, index: usize, stage: Stage) {
        if let Some(step) = self.steps.get_mut(index) {
            step.stage = stage;
        }
        if matches!(stage, Stage::Waiting | Stage::Resting(_)) {
            self.left.insert(index);
        } else {
            self.left.remove(&index);
        }
    }

    /// Puts an item into its last but worst stage; returns those that now are never sent, each with the one that it waited
    /// for.
    pub(super) fn fail(&mut self, index: usize) -> Vec<(usize, usize)> {
        self.enter(index, Stage::Failed);
        let mut given_up = Vec::new();
        if !self.is_ordered {
            return given_up;
        }
        // Each comes behind what it depends on, so one pass finds them all.
        for waiting in self.left.range(index..).copied().collect::<Vec<_>>() {
            if let Some(failed) = self.failed_before(waiting) {
                self.enter(waiting, Stage::Failed);
                given_up.push((waiting, failed));
            }
        }
        given_up
    }

    /// Gives up everything that is still to be sent, and returns it.
    pub(super) fn give_up(&mut self) -> BTreeSet<usize> {
        let left = std::mem::take(&mut self.left);
        for index in &left {
            self.enter(*index, Stage::Failed);
        }
        left
    }

    /// Whether what an item depends on may still succeed, though not all of it has.
    pub(super) fn is_held_up(&self, index: usize) -> bool {
        self.failed_before(index).is_none() && self.open(index).next().is_some()
    }

    /// An item that this one depends on and that has failed.
    fn failed_before(&self, index: usize) -> Option<usize> {
        let after = self.steps.get(index).map_or(&[][..], |step| &step.after);
        after.iter().copied().find(|before| self.has_stage(*before, Stage::Failed))
    }

    /// The items that this one depends on and that have not succeeded yet.
    fn open(&self, index: usize) -> impl Iterator<Item = usize> {
        let after = self.steps.get(index).map_or(&[][..], |step| &step.after);
        after.iter().copied().filter(|before| !self.has_stage(*before, Stage::Succeeded))
    }

    /// Whether an item is in a stage.
    fn has_stage(&self, index: usize, stage: Stage) -> bool {
        self.steps.get(index).is_some_and(|step| step.stage == stage)
    }

    /// The items that may be sent now as far as they themselves go, in order, each with what it still depends on: nothing,
    /// or one item. What still depends on several is left out.
    fn candidates(&self, now: Instant) -> impl Iterator<Item = (usize, &Step<V>, Option<usize>)> {
        self.left.iter().filter_map(move |index| {
            let step = self.steps.get(*index)?;
            let mut open = self.open(*index);
            let is_awake = !matches!(step.stage, Stage::Resting(until) if until > now);
            match (is_awake, open.next(), open.next()) {
                (true, before, None) => Some((*index, step, before)),
                _ => None,
            }
        })
    }

    /// A request in which all that depend on an item depend on the same one, or none does.
    fn same(&self, now: Instant) -> Round {
        let (mut request, mut hub) = (Request::new(), None);
        for (index, step, before) in self.candidates(now) {
            let fits = match before {
                _ if !request.is_of_version(&step.version) => false,
                None => true,
                Some(before) => request.holds(before) && *hub.get_or_insert(before) == before,
            };
            if fits && !request.push(index, step, before) {
                break;
            }
        }
        request.round
    }

    /// A request in which each item depends on the one before it.
    fn chain(&self, now: Instant) -> Round {
        let mut request = Request::new();
        for (index, step, before) in self.candidates(now) {
            let last = request.round.last().map(|(last, _)| *last);
            let fits = before == last && request.is_of_version(&step.version);
            if fits && !request.push(index, step, before) {
                break;
            }
        }
        request.round
    }
}

/// A request that is being filled.
struct Request<'a, V> {
    /// Its items.
    round: Round,
    /// How many bytes it has.
    bytes: usize,
    /// The API version that it is of.
    version: Option<&'a V>,
}

impl<'a, V: PartialEq> Request<'a, V> {
    /// One with nothing in it.
    fn new() -> Self {
        Self { round: Vec::new(), bytes: FRAME, version: None }
    }

    /// Whether an item is in it.
    fn holds(&self, index: usize) -> bool {
        self.round.iter().any(|(held, _)| *held == index)
    }

    /// Whether items of this version can be in it.
    fn is_of_version(&self, version: &V) -> bool {
        self.version.is_none_or(|own| own == version)
    }

    /// Adds an item. False when the request is full: nothing that comes later goes before what had no room.
    fn push(&mut self, index: usize, step: &'a Step<V>, before: Option<usize>) -> bool {
        if self.round.len() == MOST_ITEMS || self.bytes + step.bytes > MOST_BYTES {
            return false;
        }
        self.version = Some(&step.version);
        self.bytes += step.bytes;
        self.round.push((index, before));
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What each item depends on, separated by commas and spaces: `"-, 0, 0+1"`.
    fn orders(text: &str) -> Vec<Vec<usize>> {
        let order = |item: &str| item.split('+').filter_map(|before| before.parse().ok()).collect();
        text.split(", ").map(order).collect()
    }

    /// A plan's requests when all succeed: the items, each with `<` and the one that it is said to depend on.
    fn requests(text: &str) -> Vec<String> {
        rounds(orders(text).into_iter().map(|after| (0, 1, after)).collect())
    }

    /// The same for items with a version and a number of bytes.
    fn rounds(items: Vec<(u8, usize, Vec<usize>)>) -> Vec<String> {
        let step = |(version, bytes, after)| Step { version, bytes, after, stage: Stage::Waiting };
        let mut plan = Plan::new(items.into_iter().map(step).collect());
        let mut written = Vec::new();
        loop {
            let round = plan.next(Instant::now());
            if round.is_empty() {
                return written;
            }
            let items = round.iter().map(|(index, before)| match before {
                Some(before) => format!("{index}<{before}"),
                None => index.to_string(),
            });
            written.push(items.collect::<Vec<_>>().join(" "));
            for (index, _) in round {
                plan.enter(index, Stage::Succeeded);
            }
        }
    }

    #[test]
    fn each_request_has_one_of_the_shapes_that_are_accepted() {
        for (orders, expected) in [
            ("-, -, -", &["0 1 2"][..]),
            ("-, 0, 1, 2", &["0 1<0 2<1 3<2"]),
            ("-, 0, 0, -, 0", &["0 1<0 2<0 3 4<0"]),
            // No shape holds two chains, but the end of one fits beside the beginning of the other.
            ("-, -, 0, 1", &["0 1 2<0", "3"]),
            // A diamond, whose foot depends on two.
            ("-, 0, 0, 1+2", &["0 1<0 2<0", "3"]),
            // A chain with a loose item in front of it, and one behind it.
            ("-, -, 1, 2", &["0 1 2<1", "3"]),
            ("-, 0, 1, -", &["0 1<0 3", "2"]),
            ("-, 0, 1, 2, -", &["0 1<0 2<1 3<2", "4"]),
        ] {
            assert_eq!(requests(orders), expected, "{orders}");
        }
        assert!(rounds(Vec::new()).is_empty());
    }

    #[test]
    fn a_request_has_20_items_of_one_version_and_4_megabytes() {
        let loose = |version, bytes| (version, bytes, vec![]);
        let sizes =
            |items: Vec<_>| -> Vec<usize> { rounds(items).iter().map(|round| round.split(' ').count()).collect() };
        assert_eq!(sizes((0..1000).map(|_| loose(0, 1)).collect()), [20; 50]);
        assert_eq!(sizes((0..41).map(|_| loose(0, 1)).collect()), [20, 20, 1]);
        assert_eq!(rounds(vec![loose(0, 1), loose(1, 1), loose(0, 1), (0, 1, vec![1])]), ["0 2", "1", "3"]);
        assert_eq!(sizes((0..4).map(|_| loose(0, 1_900_000)).collect()), [2, 2]);
        assert_eq!(rounds(vec![loose(0, 3_000_000), loose(0, 2_000_000), loose(0, 1)]), ["0", "1 2"]);
        let chain = (0..45).map(|index: usize| (0, 1, index.checked_sub(1).into_iter().collect())).collect();
        assert_eq!(sizes(chain), [20, 20, 5]);
    }

    #[test]
    fn what_rests_is_left_out_and_what_depends_on_a_failure_is_given_up() {
        let now = Instant::now();
        let later = now + std::time::Duration::from_secs(1);
        let step = |after| Step { version: 0, bytes: 1, after, stage: Stage::Waiting };
        let mut plan = Plan::new(orders("-, 0, -, 1, 2").into_iter().map(step).collect());
        plan.enter(0, Stage::Resting(later));
        assert_eq!(plan.next_wake(now), Some(later));
        assert_eq!(plan.next(now), [(2, None), (4, Some(2))]);
        assert!(plan.next(now).is_empty());
        assert!(plan.is_held_up(1) && plan.is_held_up(4) && !plan.is_held_up(2));
        assert_eq!(plan.next_wake(later), None);
        assert_eq!(plan.next(later), [(0, None), (1, Some(0)), (3, Some(1))]);
        for index in [1, 3] {
            plan.enter(index, Stage::Waiting);
        }
        assert_eq!(plan.fail(0), [(1, 0), (3, 1)]);
        assert!(plan.next(later).is_empty() && plan.give_up().is_empty());
        assert!(!plan.is_held_up(1));
    }
}

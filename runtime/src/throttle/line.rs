//! A line in front of a few places: who comes first is let in first, and the line is not endless.
//!
//! Pure: no locks, no waiting. A place that is left is handed to the first in line at once, so that nobody who comes later can
//! take it in between.

use std::collections::BTreeMap;
use std::task::Waker;

/// The places, and those who wait for one.
#[derive(Debug, Default)]
pub(super) struct Line {
    /// How many places are taken; one that was handed on counts from then on.
    inside: usize,
    /// Those who wait, by ticket, with how to wake them once they have asked for themselves.
    waiting: BTreeMap<u64, Option<Waker>>,
    /// The next ticket.
    next: u64,
}

/// What becomes of one who comes.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Entry {
    /// There was a place.
    Inside,
    /// There will be one for this ticket.
    Waiting(u64),
    /// The line is too long.
    Refused,
}

/// How the holder of a ticket finds the line.
#[derive(Debug)]
pub(super) enum Look {
    /// There is a place by now.
    Inside,
    /// Not yet; and the waker that was kept so far.
    Waiting(Option<Waker>),
}

/// What is left when somebody gives up.
#[derive(Debug)]
pub(super) struct Freed {
    /// The waker of the one who gave up.
    pub(super) kept: Option<Waker>,
    /// The waker of the one who has the place now.
    pub(super) next: Option<Waker>,
}

impl Line {
    /// Comes, where there are so many places and so many may wait.
    pub(super) fn enter(&mut self, places: usize, most_waiting: usize) -> Entry {
        if self.inside < places && self.waiting.is_empty() {
            self.inside += 1;
            return Entry::Inside;
        }
        if self.waiting.len() >= most_waiting {
            return Entry::Refused;
        }
        let ticket = self.next;
        self.next += 1;
        self.waiting.insert(ticket, None);
        Entry::Waiting(ticket)
    }

    /// Whether the holder of a ticket is inside by now; else the waker is kept, and the one in its place is handed out: like
    /// every waker, it is to be dropped where no lock is held.
    pub(super) fn look(&mut self, ticket: u64, waker: &Waker) -> Look {
        match self.waiting.get_mut(&ticket) {
            None => Look::Inside,
            Some(Some(kept)) if kept.will_wake(waker) => Look::Waiting(None),
            Some(kept) => Look::Waiting(kept.replace(waker.clone())),
        }
    }

    /// Leaves a place, and says whom to wake.
    pub(super) fn leave(&mut self) -> Option<Waker> {
        let first = self.waiting.pop_first();
        if first.is_none() {
            self.inside = self.inside.saturating_sub(1);
        }
        first.and_then(|(_, waker)| waker)
    }

    /// Leaves the line, and hands out the waker that was kept; or leaves the place that the ticket's holder has been given
    /// meanwhile, and says whom to wake.
    pub(super) fn give_up(&mut self, ticket: u64) -> Freed {
        match self.waiting.remove(&ticket) {
            Some(kept) => Freed { kept, next: None },
            None => Freed { kept: None, next: self.leave() },
        }
    }

    /// Whether nobody is inside or waits.
    pub(super) fn is_idle(&self) -> bool {
        self.inside == 0 && self.waiting.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::VecDeque;

    use super::*;

    /// A small generator of numbers that look random, the same in every run.
    struct Random(u64);

    impl Random {
        /// A number below this one.
        fn below(&mut self, most: usize) -> usize {
            self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            usize::try_from(self.0 >> 33).unwrap() % most
        }
    }

    /// Whether the holder of a ticket is inside.
    fn is_inside(line: &mut Line, ticket: u64) -> bool {
        matches!(line.look(ticket, Waker::noop()), Look::Inside)
    }

    #[test]
    fn a_line_is_like_its_model_whatever_happens() {
        const PLACES: usize = 3;
        const MOST_WAITING: usize = 5;
        for seed in 0..200 {
            let mut random = Random(seed);
            let (mut line, mut inside, mut waiting) = (Line::default(), 0_usize, VecDeque::new());
            // Those who were let in, in that order, as far as they have a ticket.
            let mut granted: Vec<u64> = Vec::new();
            for _ in 0..300 {
                match random.below(4) {
                    0 | 1 => match line.enter(PLACES, MOST_WAITING) {
                        Entry::Inside => {
                            assert!(inside < PLACES && waiting.is_empty());
                            inside += 1;
                        }
                        Entry::Waiting(ticket) => {
                            assert!(inside == PLACES && waiting.len() < MOST_WAITING);
                            waiting.push_back(ticket);
                        }
                        Entry::Refused => assert!(inside == PLACES && waiting.len() == MOST_WAITING),
                    },
                    2 if inside > 0 => {
                        line.leave();
                        match waiting.pop_front() {
                            Some(first) => granted.push(first),
                            None => inside -= 1,
                        }
                    }
                    _ if !waiting.is_empty() => {
                        let ticket = waiting.remove(random.below(waiting.len())).unwrap();
                        line.give_up(ticket);
                    }
                    _ => {}
                }
                assert!(granted.is_sorted(), "somebody was overtaken");
                assert!(waiting.iter().all(|ticket| !is_inside(&mut line, *ticket)));
                assert!(granted.iter().all(|ticket| is_inside(&mut line, *ticket)));
                assert_eq!(line.is_idle(), inside == 0 && waiting.is_empty());
            }
        }
    }

    #[test]
    fn a_place_that_was_handed_on_to_one_who_gives_up_is_handed_on_again() {
        let mut line = Line::default();
        assert_eq!(line.enter(1, 2), Entry::Inside);
        let (Entry::Waiting(first), Entry::Waiting(second)) = (line.enter(1, 2), line.enter(1, 2)) else { panic!() };
        line.leave();
        line.give_up(first);
        assert!(is_inside(&mut line, second));
        line.leave();
        assert!(line.is_idle());
    }
}

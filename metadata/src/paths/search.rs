//! The search: backwards from a type to the entity container, the cheapest path first.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::map::{Arrival, CLASS, Map, Place, Step};
use crate::model::{Operation, TypeRef};

/// How many paths are found at most.
const MOST: usize = 100;

/// How many beginnings of paths are looked at: enough for any type of Graph, and an end for any schema.
const LOOKED_AT: usize = 20_000;

/// What it costs that a path ends at a type derived from the one that was asked for.
const OTHER_END: u32 = 2;

/// A path that was found.
#[derive(Debug)]
pub(super) struct Trail<'a> {
    /// What it costs.
    pub(super) cost: u32,
    /// Its steps, from the container on, and where each leads.
    pub(super) steps: Vec<(Arrival<'a>, Place)>,
    /// Where it ends.
    pub(super) end: Place,
}

/// A path whose beginning may still be open.
struct Tail<'a> {
    /// What it costs so far.
    cost: u32,
    /// What it begins at; nothing where that is the container.
    begin: Option<Place>,
    /// Its first step, and the number of the tail that goes on behind it; nothing for the end alone.
    rest: Option<(Arrival<'a>, usize)>,
}

/// All tails so far, and which to look at next.
///
/// What a whole path costs is known before it is complete, but for types that would be on it twice, so that hardly any tail is
/// looked at in vain.
struct Search<'m, 'a> {
    /// The steps that there are.
    map: &'m Map<'a>,
    /// The tails.
    tails: Vec<Tail<'a>>,
    /// Their numbers, by the costs of the whole paths; of those that cost the same, the one that was put in first comes first.
    next: BinaryHeap<Reverse<(u32, usize)>>,
}

/// The paths to `ty` or a type derived from it on which `operation` means that one, and whether there may be more.
///
/// Those that cost a class more than the cheapest, such as a cast where another does without, are left out.
pub(super) fn to<'a>(map: &Map<'a>, ty: &TypeRef, operation: Option<&Operation>) -> (Vec<Trail<'a>>, bool) {
    let Some(asked) = map.place_of(ty) else { return (Vec::new(), false) };
    let mut search = Search { map, tails: Vec::new(), next: BinaryHeap::new() };
    for ty in std::iter::once(asked.ty).chain(map.derived(asked.ty)) {
        let end = Place { ty, ..asked };
        if !operation.is_some_and(|operation| map.is_hidden(operation, end)) {
            search.push(Tail { cost: if end == asked { 0 } else { OTHER_END }, begin: Some(end), rest: None });
        }
    }
    search.run()
}

impl<'a> Search<'_, 'a> {
    /// Puts a tail in, where anything leads to its beginning.
    fn push(&mut self, tail: Tail<'a>) {
        if let Some(rest) = tail.begin.map_or(Some(0), |begin| self.map.cost(begin)) {
            self.next.push(Reverse((tail.cost.saturating_add(rest), self.tails.len())));
            self.tails.push(tail);
        }
    }

    /// Finds the paths, and says whether there may be more.
    fn run(&mut self) -> (Vec<Trail<'a>>, bool) {
        let mut found: Vec<Trail<'a>> = Vec::new();
        let mut class = None;
        while let Some(Reverse((_, number))) = self.next.pop() {
            let Some(tail) = self.tails.get(number) else { continue };
            let cost = tail.cost;
            let Some(begin) = tail.begin else {
                if *class.get_or_insert(cost / CLASS) < cost / CLASS {
                    return (found, false);
                }
                if found.len() >= MOST {
                    return (found, true);
                }
                found.extend(self.trail(number));
                continue;
            };
            if self.tails.len() > LOOKED_AT {
                return (found, true);
            }
            for arrival in self.map.arrivals(begin) {
                if arrival.from.is_none_or(|from| self.may_begin(from, *arrival, number)) {
                    let cost = cost.saturating_add(arrival.cost);
                    self.push(Tail { cost, begin: arrival.from, rest: Some((*arrival, number)) });
                }
            }
        }
        (found, false)
    }

    /// Whether a tail may be made longer by a step from a place: no type is on a path twice.
    fn may_begin(&self, from: Place, arrival: Arrival<'_>, number: usize) -> bool {
        let behind = self.behind(number);
        let is_key = |step: Step<'_>| matches!(step, Step::Key);
        // A cast in front of a key is the same as one behind it, which is how Graph's documentation has it.
        if matches!(arrival.step, Step::Cast)
            && behind.first().is_some_and(|(arrival, _)| is_key(arrival.step))
            && from.is_collection
        {
            return false;
        }
        let places = self.tails.get(number).and_then(|tail| tail.begin).into_iter();
        let mut places = places.chain(behind.iter().map(|(_, place)| *place)).filter(|place| place.ty == from.ty);
        match (places.next(), places.next()) {
            (None, _) => true,
            // The collection that an item is taken from, and the children of an item that are the path's end.
            (Some(place), None) => {
                (is_key(arrival.step) && place != from)
                    || (behind.is_empty() && place.is_collection && !from.is_collection)
            }
            _ => false,
        }
    }

    /// The steps of a tail, and where each leads.
    fn behind(&self, mut number: usize) -> Vec<(Arrival<'a>, Place)> {
        let mut steps = Vec::new();
        while let Some((arrival, next)) = self.tails.get(number).and_then(|tail| tail.rest) {
            let Some(place) = self.tails.get(next).and_then(|tail| tail.begin) else { break };
            steps.push((arrival, place));
            number = next;
        }
        steps
    }

    /// A complete path.
    fn trail(&self, number: usize) -> Option<Trail<'a>> {
        let steps = self.behind(number);
        let (_, end) = *steps.last()?;
        Some(Trail { cost: self.tails.get(number)?.cost, steps, end })
    }
}

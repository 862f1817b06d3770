//! The search: backwards from a type to the entity container, the cheapest path first.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::map::{Arrival, CLASS, Map, Step};
use crate::model::TypeRef;

/// How many paths are found at most.
const MOST: usize = 200;

/// How many beginnings of paths are looked at: enough for any type of Graph, and an end for any schema.
const LOOKED_AT: usize = 20_000;

/// A path that was found.
#[derive(Debug)]
pub(super) struct Trail<'m, 'a> {
    /// What it costs.
    pub(super) cost: u32,
    /// Its steps, from the container on.
    pub(super) steps: Vec<&'m Arrival<'a>>,
    /// Where it ends.
    pub(super) end: TypeRef,
}

/// A path whose beginning is still open.
struct Open {
    /// What it costs so far.
    cost: u32,
    /// What it begins at; nothing where that is the container.
    begin: Option<TypeRef>,
    /// The numbers of its arrivals, the last step first.
    numbers: Vec<usize>,
    /// What it stands on, the last first.
    through: Vec<TypeRef>,
}

/// Paths that are looked at next, the cheapest first; of those that cost the same, the one that was put in first.
///
/// What a whole path costs is known before it is complete, but for types that would be on it twice, so that hardly any path is
/// looked at in vain.
#[derive(Default)]
struct Queue {
    /// Costs and numbers.
    heap: BinaryHeap<Reverse<(u32, usize)>>,
    /// The paths by number.
    open: Vec<Open>,
}

impl Queue {
    /// Puts a path in, where anything leads to its beginning.
    fn push(&mut self, map: &Map<'_>, path: Open) {
        if let Some(rest) = path.begin.as_ref().map_or(Some(0), |begin| map.cost(begin)) {
            self.heap.push(Reverse((path.cost + rest, self.open.len())));
            self.open.push(path);
        }
    }

    /// Takes the cheapest path out.
    fn pop(&mut self) -> Option<Open> {
        let Reverse((_, number)) = self.heap.pop()?;
        let taken = Open { cost: 0, begin: None, numbers: Vec::new(), through: Vec::new() };
        self.open.get_mut(number).map(|path| std::mem::replace(path, taken))
    }
}

/// The paths to `ty` or a type derived from it, and whether there may be more.
///
/// Those that cost a class more than the cheapest, such as a cast where another does without, are left out.
pub(super) fn to<'m, 'a>(map: &'m Map<'a>, ty: &TypeRef) -> (Vec<Trail<'m, 'a>>, bool) {
    let mut queue = Queue::default();
    for name in std::iter::once(ty.name.as_str()).chain(map.derived(&ty.name)) {
        let end = TypeRef { name: name.to_owned(), is_collection: ty.is_collection };
        queue.push(map, Open { cost: 0, begin: Some(end.clone()), numbers: Vec::new(), through: vec![end] });
    }
    let mut found: Vec<Trail<'m, 'a>> = Vec::new();
    let mut class = None;
    while let Some(path) = queue.pop() {
        let Some(begin) = path.begin else {
            if *class.get_or_insert(path.cost / CLASS) < path.cost / CLASS {
                return (found, false);
            }
            if found.len() >= MOST {
                return (found, true);
            }
            found.extend(trail(map, path.cost, &path.through, &path.numbers));
            continue;
        };
        if queue.open.len() > LOOKED_AT {
            return (found, true);
        }
        for (number, arrival) in map.arrivals(&begin).iter().enumerate() {
            // A cast in front of a key and one behind it are the same: the one behind is how Graph's documentation has it.
            let is_before_key =
                begin.is_collection && path.through.iter().rev().nth(1).is_some_and(|it| it.name == begin.name);
            if is_before_key && matches!(arrival.step, Step::Cast) {
                continue;
            }
            let (mut numbers, mut through) = (path.numbers.clone(), path.through.clone());
            numbers.push(number);
            if let Some(from) = &arrival.from {
                if through.iter().any(|it| is_same(it, from, &begin)) {
                    continue;
                }
                through.push(from.clone());
            }
            let cost = path.cost + arrival.cost;
            queue.push(map, Open { cost, begin: arrival.from.clone(), numbers, through });
        }
    }
    (found, false)
}

/// Whether a type is on a path already; an item and the collection that it is taken from are one.
fn is_same(on_path: &TypeRef, from: &TypeRef, begin: &TypeRef) -> bool {
    on_path.name == from.name && !(on_path == begin && from.is_collection && !begin.is_collection)
}

/// A complete path.
fn trail<'m, 'a>(map: &'m Map<'a>, cost: u32, through: &[TypeRef], numbers: &[usize]) -> Option<Trail<'m, 'a>> {
    let backwards = through.iter().zip(numbers).rev();
    let steps = backwards.filter_map(|(place, number)| map.arrivals(place).get(*number)).collect();
    Some(Trail { cost, steps, end: through.first()?.clone() })
}

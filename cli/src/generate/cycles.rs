//! Where a struct would hold itself: such a member is boxed, since its size would have no end. A `Vec` has a size of its own.
//!
//! Items and what they hold directly are a graph; two items of one strongly connected component hold each other.

use std::collections::{BTreeMap, BTreeSet};

use super::catalog::Catalog;
use super::reach::{Item, item, variants};

/// Which items hold each other.
#[derive(Debug, Default)]
pub(super) struct Cycles {
    /// The component of each item that is not alone in it, or holds itself.
    components: BTreeMap<Item, usize>,
}

impl Cycles {
    /// Of some items.
    pub(super) fn of(catalog: &Catalog<'_>, items: &BTreeSet<Item>) -> Self {
        let numbers: BTreeMap<&Item, usize> = items.iter().enumerate().map(|(number, item)| (item, number)).collect();
        let held = |item: &Item| -> Vec<usize> {
            held(catalog, item).iter().filter_map(|held| numbers.get(held).copied()).collect()
        };
        let forward: Vec<Vec<usize>> = items.iter().map(held).collect();
        let components = components(&forward);
        let mut sizes: BTreeMap<usize, usize> = BTreeMap::new();
        for component in &components {
            *sizes.entry(*component).or_default() += 1;
        }
        let is_circle = |number: usize, component: usize| {
            sizes.get(&component).is_some_and(|size| *size > 1)
                || forward.get(number).is_some_and(|held| held.contains(&number))
        };
        let numbered = items.iter().zip(&components).enumerate();
        let circles = numbered.filter(|(number, (_, component))| is_circle(*number, **component));
        Self { components: circles.map(|(_, (item, component))| (item.clone(), *component)).collect() }
    }

    /// Whether the one must hold the other behind a pointer.
    pub(super) fn boxes(&self, owner: &Item, held: &Item) -> bool {
        self.components.get(owner).is_some_and(|component| self.components.get(held) == Some(component))
    }
}

/// What an item holds directly.
fn held(catalog: &Catalog<'_>, owner: &Item) -> Vec<Item> {
    match owner {
        Item::Object(name) => {
            let members = catalog.members(name).into_iter().map(|(property, _)| &property.ty);
            members.filter(|ty| !ty.is_collection).filter_map(|ty| item(catalog, &ty.name)).collect()
        }
        Item::Union(name) => variants(catalog, name).into_iter().map(Item::Object).collect(),
        Item::Enum(_) => Vec::new(),
    }
}

/// The strongly connected component of each node of a graph, by Kosaraju's two passes.
fn components(forward: &[Vec<usize>]) -> Vec<usize> {
    let mut backward = vec![Vec::new(); forward.len()];
    for (from, held) in forward.iter().enumerate() {
        for to in held {
            if let Some(back) = backward.get_mut(*to) {
                back.push(from);
            }
        }
    }
    let mut seen = vec![false; forward.len()];
    let mut order = Vec::new();
    for start in 0..forward.len() {
        visit(start, forward, &mut seen, &mut order);
    }
    let mut component = vec![usize::MAX; forward.len()];
    let mut seen = vec![false; forward.len()];
    for start in order.into_iter().rev() {
        let mut members = Vec::new();
        visit(start, &backward, &mut seen, &mut members);
        for member in members {
            if let Some(place) = component.get_mut(member) {
                *place = start;
            }
        }
    }
    component
}

/// Adds the nodes that are reached and were not seen yet, each behind all that it leads to.
fn visit(start: usize, edges: &[Vec<usize>], seen: &mut [bool], order: &mut Vec<usize>) {
    let mut first = |node: usize| seen.get_mut(node).is_some_and(|seen| !std::mem::replace(seen, true));
    if !first(start) {
        return;
    }
    let mut open = vec![(start, 0)];
    while let Some((node, next)) = open.pop() {
        match edges.get(node).and_then(|held| held.get(next)) {
            Some(to) => {
                open.push((node, next + 1));
                if first(*to) {
                    open.push((*to, 0));
                }
            }
            None => order.push(node),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::components;

    #[test]
    fn circles_are_components() {
        // 0 -> 1 -> 2 -> 1, 3 -> 3, 4 alone
        let found = components(&[vec![1], vec![2], vec![1], vec![3], vec![]]);
        assert_eq!(found[1], found[2]);
        assert_ne!(found[0], found[1]);
        assert_ne!(found[3], found[4]);
        assert!(components(&[]).is_empty());
    }
}

//! Questions that only a look at all lines of a kind can answer.
//!
//! No macro asks them where all is well: they cost a hundred times what a look-up does, and are for advice.

use std::collections::BTreeSet;

use super::line::{Line, expanded, expanded_type, shortened};
use super::{Fault, Index};
use crate::model::{TypeRef, short};

impl Index {
    /// The types that extend a type, directly or not, sorted by name.
    pub fn derived(&self, name: &str) -> Result<Vec<String>, Fault> {
        let pairs: Vec<(&str, &str)> = self
            .lines("t ")
            .filter_map(|line| {
                let mut fields = line.splitn(4, '\t');
                let (key, _, base) = (fields.next()?, fields.next()?, fields.next()?);
                (base != "-").then_some((key.strip_prefix("t ")?, base))
            })
            .collect();
        let mut found: BTreeSet<&str> = BTreeSet::new();
        let shortened = shortened(name, &self.namespace);
        let mut next = vec![shortened.as_str()];
        while let Some(base) = next.pop() {
            for (ty, of) in &pairs {
                if *of == base && found.insert(ty) {
                    next.push(ty);
                }
            }
        }
        let mut names: Vec<String> = found.into_iter().map(|name| expanded(name, &self.namespace)).collect();
        names.sort();
        Ok(names)
    }

    /// What operations with a name without its namespace are bound to, and their qualified names; sorted.
    pub fn bound_elsewhere(&self, short_name: &str) -> Result<Vec<(TypeRef, String)>, Fault> {
        let mut found = BTreeSet::new();
        for line in self.lines("o ") {
            if let Some((binding, name)) = binding_and_name(line)
                && binding != "-"
                && short(name) == short_name
            {
                Line::parse(line)?;
                found.insert((expanded_type(binding, &self.namespace), expanded(name, &self.namespace)));
            }
        }
        Ok(found.into_iter().collect())
    }
}

/// The second and third word of an operation's line.
pub(super) fn binding_and_name(line: &str) -> Option<(&str, &str)> {
    let mut words = line.split(' ').skip(1);
    Some((words.next()?, words.next()?))
}

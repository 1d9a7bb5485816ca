//! `Lookup`: finds the number of a name.

use std::borrow::Borrow;
use std::collections::HashMap;
use std::hash::Hash;

/// For this few names, comparing with each is faster than hashing.
const FEW: usize = 16;

/// Names with a number each. Most diagrams have few participants, and each message names two of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Lookup<N: Hash + Eq> {
    few: Vec<(N, usize)>,
    /// All names, once they are many.
    many: HashMap<N, usize>,
}

impl<N: Hash + Eq> Default for Lookup<N> {
    fn default() -> Self {
        Lookup { few: Vec::new(), many: HashMap::new() }
    }
}

impl<N: Borrow<str> + Hash + Eq> Lookup<N> {
    /// The number of a name, if it is known.
    pub fn get(&self, name: &str) -> Option<usize> {
        if self.many.is_empty() {
            self.few.iter().find(|(known, _)| known.borrow() == name).map(|(_, number)| *number)
        } else {
            self.many.get(name).copied()
        }
    }

    /// Adds a name that is not known yet.
    pub fn add(&mut self, name: N, number: usize) {
        if self.many.is_empty() && self.few.len() < FEW {
            self.few.push((name, number));
        } else {
            self.many.extend(self.few.drain(..));
            self.many.insert(name, number);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_names_and_many_are_found_alike() {
        let mut names = Lookup::default();
        for number in 0..FEW * 3 {
            names.add(format!("name {number}"), number);
            for known in 0..=number {
                assert_eq!(names.get(&format!("name {known}")), Some(known));
            }
            assert_eq!(names.get("another"), None);
        }
    }
}

//! What comes from what: the new values of a box as a tree.

use std::collections::HashMap;

use crate::model::Fact;

/// The deepest place in a tree. What comes from a value there begins at the left side again.
const DEEPEST: usize = 5;

/// A value and its place in the tree.
pub(super) struct Branch<'f> {
    pub fact: &'f Fact,
    /// How far it is set in.
    pub depth: usize,
    /// The value that it comes from, by its place in the list.
    pub parent: Option<usize>,
}

/// Lists new values so that each stands below the first ingredient of its formula that the box has, in the order of
/// the box otherwise.
pub(super) fn grow<'f>(facts: impl Iterator<Item = &'f Fact>) -> Vec<Branch<'f>> {
    let facts: Vec<&Fact> = facts.collect();
    let mut places: HashMap<&str, usize> = HashMap::new();
    let mut depths = Vec::with_capacity(facts.len());
    let mut children = vec![Vec::new(); facts.len()];
    let mut roots = Vec::new();
    for (place, fact) in facts.iter().enumerate() {
        let parent = fact.from.iter().find_map(|name| places.get(&**name).copied());
        match parent.filter(|&parent: &usize| depths[parent] < DEEPEST) {
            Some(parent) => {
                depths.push(depths[parent] + 1);
                children[parent].push(place);
            }
            None => {
                depths.push(0);
                roots.push(place);
            }
        }
        places.entry(&fact.name).or_insert(place);
    }
    let mut branches = Vec::with_capacity(facts.len());
    let mut next: Vec<(usize, Option<usize>)> = roots.iter().rev().map(|&root| (root, None)).collect();
    while let Some((place, parent)) = next.pop() {
        let own = branches.len();
        branches.push(Branch { fact: facts[place], depth: depths[place], parent });
        next.extend(children[place].iter().rev().map(|&child| (child, Some(own))));
    }
    branches
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fact(name: &str, from: &[&str]) -> Fact {
        let from = from.iter().map(|&name| name.to_owned()).collect();
        Fact { name: name.to_owned(), fresh: true, from, ..Fact::default() }
    }

    fn shown(facts: &[Fact]) -> Vec<String> {
        let branches = grow(facts.iter());
        branches.iter().map(|branch| [&".".repeat(branch.depth), &*branch.fact.name].concat()).collect()
    }

    #[test]
    fn a_value_stands_below_the_first_ingredient_that_the_box_has() {
        let facts = [
            fact("early", &[]),
            fact("handshake", &["early", "shared"]),
            fact("client", &["handshake"]),
            fact("server", &["handshake"]),
            fact("clientKey", &["client"]),
        ];
        assert_eq!(shown(&facts), ["early", ".handshake", "..client", "...clientKey", "..server"]);
    }

    #[test]
    fn a_long_chain_begins_at_the_left_side_again() {
        let names: Vec<String> = (0..8).map(|at| format!("k{at}")).collect();
        let before = |at: usize| at.checked_sub(1).map(|at| &*names[at]);
        let facts: Vec<Fact> = (0..8).map(|at| fact(&names[at], before(at).as_slice())).collect();
        assert_eq!(shown(&facts), ["k0", ".k1", "..k2", "...k3", "....k4", ".....k5", "k6", ".k7"]);
    }
}

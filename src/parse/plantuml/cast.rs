//! `Cast`: who takes part, and the order in which they stand.

use std::collections::{HashMap, HashSet};

/// All participants of a source.
#[derive(Default)]
pub(super) struct Cast<'s> {
    /// Each name where it is mentioned first in a box, or outside of all, with the number of that box.
    mentions: Vec<(&'s str, Option<usize>)>,
    seen: HashSet<(&'s str, Option<usize>)>,
    /// The box that declares a participant last.
    homes: HashMap<&'s str, Option<usize>>,
    /// Who has a place of its own: `order 10`.
    orders: HashMap<&'s str, i64>,
    /// Who sends, receives or has a note.
    linked: HashSet<&'s str>,
}

impl<'s> Cast<'s> {
    /// A name is mentioned in a box, or outside of all.
    pub fn mention(&mut self, name: &'s str, group: Option<usize>) {
        if self.seen.insert((name, group)) {
            self.mentions.push((name, group));
        }
        self.homes.entry(name).or_insert(group);
    }

    pub fn declare(&mut self, name: &'s str, group: Option<usize>, order: Option<i64>) {
        self.mention(name, group);
        if group.is_some() {
            self.homes.insert(name, group);
        }
        if let Some(order) = order {
            self.orders.insert(name, order);
        }
    }

    /// A name is a part of something that is drawn.
    pub fn link(&mut self, name: &'s str) {
        self.linked.insert(name);
    }

    pub fn is_linked(&self, name: &str) -> bool {
        self.linked.contains(name)
    }

    /// Whether somebody's place is not that of its first mention.
    pub fn is_ordered(&self) -> bool {
        !self.orders.is_empty()
    }

    /// The names from left to right. Those of a box stand side by side.
    pub fn order(&self) -> Vec<&'s str> {
        let mut rows: Vec<(Option<usize>, Vec<&'s str>)> = Vec::new();
        let mut boxes: HashMap<usize, usize> = HashMap::new();
        let mut placed: HashSet<&str> = HashSet::new();
        for &(name, group) in &self.mentions {
            if self.homes.get(name) != Some(&group) || !placed.insert(name) {
                continue;
            }
            match group.and_then(|group| boxes.get(&group)) {
                Some(&row) => rows[row].1.push(name),
                None => {
                    if let Some(group) = group {
                        boxes.insert(group, rows.len());
                    }
                    rows.push((group, vec![name]));
                }
            }
        }
        let mut names: Vec<&str> = rows.into_iter().flat_map(|(_, names)| names).collect();
        if self.is_ordered() {
            names.sort_by_key(|name| self.orders.get(name).copied().unwrap_or(0));
        }
        names
    }
}

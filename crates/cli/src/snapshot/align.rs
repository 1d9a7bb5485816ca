//! Finds what two lists have in common.

use std::collections::HashMap;
use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::difference::rising;

/// The most comparisons that a part of the lists between two anchors may take. Past it, that part counts as replaced:
/// correct, but larger than necessary. A count, and not a time, gives the same result on every machine.
const MOST: usize = 1 << 20;

/// Pairs what is equal in two lists, in order: indices of the one and the other. The time is linear in the lists,
/// except for parts with few unique items.
pub fn align(old: &[u32], new: &[u32]) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    between((0..old.len(), 0..new.len()), old, new, &mut pairs);
    pairs
}

/// Pairs in parts of the lists.
fn between(
    (mut one, mut two): (Range<usize>, Range<usize>),
    old: &[u32],
    new: &[u32],
    pairs: &mut Vec<(usize, usize)>,
) {
    while !one.is_empty() && !two.is_empty() && old[one.start] == new[two.start] {
        pairs.push((one.start, two.start));
        (one.start, two.start) = (one.start + 1, two.start + 1);
    }
    let mut tail = Vec::new();
    while !one.is_empty() && !two.is_empty() && old[one.end - 1] == new[two.end - 1] {
        (one.end, two.end) = (one.end - 1, two.end - 1);
        tail.push((one.end, two.end));
    }
    if !one.is_empty() && !two.is_empty() {
        let anchors = anchors((one.clone(), two.clone()), old, new);
        if anchors.is_empty() {
            closely((one, two), old, new, pairs);
        } else {
            for (at, other) in anchors {
                // Equal ones before an anchor are found from its side.
                closely((one.start..at, two.start..other), old, new, pairs);
                pairs.push((at, other));
                (one.start, two.start) = (at + 1, other + 1);
            }
            closely((one, two), old, new, pairs);
        }
    }
    pairs.extend(tail.into_iter().rev());
}

/// Pairs in parts without anchors, if they are small enough.
fn closely(
    (one, two): (Range<usize>, Range<usize>),
    old: &[u32],
    new: &[u32],
    pairs: &mut Vec<(usize, usize)>,
) {
    if one.is_empty() || two.is_empty() || one.len().saturating_mul(two.len()) > MOST {
        return;
    }
    for op in capture_diff_slices(Algorithm::Myers, &old[one.clone()], &new[two.clone()]) {
        if let DiffOp::Equal { old_index, new_index, len } = op {
            pairs.extend((0..len).map(|at| (one.start + old_index + at, two.start + new_index + at)));
        }
    }
}

/// What is in both parts exactly once, as far as it is in the same order in both: the longest such list (patience
/// diff).
fn anchors((one, two): (Range<usize>, Range<usize>), old: &[u32], new: &[u32]) -> Vec<(usize, usize)> {
    let mut seen: HashMap<u32, [Option<usize>; 2]> = HashMap::new();
    let mut often: std::collections::HashSet<u32> = std::collections::HashSet::new();
    for (side, list, range) in [(0, old, one), (1, new, two.clone())] {
        for at in range {
            let places = seen.entry(list[at]).or_default();
            if places[side].replace(at).is_some() {
                often.insert(list[at]);
            }
        }
    }
    let both = two
        .filter(|&at| !often.contains(&new[at]))
        .filter_map(|at| Some((at, seen.get(&new[at])?[0]?)))
        .collect();
    rising(both).into_iter().map(|(new, old)| (old, new)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_inserted_or_gone_is_not_paired_and_all_else_is() {
        let pairs = |old: &[u32], new: &[u32]| align(old, new);
        assert_eq!(pairs(&[1, 2, 3], &[1, 9, 2, 3]), [(0, 0), (1, 2), (2, 3)]);
        assert_eq!(pairs(&[1, 2, 3], &[1, 3]), [(0, 0), (2, 1)]);
        assert_eq!(pairs(&[7, 7, 7], &[7, 7, 7, 7]).len(), 3);
        assert_eq!(pairs(&[1, 7, 2, 7, 3], &[3, 7, 1, 2, 7]), [(0, 2), (2, 3), (3, 4)]);
        assert_eq!(pairs(&[], &[1]), []);
    }

    #[test]
    fn long_lists_that_have_nothing_in_common_take_no_time() {
        let old: Vec<u32> = (0..200_000).map(|at| at % 3).collect();
        let new: Vec<u32> = (0..200_000).map(|at| 5 + at % 3).collect();
        assert_eq!(align(&old, &new), []);
    }
}

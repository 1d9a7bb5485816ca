//! Finds the difference between two sequences. The work is bounded by a count, not by a clock, so that every machine
//! finds the same.

use std::collections::BTreeMap;
use std::hash::Hash;
use std::ops::Range;

use similar::capture_diff;
pub use similar::{Algorithm, ChangeTag, DiffOp};

/// The most comparisons in the search for the smallest difference: the product of the numbers of items. A larger gap
/// counts as replaced.
const MOST_COMPARISONS: usize = 4_000 * 4_000;

/// The difference between `old` and `new`: the smallest one, or, if there is too much to compare, the one between items
/// that occur once in both.
pub fn difference<T: Hash + Ord>(algorithm: Algorithm, old: &[T], new: &[T]) -> Vec<DiffOp> {
    let (whole_old, whole_new) = (0..old.len(), 0..new.len());
    if is_small(&whole_old, &whole_new) {
        return capture_diff(algorithm, old, whole_old, new, whole_new);
    }
    let mut ops = Vec::new();
    let (mut old_at, mut new_at) = (0, 0);
    for (old_index, new_index, len) in stretches(old, new) {
        between(algorithm, (old, old_at..old_index), (new, new_at..new_index), &mut ops);
        ops.push(DiffOp::Equal { old_index, new_index, len });
        (old_at, new_at) = (old_index + len, new_index + len);
    }
    between(algorithm, (old, old_at..old.len()), (new, new_at..new.len()), &mut ops);
    ops
}

fn is_small(old: &Range<usize>, new: &Range<usize>) -> bool {
    old.len().saturating_mul(new.len()) <= MOST_COMPARISONS
}

/// The difference between two places that are the same in both.
fn between<T: Hash + Ord>(
    algorithm: Algorithm,
    (old, old_gap): (&[T], Range<usize>),
    (new, new_gap): (&[T], Range<usize>),
    ops: &mut Vec<DiffOp>,
) {
    if is_small(&old_gap, &new_gap) {
        ops.extend(capture_diff(algorithm, old, old_gap, new, new_gap));
        return;
    }
    ops.push(DiffOp::Replace {
        old_index: old_gap.start,
        old_len: old_gap.len(),
        new_index: new_gap.start,
        new_len: new_gap.len(),
    });
}

/// Ranges that are equal in both, in order: the beginning, the end, and those around items that occur once in each (as
/// in Cohen's patience diff).
fn stretches<T: Ord>(old: &[T], new: &[T]) -> Vec<(usize, usize, usize)> {
    let same = |(one, other): &(&T, &T)| one == other;
    let head = old.iter().zip(new).take_while(same).count();
    let tail = old[head..].iter().rev().zip(new[head..].iter().rev()).take_while(same).count();
    let (old_end, new_end) = (old.len() - tail, new.len() - tail);
    let mut found = if head > 0 { vec![(0, 0, head)] } else { Vec::new() };
    let (mut old_at, mut new_at) = (head, head);
    for (old_index, new_index) in rising(once_in_both(&old[head..old_end], &new[head..new_end])) {
        let (old_index, new_index) = (head + old_index, head + new_index);
        if old_index < old_at || new_index < new_at {
            continue;
        }
        let before = old[old_at..old_index].iter().rev().zip(new[new_at..new_index].iter().rev());
        let before = before.take_while(same).count();
        let after = old[old_index..old_end].iter().zip(&new[new_index..new_end]).take_while(same).count();
        found.push((old_index - before, new_index - before, before + after));
        (old_at, new_at) = (old_index + after, new_index + after);
    }
    if tail > 0 {
        found.push((old_end, new_end, tail));
    }
    found
}

/// The places of the items that occur once in each, in the order of the old ones.
fn once_in_both<T: Ord>(old: &[T], new: &[T]) -> Vec<(usize, usize)> {
    let mut places: BTreeMap<&T, [Vec<usize>; 2]> = BTreeMap::new();
    for (side, items) in [old, new].into_iter().enumerate() {
        for (at, item) in items.iter().enumerate() {
            let met = &mut places.entry(item).or_default()[side];
            // The second occurrence removes it; later ones have no effect.
            if met.len() < 2 {
                met.push(at);
            }
        }
    }
    let mut pairs: Vec<_> = places
        .into_values()
        .filter_map(|places| match [places[0].as_slice(), places[1].as_slice()] {
            [&[old], &[new]] => Some((old, new)),
            _ => None,
        })
        .collect();
    pairs.sort_unstable();
    pairs
}

/// The longest selection of pairs, in order of their first places, whose second places also rise.
pub fn rising(pairs: Vec<(usize, usize)>) -> Vec<(usize, usize)> {
    // For each length, the pair with the smallest second place that ends such a selection, and the predecessor of each
    // pair.
    let mut ends: Vec<usize> = Vec::new();
    let mut before = vec![None; pairs.len()];
    for (at, &(_, new)) in pairs.iter().enumerate() {
        let length = ends.partition_point(|&end| pairs[end].1 < new);
        before[at] = length.checked_sub(1).map(|shorter| ends[shorter]);
        ends.truncate(ends.len().max(length));
        match ends.get_mut(length) {
            Some(end) => *end = at,
            None => ends.push(at),
        }
    }
    let mut chosen = Vec::with_capacity(ends.len());
    let mut next = ends.last().copied();
    while let Some(at) = next {
        chosen.push(pairs[at]);
        next = before[at];
    }
    chosen.reverse();
    chosen
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Applies the difference to the old sequence, and counts the items that stay.
    fn follow(old: &[usize], new: &[usize], ops: &[DiffOp]) -> usize {
        let (mut made, mut kept, mut at) = (Vec::new(), 0, 0);
        for op in ops {
            assert_eq!((op.old_range().start, op.new_range().start), (at, made.len()), "no gap: {op:?}");
            at = op.old_range().end;
            if let DiffOp::Equal { old_index, len, .. } = op {
                made.extend_from_slice(&old[*old_index..old_index + len]);
                kept += len;
            } else {
                made.extend_from_slice(&new[op.new_range()]);
            }
        }
        assert_eq!((made.as_slice(), at), (new, old.len()));
        kept
    }

    #[test]
    fn of_long_sequences_what_is_the_same_is_found_as_well() {
        let old: Vec<usize> = (0..30_000).collect();
        let mut new = old.clone();
        for at in [29_999, 20_000, 10_000, 9_999, 0] {
            new.splice(at..=at, [100_000 + at, 200_000 + at]);
        }
        let ops = difference(Algorithm::Myers, &old, &new);
        assert_eq!(follow(&old, &new, &ops), 30_000 - 5);
    }

    #[test]
    fn sequences_that_have_moved_or_have_nothing_in_common_are_done_in_no_time() {
        let old: Vec<usize> = (0..60_000).collect();
        let moved: Vec<usize> = (30_000..60_000).chain(0..30_000).collect();
        assert_eq!(follow(&old, &moved, &difference(Algorithm::Myers, &old, &moved)), 30_000);
        let reversed: Vec<usize> = (0..60_000).rev().collect();
        assert_eq!(follow(&old, &reversed, &difference(Algorithm::Myers, &old, &reversed)), 1);
        let other: Vec<usize> = (60_000..120_000).collect();
        assert_eq!(follow(&old, &other, &difference(Algorithm::Patience, &old, &other)), 0);
        let alike = vec![7; 50_000];
        assert_eq!(follow(&alike, &alike[1..], &difference(Algorithm::Myers, &alike, &alike[1..])), 49_999);
    }
}

//! Solves wishes for room between columns: finds an x for every column.
//!
//! Column 0 is the left border of the drawing and the last one its right border; the lifelines stand
//! between. Every wish is "column `b` at least so much right of column `a`", so the narrowest drawing is
//! the longest path through the wishes, which one pass finds. A second pass from the right finds how far
//! each column could move without widening anything, and a third one uses that room to spread the columns,
//! so that no single gap takes what a wide wish brings.

use std::collections::BTreeMap;

use crate::px::Px;

/// The wishes for room between columns.
pub(super) struct Columns {
    count: usize,
    /// By the column on the right, then by the one on the left.
    wishes: BTreeMap<(usize, usize), Px>,
}

impl Columns {
    /// Makes `count` columns, including the borders.
    pub fn new(count: usize) -> Columns {
        Columns { count, wishes: BTreeMap::new() }
    }

    /// Returns the column of the right border.
    pub fn last(&self) -> usize {
        self.count - 1
    }

    /// Asks for `right` to be at least `room` right of `left`, in whole pixels, so that lifelines are drawn sharp.
    pub fn wish(&mut self, left: usize, right: usize, room: Px) {
        let room = room.up_to(Px::new(1));
        debug_assert!(left < right && right < self.count, "wishes point right");
        let wish = self.wishes.entry((right, left)).or_insert(room);
        *wish = room.max(*wish);
    }

    /// Returns the x of every column; the left border is at 0.
    pub fn solve(&self) -> Vec<Px> {
        let earliest = self.earliest();
        let latest = self.latest(earliest[self.count - 1]);
        self.spread(&earliest, &latest)
    }

    /// Places each column as far left as the wishes allow.
    fn earliest(&self) -> Vec<Px> {
        let mut at = vec![Px::ZERO; self.count];
        let mut wishes = self.wishes.iter().peekable();
        for column in 1..self.count {
            at[column] = at[column - 1];
            while let Some((&(_, left), &room)) = wishes.next_if(|((right, _), _)| *right == column) {
                at[column] = at[column].max(at[left] + room);
            }
        }
        at
    }

    /// Places each column as far right as it can be without moving the last one.
    fn latest(&self, width: Px) -> Vec<Px> {
        let mut at = vec![width; self.count];
        let mut wishes = self.wishes.iter().rev().peekable();
        for column in (0..self.count).rev() {
            if column + 1 < self.count {
                at[column] = at[column].min(at[column + 1]);
            }
            while let Some((&(_, left), &room)) = wishes.next_if(|((right, _), _)| *right == column) {
                at[left] = at[left].min(at[column] - room);
            }
        }
        at
    }

    /// Spreads columns evenly between those that cannot move, as far as the wishes allow.
    fn spread(&self, earliest: &[Px], latest: &[Px]) -> Vec<Px> {
        let fixed = next_fixed(earliest, latest);
        let mut at = vec![Px::ZERO; self.count];
        let mut wishes = self.wishes.iter().peekable();
        for column in 1..self.count {
            let mut least = at[column - 1];
            while let Some((&(_, left), &room)) = wishes.next_if(|((right, _), _)| *right == column) {
                least = least.max(at[left] + room);
            }
            let slack = latest[column] - least;
            let sharers = (fixed[column] - column + 1) as i64;
            at[column] = least + Px::new((slack / sharers).floor());
        }
        at
    }
}

/// Returns for each column the first one from it on that cannot move.
fn next_fixed(earliest: &[Px], latest: &[Px]) -> Vec<usize> {
    let mut next = vec![earliest.len() - 1; earliest.len()];
    for column in (0..earliest.len() - 1).rev() {
        next[column] = if earliest[column] == latest[column] { column } else { next[column + 1] };
    }
    next
}

#[cfg(test)]
mod tests {
    use super::*;

    fn solved(count: usize, wishes: &[(usize, usize, i64)]) -> Vec<i64> {
        let mut columns = Columns::new(count);
        for &(left, right, room) in wishes {
            columns.wish(left, right, Px::new(room));
        }
        columns.solve().into_iter().map(Px::floor).collect()
    }

    #[test]
    fn a_wide_wish_is_spread_evenly_over_the_columns_it_spans() {
        let wishes = [(0, 1, 10), (1, 2, 10), (2, 3, 10), (3, 4, 10), (0, 4, 100)];
        assert_eq!(solved(5, &wishes), [0, 25, 50, 75, 100]);
    }

    #[test]
    fn overlapping_wide_wishes_share_the_gap_that_they_have_in_common() {
        // Spread apart, the two would need 150; the narrowest drawing is 100 wide.
        assert_eq!(solved(4, &[(0, 2, 100), (1, 3, 100)]).last(), Some(&100));
    }

    #[test]
    fn a_wide_wish_takes_the_room_it_finds() {
        assert_eq!(solved(4, &[(0, 1, 50), (1, 2, 60), (2, 3, 50), (0, 3, 150)]), [0, 50, 110, 160]);
    }

    proptest::proptest! {
        #[test]
        fn every_wish_is_satisfied_and_no_drawing_is_narrower(
            count in 2usize..9,
            raw in proptest::collection::vec((0usize..8, 1usize..9, 0i64..200), 0..30),
        ) {
            let wishes: Vec<_> = raw.into_iter().filter(|&(a, b, _)| a < b && b < count).collect();
            let at = solved(count, &wishes);
            for &(left, right, room) in &wishes {
                proptest::prop_assert!(at[right] - at[left] >= room);
            }
            let mut longest = vec![0; count];
            for column in 1..count {
                longest[column] = longest[column - 1];
                for &(left, right, room) in &wishes {
                    if right == column {
                        longest[column] = longest[column].max(longest[left] + room);
                    }
                }
            }
            proptest::prop_assert_eq!(at[count - 1], longest[count - 1]);
        }
    }
}

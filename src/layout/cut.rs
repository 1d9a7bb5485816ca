//! `Cut`: where a text or a box interrupts the lifelines and the walls behind it; and for each of these its cuts.

use std::ops::Range;

use super::track::Piece;
use crate::px::Px;
use crate::text::MAX_GAPS;

/// What stands over some columns and some walls.
#[derive(Clone, Debug)]
pub(super) struct Cut {
    columns: Range<u32>,
    walls: Range<u32>,
    piece: Piece,
    /// Whether what is behind it is not seen, so that it may be drawn.
    is_opaque: bool,
}

impl Cut {
    /// Over columns and walls at these places in their lists. None, where there are none.
    pub fn new(columns: Range<usize>, walls: Range<usize>, piece: Piece, is_opaque: bool) -> Option<Cut> {
        let number = |at: usize| u32::try_from(at).expect("a source of 64 MiB has fewer participants");
        let numbers = |range: Range<usize>| number(range.start)..number(range.end);
        let cut = Cut { columns: numbers(columns), walls: numbers(walls), piece, is_opaque };
        (!cut.columns.is_empty() || !cut.walls.is_empty()).then_some(cut)
    }

    /// Lowers it.
    pub fn lower(&mut self, by: Px) {
        self.piece.0 += by;
        self.piece.1 += by;
    }

    /// Its lower end, if it stands over a column.
    pub fn bottom_at(&self, column: usize) -> Option<Px> {
        places(&self.columns).contains(&column).then_some(self.piece.1)
    }
}

/// The cuts of each of so many columns.
pub(super) fn of_columns(cuts: &[Cut], count: usize) -> Vec<Vec<Piece>> {
    spread(cuts, count, |cut| places(&cut.columns))
}

/// The cuts of each of so many walls.
pub(super) fn of_walls(cuts: &[Cut], count: usize) -> Vec<Vec<Piece>> {
    spread(cuts, count, |cut| places(&cut.walls))
}

fn places(range: &Range<u32>) -> Range<usize> {
    range.start as usize..range.end as usize
}

/// The cuts of each line. Lines with more than `MAX_GAPS` opaque boxes over them go on behind all of these.
fn spread(cuts: &[Cut], count: usize, of: impl Fn(&Cut) -> Range<usize>) -> Vec<Vec<Piece>> {
    let mut changes = vec![0_i64; count + 1];
    for range in cuts.iter().filter(|cut| cut.is_opaque).map(&of) {
        changes[range.start] += 1;
        changes[range.end] -= 1;
    }
    let mut boxes = 0;
    let is_whole = changes.iter().map(|change| {
        boxes += change;
        boxes > MAX_GAPS as i64
    });
    let is_whole: Vec<bool> = is_whole.collect();
    // The first line from each on that boxes interrupt, so that they are not looked for where there are none.
    let mut next = vec![count; count + 2];
    for line in (0..count).rev() {
        next[line] = if is_whole[line] { next[line + 1] } else { line };
    }
    let mut lines = vec![Vec::new(); count];
    for cut in cuts {
        let range = of(cut);
        let mut line = if cut.is_opaque { next[range.start] } else { range.start };
        while line < range.end {
            lines[line].push(cut.piece);
            line = if cut.is_opaque { next[line + 1] } else { line + 1 };
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(columns: Range<usize>, y: i64, is_opaque: bool) -> Cut {
        Cut::new(columns, 0..0, (Px::new(y), Px::new(y + 1)), is_opaque).expect("it stands over something")
    }

    #[test]
    fn a_line_behind_too_many_boxes_is_interrupted_by_texts_alone() {
        let mut cuts: Vec<Cut> = (0..MAX_GAPS as i64).map(|at| cut(0..3, at * 2, true)).collect();
        cuts.push(cut(0..4, 9000, false));
        assert_eq!(of_columns(&cuts, 4).iter().map(Vec::len).collect::<Vec<_>>(), [257, 257, 257, 1]);
        cuts.push(cut(1..4, 9100, true));
        assert_eq!(of_columns(&cuts, 4).iter().map(Vec::len).collect::<Vec<_>>(), [257, 1, 1, 2]);
    }
}

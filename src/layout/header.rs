//! The headers of frames: where the tab and the guard stand, so that neither lies on an open bar.

use super::measure::{Ends, Measure};
use super::obstacle;
use super::pen::Pen;
use crate::px::Px;

/// The column of an open bar, and how far its bars reach right of its lifeline.
pub(super) type OpenColumn = (usize, Px);

/// A header, measured: a tab, or nothing where the line between two operands stands, and a guard.
pub(super) struct Header {
    /// The width of the tab.
    pub tab: Px,
    /// The width of the guard.
    pub guard: Px,
    /// The columns with open bars, from left to right.
    pub bars: Vec<OpenColumn>,
}

impl Header {
    /// Asks for the room that keeps the tab and the guard clear of open bars: the tab stands left of the first one, the
    /// guard beside the tab, or right of the bar if the frame begins at that.
    pub fn clear_bars(&self, ends: &mut Ends, measure: &mut Measure<'_, '_>) {
        let spacing = &measure.theme.spacing;
        let (half, gap) = (spacing.bar.half(), spacing.guard_gap);
        let mut bars = self.bars.iter().copied().filter(|(at, _)| (ends.left..=ends.right).contains(at));
        let Some((first, reach)) = bars.next() else { return };
        let guard = self.guard.min(spacing.guard_measure.half());
        let tab = if self.tab == Px::ZERO { Px::ZERO } else { self.tab + spacing.cut };
        if first > ends.left {
            let room = self.tab + if guard == Px::ZERO { spacing.cut } else { guard + gap * 2 };
            measure.columns.wish(ends.left, first, (room + half - ends.left_out).max(Px::ZERO));
            return;
        }
        ends.left_out = ends.left_out.max(tab + half);
        if guard == Px::ZERO {
            return;
        }
        let room = reach + guard + gap * 2;
        match bars.next() {
            Some((next, _)) => measure.columns.wish(first, next, room + half),
            None if first == ends.right => ends.right_out = ends.right_out.max(room),
            None => measure.columns.wish(first, ends.right, (room - ends.right_out).max(Px::ZERO)),
        }
    }
}

/// The room of a guard between two x: the first gap between open bars that holds a guard so wide, or else a good part of
/// one; at worst the widest gap.
pub(super) fn guard_place((from, to): (Px, Px), width: Px, pen: &Pen<'_, '_>) -> (Px, Px) {
    let spacing = &pen.theme.spacing;
    let gaps = obstacle::gaps(from, to, spacing.guard_gap, pen);
    let enough = width.min(spacing.guard_measure.half());
    let first = gaps.iter().find(|(left, right)| *right - *left >= enough);
    let widest = gaps.iter().rev().max_by_key(|(left, right)| *right - *left);
    first.or(widest).copied().filter(|(left, right)| left < right).unwrap_or((from, to))
}
